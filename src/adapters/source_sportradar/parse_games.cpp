#include "adapters/source_sportradar/parse_games.hpp"

#include "adapters/source_sportradar/answer_kind.hpp"
#include "feed/game_days.hpp"
#include "feed/game_listing.hpp"
#include "feed/inner_items.hpp"

#include <initializer_list>

namespace seatsync::source_sportradar {

namespace {

using domain::EventStatus;
using feed::JsonValue;

/// What an answer tells of all its games.
struct Told {
    std::string league;
    domain::Instant received_at;
    std::string season = {};
    std::string type = {};  ///< "REG"
    std::optional<std::chrono::year_month_day> date = {};
};

/// The first of the paths that holds a text.
Result<std::string> first_text(JsonValue value, std::initializer_list<std::string_view> paths) {
    for (const std::string_view path : paths) {
        SEATSYNC_TRY(std::string text, feed::text_or_empty(value, path));
        if (!text.empty())
            return text;
    }
    return std::string();
}

Result<std::optional<std::int64_t>> first_number(JsonValue value,
                                                 std::initializer_list<std::string_view> paths) {
    for (const std::string_view path : paths) {
        SEATSYNC_TRY(const auto number, feed::integer_at(value, path));
        if (number)
            return number;
    }
    return std::optional<std::int64_t>();
}

/// Football tells year and type at the top, the others in `season`.
Result<Told> read_told(JsonValue root, const std::string& league, domain::Instant received_at) {
    Told told{.league = league, .received_at = received_at};
    SEATSYNC_TRY(told.season, first_text(root, {"season.year", "year"}));
    SEATSYNC_TRY(told.type, first_text(root, {"season.type", "type"}));
    SEATSYNC_TRY(const std::string date, feed::text_or_empty(root, "date"));
    if (!date.empty()) {
        SEATSYNC_TRY(told.date, domain::parse_date(date));
    }
    return told;
}

std::string category_of(std::string_view type, std::string_view status) {
    if (status == "if-necessary")
        return "playoff_conditional";
    if (type == "REG")
        return "regular";
    if (type == "PRE")
        return "preseason";
    return type == "PST" || type == "PIT" ? "playoff" : "";
}

/// "Boston Red Sox" of market and name, or of a name that holds both.
Result<std::string> read_team(JsonValue game, std::string_view side) {
    const auto team = feed::find(game, side);
    if (!team)
        return std::string();
    SEATSYNC_TRY(const std::string market, feed::text_or_empty(*team, "market"));
    SEATSYNC_TRY(const std::string name, feed::text_or_empty(*team, "name"));
    return feed::full_team_name(market, name);
}

Result<void> read_venue(JsonValue game, domain::Venue& venue) {
    SEATSYNC_TRY(venue.name, feed::text_or_empty(game, "venue.name"));
    SEATSYNC_TRY(venue.city, feed::text_or_empty(game, "venue.city"));
    SEATSYNC_TRY(venue.capacity, feed::integer_at(game, "venue.capacity"));
    if (venue.capacity && *venue.capacity <= 0)
        venue.capacity.reset();
    return {};
}

/// Start, zone and the day at the venue. An hour that is not known yet is filled with another one.
Result<void> read_start(JsonValue game, const Told& told, std::string_view status,
                        feed::Sighting& sighting) {
    domain::Event& event = sighting.event;
    SEATSYNC_TRY(event.start, feed::required_instant(game, "scheduled"));
    SEATSYNC_TRY(const auto flagged, feed::flag_at(game, "time_tbd"));
    event.start_tbd = status == "time-tbd" || flagged.value_or(false);
    SEATSYNC_TRY(const std::string zone, first_text(game, {"time_zones.venue", "venue.time_zone"}));
    sighting.local_date = told.date;
    if (!zone.empty()) {
        SEATSYNC_TRY(event.venue.zone, domain::Zone::named(zone));
        sighting.local_date = domain::to_local(event.start, event.venue.zone).date;
    } else if (event.start_tbd && !told.date) {
        sighting.local_date = feed::eastern_date(event.start);
    }
    return {};
}

/// `game_number` is 1 of every game; without a word on a doubleheader only 2 says something.
Result<std::optional<int>> read_game_number(JsonValue game) {
    SEATSYNC_TRY(const auto number, feed::integer_at(game, "game_number"));
    SEATSYNC_TRY(const auto doubleheader, feed::flag_at(game, "double_header"));
    if (number == 2 || (number == 1 && doubleheader.value_or(false)))
        return std::optional(static_cast<int>(*number));
    return std::optional<int>();
}

Result<void> read_game(JsonValue game, const Told& told, feed::Item& item) {
    feed::GameListing listing;
    domain::Event& event = listing.sighting.event;
    event.league = told.league;
    event.season = told.season;
    event.received_at = told.received_at;
    SEATSYNC_TRY(const std::string id, feed::required_text(game, "id"));
    SEATSYNC_TRY(event.id, domain::make_event_id("sportradar", id));
    SEATSYNC_TRY(const std::string status, feed::required_text(game, "status"));
    event.status = status_named(status);
    event.category = category_of(told.type, status);
    SEATSYNC_TRY(event.title, feed::text_or_empty(game, "title"));
    SEATSYNC_TRY(event.home, read_team(game, "home"));
    SEATSYNC_TRY(event.away, read_team(game, "away"));
    SEATSYNC_CHECK(read_venue(game, event.venue));
    SEATSYNC_CHECK(read_start(game, told, status, listing.sighting));
    SEATSYNC_TRY(listing.sighting.game_number, read_game_number(game));
    SEATSYNC_TRY(listing.home_score,
                 first_number(game, {"home_points", "scoring.home_points", "home.runs"}));
    SEATSYNC_TRY(listing.away_score,
                 first_number(game, {"away_points", "scoring.away_points", "away.runs"}));
    feed::add_game(std::move(listing), item);
    return {};
}

}  // namespace

EventStatus status_named(std::string_view word) {
    if (word == "closed" || word == "complete")
        return EventStatus::finished;
    if (word == "postponed")
        return EventStatus::postponed;
    if (word == "cancelled" || word == "canceled" || word == "unnecessary")
        return EventStatus::cancelled;
    return EventStatus::scheduled;
}

Result<feed::Answer> parse_games(JsonValue root, const std::string& league,
                                 domain::Instant received_at) {
    SEATSYNC_TRY(const Told told, read_told(root, league, received_at));
    if (feed::find(root, "scheduled"))
        return feed::Answer{
            .items = {feed::read_item(root, "id", [&](JsonValue game, feed::Item& item) {
                return read_game(game, told, item);
            })}};
    using Lists = std::vector<std::string_view>;
    for (const Lists& lists : {Lists{"games"}, Lists{"weeks", "games"}, Lists{"week.games"}})
        if (feed::find(root, lists.front()))
            return feed::Answer{
                .items = feed::read_inner_items(
                    root, lists, "id", [&](feed::Surroundings, JsonValue game, feed::Item& item) {
                        return read_game(game, told, item);
                    })};
    if (told.date)  // A day without games.
        return feed::Answer{};
    return missing_from(root, "games");
}

}  // namespace seatsync::source_sportradar
