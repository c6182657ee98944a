#include "testing/observations.hpp"

namespace seatsync::testing {

domain::Instant at(std::string_view utc) {
    return domain::parse_instant(utc).value();
}

domain::Event an_event(std::string_view id) {
    return {.id = domain::EventId(std::string(id)),
            .league = "mlb",
            .season = "2021",
            .category = "regular",
            .title = "Rangers at Dodgers",
            .home = "Los Angeles Dodgers",
            .away = "Texas Rangers",
            .venue = {.name = "Dodger Stadium",
                      .city = "Los Angeles",
                      .zone = domain::Zone::named("America/Los_Angeles").value(),
                      .capacity = 56'000},
            .start = at("2021-06-12T02:10:00Z"),
            .start_tbd = false,
            .status = domain::EventStatus::scheduled,
            .received_at = at("2021-03-01T00:00:00Z")};
}

domain::Quote a_quote(std::string_view event, domain::Instant event_at, std::int64_t get_in_cents) {
    domain::Quote quote;
    quote.series = {.event = domain::EventId(std::string(event)), .market = "stubhub", .zone = {}};
    quote.event_at = event_at;
    quote.received_at = event_at;
    quote.get_in_cents = get_in_cents;
    return quote;
}

domain::TeamRecord a_record(std::string_view team, domain::Instant received_at) {
    domain::TeamRecord record;
    record.league = "mlb";
    record.season = "2021";
    record.team = team;
    record.wins = 10;
    record.event_at = received_at;
    record.received_at = received_at;
    return record;
}

domain::GameResult a_result(std::string_view event, domain::Instant received_at) {
    return {.event = domain::EventId(std::string(event)),
            .home_score = 5,
            .away_score = 3,
            .event_at = received_at,
            .received_at = received_at};
}

}  // namespace seatsync::testing
