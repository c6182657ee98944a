#include "adapters/source_nfl/parse_games_csv.hpp"

#include "adapters/source_nfl/csv_line.hpp"
#include "adapters/source_nfl/parse_games.hpp"
#include "feed/game_days.hpp"
#include "feed/game_listing.hpp"
#include "feed/start_time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace seatsync::source_nfl {

namespace {

enum Column : std::size_t {
    kGameId,
    kSeason,
    kGameType,
    kWeek,
    kGameDay,
    kGameTime,
    kAwayTeam,
    kAwayScore,
    kHomeTeam,
    kHomeScore,
    kStadium,
    kColumnCount
};
constexpr std::array<const char*, kColumnCount> kNames = {
    "game_id",   "season",     "game_type", "week",       "gameday", "gametime",
    "away_team", "away_score", "home_team", "home_score", "stadium"};

using Fields = std::vector<std::string>;

/// Where each column stands in a row.
struct Header {
    std::array<std::size_t, kColumnCount> places{};
    std::size_t fields = 0;
};

Result<Header> read_header(std::string_view line) {
    const auto names = split_line(line);
    if (!names)
        return fail(ErrorCode::corrupt_data, "the header is no line of a table");
    Header header{.fields = names->size()};
    for (std::size_t column = 0; column < kColumnCount; ++column) {
        const auto place = std::ranges::find(*names, kNames[column]);
        if (place == names->end())
            return fail(ErrorCode::corrupt_data,
                        fmt::format("{}: there is no such column", kNames[column]));
        header.places[column] = static_cast<std::size_t>(place - names->begin());
    }
    return header;
}

/// One row, its fields by column.
class GameRow {
  public:
    GameRow(const Header& header, Fields fields) : header_(header), fields_(std::move(fields)) {}

    [[nodiscard]] const std::string& text(Column column) const {
        return fields_[header_.places[column]];
    }

    /// A field of spaces and control characters is as good as empty.
    [[nodiscard]] Result<std::string> required_text(Column column) const {
        if (feed::tidy_text(text(column)).empty())
            return fail(ErrorCode::corrupt_data, fmt::format("{}: it is empty", kNames[column]));
        return text(column);
    }

    /// Nothing in an empty field.
    [[nodiscard]] Result<std::optional<std::int64_t>> integer(Column column) const {
        const std::string& digits = text(column);
        if (digits.empty() || digits == "NA")
            return std::optional<std::int64_t>();
        std::int64_t number = 0;
        const char* const end = digits.data() + digits.size();
        const auto [last, problem] = std::from_chars(digits.data(), end, number);
        if (problem != std::errc() || last != end)
            return fail(ErrorCode::corrupt_data,
                        fmt::format("{}: '{}' is not a whole number", kNames[column], digits));
        return std::optional(number);
    }

  private:
    const Header& header_;
    Fields fields_;
};

/// Eastern wall time, "13:00"; without one the date stands alone.
Result<feed::StartTime> read_start(const GameRow& row) {
    SEATSYNC_TRY(const std::string day, row.required_text(kGameDay));
    SEATSYNC_TRY(const auto date, domain::parse_date(day));
    const std::string& time = row.text(kGameTime);
    if (time.empty() || time == "NA")
        return feed::start_on(date);
    return feed::read_start(day + "T" + time, feed::eastern_zone());
}

/// The last week is put on Sunday at one until its hours are chosen.
bool is_placeholder(const GameRow& row, std::int64_t season, std::int64_t week) {
    const std::int64_t last_week = season >= 2021 ? 18 : 17;
    return row.text(kGameType) == "REG" && week == last_week && row.text(kGameTime) == "13:00";
}

Result<feed::GameListing> read_listing(const GameRow& row, std::int64_t season) {
    feed::GameListing game;
    domain::Event& event = game.sighting.event;
    SEATSYNC_TRY(event.id, domain::make_event_id("nflverse", row.text(kGameId)));
    event.season = fmt::format("{}", season);
    event.category = category_of(row.text(kGameType));
    SEATSYNC_TRY(event.home, row.required_text(kHomeTeam));
    SEATSYNC_TRY(event.away, row.required_text(kAwayTeam));
    event.venue.name = row.text(kStadium);
    SEATSYNC_TRY(const feed::StartTime start, read_start(row));
    event.start = start.start;
    game.sighting.local_date = start.local_date;
    SEATSYNC_TRY(game.home_score, row.integer(kHomeScore));
    SEATSYNC_TRY(game.away_score, row.integer(kAwayScore));
    SEATSYNC_TRY(const auto week, row.integer(kWeek));
    const bool played = game.home_score && game.away_score;
    event.status = played ? domain::EventStatus::finished : domain::EventStatus::scheduled;
    event.start_tbd = start.tbd || (!played && is_placeholder(row, season, week.value_or(0)));
    return game;
}

/// Reads the rows of one table.
class TableReading {
  public:
    TableReading(Header header, const std::string& league, domain::Instant received_at,
                 int seasons_from)
        : header_(header),
          league_(league),
          received_at_(received_at),
          seasons_from_(seasons_from) {}

    /// An item like those of feed::read_item.
    [[nodiscard]] feed::Item read_row(std::string_view line, std::size_t number) const {
        feed::Item item{.key = fmt::format("#{}", number)};
        if (const auto done = read_into(line, item); !done) {
            item.observations.clear();
            item.problem = done.error().detail;
            item.content = feed::tidy_text(line);
        }
        return item;
    }

  private:
    Result<void> read_into(std::string_view line, feed::Item& item) const {
        auto fields = split_line(line);
        if (!fields || fields->size() != header_.fields)
            return fail(
                ErrorCode::corrupt_data,
                fmt::format("it does not have the {} fields of the header", header_.fields));
        const GameRow row(header_, *std::move(fields));
        SEATSYNC_TRY(const std::string id, row.required_text(kGameId));
        item.key = feed::tidy_text(id);
        SEATSYNC_TRY(const auto season, row.integer(kSeason));
        if (!season)
            return fail(ErrorCode::corrupt_data, "season: it is empty");
        if (*season < seasons_from_) {
            item.passed_over = "of an earlier season";
            return {};
        }
        SEATSYNC_TRY(feed::GameListing game, read_listing(row, *season));
        game.sighting.event.league = league_;
        game.sighting.event.received_at = received_at_;
        feed::add_game(std::move(game), item);
        for (const feed::Observation& observation : item.observations)
            SEATSYNC_CHECK(feed::validate(observation));
        return {};
    }

    Header header_;
    const std::string& league_;
    domain::Instant received_at_;
    int seasons_from_;
};

}  // namespace

Result<feed::Answer> parse_games_csv(std::string_view body, const std::string& league,
                                     domain::Instant received_at, int seasons_from) {
    if (feed::is_html(body))
        return fail(ErrorCode::unavailable,
                    "the answer is a page (HTML or XML) instead of a table");
    if (body.starts_with("\xEF\xBB\xBF"))
        body.remove_prefix(3);
    const auto head = take_line(body);
    if (!head)
        return fail(ErrorCode::unavailable, "the answer is empty");
    SEATSYNC_TRY(const Header header, read_header(*head));
    const TableReading reading(header, league, received_at, seasons_from);
    feed::Answer answer;
    while (const auto line = take_line(body))
        if (!line->empty())
            answer.items.push_back(reading.read_row(*line, answer.items.size()));
    return answer;
}

}  // namespace seatsync::source_nfl
