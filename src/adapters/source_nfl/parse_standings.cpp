#include "adapters/source_nfl/parse_standings.hpp"

#include "feed/game_listing.hpp"
#include "feed/inner_items.hpp"
#include "feed/open_answer.hpp"

#include <array>

namespace seatsync::source_nfl {

using feed::JsonValue;

Result<domain::TeamRecord> read_record(JsonValue standing, const std::string& league,
                                       std::string season, domain::Instant received_at) {
    domain::TeamRecord record;
    record.league = league;
    record.season = std::move(season);
    record.event_at = received_at;
    record.received_at = received_at;
    SEATSYNC_TRY(record.team, feed::required_text(standing, "team.fullName"));
    SEATSYNC_TRY(record.wins, feed::integer_at(standing, "overall.wins"));
    SEATSYNC_TRY(record.losses, feed::integer_at(standing, "overall.losses"));
    return record;
}

Result<feed::Answer> parse_standings(std::string_view body, const std::string& league,
                                     domain::Instant received_at) {
    SEATSYNC_TRY(const auto document, feed::open_answer(body, "weeks", "message"));
    SEATSYNC_TRY(const std::string season, feed::text_or_empty(document.root(), "season"));
    constexpr std::array<std::string_view, 2> kLists = {"weeks", "standings"};
    feed::Answer answer;
    answer.items = feed::read_inner_items(
        document.root(), kLists, "team.id",
        [&](feed::Surroundings, JsonValue standing, feed::Item& item) -> Result<void> {
            SEATSYNC_TRY(auto record, read_record(standing, league, season, received_at));
            feed::add_record(std::move(record), item);
            return {};
        });
    SEATSYNC_TRY(answer.next, feed::text_or_empty(document.root(), "pagination.token"));
    return answer;
}

}  // namespace seatsync::source_nfl
