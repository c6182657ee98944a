#include "adapters/source_sportradar/parse_injuries.hpp"

#include "adapters/source_sportradar/answer_kind.hpp"
#include "feed/game_listing.hpp"
#include "feed/inner_items.hpp"

#include <algorithm>
#include <array>

namespace seatsync::source_sportradar {

namespace {

using feed::JsonValue;

/// When the report was last changed; football has a date of the status.
Result<domain::Instant> read_time(JsonValue injury, domain::Instant received_at) {
    for (const char* path : {"update_date", "status_date", "start_date"}) {
        SEATSYNC_TRY(const auto told, feed::instant_at(injury, path));
        if (told)
            return std::min(*told, received_at);
    }
    return received_at;
}

Result<std::string> read_athlete(JsonValue player) {
    SEATSYNC_TRY(std::string full_name, feed::text_or_empty(player, "full_name"));
    if (!full_name.empty())
        return full_name;
    return feed::required_text(player, "name");
}

Result<void> read_injury(JsonValue team, JsonValue player, JsonValue injury,
                         domain::Availability seen, feed::Item& item) {
    SEATSYNC_TRY(const std::string market, feed::text_or_empty(team, "market"));
    SEATSYNC_TRY(const std::string name, feed::required_text(team, "name"));
    seen.team = feed::full_team_name(market, name);
    SEATSYNC_TRY(seen.athlete, read_athlete(player));
    SEATSYNC_TRY(seen.status, feed::required_text(injury, "status"));
    SEATSYNC_TRY(seen.event_at, read_time(injury, seen.received_at));
    item.observations.emplace_back(std::move(seen));
    return {};
}

}  // namespace

Result<feed::Answer> parse_injuries(JsonValue root, const std::string& league,
                                    domain::Instant received_at) {
    if (!feed::find(root, "teams"))
        return missing_from(root, "teams");
    domain::Availability seen;
    seen.source = "sportradar";
    seen.league = league;
    seen.received_at = received_at;
    constexpr std::array<std::string_view, 3> kLists = {"teams", "players", "injuries"};
    return feed::Answer{
        .items = feed::read_inner_items(
            root, kLists, "id", [&](feed::Surroundings around, JsonValue injury, feed::Item& item) {
                return read_injury(around[0], around[1], injury, seen, item);
            })};
}

}  // namespace seatsync::source_sportradar
