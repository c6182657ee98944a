#include "adapters/source_nfl/parse_games.hpp"

#include "adapters/source_nfl/parse_standings.hpp"
#include "feed/game_listing.hpp"
#include "feed/open_answer.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::source_nfl {

namespace {

using domain::EventStatus;
using feed::JsonValue;

/// The first of the paths that holds a text.
Result<std::string> first_text(JsonValue game, std::initializer_list<std::string_view> paths) {
    for (const std::string_view path : paths) {
        SEATSYNC_TRY(std::string text, feed::text_or_empty(game, path));
        if (!text.empty())
            return text;
    }
    return std::string();
}

/// The phase of the game is newer than its status, which may stay SCHEDULED to the end.
Result<EventStatus> read_status(JsonValue game) {
    SEATSYNC_TRY(const std::string word,
                 first_text(game, {"detail.phase", "summary.phase", "status"}));
    if (word.empty())
        return fail(ErrorCode::corrupt_data, "status: it is missing");
    return status_named(word);
}

Result<std::optional<std::int64_t>> first_number(JsonValue game, std::string_view path,
                                                 std::string_view other_path) {
    SEATSYNC_TRY(const auto number, feed::integer_at(game, path));
    if (number)
        return number;
    return feed::integer_at(game, other_path);
}

/// The elias id begins with the day of the game.
Result<std::optional<std::chrono::year_month_day>> read_date(JsonValue game) {
    SEATSYNC_TRY(const auto ids, feed::array_at(game, "externalIds"));
    if (!ids)
        return std::optional<std::chrono::year_month_day>();
    for (const JsonValue id : *ids) {
        SEATSYNC_TRY(const std::string source, feed::text_or_empty(id, "source"));
        SEATSYNC_TRY(const std::string text, feed::text_or_empty(id, "id"));
        if (source == "elias")
            return date_in(text);
    }
    return std::optional<std::chrono::year_month_day>();
}

Result<domain::Event> read_event(JsonValue game, const std::string& league) {
    domain::Event event;
    event.league = league;
    SEATSYNC_TRY(const std::string id, feed::required_text(game, "id"));
    SEATSYNC_TRY(event.id, domain::make_event_id("nfl", id));
    SEATSYNC_TRY(event.season, feed::text_or_empty(game, "season"));
    SEATSYNC_TRY(const std::string type, feed::text_or_empty(game, "seasonType"));
    event.category = category_of(type);
    SEATSYNC_TRY(event.home, feed::text_or_empty(game, "homeTeam.fullName"));
    SEATSYNC_TRY(event.away, feed::text_or_empty(game, "awayTeam.fullName"));
    SEATSYNC_TRY(event.venue.name, feed::text_or_empty(game, "venue.name"));
    SEATSYNC_TRY(event.venue.city, feed::text_or_empty(game, "venue.city"));
    SEATSYNC_TRY(event.start, feed::required_instant(game, "time"));
    SEATSYNC_TRY(event.status, read_status(game));
    return event;
}

/// The standings that weekly game details tell of both teams.
Result<void> add_standings(JsonValue game, const domain::Event& event, feed::Item& item) {
    for (const char* side : {"homeTeamStandings", "awayTeamStandings"}) {
        const auto standing = feed::find(game, side);
        if (!standing)
            continue;
        SEATSYNC_TRY(auto record,
                     read_record(*standing, event.league, event.season, event.received_at));
        feed::add_record(std::move(record), item);
    }
    return {};
}

Result<void> read_game(JsonValue game, const std::string& league, domain::Instant received_at,
                       feed::Item& item) {
    feed::GameListing listing;
    SEATSYNC_TRY(listing.sighting.event, read_event(game, league));
    listing.sighting.event.received_at = received_at;
    SEATSYNC_TRY(listing.sighting.local_date, read_date(game));
    SEATSYNC_TRY(listing.home_score,
                 first_number(game, "detail.homePointsTotal", "summary.homeTeam.score.total"));
    SEATSYNC_TRY(listing.away_score,
                 first_number(game, "detail.visitorPointsTotal", "summary.awayTeam.score.total"));
    const domain::Event event = listing.sighting.event;
    feed::add_game(std::move(listing), item);
    return add_standings(game, event, item);
}

/// Weekly details are a bare list.
Result<feed::JsonDocument> open_games(std::string_view body) {
    const std::size_t first = body.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    if (first != body.npos && body[first] == '[')
        return feed::JsonDocument::parse(body);
    return feed::open_answer(body, "games", "message");
}

}  // namespace

EventStatus status_named(std::string_view word) {
    if (word.starts_with("FINAL") || word == "COMPLETED")
        return EventStatus::finished;
    if (word.starts_with("POSTPONED"))
        return EventStatus::postponed;
    return word.starts_with("CANCEL") ? EventStatus::cancelled : EventStatus::scheduled;
}

std::string category_of(std::string_view season_type) {
    if (season_type == "REG")
        return "regular";
    if (season_type == "PRE")
        return "preseason";
    const bool playoff = season_type == "POST" || season_type == "WC" || season_type == "DIV" ||
                         season_type == "CON" || season_type == "SB";
    return playoff ? "playoff" : "";
}

std::optional<std::chrono::year_month_day> date_in(std::string_view id) {
    if (id.size() != 10)
        return std::nullopt;
    const auto date = domain::parse_date(
        fmt::format("{}-{}-{}", id.substr(0, 4), id.substr(4, 2), id.substr(6, 2)));
    return date ? std::optional(*date) : std::nullopt;
}

Result<feed::Answer> parse_games(std::string_view body, const std::string& league,
                                 domain::Instant received_at) {
    SEATSYNC_TRY(const auto document, open_games(body));
    const JsonValue root = document.root();
    feed::JsonArray list;
    std::optional<feed::JsonArray> games;
    if (root.get(list) == simdjson::SUCCESS) {
        games = list;
    } else {
        SEATSYNC_TRY(games, feed::array_at(root, "games"));
    }
    feed::Answer answer;
    answer.items = feed::read_items(games, "id", [&](JsonValue game, feed::Item& item) {
        return read_game(game, league, received_at, item);
    });
    SEATSYNC_TRY(answer.next, feed::text_or_empty(root, "pagination.token"));
    return answer;
}

Result<feed::Answer> parse_venues(std::string_view body) {
    SEATSYNC_TRY(const auto document, feed::open_answer(body, "venues", "message"));
    SEATSYNC_TRY(const auto venues, feed::array_at(document.root(), "venues"));
    feed::Answer answer;
    answer.items =
        feed::read_items(venues, "id", [](JsonValue venue, feed::Item& item) -> Result<void> {
            SEATSYNC_TRY(const std::string name, feed::required_text(venue, "name"));
            item.passed_over = "a venue, " + name + ": not a game and not a standing";
            return {};
        });
    SEATSYNC_TRY(answer.next, feed::text_or_empty(document.root(), "pagination.token"));
    return answer;
}

}  // namespace seatsync::source_nfl
