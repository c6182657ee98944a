#include "app/metrics_json.hpp"

#include <boost/json.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace seatsync::app {

namespace {

namespace json = boost::json;
using learning::Breakdown;
using learning::HorizonMetrics;
using learning::Slice;

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

double number_from(const json::value& value, double otherwise) {
    return value.is_null() ? otherwise : json::value_to<double>(value);
}

domain::Horizon horizon_from(const json::object& object) {
    return domain::horizon_named(json::value_to<std::string>(object.at("horizon"))).value();
}

json::object to_json(const Slice& slice) {
    return {{"from", slice.from},
            {"to", number(slice.to)},
            {"tasks", slice.tasks},
            {"events", slice.events},
            {"metrics", slice.metrics ? json::value(metrics_json(*slice.metrics)) : nullptr}};
}

Slice slice_from(const json::object& object) {
    Slice slice{.from = json::value_to<double>(object.at("from")),
                .to = number_from(object.at("to"), std::numeric_limits<double>::infinity()),
                .tasks = json::value_to<std::size_t>(object.at("tasks")),
                .events = json::value_to<std::size_t>(object.at("events")),
                .metrics = std::nullopt};
    if (const json::value& metrics = object.at("metrics"); !metrics.is_null())
        slice.metrics = metrics_from(metrics.as_object());
    return slice;
}

json::array to_json(const std::vector<Slice>& slices) {
    json::array array;
    for (const Slice& slice : slices)
        array.push_back(to_json(slice));
    return array;
}

std::vector<Slice> slices_from(const json::value& array) {
    std::vector<Slice> slices;
    for (const json::value& slice : array.as_array())
        slices.push_back(slice_from(slice.as_object()));
    return slices;
}

}  // namespace

json::object metrics_json(const HorizonMetrics& metrics) {
    json::object object{{"horizon", name_of(metrics.horizon)},
                        {"tasks", metrics.tasks},
                        {"events", metrics.events}};
    for (const auto& [name, member] : kFigures)
        object[name] = number(metrics.*member);
    return object;
}

HorizonMetrics metrics_from(const json::object& object) {
    HorizonMetrics metrics;
    metrics.horizon = horizon_from(object);
    metrics.tasks = json::value_to<std::size_t>(object.at("tasks"));
    metrics.events = json::value_to<std::size_t>(object.at("events"));
    for (const auto& [name, member] : kFigures)
        metrics.*member = number_from(object.at(name), std::numeric_limits<double>::quiet_NaN());
    return metrics;
}

json::object breakdown_json(const Breakdown& breakdown) {
    json::array peers;
    for (const learning::PeerMetrics& peer : breakdown.peers)
        peers.push_back({{"name", peer.name}, {"metrics", metrics_json(peer.metrics)}});
    return {{"horizon", name_of(breakdown.horizon)},
            {"by_event",
             {{"relative_pinball", breakdown.by_event.relative_pinball},
              {"coverage90", breakdown.by_event.coverage90}}},
            {"peers", std::move(peers)},
            {"by_days", to_json(breakdown.by_days)},
            {"by_price", to_json(breakdown.by_price)}};
}

Breakdown breakdown_from(const json::object& object) {
    const json::value& by_event = object.at("by_event");
    Breakdown breakdown{
        .horizon = horizon_from(object),
        .by_event = {.relative_pinball = json::value_to<double>(by_event.at("relative_pinball")),
                     .coverage90 = json::value_to<double>(by_event.at("coverage90"))},
        .peers = {},
        .by_days = slices_from(object.at("by_days")),
        .by_price = slices_from(object.at("by_price"))};
    for (const json::value& peer : object.at("peers").as_array())
        breakdown.peers.push_back({json::value_to<std::string>(peer.at("name")),
                                   metrics_from(peer.at("metrics").as_object())});
    return breakdown;
}

}  // namespace seatsync::app
