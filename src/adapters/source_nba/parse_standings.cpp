#include "adapters/source_nba/parse_standings.hpp"

#include "adapters/source_nba/game_ids.hpp"
#include "adapters/source_nba/result_set.hpp"
#include "feed/game_listing.hpp"
#include "feed/open_answer.hpp"

#include <algorithm>
#include <charconv>

namespace seatsync::source_nba {

namespace {

using feed::JsonValue;

/// "22025" and "2025-26" name the same season.
std::string season_named(const std::string& text) {
    int year = 0;
    if (text.size() != 5 ||
        std::from_chars(text.data() + 1, text.data() + text.size(), year).ec != std::errc())
        return text;
    return season_from(year);
}

/// The season as it was asked for.
std::string season_in(JsonValue root) {
    for (const char* path : {"parameters.Season", "parameters.SeasonID"})
        if (const auto text = feed::text_or_empty(root, path); text && !text->empty())
            return season_named(*text);
    return {};
}

/// The number before the dash of "6-4".
Result<std::optional<std::int64_t>> wins_of(const Row& row, std::string_view column) {
    SEATSYNC_TRY(const std::string text, row.text(column));
    if (text.empty())
        return std::optional<std::int64_t>();
    std::int64_t wins = 0;
    const char* const end = text.data() + text.size();
    const auto [last, problem] = std::from_chars(text.data(), end, wins);
    if (problem != std::errc() || last == end || *last != '-')
        return fail(ErrorCode::corrupt_data,
                    std::string(column) + ": '" + text + "' is not like 6-4");
    return std::optional(wins);
}

/// In which columns a table of standings has what is read.
struct Columns {
    const char* city;
    const char* name;
    const char* wins;
    const char* losses;
    const char* last10;
};
constexpr Columns kStandings = {"TeamCity", "TeamName", "WINS", "LOSSES", "L10"};
constexpr Columns kPicture = {"TEAM", "", "WINS", "LOSSES", ""};

Result<void> read_team(const Row& row, const Columns& columns, domain::TeamRecord record,
                       feed::Item& item) {
    SEATSYNC_TRY(const std::string city, row.required_text(columns.city));
    SEATSYNC_TRY(const std::string name, row.text(columns.name));
    record.team = feed::full_team_name(city, name);
    SEATSYNC_TRY(record.wins, row.integer(columns.wins));
    SEATSYNC_TRY(record.losses, row.integer(columns.losses));
    SEATSYNC_TRY(record.wins_last10, wins_of(row, columns.last10));
    feed::add_record(std::move(record), item);
    return {};
}

Result<std::vector<feed::Item>> read_table(const ResultSet& table, const Columns& columns,
                                           const domain::TeamRecord& blank) {
    return feed::read_items(table.rows(), {},
                            [&](JsonValue value, feed::Item& item) -> Result<void> {
                                SEATSYNC_TRY(const Row row, table.row(value));
                                for (const char* column : {"TeamID", "TEAM_ID"})
                                    if (auto id = row.text(column); id && !id->empty())
                                        item.key = *std::move(id);
                                return read_team(row, columns, blank, item);
                            });
}

domain::TeamRecord blank_record(const std::string& league, std::string season,
                                domain::Instant received_at) {
    domain::TeamRecord record;
    record.league = league;
    record.season = std::move(season);
    record.event_at = received_at;
    record.received_at = received_at;
    return record;
}

Result<feed::Answer> parse_tables(std::string_view body,
                                  std::initializer_list<std::string_view> names,
                                  const Columns& columns, const std::string& league,
                                  domain::Instant received_at) {
    SEATSYNC_TRY(const auto document, feed::open_answer(body, "resultSets", "Message"));
    const JsonValue root = document.root();
    const auto blank = blank_record(league, season_in(root), received_at);
    feed::Answer answer;
    bool found = false;
    for (const std::string_view name : names) {
        SEATSYNC_TRY(const auto table, ResultSet::named(root, name));
        if (!table)
            continue;
        found = true;
        SEATSYNC_TRY(auto items, read_table(*table, columns, blank));
        std::ranges::move(items, std::back_inserter(answer.items));
    }
    if (!found)
        return fail(ErrorCode::corrupt_data, std::string(*names.begin()) + ": it is missing");
    return answer;
}

}  // namespace

Result<feed::Answer> parse_standings(std::string_view body, const std::string& league,
                                     domain::Instant received_at) {
    return parse_tables(body, {"Standings"}, kStandings, league, received_at);
}

Result<feed::Answer> parse_playoff_picture(std::string_view body, const std::string& league,
                                           domain::Instant received_at) {
    return parse_tables(body, {"EastConfStandings", "WestConfStandings"}, kPicture, league,
                        received_at);
}

}  // namespace seatsync::source_nba
