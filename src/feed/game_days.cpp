#include "feed/game_days.hpp"

#include "base/invariant.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::feed {

using std::chrono::year_month_day;

const domain::Zone& eastern_zone() {
    static const domain::Zone zone = [] {
        auto named = domain::Zone::named("America/New_York");
        SEATSYNC_INVARIANT(named.has_value());
        return *std::move(named);
    }();
    return zone;
}

year_month_day eastern_date(Instant instant) {
    return domain::to_local(instant, eastern_zone()).date;
}

std::string compact_date(year_month_day date) {
    std::string text = domain::format_date(date);
    std::erase(text, '-');
    return text;
}

std::vector<GameDay> game_days(const Watch& watch, const std::string& league, Instant now,
                               int before, int after) {
    const std::chrono::sys_days today(eastern_date(now));
    std::vector<GameDay> days;
    for (int offset = -before; offset <= after; ++offset)
        days.push_back({today + std::chrono::days(offset), std::nullopt});
    for (const domain::Event& game : watch.games) {
        if (game.league != league)
            continue;
        const auto day = std::ranges::find(days, eastern_date(game.start), &GameDay::date);
        if (day != days.end() && (!day->next_start || game.start < *day->next_start))
            day->next_start = game.start;
    }
    return days;
}

std::optional<Instant> current_or_next_start(const Watch& watch, std::string_view league,
                                             Instant now) {
    constexpr std::chrono::hours kGameLengthMax{6};
    return next_start_of(watch, league, now - kGameLengthMax);
}

}  // namespace seatsync::feed
