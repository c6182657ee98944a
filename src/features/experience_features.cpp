#include "features/catalogue.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace seatsync::features {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kPastGames = 60;
constexpr std::size_t kPastHomeGames = 20;
constexpr std::int64_t kFewest = 3;
constexpr double kMoveLimit = 1;
constexpr std::string_view kNone = "none";
constexpr std::string_view kOwnKind = "get-in, of the series' kind";
constexpr std::string_view kPast = "last 60 games of the market that are over";
constexpr std::string_view kPastHome = "last 20 games of the home team that are over";
constexpr std::string_view kOpen = "open events of the market told within 1.6 d, or 8 d when few";
constexpr std::string_view kFewGames = "fewer than three such games are over";

std::span<const std::size_t> last_of(const MarketState::Members& over, std::size_t limit) {
    const std::size_t first = over.size() > limit ? over.size() - limit : 0;
    return std::span(over).subspan(first);
}

Value mean_of(const Moments& moves) {
    return moves.count() < kFewest ? because(kFewGames)
                                   : Value(moves.mean(), moves.error_of_mean());
}

void add_known(Moments& moves, double move) {
    if (!std::isnan(move))
        moves.add(std::clamp(move, -kMoveLimit, kMoveLimit));
}

/// Log move from `days` before the start of a past game to its last price.
double move_to_close(const Context& c, std::size_t past, double days) {
    const SeriesHistory& game = c.history().series()[past];
    return c.state().newest_log_price(past) - log_price_at(game, c.state().start_of(past) - days);
}

Value last_minute_premium(const Context& c) {
    Moments moves;
    for (const std::size_t past : last_of(c.state().over_around(c.series_index()), kPastGames))
        add_known(moves, move_to_close(c, past, 1));
    return mean_of(moves);
}

Value similar_games(const Context& c) {
    if (c.away_team() == kNobody)
        return because("the event names no visitor");
    Moments moves;
    for (const std::size_t past : last_of(c.state().over_around(c.series_index()), kPastGames))
        if (c.world().away_of(c.history().series()[past].event) == c.away_team())
            add_known(moves, move_to_close(c, past, c.days_to_event()));
    return mean_of(moves);
}

/// ln(1 + listings) of the row by then, at most four days before it.
double log_listings_at(const SeriesHistory& series, double day) {
    const std::ptrdiff_t row = series.row_at(day);
    if (row < 0 || day - series.days[static_cast<std::size_t>(row)] > 4)
        return kMissing;
    return series.log_listings[static_cast<std::size_t>(row)];
}

Value historical_demand(const Context& c) {
    Moments changes;
    for (const std::size_t past :
         last_of(c.state().over_at_home(c.series_index()), kPastHomeGames)) {
        const SeriesHistory& game = c.history().series()[past];
        const double start = c.state().start_of(past);
        const double change =
            log_listings_at(game, start - c.days_to_event()) - log_listings_at(game, start);
        if (!std::isnan(change))
            changes.add(change);
    }
    return mean_of(changes);
}

Value weekday_effect(const Context& c) {
    const FreshPrices& fresh = c.state().fresh_around(c.series_index());
    const std::chrono::weekday day{std::chrono::sys_days(c.local_start().date)};
    const Moments& same = fresh.log_prices_on(day.iso_encoding() - 1);
    if (same.count() < kFewest)
        return because("fewer than three open games of the weekday are quoted");
    Moments others = fresh.log_prices();
    others.add(same, -1);
    if (others.count() < kFewest)
        return because("fewer than three open games of other weekdays are quoted");
    return {same.mean() - others.mean(), std::hypot(same.error_of_mean(), others.error_of_mean())};
}

Value venue_premium(const Context& c) {
    if (c.home_team() == kNobody)
        return because("the event names no home team");
    Moments here;
    for (const std::size_t mate : c.state().home_mates(c.series_index()))
        if (c.state().is_open(mate))
            here.add(c.state().newest_log_price(mate));
    const Moments& all = c.state().fresh_around(c.series_index()).log_prices();
    if (here.count() < kFewest)
        return because("fewer than three open games of the home team are quoted");
    return {here.mean() - all.mean(), std::hypot(here.error_of_mean(), all.error_of_mean())};
}

Value cancellation_rate(const Context& c) {
    const SeasonPlace& season = c.market().season;
    const double rate = season.called_off / season.games;
    return {rate, std::sqrt(rate * (1 - rate) / season.games)};
}

constexpr Feature kFeatures[] = {
    {"historical_demand", Category::historical, "log ratio", kPastHome,
     "mean log ratio of the listings as far before their start to those at their start, with its "
     "standard error: above 0 more left than came",
     historical_demand, "20 games", "missing below three games with counts within 4 d of both",
     kNone},
    {"seasonal_patterns", Category::historical, "log ratio", kOpen,
     "mean log price of games on the same local weekday minus that of all others, with its "
     "standard error",
     weekday_effect, "newest", "missing below three games on either side", kOwnKind},
    {"similar_game_performance", Category::historical, "log ratio", kPast,
     "mean log move of games of the same visitor from as far before their start to their last "
     "price, each held within ±1, with its standard error",
     similar_games, "60 games", kFewGames, kOwnKind},
    {"venue_premium", Category::historical, "log ratio", kOpen,
     "mean log price of the home team's open games minus that of all, with its standard error",
     venue_premium, "newest", "missing below three open home games", kOwnKind},
    {"repeat_buyer_rate", Category::historical, "0 to 1", "own sales",
     "share of buyers that bought before",
     [](const Context&) { return because("sales are stored without their buyers"); }, "-",
     "sales are stored without their buyers", kNone},
    {"cancellation_rate", Category::historical, "0 to 1", "events of the league and season",
     "share that is postponed or cancelled as known now; binomial error", cancellation_rate,
     "season", "never missing", kNone},
    {"last_minute_premium", Category::historical, "log ratio", kPast,
     "mean log move over the last day before their start, each held within ±1, with its standard "
     "error",
     last_minute_premium, "60 games", kFewGames, kOwnKind},
};

}  // namespace

std::span<const Feature> experience_features() {
    return kFeatures;
}

}  // namespace seatsync::features
