#include "features/catalogue.hpp"

namespace seatsync::features {

namespace {

constexpr std::string_view kCounts = "listings of the series, or tickets where only those are told";
constexpr std::string_view kLog = "log ratio";

template <int Days>
double listing_change(const Context& c) {
    return c.change(c.series().log_listings, Days);
}

constexpr std::string_view kOwnKind = "get-in, of the series' kind";
constexpr std::string_view kNoPrice = "none";

constexpr Feature kFeatures[] = {
    {"log_listings", Category::market, "ln(1 + count)", kCounts,
     "newest count; missing if not told",
     [](const Context& c) { return c.series().log_listings[c.row()]; }, "newest",
     "the newest row tells no count", kNoPrice},
    {"listing_change_1d", Category::market, kLog, kCounts,
     "against the row of 1 d ago (up to 1 d before that); missing if either count is",
     listing_change<1>, "2 d", "no count is told now, or in the row of 1 d to 2 d ago", kNoPrice},
    {"listing_change_3d", Category::market, kLog, kCounts,
     "against the row of 3 d ago (up to 2 d before that)", listing_change<3>, "5 d",
     "no count is told now, or in the row of 3 d to 5 d ago", kNoPrice},
    {"listing_change_7d", Category::market, kLog, kCounts,
     "against the row of 7 d ago (up to 4 d before that)", listing_change<7>, "11 d",
     "no count is told now, or in the row of 7 d to 11 d ago", kNoPrice},
    {"median_over_get_in", Category::market, kLog, "median and get-in price", "ln(median / get-in)",
     [](const Context& c) { return c.series().median_ratio[c.row()]; }, "newest",
     "the newest row tells no median price", kOwnKind},
    {"average_over_get_in", Category::market, kLog, "average and get-in price",
     "ln(average / get-in); averages are moved by absurd listings",
     [](const Context& c) { return c.series().average_ratio[c.row()]; }, "newest",
     "the newest row tells no average price", kOwnKind},
    {"highest_over_get_in", Category::market, kLog, "highest and get-in price",
     "ln(highest / get-in)", [](const Context& c) { return c.series().highest_ratio[c.row()]; },
     "newest", "the newest row tells no highest price", kOwnKind},
    {"popularity", Category::external, "0 to 1", "the marketplace's own score", "newest score",
     [](const Context& c) { return c.series().popularity[c.row()]; }, "newest",
     "the newest row tells no score", kNoPrice},
    {"popularity_change_3d", Category::external, "difference", "the marketplace's own score",
     "against the row of 3 d ago (up to 2 d before that)",
     [](const Context& c) { return c.change(c.series().popularity, 3); }, "5 d",
     "no score is told now, or in the row of 3 d to 5 d ago", kNoPrice},
};

}  // namespace

std::span<const Feature> listing_features() {
    return kFeatures;
}

}  // namespace seatsync::features
