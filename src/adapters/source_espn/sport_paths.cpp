#include "adapters/source_espn/sport_paths.hpp"

#include "feed/source_factory.hpp"

#include <fmt/format.h>

namespace seatsync::source_espn {

Result<SportPaths> sport_paths(std::string_view more) {
    SportPaths paths = {{"mlb", "baseball/mlb"},
                        {"nba", "basketball/nba"},
                        {"wnba", "basketball/wnba"},
                        {"nfl", "football/nfl"},
                        {"nhl", "hockey/nhl"},
                        {"mls", "soccer/usa.1"},
                        {"cfb", "football/college-football"},
                        {"cbb", "basketball/mens-college-basketball"}};
    for (const std::string& part : feed::parse_list(more)) {
        const std::size_t colon = part.find(':');
        const std::size_t slash = part.find('/');
        if (colon == 0 || colon == part.npos || slash == part.npos || slash < colon + 2 ||
            slash + 1 == part.size())
            return fail(
                ErrorCode::invalid_argument,
                fmt::format("[sources.espn] paths: '{}' is not like sim:baseball/sim", part));
        paths[part.substr(0, colon)] = part.substr(colon + 1);
    }
    return paths;
}

}  // namespace seatsync::source_espn
