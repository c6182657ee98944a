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

/// The row at which the price last became what it is; 0 when it never changed.
std::size_t last_change_row(const Context& c) {
    const auto& cents = c.series().cents;
    std::size_t row = c.row();
    while (row > 0 && cents[row] == cents[row - 1])
        --row;
    return row;
}

double last_change_size(const Context& c) {
    const std::size_t row = last_change_row(c);
    return row == 0 ? 0.0 : c.series().log_price[row] - c.series().log_price[row - 1];
}

template <std::size_t Window>
double above_mean(const Context& c) {
    return c.log_price() - c.window(Window).mean_log_price;
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

constexpr Feature kFeatures[] = {
    {"log_price", Category::market, "ln(units of currency)", kGetIn, "newest price",
     [](const Context& c) { return c.log_price(); }},
    {"price_change_12h", Category::market, kLog, kGetIn,
     "against the last price received 12 h ago or up to 18 h before that; else missing",
     price_change<12>},
    {"price_change_1d", Category::market, kLog, kGetIn,
     "against the last price received 1 d ago or up to 1 d before that; else missing",
     price_change<24>},
    {"price_change_3d", Category::market, kLog, kGetIn,
     "against the last price received 3 d ago or up to 2 d before that; else missing",
     price_change<72>},
    {"price_change_7d", Category::market, kLog, kGetIn,
     "against the last price received 7 d ago or up to 4 d before that; else missing",
     price_change<168>},
    {"price_change_14d", Category::market, kLog, kGetIn,
     "against the last price received 14 d ago or up to 7.5 d before that; else missing",
     price_change<336>},
    {"price_change_30d", Category::market, kLog, kGetIn,
     "against the last price received 30 d ago or up to 15.5 d before that; else missing",
     price_change<720>},
    {"price_change_since_first", Category::market, kLog, kGetIn, "against the first price seen",
     [](const Context& c) { return c.log_price() - c.series().log_price.front(); }},
    {"price_step", Category::market, kLog, kGetIn, "against the row before, whatever the gap",
     previous_step},
    {"gap_days", Category::market, "days", kGetIn, "since the row before; missing at the first",
     [](const Context& c) {
         return c.row() == 0 ? kMissing : c.now() - c.series().days[c.row() - 1];
     }},
    {"days_unchanged", Category::market, "days", kGetIn,
     "since the price became what it is, or since the first row",
     [](const Context& c) { return c.now() - c.series().days[last_change_row(c)]; }},
    {"last_change", Category::market, kLog, kGetIn, "size of the last change of price; 0 if none",
     last_change_size},
    {"above_mean_3d", Category::market, kLog, kGetIn,
     "log price minus its mean over the rows of the last 3 d", above_mean<0>},
    {"above_mean_7d", Category::market, kLog, kGetIn, "the same over 7 d", above_mean<1>},
    {"above_mean_30d", Category::market, kLog, kGetIn, "the same over 30 d", above_mean<2>},
    {"volatility_3d", Category::market, "per sqrt(day)", kGetIn,
     "root of the squared log moves between neighbouring rows of the last 3 d, per day covered "
     "(at least 6 h)",
     volatility<0>},
    {"volatility_7d", Category::market, "per sqrt(day)", kGetIn, "the same over 7 d",
     volatility<1>},
    {"volatility_30d", Category::market, "per sqrt(day)", kGetIn, "the same over 30 d",
     volatility<2>},
    {"change_rate_3d", Category::market, "changes per day", kGetIn,
     "neighbouring rows of the last 3 d with another price, per day covered (at least 6 h)",
     change_rate<0>},
    {"change_rate_7d", Category::market, "changes per day", kGetIn, "the same over 7 d",
     change_rate<1>},
    {"change_rate_30d", Category::market, "changes per day", kGetIn, "the same over 30 d",
     change_rate<2>},
    {"below_max_7d", Category::market, kLog, kGetIn, "log price minus its maximum over 7 d",
     [](const Context& c) { return c.log_price() - c.window(1).max_log_price; }},
    {"above_min_7d", Category::market, kLog, kGetIn, "log price minus its minimum over 7 d",
     [](const Context& c) { return c.log_price() - c.window(1).min_log_price; }},
    {"below_max_30d", Category::market, kLog, kGetIn, "log price minus its maximum over 30 d",
     [](const Context& c) { return c.log_price() - c.window(2).max_log_price; }},
    {"above_min_30d", Category::market, kLog, kGetIn, "log price minus its minimum over 30 d",
     [](const Context& c) { return c.log_price() - c.window(2).min_log_price; }},
    {"below_max", Category::market, kLog, kGetIn, "log price minus its maximum so far",
     [](const Context& c) { return c.log_price() - c.whole_path().max_log_price; }},
    {"above_min", Category::market, kLog, kGetIn, "log price minus its minimum so far",
     [](const Context& c) { return c.log_price() - c.whole_path().min_log_price; }},
    {"whole_dollars", Category::market, "0 or 1", kGetIn, "1 when the price has no cents",
     [](const Context& c) { return c.series().cents[c.row()] % 100 == 0 ? 1.0 : 0.0; }},
};

}  // namespace

std::span<const Feature> path_features() {
    return kFeatures;
}

}  // namespace seatsync::features
