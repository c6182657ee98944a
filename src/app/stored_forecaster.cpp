#include "app/stored_forecaster.hpp"

#include "app/forecast_training.hpp"
#include "app/model_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace seatsync::app {

namespace {

using domain::EventId;
using domain::Instant;

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

/// Why a series that can be priced has no forecast.
std::string reason_for_none(const SeriesForecast& forecast) {
    if (forecast.unanswered.empty())
        return "no horizon lies between now and the start";
    const UnansweredHorizon& first = forecast.unanswered.front();
    return fmt::format("{}: {}", name_of(first.horizon), first.reason);
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
    const MarketStore& store, const ModelStore& models,
    std::span<const learning::PredictorKind> kinds) {
    std::unique_ptr<StoredForecaster> forecaster(new StoredForecaster(store));
    SEATSYNC_TRY(const auto stored, model_in_use(models));
    if (stored) {
        SEATSYNC_TRY(forecaster->model_, learning::EnsembleModel::load(kinds, stored->payload));
        SEATSYNC_TRY(forecaster->summary_, summary_of(*stored));
    }
    return forecaster;
}

Result<std::shared_ptr<const MomentForecasts>> StoredForecaster::computed(
    Instant known_until) const {
    SEATSYNC_TRY(const auto observations, read_observations(store_, {}, known_until));
    SEATSYNC_TRY(auto forecasts,
                 forecast_moment(*model_, summary_->window_to, observations, known_until));
    return std::make_shared<const MomentForecasts>(std::move(forecasts));
}

Result<std::shared_ptr<const MomentForecasts>> StoredForecaster::moment(Instant as_of) const {
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

Result<ForecastFunction> StoredForecaster::function_at(Instant as_of) const {
    SEATSYNC_TRY(const auto now, moment(as_of));
    return ForecastFunction(
        [this, now](domain::Horizon horizon, const learning::Matrix& x,
                    std::span<const double> last_prices) -> Result<std::vector<domain::Forecast>> {
            SEATSYNC_TRY(const auto said, model_->ask(horizon, x));
            std::vector<domain::Forecast> forecasts;
            for (std::size_t i = 0; i < x.rows(); ++i) {
                SEATSYNC_TRY(const auto answer,
                             now->ensembles[index_of(horizon)]->answer(said.questions[i]));
                SEATSYNC_TRY(const auto forecast, forecast_of(answer, last_prices[i]));
                forecasts.push_back(forecast);
            }
            return forecasts;
        });
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
    std::string reason;
    for (const SeriesForecast& forecast : found->second) {
        const std::string against = reason_against(event, 2, forecast.last.received_at, as_of);
        SeriesForecast seen = seen_at(forecast, as_of);
        if (!against.empty())
            reason = against;
        else if (seen.horizons.empty())
            reason = reason_for_none(seen);
        else
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
