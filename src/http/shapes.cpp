#include "http/shapes.hpp"

#include "http/json_text.hpp"

namespace seatsync::http {

namespace {

namespace json = boost::json;

std::string start_local(const domain::Event& event) {
    if (event.start_tbd)
        return domain::format_date(domain::to_local(event.start, event.venue.zone).date);
    return domain::format_local(event.start, event.venue.zone);
}

}  // namespace

json::object event_json(const domain::Event& event) {
    return {{"id", event.id.value()},
            {"league", event.league},
            {"season", or_null(event.season)},
            {"title", domain::display_name(event)},
            {"home", or_null(event.home)},
            {"away", or_null(event.away)},
            {"venue", or_null(event.venue.name)},
            {"city", or_null(event.venue.city)},
            {"zone", event.venue.zone.name()},
            {"start_utc", domain::format_utc(event.start)},
            {"start_local", start_local(event)},
            {"start_tbd", event.start_tbd},
            {"status", domain::name_of(event.status)}};
}

json::object series_json(const domain::SeriesKey& series) {
    return {{"market", series.market},
            {"zone", or_null(series.zone)},
            {"price_kind", domain::name_of(series.kind)},
            {"currency", series.currency.code()}};
}

json::object last_quote_json(const domain::Quote& last) {
    json::object object = series_json(last.series);
    object["last_price"] = units(last.get_in_cents);
    object["last_at"] = domain::format_utc(last.event_at);
    object["listings"] = or_null(last.listings);
    return object;
}

namespace {

json::array members_json(const std::vector<learning::MemberPart>& members) {
    json::array array;
    for (const auto& member : members)
        array.push_back(
            {{"name", member.name}, {"weight", member.weight}, {"silent", or_null(member.silent)}});
    return array;
}

}  // namespace

json::object horizon_json(const app::HorizonForecast& horizon) {
    const auto& quantiles = horizon.forecast.quantiles;
    return {{"horizon", domain::name_of(horizon.horizon)},
            {"target_at", domain::format_utc(horizon.target_at)},
            {"point", units(horizon.forecast.point)},
            {"q05", units(quantiles[0])},
            {"q25", units(quantiles[1])},
            {"q50", units(quantiles[2])},
            {"q75", units(quantiles[3])},
            {"q95", units(quantiles[4])},
            {"members", members_json(horizon.members)}};
}

json::array forecast_json(const std::vector<app::HorizonForecast>& horizons) {
    json::array array;
    for (const auto& horizon : horizons)
        array.push_back(horizon_json(horizon));
    return array;
}

json::array unanswered_json(const std::vector<app::UnansweredHorizon>& unanswered) {
    json::array array;
    for (const auto& [horizon, reason] : unanswered)
        array.push_back({{"horizon", domain::name_of(horizon)}, {"reason", reason}});
    return array;
}

json::object metrics_json(const app::HorizonMetrics& metrics) {
    return {{"horizon", domain::name_of(metrics.horizon)},
            {"tasks", metrics.tasks},
            {"events", metrics.events},
            {"mean_absolute_error", metrics.mean_absolute_error},
            {"mean_absolute_log_error", metrics.mean_absolute_log_error},
            {"coverage90", metrics.coverage90},
            {"width90", metrics.width90},
            {"relative_pinball", metrics.relative_pinball},
            {"last_mean_absolute_error", metrics.last_mean_absolute_error},
            {"last_mean_absolute_log_error", metrics.last_mean_absolute_log_error},
            {"last_relative_pinball", metrics.last_relative_pinball}};
}

json::value model_json(const std::optional<app::ModelSummary>& model) {
    if (!model)
        return nullptr;
    json::array metrics;
    for (const auto& horizon : model->metrics)
        metrics.push_back(metrics_json(horizon));
    json::array importance;
    for (const auto& [feature, share] : model->importance)
        importance.push_back({{"feature", feature}, {"share", share}});
    return json::object{{"id", model->id},
                        {"predictor", model->predictor},
                        {"members", json::array(model->members.begin(), model->members.end())},
                        {"as_of", domain::format_utc(model->as_of)},
                        {"window_from", domain::format_utc(model->window_from)},
                        {"window_to", domain::format_utc(model->window_to)},
                        {"seed", model->seed},
                        {"revision", model->revision},
                        {"training_rows", model->training_rows},
                        {"metrics", std::move(metrics)},
                        {"importance", std::move(importance)}};
}

}  // namespace seatsync::http
