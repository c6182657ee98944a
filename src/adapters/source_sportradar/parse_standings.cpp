#include "adapters/source_sportradar/parse_standings.hpp"

#include "adapters/source_sportradar/answer_kind.hpp"
#include "feed/game_listing.hpp"
#include "feed/inner_items.hpp"

namespace seatsync::source_sportradar {

namespace {

using feed::JsonValue;
using Lists = std::vector<std::string_view>;

Result<std::string> read_name(JsonValue team) {
    SEATSYNC_TRY(const std::string market, feed::text_or_empty(team, "market"));
    SEATSYNC_TRY(const std::string name, feed::required_text(team, "name"));
    return feed::full_team_name(market, name);
}

Result<std::optional<std::int64_t>> first_number(JsonValue team, std::string_view path,
                                                 std::string_view other_path) {
    SEATSYNC_TRY(const auto number, feed::integer_at(team, path));
    if (number)
        return number;
    return feed::integer_at(team, other_path);
}

/// Baseball tells it beside the other numbers, basketball in a list of records.
Result<std::optional<std::int64_t>> read_wins_last10(JsonValue team) {
    SEATSYNC_TRY(const auto records, feed::array_at(team, "records"));
    if (!records)
        return feed::integer_at(team, "last_10_won");
    for (const JsonValue record : *records) {
        SEATSYNC_TRY(const std::string type, feed::text_or_empty(record, "record_type"));
        if (type == "last_10")
            return feed::integer_at(record, "wins");
    }
    return std::optional<std::int64_t>();
}

Result<void> read_team(JsonValue team, domain::TeamRecord record, feed::Item& item) {
    SEATSYNC_TRY(record.team, read_name(team));
    SEATSYNC_TRY(record.wins, first_number(team, "wins", "win"));
    SEATSYNC_TRY(record.losses, first_number(team, "losses", "loss"));
    SEATSYNC_TRY(record.wins_last10, read_wins_last10(team));
    feed::add_record(std::move(record), item);
    return {};
}

Result<void> pass_over(JsonValue team, feed::Item& item) {
    SEATSYNC_TRY(const std::string name, read_name(team));
    item.passed_over = "a team, " + name + ": not a game and not a standing";
    return {};
}

/// The teams, wherever they stand.
Result<feed::Answer> read_teams(JsonValue root, const feed::ItemReader& read) {
    for (const Lists& lists : {Lists{"conferences", "divisions", "teams"},
                               Lists{"league.season.leagues", "divisions", "teams"},
                               Lists{"leagues", "divisions", "teams"}})
        if (feed::find(root, lists.front()))
            return feed::Answer{
                .items = feed::read_inner_items(
                    root, lists, "id", [&](feed::Surroundings, JsonValue team, feed::Item& item) {
                        return read(team, item);
                    })};
    return missing_from(root, "conferences");
}

}  // namespace

Result<feed::Answer> parse_standings(JsonValue root, const std::string& league,
                                     domain::Instant received_at) {
    domain::TeamRecord record;
    record.league = league;
    record.event_at = received_at;
    record.received_at = received_at;
    const bool at_top = feed::find(root, "season").has_value();
    SEATSYNC_TRY(record.season,
                 feed::text_or_empty(root, at_top ? "season.year" : "league.season.year"));
    return read_teams(
        root, [&](JsonValue team, feed::Item& item) { return read_team(team, record, item); });
}

Result<feed::Answer> parse_hierarchy(JsonValue root) {
    return read_teams(root, pass_over);
}

}  // namespace seatsync::source_sportradar
