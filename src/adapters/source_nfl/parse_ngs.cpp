#include "adapters/source_nfl/parse_ngs.hpp"

#include "adapters/source_nfl/parse_games.hpp"
#include "feed/game_listing.hpp"
#include "feed/open_answer.hpp"

namespace seatsync::source_nfl {

namespace {

using feed::JsonValue;

Result<domain::Instant> read_start(JsonValue game) {
    SEATSYNC_TRY(const auto told, feed::instant_at(game, "gameTime"));
    if (told)
        return *told;
    SEATSYNC_TRY(const auto milliseconds, feed::integer_at(game, "isoTime"));
    constexpr std::int64_t kYear3000Ms = 32'503'680'000'000;
    if (!milliseconds)
        return fail(ErrorCode::corrupt_data, "gameTime: it is missing");
    if (*milliseconds < 0 || *milliseconds > kYear3000Ms)
        return fail(ErrorCode::corrupt_data, "isoTime: it is no time in milliseconds");
    return domain::Instant(std::chrono::milliseconds(*milliseconds));
}

Result<void> read_game(JsonValue game, const std::string& league, domain::Instant received_at,
                       feed::Item& item) {
    feed::GameListing listing;
    domain::Event& event = listing.sighting.event;
    event.league = league;
    event.received_at = received_at;
    SEATSYNC_TRY(const std::string id, feed::required_text(game, "smartId"));
    SEATSYNC_TRY(event.id, domain::make_event_id("nfl", id));
    SEATSYNC_TRY(event.season, feed::text_or_empty(game, "season"));
    SEATSYNC_TRY(const std::string type, feed::text_or_empty(game, "seasonType"));
    event.category = category_of(type);
    SEATSYNC_TRY(event.home, feed::text_or_empty(game, "homeDisplayName"));
    SEATSYNC_TRY(event.away, feed::text_or_empty(game, "visitorDisplayName"));
    SEATSYNC_TRY(event.venue.name, feed::text_or_empty(game, "site.siteFullName"));
    SEATSYNC_TRY(event.venue.city, feed::text_or_empty(game, "site.siteCity"));
    SEATSYNC_TRY(event.start, read_start(game));
    SEATSYNC_TRY(const std::string phase, feed::text_or_empty(game, "score.phase"));
    event.status = status_named(phase);
    SEATSYNC_TRY(const std::string game_id, feed::text_or_empty(game, "gameId"));
    listing.sighting.local_date = date_in(game_id);
    SEATSYNC_TRY(listing.home_score, feed::integer_at(game, "score.homeTeamScore.pointTotal"));
    SEATSYNC_TRY(listing.away_score, feed::integer_at(game, "score.visitorTeamScore.pointTotal"));
    feed::add_game(std::move(listing), item);
    return {};
}

}  // namespace

Result<feed::Answer> parse_ngs_schedule(std::string_view body, const std::string& league,
                                        domain::Instant received_at) {
    SEATSYNC_TRY(const auto document, feed::open_answer(body, "games", "message"));
    SEATSYNC_TRY(const auto games, feed::array_at(document.root(), "games"));
    feed::Answer answer;
    answer.items = feed::read_items(games, "smartId", [&](JsonValue game, feed::Item& item) {
        return read_game(game, league, received_at, item);
    });
    return answer;
}

}  // namespace seatsync::source_nfl
