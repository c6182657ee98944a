#include "feed/game_listing.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::feed {

void add_game(GameListing game, Item& item) {
    const domain::Event& event = game.sighting.event;
    const bool ended = event.status == domain::EventStatus::finished;
    std::optional<domain::GameResult> result;
    if (ended && game.home_score && game.away_score)
        result = domain::GameResult{.event = event.id,
                                    .home_score = *game.home_score,
                                    .away_score = *game.away_score,
                                    .event_at = std::min(event.start, event.received_at),
                                    .received_at = event.received_at};
    item.observations.emplace_back(std::move(game.sighting));
    if (result)
        item.observations.emplace_back(*std::move(result));
}

void add_record(domain::TeamRecord record, Item& item) {
    record.event_at = std::min(record.event_at, record.received_at);
    item.observations.emplace_back(std::move(record));
}

std::string full_team_name(std::string_view market, std::string_view name) {
    if (market.empty() || name.starts_with(market))
        return std::string(name);
    return name.empty() ? std::string(market) : fmt::format("{} {}", market, name);
}

}  // namespace seatsync::feed
