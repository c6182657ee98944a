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

domain::Reading a_reading(domain::Instant received_at) {
    return {.source = "open_meteo",
            .subject = "40.8296,-73.9262",
            .measure = "temperature_c",
            .valid_at = received_at + std::chrono::hours(6),
            .event_at = received_at,
            .received_at = received_at,
            .value = -3.5};
}

domain::Mention a_mention(domain::Instant received_at) {
    return {.source = "reddit",
            .id = "t3_1",
            .subject = "nba/Boston Celtics",
            .event_at = received_at,
            .received_at = received_at,
            .tone = -0.25,
            .reach = -7,
            .comments = 12};
}

domain::Availability an_availability(domain::Instant received_at) {
    return {.source = "espn",
            .league = "nba",
            .team = "Boston Celtics",
            .athlete = "4065648",
            .status = "Questionable",
            .returns_at = received_at + std::chrono::days(3),
            .event_at = received_at,
            .received_at = received_at};
}

domain::NearbyEvent a_nearby_event(domain::Instant received_at) {
    return {.source = "predicthq",
            .id = "5uRg",
            .title = "Fête de la musique",
            .category = "concerts",
            .start = at("2021-06-12T20:00:00Z"),
            .end = at("2021-06-12T23:00:00Z"),
            .latitude = 42.3662,
            .longitude = -71.0621,
            .attendance = 12'000,
            .rank = 71.5,
            .status = domain::EventStatus::postponed,
            .event_at = received_at,
            .received_at = received_at};
}

domain::OwnListing an_own_listing(domain::Instant received_at) {
    return {.market = "stubhub",
            .id = "1700",
            .event = domain::EventId("mlb:1"),
            .seating = {.section = "112", .row = "F", .seats = "1-4"},
            .quantity = 4,
            .currency = domain::Currency::from_code("EUR").value(),
            .list_cents = 10'000,
            .seller_net_cents = 8'500,
            .all_in_cents = 12'600,
            .face_cents = 7'000,
            .status = "ACTIVE",
            .event_at = received_at,
            .received_at = received_at};
}

domain::OwnSale an_own_sale(domain::Instant received_at) {
    return {.market = "stubhub",
            .id = "99",
            .event = domain::EventId("mlb:1"),
            .seating = {.section = "112", .row = "F", .seats = "1,2"},
            .quantity = 2,
            .currency = domain::Currency::from_code("EUR").value(),
            .total_net_cents = 17'000,
            .status = "CONFIRMED",
            .event_at = received_at,
            .received_at = received_at};
}

domain::EventLink a_link(domain::Instant received_at) {
    return {.source_event = domain::EventId("seatgeek:4385671"),
            .event = domain::EventId("mlb:1"),
            .confidence = 0.97,
            .state = domain::LinkState::accepted,
            .reason = "same teams and date",
            .received_at = received_at};
}

domain::Quarantined a_quarantined(domain::Instant received_at) {
    return {.source = "vivid",
            .item = "listing 17",
            .reason = "price jump of 40x",
            .content = "{\"price\": 400000,\n \"at\": \"Tribüne\"}",
            .received_at = received_at};
}

}  // namespace seatsync::testing
