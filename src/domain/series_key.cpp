#include "domain/series_key.hpp"

#include <algorithm>
#include <array>

namespace seatsync::domain {

namespace {

constexpr std::array<std::string_view, 2> kOrganiserMarkets = {"fifa_collect",
                                                               "ticketmaster_primary"};

}  // namespace

bool is_reference(const SeriesKey& series) {
    return series.kind == PriceKind::face ||
           std::find(kOrganiserMarkets.begin(), kOrganiserMarkets.end(), series.market) !=
               kOrganiserMarkets.end();
}

}  // namespace seatsync::domain
