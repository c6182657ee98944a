#include "features/catalogue.hpp"
#include "features/formulas.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace seatsync::features {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kOtherMarketDays = 2;
constexpr std::size_t kWeek = 1;
constexpr std::size_t kMonth = 2;
constexpr std::int64_t kPointsForElasticity = 8;
constexpr std::string_view kOwnKind = "get-in, of the series' kind";
constexpr std::string_view kNone = "none";
constexpr std::string_view kCounts = "listings of the series, or tickets where only those are told";
constexpr std::string_view kNoCount = "the newest row tells no count of listings";
constexpr std::string_view kTwoCounts = "no two neighbouring rows of the last 7 d tell counts";

std::int64_t count_of(const Context& c) {
    return c.series().counts[c.row()];
}

Value price_volatility(const Context& c) {
    const PathWindow& window = c.window(kMonth);
    if (window.rows < 2)
        return because("fewer than two prices in 30 d");
    const double volatility = std::sqrt(window.squared_moves / window.span_days);
    return {volatility, volatility / std::sqrt(2 * (window.rows - 1))};
}

/// Per day, of the listings that left or of those that came.
Value rate_of(const Context& c, double PathWindow::*count) {
    const PathWindow& window = c.window(kWeek);
    if (window.counted_days <= 0)
        return because(kTwoCounts);
    const double seen = window.*count;
    return {seen / window.counted_days, std::sqrt(seen) / window.counted_days};
}

Value days_of_supply(const Context& c) {
    if (count_of(c) < 0)
        return because(kNoCount);
    const PathWindow& window = c.window(kWeek);
    if (window.counted_days <= 0)
        return because(kTwoCounts);
    if (window.left <= 0)
        return because("no listing left in 7 d: the demand cannot be told");
    const double days = static_cast<double>(count_of(c)) * window.counted_days / window.left;
    return {days, days / std::sqrt(window.left)};
}

Value liquidity(const Context& c) {
    if (count_of(c) < 0)
        return because(kNoCount);
    const PathWindow& window = c.window(kWeek);
    if (window.counted_days <= 0)
        return because(kTwoCounts);
    if (count_of(c) == 0)
        return because("nothing is listed");
    const double turned = window.left + window.came;
    const double listed = static_cast<double>(count_of(c)) * window.counted_days;
    return {turned / listed, std::sqrt(turned) / listed};
}

Value price_elasticity(const Context& c) {
    const PathWindow& window = c.window(kMonth);
    if (window.depletion.points < kPointsForElasticity)
        return because("fewer than eight pairs of counts an hour apart in 30 d");
    if (std::isnan(window.depletion.slope))
        return because("the price did not move in 30 d");
    if (window.mean_depletion <= 0)
        return because("no listing left in 30 d");
    return {window.depletion.slope / window.mean_depletion,
            window.depletion.error / window.mean_depletion};
}

bool is_other_market(const Context& c, const SeriesHistory& one) {
    const domain::SeriesKey& own = c.series().key;
    return one.key.market != own.market && one.key.zone == own.zone &&
           one.key.currency == own.currency;
}

/// The newest row by now, no older than two days; -1 otherwise.
std::ptrdiff_t fresh_row(const Context& c, const SeriesHistory& one) {
    const std::ptrdiff_t row = one.row_at(c.now());
    return row >= 0 && c.now() - one.days[static_cast<std::size_t>(row)] <= kOtherMarketDays ? row
                                                                                             : -1;
}

/// Calls `see(series, row)` for each other market that told a price within two days.
template <class See>
void each_other_market(const Context& c, See see) {
    for (const SeriesHistory& one : c.beside())
        if (const std::ptrdiff_t row = is_other_market(c, one) ? fresh_row(c, one) : -1; row >= 0)
            see(one, static_cast<std::size_t>(row));
}

Value competitor_price_diff(const Context& c) {
    Moments others;
    each_other_market(c, [&](const SeriesHistory& one, std::size_t row) {
        others.add(static_cast<double>(one.cents[row]) / 100);
    });
    if (others.count() == 0)
        return because("no other market told a price of the event in 2 d");
    return {static_cast<double>(c.series().cents[c.row()]) / 100 - others.mean(),
            others.error_of_mean()};
}

Value cross_market_spread(const Context& c) {
    double lowest = c.log_price();
    double highest = c.log_price();
    std::size_t others = 0;
    each_other_market(c, [&](const SeriesHistory& one, std::size_t row) {
        lowest = std::min(lowest, one.log_price[row]);
        highest = std::max(highest, one.log_price[row]);
        ++others;
    });
    return others == 0 ? because("no other market told a price of the event in 2 d")
                       : Value(highest - lowest);
}

Value market_share(const Context& c) {
    if (count_of(c) < 0)
        return because(kNoCount);
    double all = static_cast<double>(count_of(c));
    std::size_t others = 0;
    each_other_market(c, [&](const SeriesHistory& one, std::size_t row) {
        if (one.counts[row] < 0)
            return;
        all += static_cast<double>(one.counts[row]);
        ++others;
    });
    if (others == 0)
        return because("no other market told a count for the event in 2 d");
    return all > 0 ? Value(static_cast<double>(count_of(c)) / all)
                   : because("no market lists anything");
}

Value section_popularity(const Context& c) {
    if (c.series().key.zone.empty())
        return because("the series is about the whole venue");
    double left = 0;
    double listed = 0;
    std::size_t zones = 0;
    for (const SeriesHistory& one : c.beside()) {
        const std::ptrdiff_t row = one.row_at(c.now());
        if (one.key.zone.empty() || one.key.market != c.series().key.market ||
            one.key.kind != c.series().key.kind || row < 0 ||
            one.counts[static_cast<std::size_t>(row)] < 0)
            continue;
        const auto index = static_cast<std::size_t>(&one - c.history().series().data());
        left += c.state().path_of(index).window(one, kWeek).left;
        listed += static_cast<double>(one.counts[static_cast<std::size_t>(row)]);
        ++zones;
    }
    if (zones < 2)
        return because("no other zone of the market tells a count");
    if (count_of(c) <= 0)
        return because("nothing is known to be listed in the zone");
    if (left <= 0)
        return because("no listing of any zone left in 7 d");
    const double own = c.window(kWeek).left;
    const double ratio = own / left / (static_cast<double>(count_of(c)) / listed);
    return {ratio, own > 0 ? ratio / std::sqrt(own) : kMissing};
}

/// The newest version of each own listing known by now.
Value listing_age(const Context& c) {
    double oldest = kMissing;
    for (const domain::OwnListing& one : c.world().own_listings(c.series().event)) {
        const double day = to_days(one.received_at);
        if (day <= c.now())
            oldest = std::fmin(oldest, to_days(one.event_at));
    }
    return std::isnan(oldest) ? because("no own listing of the event is stored")
                              : Value(c.now() - oldest);
}

constexpr Feature kFeatures[] = {
    {"current_market_price", Category::market, "units of currency", "get-in price of the series",
     "newest price",
     [](const Context& c) { return static_cast<double>(c.series().cents[c.row()]) / 100; },
     "newest", "never missing", kOwnKind},
    {"price_volatility", Category::market, "per sqrt(day)", "get-in price of the series",
     "root of the squared log moves between neighbouring rows per day covered; the error is that "
     "of "
     "independent normal moves",
     price_volatility, "30 d", "missing below two prices; gaps count with their length", kOwnKind},
    {"price_trend_7d", Category::market, "log ratio per day", "get-in price of the series",
     "slope of the least-squares line through the log prices, with its standard error",
     [](const Context& c) { return price_trend(c, kWeek); }, "7 d",
     "missing below three prices; a gap is no point", kOwnKind},
    {"price_trend_30d", Category::market, "log ratio per day", "get-in price of the series",
     "the same over 30 d", [](const Context& c) { return price_trend(c, kMonth); }, "30 d",
     "missing below three prices; a gap is no point", kOwnKind},
    {"listing_density", Category::market, "listings per 1,000 seats", kCounts,
     "newest count over the capacity of the venue", listing_density, "newest",
     "missing without a count or a capacity", kNone},
    {"supply_demand_ratio", Category::market, "days", kCounts,
     "newest count over the listings that left per day; the error counts departures as Poisson",
     days_of_supply, "7 d", "missing without counts, and when none left", kNone},
    {"listings_left_per_day", Category::market, "listings per day", kCounts,
     "falls of the count between neighbouring rows per day covered; Poisson error",
     [](const Context& c) { return rate_of(c, &PathWindow::left); }, "7 d", kTwoCounts, kNone},
    {"listings_came_per_day", Category::market, "listings per day", kCounts,
     "rises of the count between neighbouring rows per day covered; Poisson error",
     [](const Context& c) { return rate_of(c, &PathWindow::came); }, "7 d", kTwoCounts, kNone},
    {"liquidity_score", Category::market, "share per day", kCounts,
     "listings that left or came per day over the newest count; Poisson error", liquidity, "7 d",
     "missing without counts, and when nothing is listed", kNone},
    {"competitor_price_diff", Category::market, "units of currency",
     "same event and zone on other markets, same currency",
     "price minus the mean of the other markets' newest prices; the error is that of the mean",
     competitor_price_diff, "2 d", "missing when no other market told a price within 2 d",
     "get-in; kinds may differ between markets"},
    {"cross_market_spread", Category::market, "log ratio",
     "same event and zone on all markets, same currency",
     "highest over lowest of the markets' newest prices", cross_market_spread, "2 d",
     "missing when no other market told a price within 2 d",
     "get-in; kinds may differ between markets"},
    {"market_share", Category::market, "0 to 1", kCounts,
     "newest count over the sum of all markets' newest counts", market_share, "2 d",
     "missing when no other market told a count within 2 d", kNone},
    {"price_elasticity", Category::historical, "per cent per per cent", kCounts,
     "slope of the share of listings that leaves in a day over the log price before, by least "
     "squares over neighbouring rows, divided by the mean share; its standard error from the "
     "scatter around the line. Departures are sales and withdrawals alike",
     price_elasticity, "30 d", "missing below eight pairs, without a move of price, without sales",
     kOwnKind},
    {"section_popularity", Category::historical, "ratio", "zones of the event on the market",
     "the zone's share of the listings that left over its share of the listings; Poisson error",
     section_popularity, "7 d", "missing for the whole venue and below two zones with counts",
     kNone},
    {"listing_age", Category::temporal, "days", "own listings of the event",
     "since the oldest of them was listed, as far as told", listing_age, "newest",
     "no own listing of the event is stored", kNone},
};

}  // namespace

Value price_trend(const Context& c, std::size_t window) {
    const Line& trend = c.window(window).trend;
    if (trend.points < 3)
        return because(window == kWeek ? "fewer than three prices in 7 d"
                                       : "fewer than three prices in 30 d");
    return {trend.slope, trend.error};
}

Value listing_density(const Context& c) {
    if (count_of(c) < 0)
        return because(kNoCount);
    const auto& capacity = c.event().venue.capacity;
    if (!capacity)
        return because("the capacity of the venue is not told");
    return 1000 * static_cast<double>(count_of(c)) / static_cast<double>(*capacity);
}

std::span<const Feature> supply_features() {
    return kFeatures;
}

}  // namespace seatsync::features
