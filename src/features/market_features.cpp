#include "features/catalogue.hpp"

namespace seatsync::features {

namespace {

constexpr std::string_view kMarket = "open events of the same league, season and market";
constexpr std::string_view kHome = "other open games of the home team";
constexpr std::string_view kNear = "other open games of the home team within 4 d of this one";
constexpr std::string_view kAway = "other open games of the visitor";
constexpr std::string_view kPast = "last 60 games of the market that are over";
constexpr std::string_view kPastHome = "last 20 games of the home team that are over";
constexpr std::string_view kLog = "log ratio";
constexpr std::string_view kMedian = "median of their log moves; missing below three events";
constexpr std::string_view kClipped = "mean of their log moves, each held within a bound";
constexpr std::string_view kAhead =
    "mean log move over so many days from as far before their start; missing below three";

template <std::size_t I>
double median_move(const Context& c) {
    return c.market().moves.median[I];
}
template <std::size_t I>
double mean_move(const Context& c) {
    return c.market().moves.clipped_mean[I];
}
template <std::size_t I>
double past_move(const Context& c) {
    return c.market().past_games.move[I];
}
template <std::size_t I>
double past_home_move(const Context& c) {
    return c.market().past_home_games.move[I];
}

constexpr std::string_view kOwnKind = "get-in, of the series' kind";
constexpr std::string_view kNoPrice = "none";

constexpr Feature kFeatures[] = {
    {"market_move_1d", Category::market, kLog, kMarket, kMedian, median_move<0>, "1 d",
     "fewer than three open events of the market have such a move", kOwnKind},
    {"market_move_3d", Category::market, kLog, kMarket, kMedian, median_move<1>, "3 d",
     "fewer than three open events of the market have such a move", kOwnKind},
    {"market_move_7d", Category::market, kLog, kMarket, kMedian, median_move<2>, "7 d",
     "fewer than three open events of the market have such a move", kOwnKind},
    {"market_mean_move_1d", Category::market, kLog, kMarket, kClipped, mean_move<0>, "1 d",
     "fewer than three open events of the market have such a move", kOwnKind},
    {"market_mean_move_3d", Category::market, kLog, kMarket, kClipped, mean_move<1>, "3 d",
     "fewer than three open events of the market have such a move", kOwnKind},
    {"market_share_up", Category::market, "0 to 1", kMarket, "share whose price rose in one day",
     [](const Context& c) { return c.market().moves.share_up; }, "1 d",
     "fewer than three open events of the market have such a move", kOwnKind},
    {"market_share_down", Category::market, "0 to 1", kMarket, "share whose price fell in one day",
     [](const Context& c) { return c.market().moves.share_down; }, "1 d",
     "fewer than three open events of the market have such a move", kOwnKind},
    {"price_rank", Category::market, "0 to 1", kMarket, "share of open events that are cheaper",
     [](const Context& c) { return c.market().rank; }, "8 d", "never missing", kOwnKind},
    {"home_games_open", Category::market, "count", kHome, "how many are quoted",
     [](const Context& c) { return c.market().same_home.count; }, "8 d", "never missing", kNoPrice},
    {"above_home_games", Category::market, kLog, kHome, "own log price minus their mean",
     [](const Context& c) { return c.market().same_home.log_price_above; }, "8 d",
     "no other open game of the home team is quoted", kOwnKind},
    {"home_games_move_1d", Category::market, kLog, kHome, kClipped,
     [](const Context& c) { return c.market().same_home.move_1d; }, "8 d",
     "no other open game of the home team has such a move", kOwnKind},
    {"home_games_move_3d", Category::market, kLog, kHome, kClipped,
     [](const Context& c) { return c.market().same_home.move_3d; }, "8 d",
     "no other open game of the home team has such a move", kOwnKind},
    {"above_near_games", Category::market, kLog, kNear, "own log price minus their mean",
     [](const Context& c) { return c.market().same_home_near.log_price_above; }, "8 d",
     "no other open home game within 4 d of this one is quoted", kOwnKind},
    {"near_games_move_1d", Category::market, kLog, kNear, kClipped,
     [](const Context& c) { return c.market().same_home_near.move_1d; }, "8 d",
     "no other open home game within 4 d of this one has such a move", kOwnKind},
    {"near_games_move_3d", Category::market, kLog, kNear, kClipped,
     [](const Context& c) { return c.market().same_home_near.move_3d; }, "8 d",
     "no other open home game within 4 d of this one has such a move", kOwnKind},
    {"above_away_games", Category::market, kLog, kAway, "own log price minus their mean",
     [](const Context& c) { return c.market().same_away.log_price_above; }, "8 d",
     "no other open game of the visitor is quoted", kOwnKind},
    {"away_games_move_1d", Category::market, kLog, kAway, kClipped,
     [](const Context& c) { return c.market().same_away.move_1d; }, "8 d",
     "no other open game of the visitor has such a move", kOwnKind},
    {"past_move_1d", Category::historical, kLog, kPast, kAhead, past_move<0>, "60 games",
     "fewer than three games of the market are over with prices at both times", kOwnKind},
    {"past_move_3d", Category::historical, kLog, kPast, kAhead, past_move<1>, "60 games",
     "fewer than three games of the market are over with prices at both times", kOwnKind},
    {"past_move_7d", Category::historical, kLog, kPast, kAhead, past_move<2>, "60 games",
     "fewer than three games of the market are over with prices at both times", kOwnKind},
    {"past_move_to_close", Category::historical, kLog, kPast,
     "median log move from as far before their start to their last price", past_move<3>, "60 games",
     "fewer than three games of the market are over with prices at both times", kOwnKind},
    {"past_home_move_1d", Category::historical, kLog, kPastHome, kAhead, past_home_move<0>,
     "20 games", "fewer than three home games of the team are over with prices at both times",
     kOwnKind},
    {"past_home_move_3d", Category::historical, kLog, kPastHome, kAhead, past_home_move<1>,
     "20 games", "fewer than three home games of the team are over with prices at both times",
     kOwnKind},
    {"past_home_move_7d", Category::historical, kLog, kPastHome, kAhead, past_home_move<2>,
     "20 games", "fewer than three home games of the team are over with prices at both times",
     kOwnKind},
    {"past_home_move_to_close", Category::historical, kLog, kPastHome,
     "median log move from as far before their start to their last price", past_home_move<3>,
     "20 games", "fewer than three home games of the team are over with prices at both times",
     kOwnKind},
};

}  // namespace

std::span<const Feature> market_features() {
    return kFeatures;
}

}  // namespace seatsync::features
