#include "adapters/source_nba/game_ids.hpp"

#include <fmt/format.h>

#include <cctype>

namespace seatsync::source_nba {

namespace {

bool is_game_id(std::string_view id) {
    if (id.size() != 10 || !id.starts_with("00"))
        return false;
    for (const char c : id)
        if (std::isdigit(static_cast<unsigned char>(c)) == 0)
            return false;
    return true;
}

}  // namespace

std::string category_of(std::string_view game_id) {
    switch (is_game_id(game_id) ? game_id[2] : ' ') {
        case '1':
            return "preseason";
        case '2':
            return "regular";
        case '3':
            return "all_star";
        case '4':
        case '5':
            return "playoff";
        case '6':
            return "cup_final";
        default:
            return {};
    }
}

std::string season_of(std::string_view game_id) {
    if (!is_game_id(game_id))
        return {};
    constexpr int kFirstYear = 46;  // The league was founded in 1946.
    const int year = (game_id[3] - '0') * 10 + (game_id[4] - '0');
    return season_from(year < kFirstYear ? 2000 + year : 1900 + year);
}

std::string season_from(int first_year) {
    return fmt::format("{}-{:02}", first_year, (first_year + 1) % 100);
}

std::string season_on(std::chrono::year_month_day day) {
    const int year = static_cast<int>(day.year());
    return season_from(day.month() >= std::chrono::October ? year : year - 1);
}

}  // namespace seatsync::source_nba
