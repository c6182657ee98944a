#pragma once

#include "market/market_parameters.hpp"
#include "market/order_ladder.hpp"
#include "market/simulated_event_market.hpp"
#include "market/simulated_league.hpp"

#include <vector>

namespace seatsync::market {

/// A season to be made. The default: 12 teams, 240 games from 3 April to 19 August 2026, seen on
/// 12 June: half of the games are over.
struct SeasonPlan {
    LeaguePlan league;
    MarketParameters market;
    CollectionParameters collection;
    /// Nothing that was received after it is in the tape.
    domain::Instant until =
        std::chrono::sys_days(std::chrono::year(2026) / 6 / 12) + std::chrono::hours(15);
};

/// What was done on the market of one event until its start, or until `until`.
struct EventMarketAccount {
    domain::EventId event;
    LadderAccount ladder;
    friend bool operator==(const EventMarketAccount&, const EventMarketAccount&) = default;
};

struct SimulatedSeason {
    /// The tape: each kind by received_at (then by event or team). Events come twice once played:
    /// scheduled, then finished. Quotes are of the market "sim", all-in US dollars, whole venue;
    /// event_at is when the market looked so, received_at when the pull ended.
    domain::ObservationBatch tape;
    std::vector<EventMarketAccount> accounts;  ///< Of the events whose window has begun.
    SimulatedLeague league;  ///< The truth behind it, scores yet to come included. Not for models.
};

/// The market of one game of the plan's league before anything has happened on it. Advanced to the
/// instant of a quote it shows what simulate_season's tape holds then.
[[nodiscard]] SimulatedEventMarket open_market(const SeasonPlan& plan,
                                               const SimulatedLeague& league,
                                               const SimulatedGame& game);

/// Makes the league and, for each event, the market of its last `window_days`. The same plan gives
/// the same tape bit for bit; the tape until t1 is a prefix, kind by kind, of that until t2 > t1.
/// Each event has its own random stream, so the others do not change with it. Pure.
/// Errors: invalid_argument when a number of the plan is out of range.
[[nodiscard]] Result<SimulatedSeason> simulate_season(const SeasonPlan& plan);

}  // namespace seatsync::market
