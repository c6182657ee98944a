#include "adapters/source_mlb/parse_schedule.hpp"

#include "adapters/source_mlb/parse_standings.hpp"
#include "feed/game_listing.hpp"
#include "feed/inner_items.hpp"

#include <array>

namespace seatsync::source_mlb {

namespace {

using domain::EventStatus;
using feed::JsonValue;

/// By codedGameState. The words of detailedState vary ("Completed Early: Rain"), and
/// abstractGameState says "Final" of postponed and cancelled games too.
EventStatus status_named(std::string_view coded, std::string_view detailed) {
    if (coded == "D" || detailed.starts_with("Postponed"))
        return EventStatus::postponed;
    if (coded == "C" || detailed.starts_with("Cancel"))
        return EventStatus::cancelled;
    const bool over = coded == "F" || coded == "O" || (coded.empty() && detailed == "Final");
    return over ? EventStatus::finished : EventStatus::scheduled;
}

Result<EventStatus> read_status(JsonValue game) {
    SEATSYNC_TRY(const std::string coded, feed::text_or_empty(game, "status.codedGameState"));
    SEATSYNC_TRY(const std::string detailed, feed::text_or_empty(game, "status.detailedState"));
    if (coded.empty() && detailed.empty())
        return fail(ErrorCode::corrupt_data, "status.codedGameState: it is missing");
    return status_named(coded, detailed);
}

Result<std::string> read_category(JsonValue game) {
    SEATSYNC_TRY(const std::string type, feed::text_or_empty(game, "gameType"));
    SEATSYNC_TRY(const std::string conditional, feed::text_or_empty(game, "ifNecessary"));
    if (type == "R")
        return std::string("regular");
    if (type == "S" || type == "E")
        return std::string("preseason");
    if (type == "A")
        return std::string("all_star");
    const bool playoff = type == "F" || type == "D" || type == "L" || type == "W" || type == "C";
    if (!playoff)
        return std::string();
    return std::string(conditional == "Y" ? "playoff_conditional" : "playoff");
}

Result<std::optional<std::chrono::year_month_day>> read_date(JsonValue day) {
    SEATSYNC_TRY(const auto text, feed::text_at(day, "date"));
    if (!text)
        return std::optional<std::chrono::year_month_day>();
    SEATSYNC_TRY(const auto date, domain::parse_date(*text));
    return std::optional(date);
}

Result<std::optional<int>> read_game_number(JsonValue game) {
    SEATSYNC_TRY(const std::string kind, feed::text_or_empty(game, "doubleHeader"));
    if (kind != "Y" && kind != "S")
        return std::optional<int>();
    SEATSYNC_TRY(const auto number, feed::integer_at(game, "gameNumber"));
    if (number && (*number < 1 || *number > 2))
        return fail(ErrorCode::corrupt_data, "gameNumber: it is neither 1 nor 2");
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

Result<domain::Event> read_event(JsonValue game, const std::string& league) {
    domain::Event event;
    event.league = league;
    SEATSYNC_TRY(const std::string id, feed::required_text(game, "gamePk"));
    SEATSYNC_TRY(event.id, domain::make_event_id("mlb", id));
    SEATSYNC_TRY(event.season, feed::text_or_empty(game, "season"));
    SEATSYNC_TRY(event.category, read_category(game));
    SEATSYNC_TRY(event.home, feed::text_or_empty(game, "teams.home.team.name"));
    SEATSYNC_TRY(event.away, feed::text_or_empty(game, "teams.away.team.name"));
    SEATSYNC_TRY(event.venue.name, feed::text_or_empty(game, "venue.name"));
    SEATSYNC_TRY(event.start, feed::required_instant(game, "gameDate"));
    SEATSYNC_TRY(const auto tbd, feed::flag_at(game, "status.startTimeTBD"));
    event.start_tbd = tbd.value_or(false);
    SEATSYNC_TRY(event.status, read_status(game));
    return event;
}

Result<void> read_game(JsonValue day, JsonValue game, const std::string& league,
                       domain::Instant received_at, feed::Item& item) {
    feed::GameListing listing;
    SEATSYNC_TRY(listing.sighting.event, read_event(game, league));
    listing.sighting.event.received_at = received_at;
    // Not officialDate: of a postponed game that is the new day already, beside the old time.
    SEATSYNC_TRY(listing.sighting.local_date, read_date(day));
    SEATSYNC_TRY(listing.sighting.game_number, read_game_number(game));
    SEATSYNC_TRY(listing.home_score, feed::integer_at(game, "teams.home.score"));
    SEATSYNC_TRY(listing.away_score, feed::integer_at(game, "teams.away.score"));
    feed::add_game(std::move(listing), item);
    return {};
}

}  // namespace

Result<feed::Answer> parse_schedule(std::string_view body, const std::string& league,
                                    domain::Instant received_at) {
    SEATSYNC_TRY(const auto document, open_answer(body, "dates"));
    constexpr std::array<std::string_view, 2> kLists = {"dates", "games"};
    return feed::Answer{.items = feed::read_inner_items(
                            document.root(), kLists, "gamePk",
                            [&](feed::Surroundings around, JsonValue game, feed::Item& item) {
                                return read_game(around[0], game, league, received_at, item);
                            })};
}

}  // namespace seatsync::source_mlb
