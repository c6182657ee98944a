#include "adapters/source_sportradar/league_places.hpp"

#include "feed/source_factory.hpp"

#include <fmt/format.h>

namespace seatsync::source_sportradar {

namespace {

/// Of "nfl/official/v7". Summer sports stay within a year; football is set in May, ice and hall
/// begin in September.
LeaguePlace place_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    LeaguePlace place{.product = path.substr(0, slash), .version = path.substr(slash + 1)};
    place.by_week = place.product.starts_with("nfl");
    if (place.by_week)
        place.begins = std::chrono::May;
    else if (place.product != "mlb" && place.product != "wnba")
        place.begins = std::chrono::September;
    return place;
}

}  // namespace

Result<LeaguePlaces> league_places(std::string_view more) {
    LeaguePlaces places = {{"mlb", place_of("mlb/v8")},
                           {"nba", place_of("nba/v8")},
                           {"wnba", place_of("wnba/v8")},
                           {"nfl", place_of("nfl/official/v7")},
                           {"nhl", place_of("nhl/v7")}};
    for (const std::string& part : feed::parse_list(more)) {
        const std::size_t colon = part.find(':');
        const std::size_t slash = part.rfind('/');
        if (colon == 0 || colon == part.npos || slash == part.npos || slash < colon + 2 ||
            slash + 1 == part.size())
            return fail(
                ErrorCode::invalid_argument,
                fmt::format("[sources.sportradar] paths: '{}' is not like sim:mlb/v8", part));
        places[part.substr(0, colon)] = place_of(part.substr(colon + 1));
    }
    return places;
}

int season_on(const LeaguePlace& place, std::chrono::year_month_day day) {
    const int year = static_cast<int>(day.year());
    return day.month() >= place.begins ? year : year - 1;
}

}  // namespace seatsync::source_sportradar
