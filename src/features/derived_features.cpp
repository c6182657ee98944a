#include "features/catalogue.hpp"
#include "features/formulas.hpp"

#include <algorithm>
#include <cmath>

namespace seatsync::features {

namespace {

constexpr std::string_view kNone = "none";
constexpr std::string_view kOwnKind = "get-in, of the series' kind";

Value price_momentum(const Context& c) {
    const Value week = price_trend(c, 1);
    const Value month = price_trend(c, 2);
    if (week.missing() || month.missing())
        return week.missing() ? week : month;
    return week.number - month.number;
}

Value demand_pressure(const Context& c) {
    const Value density = listing_density(c);
    return density.missing() ? density : Value(density.number / std::max(c.days_to_event(), 1.0));
}

Value alignment(const Context& c) {
    const Value tone = tone_of_fans(c);
    const Value rate = win_rate(c);
    if (tone.missing() || rate.missing())
        return tone.missing() ? tone : rate;
    return tone.number * (2 * rate.number - 1);
}

constexpr Feature kFeatures[] = {
    {"price_momentum", Category::market, "log ratio per day", "price_trend_7d, price_trend_30d",
     "price_trend_7d - price_trend_30d", price_momentum, "30 d", "missing when either trend is",
     kOwnKind},
    {"strength_differential", Category::team, "Elo points", "home_rating, opponent_strength",
     "home_rating - opponent_strength", rating_difference, "all results",
     "missing when either rating is", kNone},
    {"demand_pressure", Category::market, "listings per 1,000 seats and day", "listing_density",
     "listing_density / max(days to the event, 1)", demand_pressure, "newest",
     "missing when listing_density is", kNone},
    {"sentiment_performance_alignment", Category::sentiment, "-1 to 1",
     "fan_sentiment_score, team_win_rate",
     "fan_sentiment_score * (2 team_win_rate - 1): above 0 when mood and results agree", alignment,
     "7 d", "missing when either is", kNone},
};

}  // namespace

std::span<const Feature> derived_features() {
    return kFeatures;
}

}  // namespace seatsync::features
