#include "features/catalogue.hpp"

#include <cmath>
#include <limits>

namespace seatsync::features {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kForever = std::numeric_limits<double>::infinity();
/// An offer that was not seen for so long may be gone.
constexpr double kOfferDays = 3;
constexpr double kOtherMarketDays = 2;
constexpr std::string_view kFace = "face values told for the event, same currency";
constexpr std::string_view kOrganiser = "offers of the organiser's shop or exchange, same currency";
constexpr std::string_view kOther = "same event and zone on other markets, same currency";
constexpr std::string_view kLog = "log ratio";

/// The last row received by `now - days_ago` and at most `age_max` before that; -1 when none is.
std::ptrdiff_t row_before(const SeriesHistory& series, double now, double days_ago,
                          double age_max) {
    const double then = now - days_ago;
    const std::ptrdiff_t row = series.row_at(then);
    return row >= 0 && then - series.days[static_cast<std::size_t>(row)] <= age_max ? row : -1;
}

bool comparable(const Context& c, const SeriesHistory& other) {
    return other.key.currency == c.series().key.currency;
}

template <class Wanted>
double lowest_reference(const Context& c, double age_max, Wanted wanted) {
    double lowest = kMissing;
    for (const SeriesHistory& one : c.references())
        if (comparable(c, one) && wanted(one.key.kind)) {
            const std::ptrdiff_t row = row_before(one, c.now(), 0, age_max);
            if (row >= 0)
                lowest = std::fmin(lowest, one.log_price[static_cast<std::size_t>(row)]);
        }
    return lowest;
}

bool is_face(domain::PriceKind kind) {
    return kind == domain::PriceKind::face;
}

bool is_offer(domain::PriceKind kind) {
    return kind != domain::PriceKind::face;
}

double over_face_lowest(const Context& c) {
    return c.log_price() - lowest_reference(c, kForever, is_face);
}

double over_face_median(const Context& c) {
    for (const SeriesHistory& one : c.references()) {
        const std::ptrdiff_t row = row_before(one, c.now(), 0, kForever);
        if (!comparable(c, one) || !is_face(one.key.kind) || !one.key.zone.empty() || row < 0)
            continue;
        const auto at = static_cast<std::size_t>(row);
        return c.log_price() - one.log_price[at] - one.median_ratio[at];
    }
    return kMissing;
}

double over_organiser_lowest(const Context& c) {
    return c.log_price() - lowest_reference(c, kOfferDays, is_offer);
}

double organiser_move_3d(const Context& c) {
    double largest = kMissing;
    for (const SeriesHistory& one : c.references()) {
        if (!comparable(c, one) || !is_offer(one.key.kind))
            continue;
        const std::ptrdiff_t newest = row_before(one, c.now(), 0, kOfferDays);
        const std::ptrdiff_t before = row_before(one, c.now(), 3, 2);
        if (newest >= 0 && before >= 0)
            largest = std::fmax(largest, one.log_price[static_cast<std::size_t>(newest)] -
                                             one.log_price[static_cast<std::size_t>(before)]);
    }
    return largest;
}

/// The series of another market that was told last; the first by key of those told together.
const SeriesHistory* other_market(const Context& c) {
    const SeriesHistory* newest = nullptr;
    double newest_at = -kForever;
    for (const SeriesHistory& one : c.beside()) {
        if (one.key.market == c.series().key.market || one.key.zone != c.series().key.zone ||
            !comparable(c, one))
            continue;
        const std::ptrdiff_t row = row_before(one, c.now(), 0, kOtherMarketDays);
        if (row >= 0 && one.days[static_cast<std::size_t>(row)] > newest_at) {
            newest = &one;
            newest_at = one.days[static_cast<std::size_t>(row)];
        }
    }
    return newest;
}

double over_other_market(const Context& c) {
    const SeriesHistory* other = other_market(c);
    if (other == nullptr)
        return kMissing;
    return c.log_price() - other->log_price[static_cast<std::size_t>(other->row_at(c.now()))];
}

double other_market_move_1d(const Context& c) {
    const SeriesHistory* other = other_market(c);
    if (other == nullptr)
        return kMissing;
    const std::ptrdiff_t before = row_before(*other, c.now(), 1, 1);
    return before < 0 ? kMissing
                      : other->log_price[static_cast<std::size_t>(other->row_at(c.now()))] -
                            other->log_price[static_cast<std::size_t>(before)];
}

constexpr std::string_view kBothKinds = "get-in, of the series' kind and of the other's";

constexpr Feature kFeatures[] = {
    {"over_face_lowest", Category::market, kLog, kFace,
     "log price minus that of the lowest newest face value of all zones, however old",
     over_face_lowest, "all", "no face value of the event is stored", kBothKinds},
    {"over_face_median", Category::market, kLog, kFace,
     "log price minus that of the newest median face value of the venue, however old",
     over_face_median, "all", "no median face value of the venue is stored", kBothKinds},
    {"over_organiser_lowest", Category::market, kLog, kOrganiser,
     "log price minus that of their lowest newest price of all zones, each told within 3 d",
     over_organiser_lowest, "3 d", "no offer of the organiser was told in 3 d", kBothKinds},
    {"organiser_move_3d", Category::market, kLog, kOrganiser,
     "largest log move of a zone since the price 3 d ago or up to 2 d before that",
     organiser_move_3d, "5 d", "no zone has an offer now and 3 d to 5 d ago", kBothKinds},
    {"over_other_market", Category::market, kLog, kOther,
     "log price minus that of the market told last, within 2 d; kinds of price may differ",
     over_other_market, "2 d", "no other market told a price in 2 d", kBothKinds},
    {"other_market_move_1d", Category::market, kLog, kOther,
     "its move since the price 1 d ago or up to 1 d before that", other_market_move_1d, "3 d",
     "no other market told a price in 2 d and another 1 d to 2 d ago", kBothKinds},
};

}  // namespace

std::span<const Feature> comparison_features() {
    return kFeatures;
}

}  // namespace seatsync::features
