#include "features/catalogue.hpp"

#include <limits>

namespace seatsync::features {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr std::string_view kStandings = "standings told or counted from results, same season";

double value_of(const Standing* standing, double Standing::*member) {
    return standing == nullptr ? kMissing : standing->*member;
}

constexpr std::string_view kNoPrice = "none";

constexpr Feature kFeatures[] = {
    {"home_win_share", Category::team, "0 to 1", kStandings,
     "games won of games played as known now; missing before the first game",
     [](const Context& c) { return value_of(c.home(), &Standing::win_share); }, "season",
     "no game of the home team is known to be played this season", kNoPrice},
    {"away_win_share", Category::team, "0 to 1", kStandings, "the same for the visitor",
     [](const Context& c) { return value_of(c.away(), &Standing::win_share); }, "season",
     "no game of the visitor is known to be played this season", kNoPrice},
    {"home_last10_share", Category::team, "0 to 1", "standings told", "won of the last ten",
     [](const Context& c) { return value_of(c.home(), &Standing::last10_share); }, "season",
     "no source tells the last ten games of the home team", kNoPrice},
    {"away_last10_share", Category::team, "0 to 1", "standings told", "the same for the visitor",
     [](const Context& c) { return value_of(c.away(), &Standing::last10_share); }, "season",
     "no source tells the last ten games of the visitor", kNoPrice},
    {"home_elo", Category::team, "Elo points", "ratings told", "newest rating known",
     [](const Context& c) { return value_of(c.home(), &Standing::elo); }, "season",
     "no source tells a rating of the home team", kNoPrice},
    {"away_elo", Category::team, "Elo points", "ratings told", "the same for the visitor",
     [](const Context& c) { return value_of(c.away(), &Standing::elo); }, "season",
     "no source tells a rating of the visitor", kNoPrice},
};

}  // namespace

std::span<const Feature> team_features() {
    return kFeatures;
}

}  // namespace seatsync::features
