#include "adapters/source_espn/parse_games.hpp"

#include "adapters/source_espn/parse_standings.hpp"
#include "feed/game_days.hpp"
#include "feed/game_listing.hpp"
#include "feed/open_answer.hpp"

namespace seatsync::source_espn {

namespace {

using domain::EventStatus;
using feed::JsonValue;

/// The words come first: a cancelled game may call itself completed.
Result<EventStatus> read_status(JsonValue competition) {
    SEATSYNC_TRY(const std::string name, feed::required_text(competition, "status.type.name"));
    SEATSYNC_TRY(const auto completed, feed::flag_at(competition, "status.type.completed"));
    const auto says = [&](std::string_view word) { return name.find(word) != name.npos; };
    if (says("POSTPONED"))
        return EventStatus::postponed;
    if (says("CANCEL"))
        return EventStatus::cancelled;
    if (says("ABANDONED") || says("SUSPENDED"))
        return EventStatus::scheduled;
    const bool over = completed.value_or(says("STATUS_FINAL") || says("FULL_TIME"));
    return over ? EventStatus::finished : EventStatus::scheduled;
}

/// By the number of the kind of season. Football (soccer) has numbers of its own, one per season.
Result<std::string> read_category(JsonValue event) {
    SEATSYNC_TRY(auto type, feed::integer_at(event, "season.type"));
    if (!type) {
        SEATSYNC_TRY(type, feed::integer_at(event, "seasonType.type"));
    }
    if (type == 1)
        return std::string("preseason");
    if (type == 2)
        return std::string("regular");
    return std::string(type == 3 || type == 5 ? "playoff" : "");
}

/// From a note: "Doubleheader - Game 2 - Makeup from July 17".
Result<std::optional<int>> read_game_number(JsonValue competition) {
    SEATSYNC_TRY(const auto notes, feed::array_at(competition, "notes"));
    if (!notes)
        return std::optional<int>();
    for (const JsonValue note : *notes) {
        SEATSYNC_TRY(const std::string headline, feed::text_or_empty(note, "headline"));
        if (headline.starts_with("Doubleheader - Game 1"))
            return std::optional(1);
        if (headline.starts_with("Doubleheader - Game 2"))
            return std::optional(2);
    }
    return std::optional<int>();
}

/// "5" of a scoreboard, {"value": 5.0} of a team's schedule.
Result<std::optional<std::int64_t>> read_score(JsonValue competitor) {
    const auto score = feed::find(competitor, "score");
    return feed::integer_at(competitor, score && score->is_object() ? "score.value" : "score");
}

Result<void> read_competitors(JsonValue competition, feed::GameListing& game) {
    SEATSYNC_TRY(const auto competitors, feed::array_at(competition, "competitors"));
    if (!competitors)
        return {};
    for (const JsonValue competitor : *competitors) {
        SEATSYNC_TRY(const std::string side, feed::required_text(competitor, "homeAway"));
        const bool home = side == "home";
        if (!home && side != "away")
            return fail(ErrorCode::corrupt_data,
                        "homeAway: '" + side + "' is neither home nor away");
        domain::Event& event = game.sighting.event;
        SEATSYNC_TRY((home ? event.home : event.away),
                     feed::text_or_empty(competitor, "team.displayName"));
        SEATSYNC_TRY((home ? game.home_score : game.away_score), read_score(competitor));
    }
    return {};
}

Result<void> read_venue(JsonValue competition, domain::Venue& venue) {
    SEATSYNC_TRY(venue.name, feed::text_or_empty(competition, "venue.fullName"));
    SEATSYNC_TRY(venue.city, feed::text_or_empty(competition, "venue.address.city"));
    SEATSYNC_TRY(venue.capacity, feed::integer_at(competition, "venue.capacity"));
    if (venue.capacity && *venue.capacity <= 0)
        venue.capacity.reset();
    return {};
}

Result<JsonValue> first_competition(JsonValue event) {
    SEATSYNC_TRY(const auto competitions, feed::array_at(event, "competitions"));
    if (!competitions || competitions->size() == 0)
        return fail(ErrorCode::corrupt_data, "competitions: it is missing");
    return competitions->at(0).value_unsafe();
}

Result<void> read_start(JsonValue event, JsonValue competition, feed::Sighting& sighting) {
    SEATSYNC_TRY(sighting.event.start, feed::required_instant(event, "date"));
    SEATSYNC_TRY(const auto time_valid, feed::flag_at(competition, "timeValid"));
    sighting.event.start_tbd = !time_valid.value_or(true);
    if (sighting.event.start_tbd)
        sighting.local_date = feed::eastern_date(sighting.event.start);
    return {};
}

Result<void> read_game(JsonValue event, const std::string& league, domain::Instant received_at,
                       feed::Item& item) {
    SEATSYNC_TRY(const JsonValue competition, first_competition(event));
    feed::GameListing game;
    domain::Event& seen = game.sighting.event;
    seen.league = league;
    seen.received_at = received_at;
    SEATSYNC_TRY(const std::string id, feed::required_text(event, "id"));
    SEATSYNC_TRY(seen.id, domain::make_event_id("espn", id));
    SEATSYNC_TRY(seen.season, feed::text_or_empty(event, "season.year"));
    SEATSYNC_TRY(seen.category, read_category(event));
    SEATSYNC_TRY(seen.title, feed::text_or_empty(event, "name"));
    SEATSYNC_CHECK(read_start(event, competition, game.sighting));
    SEATSYNC_TRY(seen.status, read_status(competition));
    SEATSYNC_CHECK(read_venue(competition, seen.venue));
    SEATSYNC_CHECK(read_competitors(competition, game));
    SEATSYNC_TRY(game.sighting.game_number, read_game_number(competition));
    feed::add_game(std::move(game), item);
    return {};
}

Result<std::vector<feed::Item>> read_games(JsonValue root, std::string_view path,
                                           const std::string& league, domain::Instant received_at) {
    SEATSYNC_TRY(const auto events, feed::array_at(root, path));
    return feed::read_items(events, "id", [&](JsonValue event, feed::Item& item) {
        return read_game(event, league, received_at, item);
    });
}

}  // namespace

Result<feed::Answer> parse_games(std::string_view body, const std::string& league,
                                 domain::Instant received_at) {
    SEATSYNC_TRY(const auto document, feed::open_answer(body, "events", "message"));
    SEATSYNC_TRY(auto items, read_games(document.root(), "events", league, received_at));
    return feed::Answer{.items = std::move(items)};
}

Result<feed::Answer> parse_team(std::string_view body, const std::string& league,
                                domain::Instant received_at) {
    SEATSYNC_TRY(const auto document, feed::open_answer(body, "team", "message"));
    SEATSYNC_TRY(const JsonValue team, feed::required(document.root(), "team"));
    SEATSYNC_TRY(auto games, read_games(team, "nextEvent", league, received_at));
    feed::Answer answer;
    answer.items.push_back(read_team_record(team, league, received_at));
    std::ranges::move(games, std::back_inserter(answer.items));
    return answer;
}

}  // namespace seatsync::source_espn
