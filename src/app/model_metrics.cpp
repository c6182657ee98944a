#include "app/model_metrics.hpp"

#include "app/metrics_json.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <utility>

namespace seatsync::app {

namespace json = boost::json;

std::string metrics_to_json(const ModelSummary& summary) {
    json::array metrics;
    for (const HorizonMetrics& horizon : summary.metrics)
        metrics.push_back(metrics_json(horizon));
    json::array breakdowns;
    for (const learning::Breakdown& breakdown : summary.breakdowns)
        breakdowns.push_back(breakdown_json(breakdown));
    json::array importance;
    for (const FeatureImportance& feature : summary.importance)
        importance.push_back(json::array{feature.feature, feature.share});
    json::object normalisation;
    for (const auto& [feature, typical] : summary.normalisation.typical())
        normalisation[feature] = json::array{typical.mean, typical.deviation, typical.rows};
    return json::serialize(json::object{{"training_rows", summary.training_rows},
                                        {"members", json::value_from(summary.members)},
                                        {"metrics", std::move(metrics)},
                                        {"breakdowns", std::move(breakdowns)},
                                        {"importance", std::move(importance)},
                                        {"normalisation", std::move(normalisation)}});
}

Result<void> read_metrics(const std::string& text, ModelSummary& summary) {
    try {
        const json::value value = json::parse(text);
        const json::object& object = value.as_object();
        summary.training_rows = json::value_to<std::size_t>(object.at("training_rows"));
        for (const json::value& horizon : object.at("metrics").as_array())
            summary.metrics.push_back(metrics_from(horizon.as_object()));
        for (const json::value& pair : object.at("importance").as_array())
            summary.importance.push_back(
                {json::value_to<std::string>(pair.at(0)), json::value_to<double>(pair.at(1))});
        // Models of earlier versions have none of these.
        if (const json::value* members = object.if_contains("members"))
            summary.members = json::value_to<std::vector<std::string>>(*members);
        if (const json::value* breakdowns = object.if_contains("breakdowns"))
            for (const json::value& breakdown : breakdowns->as_array())
                summary.breakdowns.push_back(breakdown_from(breakdown.as_object()));
        if (const json::value* normalisation = object.if_contains("normalisation"))
            for (const auto& [feature, typical] : normalisation->as_object())
                summary.normalisation.set(std::string(feature),
                                          {.mean = json::value_to<double>(typical.at(0)),
                                           .deviation = json::value_to<double>(typical.at(1)),
                                           .rows = json::value_to<std::uint64_t>(typical.at(2))});
    } catch (const std::exception& problem) {  // How Boost.JSON reports text of another shape.
        return fail(
            ErrorCode::corrupt_data,
            fmt::format("the stored metrics of a model are unreadable: {}", problem.what()));
    }
    return {};
}

}  // namespace seatsync::app
