#include "features/catalogue.hpp"
#include "http/json_text.hpp"
#include "http/routes/routes.hpp"
#include "http/shapes.hpp"

#include <set>

namespace seatsync::http::routes {

namespace {

namespace json = boost::json;

json::object market_store_status(const ApiContext& context) {
    const auto last = context.store.last_received();
    json::object status = {{"reachable", last.has_value()}, {"last_received", nullptr}};
    if (last && *last)
        status["last_received"] = domain::format_utc(**last);
    return status;
}

json::array feature_categories() {
    std::set<std::string_view> names;
    for (const features::Feature& feature : features::catalogue())
        names.insert(name_of(feature.category));
    return json::array(names.begin(), names.end());
}

/// Lists what exists: the predictors that the model is made of, no trading strategy.
Result<Response> answer(const ApiContext& context) {
    const auto model = context.forecaster.model();
    json::object models;
    for (const std::string& member : model ? model->members : std::vector<std::string>())
        models[member] = json::object{{"trained", true}, {"type", "price"}};
    const bool several = models.size() > 1;
    return json_response(json_text(json::object{
        {"ensemble_models", std::move(models)},
        {"ensemble_trained", several},
        {"model_trained", model.has_value()},
        {"model", model_json(model)},
        {"data_pipeline_components", json::object{{"market_store", market_store_status(context)}}},
        {"trading_strategies", json::array{}},
        {"feature_categories", feature_categories()},
        {"timestamp", domain::format_utc(context.clock.now())},
    }));
}

}  // namespace

Route models_status(const ApiContext& context) {
    return {.method = "GET",
            .pattern = "/api/v1/intelligence/models/status",
            .query = std::vector<std::string>{},
            .handle = [&context](const Call&) { return answer(context); }};
}

}  // namespace seatsync::http::routes
