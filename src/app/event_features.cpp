#include "app/event_features.hpp"

#include "app/stored_forecaster.hpp"
#include "features/live_features.hpp"

#include <fmt/format.h>

namespace seatsync::app {

Result<domain::ObservationBatch> read_everything(const MarketStore& store,
                                                 const std::string& league, Instant as_of) {
    EventFilter filter;
    filter.league = league;
    SEATSYNC_TRY(auto all, read_observations(store, filter, as_of));
    SEATSYNC_TRY(all.readings, store.readings({}, as_of));
    SEATSYNC_TRY(all.mentions, store.mentions({}, {}, as_of));
    SEATSYNC_TRY(all.availabilities, store.availabilities(league, as_of));
    SEATSYNC_TRY(all.nearby_events, store.nearby_events({}, as_of));
    SEATSYNC_TRY(all.own_listings, store.own_listings({}, as_of));
    return all;
}

Result<std::vector<SeriesFeatures>> features_of_event(const MarketStore& store,
                                                      const domain::EventId& id, Instant as_of) {
    SEATSYNC_TRY(const auto event, store.event(id, as_of));
    SEATSYNC_TRY(auto observations, read_everything(store, event.league, as_of));
    features::LiveFeatures live(std::move(observations));
    std::vector<SeriesFeatures> all;
    for (const features::SeriesHistory& series : live.history().series()) {
        if (series.key.event != id)
            continue;
        const auto values = live.values(series.key, as_of, features::catalogue());
        if (!values)
            continue;
        const auto row = static_cast<std::size_t>(series.row_at(features::to_days(as_of)));
        all.push_back({.series = series.key, .last_quoted = series.received_at[row], .values = {}});
        for (std::size_t i = 0; i < values->size(); ++i)
            all.back().values.emplace_back(&features::catalogue()[i], (*values)[i]);
    }
    if (all.empty())
        return fail(ErrorCode::insufficient_data,
                    fmt::format("{} was never quoted with a price before its start, as of {}",
                                id.value(), domain::format_utc(as_of)));
    return all;
}

}  // namespace seatsync::app
