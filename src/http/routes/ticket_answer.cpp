#include "http/routes/ticket_answer.hpp"

#include "base/invariant.hpp"
#include "http/json_text.hpp"
#include "http/routes/ticket_event.hpp"
#include "http/shapes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace seatsync::http::routes {

namespace {

namespace json = boost::json;

std::string dollars(const PricedTicket& priced, double amount) {
    const auto money = domain::Money::from_model(amount, priced.series.last.series.currency,
                                                 domain::Rounding::half_even);
    return money ? money->to_display() : fmt::format("{}", amount);
}

double last_price(const PricedTicket& priced) {
    const auto& last = priced.series.last;
    SEATSYNC_INVARIANT(last.get_in_cents.has_value());
    return domain::Money(*last.get_in_cents, last.series.currency).to_model();
}

double quantile(const PricedTicket& priced, std::size_t level) {
    return priced.horizon.forecast.quantiles[level];
}

/// "3.5 hours" below two days, else "4.2 days".
std::string span_text(domain::Instant from, domain::Instant to) {
    const double days = domain::days_between(from, to);
    return days < 2 ? fmt::format("{:.1f} hours", days * 24) : fmt::format("{:.1f} days", days);
}

std::string scope_of(const PricedTicket& priced) {
    const auto& zone = priced.series.last.series.zone;
    return zone.empty() ? "event get-in" : "zone get-in: " + zone;
}

const app::HorizonMetrics* measured(const PricedTicket& priced) {
    const auto& all = priced.model.metrics;
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& metrics) {
        return metrics.horizon == priced.horizon.horizon && metrics.tasks > 0;
    });
    return found == all.end() ? nullptr : &*found;
}

std::string target_text(const PricedTicket& priced) {
    const auto& event = priced.series.event;
    if (priced.horizon.horizon == domain::Horizon::close)
        return "at close, the last price before the event";
    return "on " + domain::format_local(priced.horizon.target_at, event.venue.zone);
}

std::string interval_text(const PricedTicket& priced) {
    std::string text =
        fmt::format(" 9 of 10 forecast prices lie between {} and {}.",
                    dollars(priced, quantile(priced, 0)), dollars(priced, quantile(priced, 4)));
    if (const auto* metrics = measured(priced))
        text += fmt::format(
            " On {} held-back tasks from {} events this interval held the price in "
            "{:.1f} % of cases.",
            metrics->tasks, metrics->events, metrics->coverage90 * 100);
    return text;
}

std::string reasoning(const PricedTicket& priced) {
    const auto& last = priced.series.last;
    std::string text = fmt::format(
        "The lowest {} price of {} at {} was {} on {}. The {} model, trained on {} rows as of {}, "
        "expects {} {}.",
        domain::name_of(last.series.kind), domain::display_name(priced.series.event),
        last.series.market, dollars(priced, last_price(priced)),
        domain::format_local(last.event_at, priced.series.event.venue.zone), priced.model.predictor,
        priced.model.training_rows, domain::format_utc(priced.model.as_of),
        dollars(priced, priced.horizon.forecast.point), target_text(priced));
    if (priced.request.include_uncertainty)
        text += interval_text(priced);
    return text;
}

void add_confidence(json::object& answer, const PricedTicket& priced) {
    if (const auto* metrics = measured(priced)) {
        answer["confidence"] = metrics->coverage90;
        answer["confidence_reason"] =
            fmt::format("share of {} held-back prices inside the 90 % interval", metrics->tasks);
        return;
    }
    answer["confidence"] = nullptr;
    answer["confidence_reason"] =
        fmt::format("the model was not measured at the horizon {} on games it was not fitted on",
                    domain::name_of(priced.horizon.horizon));
}

void add_uncertainty(json::object& answer, const PricedTicket& priced) {
    add_confidence(answer, priced);
    answer["price_range"] =
        json::object{{"min", units(quantile(priced, 0))}, {"max", units(quantile(priced, 4))}};
    const auto factors = uncertainty_factors(priced);
    answer["uncertainty_factors"] = json::array(factors.begin(), factors.end());
}

/// All horizons; the point alone when the client wants no uncertainty.
json::array forecasts(const PricedTicket& priced) {
    json::array list = forecast_json(priced.series.horizons);
    if (!priced.request.include_uncertainty)
        for (auto& entry : list)
            for (const char* name : {"q05", "q25", "q50", "q75", "q95"})
                entry.as_object().erase(name);
    return list;
}

json::object contributions(const PricedTicket& priced) {
    json::object weights;
    for (const auto& member : priced.horizon.members)
        weights[member.name] = member.weight;
    return weights;
}

json::object importance(const app::ModelSummary& model) {
    json::object shares;
    for (const auto& [feature, share] : model.importance)
        shares[feature] = share;
    return shares;
}

json::array texts(const std::vector<std::string>& list) {
    return json::array(list.begin(), list.end());
}

bool before(const app::SeriesForecast& a, const app::SeriesForecast& b) {
    return a.last.event_at != b.last.event_at ? a.last.event_at > b.last.event_at
                                              : a.last.series < b.last.series;
}

std::string quoted(const std::vector<app::SeriesForecast>& all) {
    std::vector<std::string> names;
    for (const auto& series : all) {
        const auto& key = series.last.series;
        names.push_back(key.zone.empty() ? key.market : key.market + " zone " + key.zone);
    }
    return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

Result<app::SeriesForecast> choose_series(const std::vector<app::SeriesForecast>& all,
                                          const TicketRequest& request) {
    const auto best = [&](auto fits) {
        const app::SeriesForecast* chosen = nullptr;
        for (const auto& series : all) {
            const bool market =
                request.market.empty() || series.last.series.market == request.market;
            if (market && fits(series) && (chosen == nullptr || before(series, *chosen)))
                chosen = &series;
        }
        return chosen;
    };
    const auto* chosen = best([&](const auto& series) {
        return !request.section.empty() && series.last.series.zone == request.section;
    });
    if (chosen == nullptr)
        chosen = best([](const auto& series) { return series.last.series.zone.empty(); });
    if (chosen == nullptr)
        return fail(
            ErrorCode::insufficient_data,
            fmt::format("no series can be priced for market '{}', section '{}'; there are: {}",
                        request.market, request.section, quoted(all)));
    return *chosen;
}

Result<app::HorizonForecast> choose_horizon(const app::SeriesForecast& series,
                                            const TicketRequest& request) {
    const auto wanted = request.horizon.value_or(domain::Horizon::close);
    const auto found = std::find_if(series.horizons.begin(), series.horizons.end(),
                                    [&](const auto& entry) { return entry.horizon == wanted; });
    if (found != series.horizons.end())
        return *found;
    if (request.horizon || series.horizons.empty())
        return fail(ErrorCode::insufficient_data,
                    fmt::format("there is no forecast at the horizon {}: it lies behind the event",
                                domain::name_of(wanted)));
    return *std::max_element(
        series.horizons.begin(), series.horizons.end(),
        [](const auto& a, const auto& b) { return a.target_at < b.target_at; });
}

std::vector<std::string> recommendations(const PricedTicket& priced) {
    if (measured(priced) == nullptr)
        return {};
    const double last = last_price(priced);
    const double point = priced.horizon.forecast.point;
    const std::string now = dollars(priced, last);
    const std::string then = target_text(priced);
    if (last > quantile(priced, 3) && point < last)
        return {fmt::format(
            "Sell early: the last price {} lies above {} % of the forecast prices {}; "
            "the forecast is {} lower.",
            now, last > quantile(priced, 4) ? 95 : 75, then, dollars(priced, last - point))};
    if (last < quantile(priced, 1) && point > last)
        return {fmt::format(
            "Wait: the last price {} lies below {} % of the forecast prices {}; the "
            "forecast is {} higher.",
            now, last < quantile(priced, 0) ? 95 : 75, then, dollars(priced, point - last))};
    return {};
}

/// What the ticket says of its venue and what is known of the event's do not agree.
std::optional<std::string> venue_doubt(const PricedTicket& priced) {
    const auto& said = priced.request.venue;
    const auto& known = priced.series.event.venue.name;
    if (said.empty() || same_name(said, known))
        return std::nullopt;
    if (known.empty())
        return "the venue of the event is not known";
    return fmt::format("the ticket names the venue {}, the event is known at {}", said, known);
}

std::vector<std::string> uncertainty_factors(const PricedTicket& priced) {
    const auto& [request, series, horizon, other_markets, model] = priced;
    std::vector<std::string> factors;
    if (series.last.series.zone.empty())
        factors.push_back(
            fmt::format("no quotes for section {}: the figure is the lowest price in the venue",
                        request.section.empty() ? "(not given)" : request.section));
    factors.push_back(
        fmt::format("the last quote is {} old", span_text(series.last.event_at, series.as_of)));
    factors.push_back(
        fmt::format("the 90 % interval is {} wide, {:.0f} % of the last price",
                    dollars(priced, quantile(priced, 4) - quantile(priced, 0)),
                    (quantile(priced, 4) - quantile(priced, 0)) / last_price(priced) * 100));
    if (!series.missing.empty())
        factors.push_back(fmt::format("{} features have no value: {}", series.missing.size(),
                                      fmt::join(series.missing, ", ")));
    for (const auto& member : horizon.members)
        if (!member.silent.empty())
            factors.push_back(fmt::format("{} says nothing: {}", member.name, member.silent));
    if (series.event.start_tbd)
        factors.push_back("the hour of the event is not yet known");
    if (series.event.status != domain::EventStatus::scheduled)
        factors.push_back(fmt::format("the event is {}", domain::name_of(series.event.status)));
    if (auto doubt = venue_doubt(priced))
        factors.push_back(std::move(*doubt));
    if (!other_markets.empty())
        factors.push_back(
            fmt::format("other markets quote this event and are not in the figure: {}",
                        fmt::join(other_markets, ", ")));
    return factors;
}

json::object ticket_answer(const PricedTicket& priced) {
    const auto& series = priced.series;
    json::object answer = {
        {"predicted_price", units(priced.horizon.forecast.point)},
        {"reasoning", reasoning(priced)},
        {"model_contributions", contributions(priced)},
        {"feature_importance", importance(priced.model)},
        {"recommendations", texts(recommendations(priced))},
        {"scope", scope_of(priced)},
        {"event_id", series.event.id.value()},
        {"horizon", domain::name_of(priced.horizon.horizon)},
        {"as_of", domain::format_utc(series.as_of)},
        {"model_id", priced.model.id},
        {"ignored_fields", texts(priced.request.ignored_fields)},
        {"forecasts", forecasts(priced)},
    };
    for (auto& member : last_quote_json(series.last))
        answer[member.key()] = member.value();
    if (priced.request.include_uncertainty)
        add_uncertainty(answer, priced);
    return answer;
}

}  // namespace seatsync::http::routes
