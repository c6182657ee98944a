#include "adapters/source_espn/parse_injuries.hpp"

#include "feed/inner_items.hpp"
#include "feed/open_answer.hpp"

#include <algorithm>
#include <array>

namespace seatsync::source_espn {

namespace {

using feed::JsonValue;

Result<void> read_injury(JsonValue team, JsonValue injury, const std::string& league,
                         domain::Instant received_at, feed::Item& item) {
    domain::Availability player;
    player.source = "espn";
    player.league = league;
    player.received_at = received_at;
    SEATSYNC_TRY(player.team, feed::required_text(team, "displayName"));
    SEATSYNC_TRY(player.athlete, feed::required_text(injury, "athlete.displayName"));
    SEATSYNC_TRY(player.status, feed::required_text(injury, "status"));
    SEATSYNC_TRY(player.returns_at, feed::instant_at(injury, "details.returnDate"));
    SEATSYNC_TRY(const auto told_at, feed::instant_at(injury, "date"));
    player.event_at = std::min(told_at.value_or(received_at), received_at);
    item.observations.emplace_back(std::move(player));
    return {};
}

}  // namespace

Result<feed::Answer> parse_injuries(std::string_view body, const std::string& league,
                                    domain::Instant received_at) {
    SEATSYNC_TRY(const auto document, feed::open_answer(body, "injuries", "message"));
    constexpr std::array<std::string_view, 2> kLists = {"injuries", "injuries"};
    return feed::Answer{.items = feed::read_inner_items(
                            document.root(), kLists, "id",
                            [&](feed::Surroundings around, JsonValue injury, feed::Item& item) {
                                return read_injury(around[0], injury, league, received_at, item);
                            })};
}

}  // namespace seatsync::source_espn
