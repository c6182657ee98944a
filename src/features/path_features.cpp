#include "features/catalogue.hpp"

#include <cmath>
#include <limits>

namespace seatsync::features {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr std::string_view kGetIn = "get-in price of the series";
constexpr std::string_view kLog = "log ratio";

/// A window shorter than this says little; it keeps rates finite.
constexpr double kShortestSpanDays = 0.25;

template <int Hours>
double price_change(const Context& c) {
    return c.change(c.series().log_price, Hours / 24.0);
}

double previous_step(const Context& c) {
    if (c.row() == 0)
        return kMissing;
    return c.log_price() - c.series().log_price[c.row() - 1];
}

double last_change_size(const Context& c) {
    const std::size_t row = c.whole_path().last_change();
    return row == 0 ? 0.0 : c.series().log_price[row] - c.series().log_price[row - 1];
}

template <std::size_t Window>
double above_mean(const Context& c) {
    return c.window(Window).log_price_above_mean;
}

template <std::size_t Window>
double volatility(const Context& c) {
    const PathWindow& window = c.window(Window);
    return std::sqrt(window.squared_moves / std::max(window.span_days, kShortestSpanDays));
}

template <std::size_t Window>
double change_rate(const Context& c) {
    const PathWindow& window = c.window(Window);
    return window.changes / std::max(window.span_days, kShortestSpanDays);
}

constexpr std::string_view kOwnKind = "get-in, of the series' kind";

constexpr Feature kFeatures[] = {
    {"log_price", Category::market, "ln(units of currency)", kGetIn, "newest price",
     [](const Context& c) { return c.log_price(); }, "newest", "never missing", kOwnKind},
    {"price_change_12h", Category::market, kLog, kGetIn,
     "against the last price received 12 h ago or up to 18 h before that; else missing",
     price_change<12>, "30 h", "no price was received between 12 h and 30 h ago", kOwnKind},
    {"price_change_1d", Category::market, kLog, kGetIn,
     "against the last price received 1 d ago or up to 1 d before that; else missing",
     price_change<24>, "2 d", "no price was received between 1 d and 2 d ago", kOwnKind},
    {"price_change_3d", Category::market, kLog, kGetIn,
     "against the last price received 3 d ago or up to 2 d before that; else missing",
     price_change<72>, "5 d", "no price was received between 3 d and 5 d ago", kOwnKind},
    {"price_change_7d", Category::market, kLog, kGetIn,
     "against the last price received 7 d ago or up to 4 d before that; else missing",
     price_change<168>, "11 d", "no price was received between 7 d and 11 d ago", kOwnKind},
    {"price_change_14d", Category::market, kLog, kGetIn,
     "against the last price received 14 d ago or up to 7.5 d before that; else missing",
     price_change<336>, "21.5 d", "no price was received between 14 d and 21.5 d ago", kOwnKind},
    {"price_change_30d", Category::market, kLog, kGetIn,
     "against the last price received 30 d ago or up to 15.5 d before that; else missing",
     price_change<720>, "45.5 d", "no price was received between 30 d and 45.5 d ago", kOwnKind},
    {"price_change_since_first", Category::market, kLog, kGetIn, "against the first price seen",
     [](const Context& c) { return c.log_price() - c.series().log_price.front(); }, "all rows",
     "never missing", kOwnKind},
    {"price_step", Category::market, kLog, kGetIn, "against the row before, whatever the gap",
     previous_step, "the row before", "the row is the first of the series", kOwnKind},
    {"gap_days", Category::market, "days", kGetIn, "since the row before; missing at the first",
     [](const Context& c) {
         return c.row() == 0 ? kMissing : c.now() - c.series().days[c.row() - 1];
     },
     "the row before", "the row is the first of the series", kOwnKind},
    {"days_unchanged", Category::market, "days", kGetIn,
     "since the price became what it is, or since the first row",
     [](const Context& c) { return c.now() - c.series().days[c.whole_path().last_change()]; },
     "all rows", "never missing", kOwnKind},
    {"last_change", Category::market, kLog, kGetIn, "size of the last change of price; 0 if none",
     last_change_size, "all rows", "never missing", kOwnKind},
    {"above_mean_3d", Category::market, kLog, kGetIn,
     "log price minus its mean over the rows of the last 3 d", above_mean<0>, "3 d",
     "never missing; a gap holds no rows", kOwnKind},
    {"above_mean_7d", Category::market, kLog, kGetIn, "the same over 7 d", above_mean<1>, "7 d",
     "never missing; a gap holds no rows", kOwnKind},
    {"above_mean_30d", Category::market, kLog, kGetIn, "the same over 30 d", above_mean<2>, "30 d",
     "never missing; a gap holds no rows", kOwnKind},
    {"volatility_3d", Category::market, "per sqrt(day)", kGetIn,
     "root of the squared log moves between neighbouring rows of the last 3 d, per day covered "
     "(at least 6 h)",
     volatility<0>, "3 d", "never missing; a gap holds no rows", kOwnKind},
    {"volatility_7d", Category::market, "per sqrt(day)", kGetIn, "the same over 7 d", volatility<1>,
     "7 d", "never missing; a gap holds no rows", kOwnKind},
    {"volatility_30d", Category::market, "per sqrt(day)", kGetIn, "the same over 30 d",
     volatility<2>, "30 d", "never missing; a gap holds no rows", kOwnKind},
    {"change_rate_3d", Category::market, "changes per day", kGetIn,
     "neighbouring rows of the last 3 d with another price, per day covered (at least 6 h)",
     change_rate<0>, "3 d", "never missing; a gap holds no rows", kOwnKind},
    {"change_rate_7d", Category::market, "changes per day", kGetIn, "the same over 7 d",
     change_rate<1>, "7 d", "never missing; a gap holds no rows", kOwnKind},
    {"change_rate_30d", Category::market, "changes per day", kGetIn, "the same over 30 d",
     change_rate<2>, "30 d", "never missing; a gap holds no rows", kOwnKind},
    {"below_max_7d", Category::market, kLog, kGetIn, "log price minus its maximum over 7 d",
     [](const Context& c) { return c.log_price() - c.window(1).max_log_price; }, "7 d",
     "never missing; a gap holds no rows", kOwnKind},
    {"above_min_7d", Category::market, kLog, kGetIn, "log price minus its minimum over 7 d",
     [](const Context& c) { return c.log_price() - c.window(1).min_log_price; }, "7 d",
     "never missing; a gap holds no rows", kOwnKind},
    {"below_max_30d", Category::market, kLog, kGetIn, "log price minus its maximum over 30 d",
     [](const Context& c) { return c.log_price() - c.window(2).max_log_price; }, "30 d",
     "never missing; a gap holds no rows", kOwnKind},
    {"above_min_30d", Category::market, kLog, kGetIn, "log price minus its minimum over 30 d",
     [](const Context& c) { return c.log_price() - c.window(2).min_log_price; }, "30 d",
     "never missing; a gap holds no rows", kOwnKind},
    {"below_max", Category::market, kLog, kGetIn, "log price minus its maximum so far",
     [](const Context& c) { return c.log_price() - c.whole_path().max_log_price(); }, "all rows",
     "never missing", kOwnKind},
    {"above_min", Category::market, kLog, kGetIn, "log price minus its minimum so far",
     [](const Context& c) { return c.log_price() - c.whole_path().min_log_price(); }, "all rows",
     "never missing", kOwnKind},
    {"whole_dollars", Category::market, "0 or 1", kGetIn, "1 when the price has no cents",
     [](const Context& c) { return c.series().cents[c.row()] % 100 == 0 ? 1.0 : 0.0; }, "newest",
     "never missing", kOwnKind},
};

}  // namespace

std::span<const Feature> path_features() {
    return kFeatures;
}

}  // namespace seatsync::features
