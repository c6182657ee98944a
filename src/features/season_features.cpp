#include "features/catalogue.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace seatsync::features {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr std::string_view kSchedule = "events of the league and season, as known now";
constexpr std::string_view kPairing = "title of the event, schedule of the season";
constexpr std::string_view kVenue = "other open games at the venue, where no home team is told";
constexpr std::string_view kStage = "other open games of the category, where no home team is told";
constexpr std::string_view kPast =
    "last 20 games at the venue that are over, where no home team is told";
constexpr std::string_view kClipped = "mean of their log moves, each held within a bound";
constexpr std::string_view kLog = "log ratio";
/// What was decided longer ago than this is all the same.
constexpr double kDecidedDays = 10;

template <std::size_t Side>
double days_to_side(const Context& c) {
    return std::max(c.market().season.sides_decided_at[Side] - c.now(), -kDecidedDays);
}

constexpr std::string_view kOwnKind = "get-in, of the series' kind";
constexpr std::string_view kNoPrice = "none";

constexpr Feature kFeatures[] = {
    {"season_progress", Category::temporal, "0 to 1", kSchedule, "share of games that have started",
     [](const Context& c) { return c.market().season.started / c.market().season.games; },
     "all versions", "never missing", kNoPrice},
    {"season_rank", Category::temporal, "0 to 1", kSchedule,
     "share of games that start before this one",
     [](const Context& c) { return c.market().season.before / c.market().season.games; },
     "all versions", "never missing", kNoPrice},
    {"stage_number", Category::temporal, "count", kSchedule,
     "stages before that of the event; categories whose games overlap in time are one stage",
     [](const Context& c) { return c.market().season.stage; }, "all versions", "never missing",
     kNoPrice},
    {"sides_open", Category::team, "0 to 2", kPairing,
     "sides named by another game (W73, 2B) that is not over; over is start plus 2.5 h",
     [](const Context& c) { return c.market().season.sides_open; }, "all versions", "never missing",
     kNoPrice},
    {"days_to_first_side", Category::team, "days", kPairing,
     "until the first open side is decided, -10 at least; missing when both are named",
     days_to_side<0>, "all versions", "both sides are named", kNoPrice},
    {"days_to_second_side", Category::team, "days", kPairing,
     "until the second is decided, -10 at least; missing when one is named", days_to_side<1>,
     "all versions", "a side is named", kNoPrice},
    {"log_capacity", Category::external, "ln(seats)", "venue of the event", "missing if not told",
     [](const Context& c) {
         const auto& capacity = c.event().venue.capacity;
         return capacity ? std::log(static_cast<double>(*capacity)) : kMissing;
     },
     "newest", "the capacity of the venue is not told", kNoPrice},
    {"above_venue_games", Category::market, kLog, kVenue, "own log price minus their mean",
     [](const Context& c) { return c.market().same_venue.log_price_above; }, "8 d",
     "a home team is told, or no other open game at the venue is quoted", kOwnKind},
    {"venue_games_move_1d", Category::market, kLog, kVenue, kClipped,
     [](const Context& c) { return c.market().same_venue.move_1d; }, "8 d",
     "a home team is told, or no other open game at the venue has such a move", kOwnKind},
    {"venue_games_move_3d", Category::market, kLog, kVenue, kClipped,
     [](const Context& c) { return c.market().same_venue.move_3d; }, "8 d",
     "a home team is told, or no other open game at the venue has such a move", kOwnKind},
    {"above_stage_games", Category::market, kLog, kStage, "own log price minus their mean",
     [](const Context& c) { return c.market().same_stage.log_price_above; }, "8 d",
     "a home team is told, or no other open game of the category is quoted", kOwnKind},
    {"stage_games_move_1d", Category::market, kLog, kStage, kClipped,
     [](const Context& c) { return c.market().same_stage.move_1d; }, "8 d",
     "a home team is told, or no other open game of the category has such a move", kOwnKind},
    {"past_venue_move_1d", Category::historical, kLog, kPast,
     "mean log move over 1 d from as far before their start; missing below three",
     [](const Context& c) { return c.market().past_venue_games.move[0]; }, "20 games",
     "a home team is told, or fewer than three games at the venue are over with prices at both "
     "times",
     kOwnKind},
    {"past_venue_move_3d", Category::historical, kLog, kPast, "the same over 3 d",
     [](const Context& c) { return c.market().past_venue_games.move[1]; }, "20 games",
     "a home team is told, or fewer than three games at the venue are over with prices at both "
     "times",
     kOwnKind},
    {"past_venue_move_7d", Category::historical, kLog, kPast, "the same over 7 d",
     [](const Context& c) { return c.market().past_venue_games.move[2]; }, "20 games",
     "a home team is told, or fewer than three games at the venue are over with prices at both "
     "times",
     kOwnKind},
    {"past_venue_move_to_close", Category::historical, kLog, kPast,
     "median log move from as far before their start to their last price",
     [](const Context& c) { return c.market().past_venue_games.move[3]; }, "20 games",
     "a home team is told, or fewer than three games at the venue are over with prices at both "
     "times",
     kOwnKind},
};

}  // namespace

std::span<const Feature> season_features() {
    return kFeatures;
}

}  // namespace seatsync::features
