#include "adapters/source_espn/parse_standings.hpp"

#include "feed/game_listing.hpp"
#include "feed/inner_items.hpp"
#include "feed/open_answer.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace seatsync::source_espn {

namespace {

using feed::JsonValue;

domain::TeamRecord record_for(const std::string& league, domain::Instant received_at) {
    domain::TeamRecord record;
    record.league = league;
    record.event_at = received_at;
    record.received_at = received_at;
    return record;
}

/// The number before the first dash of "6-4".
std::optional<std::int64_t> wins_in(std::string_view summary) {
    std::int64_t wins = 0;
    const char* end = summary.data() + summary.size();
    const auto [last, problem] = std::from_chars(summary.data(), end, wins);
    if (problem != std::errc() || last == end || *last != '-')
        return std::nullopt;
    return wins;
}

/// Statistics stand in a list, each with its name.
Result<void> read_statistics(const std::optional<feed::JsonArray>& statistics,
                             domain::TeamRecord& record) {
    if (!statistics)
        return {};
    for (const JsonValue statistic : *statistics) {
        SEATSYNC_TRY(const std::string name, feed::text_or_empty(statistic, "name"));
        SEATSYNC_TRY(const std::string letters, feed::text_or_empty(statistic, "abbreviation"));
        if (name == "wins") {
            SEATSYNC_TRY(record.wins, feed::integer_at(statistic, "value"));
        } else if (name == "losses") {
            SEATSYNC_TRY(record.losses, feed::integer_at(statistic, "value"));
        } else if (letters == "L10") {
            SEATSYNC_TRY(const std::string last10, feed::text_or_empty(statistic, "displayValue"));
            record.wins_last10 = wins_in(last10);
        }
    }
    return {};
}

/// The season stands beside the list of teams.
std::string season_around(feed::Surroundings around, JsonValue root) {
    const JsonValue group = around.empty() ? root : around.back();
    const auto season = feed::text_or_empty(group, "standings.season");
    return season ? *season : std::string();
}

Result<void> read_entry(JsonValue entry, domain::TeamRecord record, feed::Item& item) {
    SEATSYNC_TRY(record.team, feed::required_text(entry, "team.displayName"));
    SEATSYNC_TRY(const auto statistics, feed::array_at(entry, "stats"));
    SEATSYNC_CHECK(read_statistics(statistics, record));
    feed::add_record(std::move(record), item);
    return {};
}

/// The record of the kind "total"; nothing when there is none.
Result<std::optional<JsonValue>> total_of(JsonValue team) {
    SEATSYNC_TRY(const auto kinds, feed::array_at(team, "record.items"));
    if (!kinds)
        return std::optional<JsonValue>();
    for (const JsonValue kind : *kinds) {
        SEATSYNC_TRY(const std::string type, feed::text_or_empty(kind, "type"));
        if (type == "total")
            return std::optional(kind);
    }
    return std::optional<JsonValue>();
}

Result<void> read_total(JsonValue team, domain::TeamRecord record, feed::Item& item) {
    SEATSYNC_TRY(record.team, feed::required_text(team, "displayName"));
    SEATSYNC_TRY(const auto total, total_of(team));
    if (!total) {
        item.passed_over = "a team without a record";
        return {};
    }
    SEATSYNC_TRY(const auto statistics, feed::array_at(*total, "stats"));
    SEATSYNC_CHECK(read_statistics(statistics, record));
    feed::add_record(std::move(record), item);
    return {};
}

}  // namespace

Result<feed::Answer> parse_standings(std::string_view body, const std::string& league,
                                     domain::Instant received_at) {
    SEATSYNC_TRY(const auto document, feed::JsonDocument::parse(body));
    const JsonValue root = document.root();
    if (!feed::find(root, "children") && !feed::find(root, "standings"))
        return feed::open_answer(body, "children", "message").error();
    using Lists = std::vector<std::string_view>;
    feed::Answer answer;
    for (const Lists& lists : {Lists{"standings.entries"}, Lists{"children", "standings.entries"},
                               Lists{"children", "children", "standings.entries"}}) {
        auto items = feed::read_inner_items(
            root, lists, "team.id",
            [&](feed::Surroundings around, JsonValue entry, feed::Item& item) {
                domain::TeamRecord record = record_for(league, received_at);
                record.season = season_around(around, root);
                return read_entry(entry, std::move(record), item);
            });
        std::ranges::move(items, std::back_inserter(answer.items));
    }
    return answer;
}

feed::Item read_team_record(JsonValue team, const std::string& league,
                            domain::Instant received_at) {
    return feed::read_item(team, "id", [&](JsonValue value, feed::Item& item) {
        return read_total(value, record_for(league, received_at), item);
    });
}

}  // namespace seatsync::source_espn
