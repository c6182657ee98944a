#include "app/model_metrics.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace seatsync::app {

namespace {

namespace json = boost::json;

/// The figures of a horizon under their names; one list for writing and reading.
constexpr std::array<std::pair<const char*, double HorizonMetrics::*>, 8> kFigures = {{
    {"mean_absolute_error", &HorizonMetrics::mean_absolute_error},
    {"mean_absolute_log_error", &HorizonMetrics::mean_absolute_log_error},
    {"coverage90", &HorizonMetrics::coverage90},
    {"width90", &HorizonMetrics::width90},
    {"relative_pinball", &HorizonMetrics::relative_pinball},
    {"last_mean_absolute_error", &HorizonMetrics::last_mean_absolute_error},
    {"last_mean_absolute_log_error", &HorizonMetrics::last_mean_absolute_log_error},
    {"last_relative_pinball", &HorizonMetrics::last_relative_pinball},
}};

json::value number(double value) {
    return std::isfinite(value) ? json::value(value) : json::value(nullptr);
}

json::object to_json(const HorizonMetrics& metrics) {
    json::object object{{"horizon", name_of(metrics.horizon)},
                        {"tasks", metrics.tasks},
                        {"events", metrics.events}};
    for (const auto& [name, member] : kFigures)
        object[name] = number(metrics.*member);
    return object;
}

HorizonMetrics metrics_from(const json::object& object) {
    HorizonMetrics metrics;
    metrics.horizon =
        domain::horizon_named(json::value_to<std::string>(object.at("horizon"))).value();
    metrics.tasks = json::value_to<std::size_t>(object.at("tasks"));
    metrics.events = json::value_to<std::size_t>(object.at("events"));
    for (const auto& [name, member] : kFigures)
        metrics.*member = object.at(name).is_null() ? std::numeric_limits<double>::quiet_NaN()
                                                    : json::value_to<double>(object.at(name));
    return metrics;
}

}  // namespace

std::string metrics_to_json(const ModelSummary& summary) {
    json::array metrics;
    for (const HorizonMetrics& horizon : summary.metrics)
        metrics.push_back(to_json(horizon));
    json::array importance;
    for (const FeatureImportance& feature : summary.importance)
        importance.push_back(json::array{feature.feature, feature.share});
    json::object normalisation;
    for (const auto& [feature, typical] : summary.normalisation.typical())
        normalisation[feature] = json::array{typical.mean, typical.deviation, typical.rows};
    return json::serialize(json::object{{"training_rows", summary.training_rows},
                                        {"metrics", std::move(metrics)},
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
        // Models of earlier versions have none.
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
