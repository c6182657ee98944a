#include "app/stored_forecaster.hpp"

#include "app/forecast_training.hpp"
#include "app/model_choice.hpp"
#include "learning/horizon_samples.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace seatsync::app {

namespace {

using domain::EventId;
using domain::Horizon;
using domain::Instant;
using features::MarketHistory;
using features::SeriesHistory;

/// Why a series cannot be forecast at `as_of`; empty when it can.
std::string reason_against(const domain::Event& event, std::size_t prices, Instant last_at,
                           Instant as_of) {
    if (event.start <= as_of)
        return fmt::format("the event started at {}",
                           domain::format_local(event.start, event.venue.zone));
    if (event.status != domain::EventStatus::scheduled)
        return fmt::format("the event is {}", name_of(event.status));
    if (!learning::forecast_wanted(event))
        return "the event may never take place: its prices are placeholders";
    if (prices < 2)
        return "fewer than two prices were observed";
    if (as_of - last_at > kQuoteAgeMax)
        return fmt::format("the last price is from {}, more than {} days ago",
                           domain::format_local(last_at, event.venue.zone), kQuoteAgeMax.count());
    return {};
}

Instant target_of(Horizon horizon, Instant asked_at, const domain::Event& event) {
    if (horizon == Horizon::close)
        return event.start;
    return asked_at + std::chrono::hours(24) * static_cast<int>(days_of(horizon));
}

std::vector<std::string> missing_features(std::span<const float> row) {
    const auto features = features::model_inputs();
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < row.size(); ++i)
        if (std::isnan(row[i]))
            missing.emplace_back(features[i].name);
    return missing;
}

/// The newest quote of each series, found again among what was read.
std::map<domain::SeriesKey, domain::Quote> newest_quotes(
    const domain::ObservationBatch& observations) {
    std::map<domain::SeriesKey, domain::Quote> newest;
    for (const domain::Quote& quote : observations.quotes) {
        if (!quote.get_in_cents)
            continue;
        const auto [place, added] = newest.try_emplace(quote.series, quote);
        if (!added && quote.received_at >= place->second.received_at)
            place->second = quote;
    }
    return newest;
}

Result<void> add_horizons(const learning::PriceModel& model, const MarketHistory& history,
                          const features::FeatureTable& table, Horizon horizon,
                          std::vector<SeriesForecast>& forecasts) {
    if (!model.has(horizon))
        return {};
    learning::Matrix x{.columns = table.columns, .values = {}};
    std::vector<double> prices;
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const SeriesHistory& series = history.series()[table.rows[i].series];
        const domain::Event& event = forecasts[i].event;
        if (target_of(horizon, series.received_at.back(), event) > event.start)
            continue;
        learning::add_question(x, history, table, i);
        prices.push_back(static_cast<double>(series.cents.back()) / 100.0);
        rows.push_back(i);
    }
    SEATSYNC_TRY(const auto answers, model.predict(horizon, x, prices));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        SeriesForecast& here = forecasts[rows[i]];
        here.horizons.push_back({.horizon = horizon,
                                 .target_at = target_of(horizon, here.last.received_at, here.event),
                                 .forecast = answers[i]});
    }
    return {};
}

Result<std::vector<SeriesForecast>> forecasts_of(const learning::PriceModel& model,
                                                 const domain::ObservationBatch& observations,
                                                 const MarketHistory& history,
                                                 Instant known_until) {
    const auto newest = newest_quotes(observations);
    const auto wanted = [&](const features::RowRef& ref) {
        const SeriesHistory& series = history.series()[ref.series];
        const domain::Event* event = history.event_of(series).known_at(known_until);
        return ref.row + 1 == series.size() && event != nullptr &&
               reason_against(*event, series.size(), series.received_at.back(), known_until)
                   .empty();
    };
    const auto table = compute_features(history, wanted);
    std::vector<SeriesForecast> forecasts;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const SeriesHistory& series = history.series()[table.rows[i].series];
        forecasts.push_back({.event = *history.event_of(series).known_at(known_until),
                             .last = newest.at(series.key),
                             .as_of = known_until,
                             .horizons = {},
                             .missing = missing_features(table.row(i))});
    }
    for (const Horizon horizon : domain::kHorizons)
        SEATSYNC_CHECK(add_horizons(model, history, table, horizon, forecasts));
    return forecasts;
}

Error cannot_be_priced(std::string_view reason) {
    return fail(ErrorCode::insufficient_data, fmt::format("cannot be priced: {}", reason));
}

/// Leaves out horizons whose moment has passed by `as_of`.
SeriesForecast seen_at(SeriesForecast forecast, Instant as_of) {
    forecast.as_of = as_of;
    std::erase_if(forecast.horizons,
                  [&](const HorizonForecast& horizon) { return horizon.target_at <= as_of; });
    return forecast;
}

}  // namespace

Result<domain::ObservationBatch> read_observations(const MarketStore& store,
                                                   const EventFilter& filter, Instant as_of) {
    domain::ObservationBatch batch;
    SEATSYNC_TRY(batch.events, store.event_versions(filter, as_of));
    SEATSYNC_CHECK(store.for_each_quote(filter, {}, as_of, [&](const domain::Quote& quote) {
        batch.quotes.push_back(quote);
        return Result<void>();
    }));
    SEATSYNC_TRY(batch.records, store.records(filter.league, as_of));
    SEATSYNC_TRY(batch.results, store.results(filter.league, as_of));
    return batch;
}

Result<std::unique_ptr<StoredForecaster>> StoredForecaster::open(
    const MarketStore& store, const ModelStore& models, const learning::PredictorFactory& make) {
    std::unique_ptr<StoredForecaster> forecaster(new StoredForecaster(store));
    SEATSYNC_TRY(const auto stored, model_in_use(models));
    if (stored) {
        SEATSYNC_TRY(forecaster->model_, learning::PriceModel::load(make, stored->payload));
        SEATSYNC_TRY(forecaster->summary_, summary_of(*stored));
    }
    return forecaster;
}

Result<std::shared_ptr<const StoredForecaster::Moment>> StoredForecaster::computed(
    Instant known_until) const {
    SEATSYNC_TRY(const auto observations, read_observations(store_, {}, known_until));
    const auto history = MarketHistory::from(observations);
    SEATSYNC_TRY(auto forecasts, forecasts_of(*model_, observations, history, known_until));
    auto moment = std::make_shared<Moment>();
    moment->known_until = known_until;
    for (SeriesForecast& forecast : forecasts)
        moment->forecasts[forecast.event.id].push_back(std::move(forecast));
    for (const SeriesHistory& series : history.series()) {
        const domain::Event* event = history.event_of(series).known_at(known_until);
        if (event != nullptr && !moment->forecasts.contains(event->id))
            moment->unpriced[event->id] =
                reason_against(*event, series.size(), series.received_at.back(), known_until);
    }
    return std::shared_ptr<const Moment>(std::move(moment));
}

Result<std::shared_ptr<const StoredForecaster::Moment>> StoredForecaster::moment(
    Instant as_of) const {
    if (!model_)
        return fail(ErrorCode::insufficient_data,
                    "no price model is trained yet: run `seatsync forecast train`");
    SEATSYNC_TRY(const auto last_received, store_.last_received());
    if (!last_received)
        return fail(ErrorCode::insufficient_data,
                    "the store holds no prices: run `seatsync market import`");
    const Instant known_until = std::min(as_of, *last_received);
    if (known_until < summary_->window_to)
        return fail(
            ErrorCode::insufficient_data,
            fmt::format("the model has seen prices until {}: as of {} it would look ahead; "
                        "`seatsync forecast train --as-of` makes one that does not",
                        domain::format_utc(summary_->window_to), domain::format_utc(known_until)));
    const std::scoped_lock lock(mutex_);
    if (newest_ && newest_->known_until == known_until)
        return newest_;
    SEATSYNC_TRY(auto moment, computed(known_until));
    newest_ = moment;
    return moment;
}

Result<std::vector<SeriesForecast>> StoredForecaster::forecast(const EventId& id,
                                                               Instant as_of) const {
    SEATSYNC_TRY(const domain::Event event, store_.event(id, as_of));
    SEATSYNC_TRY(const auto now, moment(as_of));
    const auto found = now->forecasts.find(id);
    if (found == now->forecasts.end()) {
        const auto reason = now->unpriced.find(id);
        return cannot_be_priced(reason == now->unpriced.end() ? "no price was observed"
                                                              : reason->second);
    }
    std::vector<SeriesForecast> forecasts;
    std::string reason = "no horizon lies between now and the start";
    for (const SeriesForecast& forecast : found->second) {
        const std::string against = reason_against(event, 2, forecast.last.received_at, as_of);
        SeriesForecast seen = seen_at(forecast, as_of);
        if (!against.empty())
            reason = against;
        else if (!seen.horizons.empty())
            forecasts.push_back(std::move(seen));
    }
    if (forecasts.empty())
        return cannot_be_priced(reason);
    return forecasts;
}

Result<std::vector<SeriesForecast>> StoredForecaster::forecast_open_events(Instant as_of) const {
    SEATSYNC_TRY(const auto now, moment(as_of));
    std::vector<SeriesForecast> open;
    for (const auto& [id, forecasts] : now->forecasts) {
        SEATSYNC_TRY(const domain::Event event, store_.event(id, as_of));
        for (const SeriesForecast& forecast : forecasts) {
            SeriesForecast seen = seen_at(forecast, as_of);
            if (reason_against(event, 2, seen.last.received_at, as_of).empty() &&
                !seen.horizons.empty())
                open.push_back(std::move(seen));
        }
    }
    std::stable_sort(open.begin(), open.end(), [](const auto& a, const auto& b) {
        return std::tie(a.event.start, a.event.id) < std::tie(b.event.start, b.event.id);
    });
    return open;
}

}  // namespace seatsync::app
