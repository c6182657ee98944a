#include "http/json_text.hpp"
#include "http/routes/parameters.hpp"
#include "http/routes/routes.hpp"
#include "http/routes/ticket_answer.hpp"
#include "http/routes/ticket_event.hpp"
#include "http/routes/ticket_request.hpp"

#include <set>

namespace seatsync::http::routes {

namespace {

std::vector<std::string> other_markets(const std::vector<app::SeriesForecast>& all,
                                       const app::SeriesForecast& chosen) {
    std::set<std::string> markets;
    for (const auto& series : all)
        markets.insert(series.last.series.market);
    markets.erase(chosen.last.series.market);
    return {markets.begin(), markets.end()};
}

Result<Response> answer(const ApiContext& context, const Call& call) {
    SEATSYNC_TRY(const auto ticket, parse_ticket_request(call.request.body));
    SEATSYNC_TRY(const auto as_of, as_of_named(ticket.as_of, context.clock));
    SEATSYNC_TRY(const auto event, find_event(context.store, ticket, as_of));
    SEATSYNC_TRY(const auto forecasts, context.forecaster.forecast(event.id, as_of));
    SEATSYNC_TRY(const auto series, choose_series(forecasts, ticket));
    SEATSYNC_TRY(const auto horizon, choose_horizon(series, ticket));
    const auto model = context.forecaster.model();
    if (!model)
        return fail(ErrorCode::insufficient_data, "no model is trained");
    context.metrics.predictions_made(series.horizons.size());
    return json_response(json_text(ticket_answer({.request = ticket,
                                                  .series = series,
                                                  .horizon = horizon,
                                                  .other_markets = other_markets(forecasts, series),
                                                  .model = *model})));
}

}  // namespace

Route predict_advanced(const ApiContext& context) {
    return {.method = "POST",
            .pattern = "/api/v1/intelligence/predict-advanced",
            .query = std::vector<std::string>{},
            .handle = [&context](const Call& call) { return answer(context, call); }};
}

}  // namespace seatsync::http::routes
