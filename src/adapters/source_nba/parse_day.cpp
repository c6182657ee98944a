#include "adapters/source_nba/parse_day.hpp"

#include "adapters/source_nba/game_ids.hpp"
#include "adapters/source_nba/result_set.hpp"
#include "feed/game_days.hpp"
#include "feed/game_listing.hpp"
#include "feed/open_answer.hpp"
#include "feed/start_time.hpp"

#include <charconv>
#include <set>

namespace seatsync::source_nba {

namespace {

using feed::JsonValue;

/// A team in one game.
struct Side {
    std::string name;
    std::optional<std::int64_t> points;
};
/// By game and team.
using Sides = std::map<std::pair<std::string, std::string>, Side>;

Result<Sides> read_sides(JsonValue root) {
    Sides sides;
    SEATSYNC_TRY(const auto scores, ResultSet::named(root, "LineScore"));
    if (!scores)
        return sides;
    for (const JsonValue value : scores->rows()) {
        SEATSYNC_TRY(const Row row, scores->row(value));
        SEATSYNC_TRY(const std::string game, row.text("GAME_ID"));
        SEATSYNC_TRY(const std::string team, row.text("TEAM_ID"));
        SEATSYNC_TRY(const std::string city, row.text("TEAM_CITY_NAME"));
        SEATSYNC_TRY(const std::string name, row.text("TEAM_NAME"));
        SEATSYNC_TRY(const auto points, row.integer("PTS"));
        sides[{game, team}] = {feed::full_team_name(city, name), points};
    }
    return sides;
}

Result<feed::StartTime> read_start(const Row& row) {
    SEATSYNC_TRY(const std::string day, row.required_text("GAME_DATE_EST"));
    SEATSYNC_TRY(const std::string words, row.text("GAME_STATUS_TEXT"));
    SEATSYNC_TRY(const auto date, domain::parse_date(std::string_view(day).substr(0, 10)));
    const auto time = eastern_time_in(words);
    if (!time)
        return feed::start_on(date);
    SEATSYNC_TRY(const auto start, domain::from_local(date, *time, feed::eastern_zone()));
    return feed::StartTime{.start = start, .local_date = date};
}

Result<domain::EventStatus> read_status(const Row& row) {
    SEATSYNC_TRY(const auto number, row.integer("GAME_STATUS_ID"));
    SEATSYNC_TRY(const std::string words, row.text("GAME_STATUS_TEXT"));
    if (words == "PPD")
        return domain::EventStatus::postponed;
    return number == 3 ? domain::EventStatus::finished : domain::EventStatus::scheduled;
}

/// Reads the games of one answer.
class DayReading {
  public:
    DayReading(const ResultSet& games, Sides sides, const std::string& league,
               domain::Instant received_at)
        : games_(games), sides_(std::move(sides)), league_(league), received_at_(received_at) {}

    Result<void> read(JsonValue value, feed::Item& item) {
        SEATSYNC_TRY(const Row row, games_.row(value));
        SEATSYNC_TRY(const std::string id, row.required_text("GAME_ID"));
        item.key = id;
        if (!seen_.insert(id).second) {
            item.passed_over = "the same game on another channel";
            return {};
        }
        SEATSYNC_TRY(feed::GameListing game, listing_of(row, id));
        feed::add_game(std::move(game), item);
        return {};
    }

  private:
    Result<feed::GameListing> listing_of(const Row& row, const std::string& id) const {
        feed::GameListing game;
        domain::Event& event = game.sighting.event;
        event.league = league_;
        event.received_at = received_at_;
        SEATSYNC_TRY(event.id, domain::make_event_id("nba", id));
        event.season = season_of(id);
        event.category = category_of(id);
        SEATSYNC_TRY(const feed::StartTime start, read_start(row));
        event.start = start.start;
        event.start_tbd = start.tbd;
        game.sighting.local_date = start.local_date;
        SEATSYNC_TRY(event.status, read_status(row));
        SEATSYNC_TRY(event.venue.name, row.text("ARENA_NAME"));
        SEATSYNC_TRY(const Side home, side_of(row, id, "HOME_TEAM_ID"));
        SEATSYNC_TRY(const Side away, side_of(row, id, "VISITOR_TEAM_ID"));
        event.home = home.name;
        event.away = away.name;
        game.home_score = home.points;
        game.away_score = away.points;
        return game;
    }

    Result<Side> side_of(const Row& row, const std::string& id, std::string_view column) const {
        SEATSYNC_TRY(const std::string team, row.text(column));
        const auto found = sides_.find({id, team});
        return found == sides_.end() ? Side() : found->second;
    }

    const ResultSet& games_;
    Sides sides_;
    const std::string& league_;
    domain::Instant received_at_;
    std::set<std::string> seen_;
};

}  // namespace

std::optional<std::chrono::minutes> eastern_time_in(std::string_view text) {
    int hour = 0;
    int minute = 0;
    const char* const end = text.data() + text.size();
    const auto [colon, bad_hour] = std::from_chars(text.data(), end, hour);
    if (bad_hour != std::errc() || colon == end || *colon != ':')
        return std::nullopt;
    const auto [rest, bad_minute] = std::from_chars(colon + 1, end, minute);
    const std::string_view half(rest, static_cast<std::size_t>(end - rest));
    const bool afternoon = half == " pm ET";
    if (bad_minute != std::errc() || (!afternoon && half != " am ET") || hour < 1 || hour > 12 ||
        minute < 0 || minute > 59)
        return std::nullopt;
    return std::chrono::hours(hour % 12 + (afternoon ? 12 : 0)) + std::chrono::minutes(minute);
}

Result<feed::Answer> parse_day(std::string_view body, const std::string& league,
                               domain::Instant received_at) {
    SEATSYNC_TRY(const auto document, feed::open_answer(body, "resultSets", "Message"));
    SEATSYNC_TRY(const auto games, ResultSet::named(document.root(), "GameHeader"));
    if (!games)
        return fail(ErrorCode::corrupt_data, "GameHeader: it is missing");
    SEATSYNC_TRY(auto sides, read_sides(document.root()));
    DayReading reading(*games, std::move(sides), league, received_at);
    return feed::Answer{
        .items = feed::read_items(games->rows(), {}, [&](JsonValue value, feed::Item& item) {
            return reading.read(value, item);
        })};
}

}  // namespace seatsync::source_nba
