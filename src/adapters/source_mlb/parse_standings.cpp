#include "adapters/source_mlb/parse_standings.hpp"

#include "feed/game_listing.hpp"
#include "feed/inner_items.hpp"

#include <fmt/format.h>

#include <array>

namespace seatsync::source_mlb {

namespace {

using feed::JsonValue;

Result<std::optional<std::int64_t>> read_wins_last10(JsonValue team) {
    SEATSYNC_TRY(const auto splits, feed::array_at(team, "records.splitRecords"));
    if (!splits)
        return std::optional<std::int64_t>();
    for (const JsonValue split : *splits) {
        SEATSYNC_TRY(const std::string type, feed::text_or_empty(split, "type"));
        if (type == "lastTen")
            return feed::integer_at(split, "wins");
    }
    return std::optional<std::int64_t>();
}

Result<void> read_team(JsonValue team, const std::string& league, domain::Instant received_at,
                       feed::Item& item) {
    domain::TeamRecord record;
    record.league = league;
    record.received_at = received_at;
    SEATSYNC_TRY(record.team, feed::required_text(team, "team.name"));
    SEATSYNC_TRY(record.season, feed::text_or_empty(team, "season"));
    SEATSYNC_TRY(record.wins, feed::integer_at(team, "leagueRecord.wins"));
    SEATSYNC_TRY(record.losses, feed::integer_at(team, "leagueRecord.losses"));
    SEATSYNC_TRY(record.wins_last10, read_wins_last10(team));
    SEATSYNC_TRY(const auto updated, feed::instant_at(team, "lastUpdated"));
    record.event_at = updated.value_or(received_at);
    feed::add_record(std::move(record), item);
    return {};
}

std::string words_in(JsonValue root) {
    const auto message = feed::text_at(root, "message");
    if (!message || !*message || !feed::find(root, "messageNumber"))
        return {};
    const auto number = feed::text_or_empty(root, "messageNumber");
    return fmt::format("{} (number {})", **message, number.has_value() ? *number : "?");
}

}  // namespace

Result<feed::JsonDocument> open_answer(std::string_view body, std::string_view list) {
    SEATSYNC_TRY(auto document, feed::JsonDocument::parse(body));
    SEATSYNC_TRY(const auto found, feed::array_at(document.root(), list));
    if (found)
        return document;
    if (const std::string words = words_in(document.root()); !words.empty())
        return fail(ErrorCode::unavailable, words);
    return fail(ErrorCode::corrupt_data, fmt::format("{}: it is missing", list));
}

std::string error_words(std::string_view body) {
    const auto document = feed::JsonDocument::parse(body);
    return document ? words_in(document->root()) : std::string();
}

Result<feed::Answer> parse_standings(std::string_view body, const std::string& league,
                                     domain::Instant received_at) {
    SEATSYNC_TRY(const auto document, open_answer(body, "records"));
    constexpr std::array<std::string_view, 2> kLists = {"records", "teamRecords"};
    return feed::Answer{
        .items = feed::read_inner_items(document.root(), kLists, "team.id",
                                        [&](feed::Surroundings, JsonValue team, feed::Item& item) {
                                            return read_team(team, league, received_at, item);
                                        })};
}

Result<feed::Answer> parse_teams(std::string_view body) {
    SEATSYNC_TRY(const auto document, open_answer(body, "teams"));
    SEATSYNC_TRY(const auto teams, feed::array_at(document.root(), "teams"));
    return feed::Answer{
        .items =
            feed::read_items(teams, "id", [](JsonValue team, feed::Item& item) -> Result<void> {
                SEATSYNC_TRY(const std::string name, feed::required_text(team, "name"));
                item.passed_over = "a team, " + name + ": not a game and not a standing";
                return {};
            })};
}

}  // namespace seatsync::source_mlb
