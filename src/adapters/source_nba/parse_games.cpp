#include "adapters/source_nba/parse_games.hpp"

#include "adapters/source_nba/game_ids.hpp"
#include "feed/game_listing.hpp"
#include "feed/inner_items.hpp"
#include "feed/open_answer.hpp"

#include <array>
#include <chrono>

namespace seatsync::source_nba {

namespace {

using domain::EventStatus;
using feed::JsonValue;

/// true, "true" and "Y".
Result<bool> says_yes(JsonValue game, std::string_view path) {
    const auto found = feed::find(game, path);
    if (found && found->is_bool())
        return bool(found->get_bool().value_unsafe());
    SEATSYNC_TRY(const std::string word, feed::text_or_empty(game, path));
    return word == "true" || word == "Y";
}

/// 1, 2 and 3 are before, during and after; a postponed game stays before.
Result<EventStatus> read_status(JsonValue game) {
    SEATSYNC_TRY(const auto number, feed::integer_at(game, "gameStatus"));
    SEATSYNC_TRY(const std::string words, feed::text_or_empty(game, "gameStatusText"));
    SEATSYNC_TRY(const bool postponed, says_yes(game, "postponedStatus"));
    if (!number)
        return fail(ErrorCode::corrupt_data, "gameStatus: it is missing");
    if (postponed || words == "PPD" || words.starts_with("Postponed"))
        return EventStatus::postponed;
    if (words.starts_with("Cancel"))
        return EventStatus::cancelled;
    return number == 3 ? EventStatus::finished : EventStatus::scheduled;
}

Result<std::string> read_team(JsonValue game, const std::string& side) {
    SEATSYNC_TRY(const std::string city, feed::text_or_empty(game, side + ".teamCity"));
    SEATSYNC_TRY(const std::string name, feed::text_or_empty(game, side + ".teamName"));
    return feed::full_team_name(city, name);
}

/// "20251105/PHICLE" begins with the day of the game.
std::optional<std::chrono::year_month_day> date_in(std::string_view code) {
    if (code.size() < 9 || code[8] != '/')
        return std::nullopt;
    const std::string text = std::string(code.substr(0, 4)) + "-" + std::string(code.substr(4, 2)) +
                             "-" + std::string(code.substr(6, 2));
    const auto date = domain::parse_date(text);
    return date ? std::optional(*date) : std::nullopt;
}

Result<void> read_start(JsonValue game, feed::Sighting& sighting) {
    // First, since the schedule's gameTimeUTC is a time of day in the year 1900.
    SEATSYNC_TRY(auto start, feed::instant_at(game, "gameDateTimeUTC"));
    if (!start) {
        SEATSYNC_TRY(start, feed::required_instant(game, "gameTimeUTC"));
    }
    sighting.event.start = *start;
    SEATSYNC_TRY(const std::string words, feed::text_or_empty(game, "gameStatusText"));
    sighting.event.start_tbd = words == "TBD";
    SEATSYNC_TRY(const std::string code, feed::text_or_empty(game, "gameCode"));
    sighting.local_date = date_in(code);
    return {};
}

Result<domain::Event> read_event(JsonValue game, const std::string& league) {
    domain::Event event;
    event.league = league;
    SEATSYNC_TRY(const std::string id, feed::required_text(game, "gameId"));
    SEATSYNC_TRY(event.id, domain::make_event_id("nba", id));
    event.season = season_of(id);
    event.category = category_of(id);
    SEATSYNC_TRY(const bool conditional, says_yes(game, "ifNecessary"));
    if (conditional && event.category == "playoff")
        event.category = "playoff_conditional";
    SEATSYNC_TRY(event.home, read_team(game, "homeTeam"));
    SEATSYNC_TRY(event.away, read_team(game, "awayTeam"));
    SEATSYNC_TRY(event.venue.name, feed::text_or_empty(game, "arenaName"));
    SEATSYNC_TRY(event.venue.city, feed::text_or_empty(game, "arenaCity"));
    SEATSYNC_TRY(event.status, read_status(game));
    return event;
}

Result<void> read_game(JsonValue game, const std::string& league, domain::Instant received_at,
                       feed::Item& item) {
    feed::GameListing listing;
    SEATSYNC_TRY(listing.sighting.event, read_event(game, league));
    listing.sighting.event.received_at = received_at;
    SEATSYNC_CHECK(read_start(game, listing.sighting));
    SEATSYNC_TRY(listing.home_score, feed::integer_at(game, "homeTeam.score"));
    SEATSYNC_TRY(listing.away_score, feed::integer_at(game, "awayTeam.score"));
    feed::add_game(std::move(listing), item);
    return {};
}

}  // namespace

Result<feed::Answer> parse_scoreboard(std::string_view body, const std::string& league,
                                      domain::Instant received_at) {
    SEATSYNC_TRY(const auto document, feed::open_answer(body, "scoreboard", "Message"));
    SEATSYNC_TRY(const auto games, feed::array_at(document.root(), "scoreboard.games"));
    if (!games)
        return fail(ErrorCode::corrupt_data, "scoreboard.games: it is missing");
    return feed::Answer{
        .items = feed::read_items(games, "gameId", [&](JsonValue game, feed::Item& item) {
            return read_game(game, league, received_at, item);
        })};
}

Result<feed::Answer> parse_schedule(std::string_view body, const std::string& league,
                                    domain::Instant received_at) {
    SEATSYNC_TRY(const auto document,
                 feed::open_answer(body, "leagueSchedule.gameDates", "Message"));
    constexpr std::array<std::string_view, 2> kLists = {"leagueSchedule.gameDates", "games"};
    return feed::Answer{
        .items = feed::read_inner_items(document.root(), kLists, "gameId",
                                        [&](feed::Surroundings, JsonValue game, feed::Item& item) {
                                            return read_game(game, league, received_at, item);
                                        })};
}

}  // namespace seatsync::source_nba
