#include "http/json_text.hpp"
#include "http/routes/parameters.hpp"
#include "http/routes/routes.hpp"
#include "http/shapes.hpp"

namespace seatsync::http::routes {

namespace {

namespace json = boost::json;

json::object series_forecast_json(const app::SeriesForecast& series) {
    json::object object = last_quote_json(series.last);
    object["forecast"] = forecast_json(series.horizons);
    object["missing"] = json::array(series.missing.begin(), series.missing.end());
    object["unanswered"] = unanswered_json(series.unanswered);
    return object;
}

Result<Response> answer(const ApiContext& context, const Call& call) {
    SEATSYNC_TRY(const auto as_of, as_of_of(call, context.clock));
    SEATSYNC_TRY(const auto id, event_id_of(call));
    SEATSYNC_TRY(const auto forecasts, context.forecaster.forecast(id, as_of));
    json::array list;
    for (const auto& series : forecasts) {
        list.push_back(series_forecast_json(series));
        context.metrics.predictions_made(series.horizons.size());
    }
    return json_response(
        json_text(json::object{{"event_id", id.value()},
                               {"as_of", domain::format_utc(as_of)},
                               {"series", std::move(list)},
                               {"model", model_json(context.forecaster.model())}}));
}

}  // namespace

Route event_forecast(const ApiContext& context) {
    return {.method = "GET",
            .pattern = "/api/v1/events/{id}/forecast",
            .query = std::vector<std::string>{"as_of"},
            .handle = [&context](const Call& call) { return answer(context, call); }};
}

}  // namespace seatsync::http::routes
