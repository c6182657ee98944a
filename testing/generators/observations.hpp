#pragma once

// Random observations for property tests: valid, and from so few events, times and values that keys
// collide, versions pile up and replacements happen.

#include "testing/observations.hpp"

#include <rapidcheck.h>

namespace seatsync::testing {

/// One of ten minutes.
[[nodiscard]] inline rc::Gen<domain::Instant> some_instant() {
    return rc::gen::map(rc::gen::inRange(0, 10), [](int minute) {
        return at("2021-06-01T00:00:00Z") + std::chrono::minutes(minute);
    });
}

[[nodiscard]] inline std::string some_event_id() {
    return *rc::gen::element<std::string>("mlb:1", "mlb:2", "mlb:10", "mlb2:1");
}

/// Mostly there, sometimes missing.
template <class Value>
[[nodiscard]] std::optional<Value> perhaps(rc::Gen<Value> value) {
    return *rc::gen::inRange(0, 4) == 0 ? std::nullopt : std::optional<Value>(*value);
}

[[nodiscard]] inline rc::Gen<domain::Event> some_event() {
    return rc::gen::exec([] {
        domain::Event event = an_event(some_event_id());
        event.league = *rc::gen::element<std::string>("mlb", "nfl");
        event.start += std::chrono::hours(*rc::gen::inRange(0, 3));
        event.start_tbd = *rc::gen::arbitrary<bool>();
        event.status =
            *rc::gen::element(domain::EventStatus::scheduled, domain::EventStatus::postponed);
        event.venue.capacity = perhaps(rc::gen::just(std::int64_t{50'000}));
        event.received_at = *some_instant();
        return event;
    });
}

[[nodiscard]] inline rc::Gen<domain::Quote> some_quote() {
    return rc::gen::exec([] {
        const domain::Instant a = *some_instant();
        const domain::Instant b = *some_instant();
        const auto cents = rc::gen::inRange<std::int64_t>(1, 4);
        domain::Quote quote = a_quote(some_event_id(), std::min(a, b), *cents);
        quote.received_at = std::max(a, b);
        quote.series.zone = *rc::gen::element<std::string>("", "A");
        quote.series.kind =
            *rc::gen::element(domain::PriceKind::advertised, domain::PriceKind::all_in);
        quote.median_cents = perhaps(cents);
        quote.tickets = perhaps(rc::gen::inRange<std::int64_t>(0, 2));
        quote.popularity = perhaps(rc::gen::element(0.0, 0.1, 2.5));
        return quote;
    });
}

[[nodiscard]] inline rc::Gen<domain::TeamRecord> some_record() {
    return rc::gen::exec([] {
        domain::TeamRecord record =
            a_record(*rc::gen::element<std::string>("Dodgers", "Rangers"), *some_instant());
        record.league = *rc::gen::element<std::string>("mlb", "nfl");
        record.wins = perhaps(rc::gen::inRange<std::int64_t>(0, 2));
        record.elo = perhaps(rc::gen::element(-0.5, 1500.1));
        return record;
    });
}

[[nodiscard]] inline rc::Gen<domain::GameResult> some_result() {
    return rc::gen::exec([] {
        domain::GameResult result = a_result(some_event_id(), *some_instant());
        result.home_score = *rc::gen::inRange<std::int64_t>(0, 2);
        return result;
    });
}

/// Of few names, contents and times.
template <class Row, class Vary>
[[nodiscard]] rc::Gen<Row> some_version(Row (*make)(domain::Instant), const Vary& vary) {
    return rc::gen::exec([make, vary] {
        Row row = make(*some_instant());
        vary(row);
        return row;
    });
}

[[nodiscard]] inline std::string one_of(const char* a, const char* b) {
    return *rc::gen::element<std::string>(a, b);
}

[[nodiscard]] inline auto some_reading() {
    return some_version(a_reading, [](domain::Reading& r) {
        r.source = one_of("nws", "open_meteo");
        r.measure = one_of("temperature_c", "wind_ms");
        r.valid_at = *some_instant();
        r.value = perhaps(rc::gen::element(-0.5, 21.25));
    });
}

[[nodiscard]] inline auto some_mention() {
    return some_version(a_mention, [](domain::Mention& m) {
        m.subject = one_of("Celtics", "Lakers");
        m.id = one_of("1", "2");
        m.event_at = std::min(m.received_at, *some_instant());
        m.tone = perhaps(rc::gen::element(-1.0, 0.25));
        m.comments = perhaps(rc::gen::inRange<std::int64_t>(0, 2));
    });
}

[[nodiscard]] inline auto some_availability() {
    return some_version(an_availability, [](domain::Availability& a) {
        a.league = one_of("mlb", "nfl");
        a.status = one_of("Out", "Active");
        a.returns_at = perhaps(some_instant());
    });
}

[[nodiscard]] inline auto some_nearby_event() {
    return some_version(a_nearby_event, [](domain::NearbyEvent& e) {
        e.id = one_of("1", "2");
        e.start = *some_instant();
        e.end.reset();
        e.attendance = perhaps(rc::gen::inRange<std::int64_t>(0, 2));
    });
}

[[nodiscard]] inline auto some_own_listing() {
    return some_version(an_own_listing, [](domain::OwnListing& l) {
        l.market = one_of("stubhub", "vivid");
        l.list_cents = perhaps(rc::gen::inRange<std::int64_t>(1, 3));
    });
}

[[nodiscard]] inline auto some_own_sale() {
    return some_version(an_own_sale, [](domain::OwnSale& s) {
        s.market = one_of("stubhub", "vivid");
        s.total_net_cents = perhaps(rc::gen::inRange<std::int64_t>(1, 3));
    });
}

[[nodiscard]] inline auto some_link() {
    return some_version(a_link, [](domain::EventLink& l) {
        l.source_event = domain::EventId(one_of("seatgeek:1", "seatgeek:2"));
        l.state = *rc::gen::element(domain::LinkState::queued, domain::LinkState::accepted);
    });
}

[[nodiscard]] inline auto some_quarantined() {
    return some_version(a_quarantined, [](domain::Quarantined& q) {
        q.source = one_of("nws", "vivid");
        q.item = one_of("1", "2");
        q.reason = one_of("jump", "stuck");
    });
}

template <class Row>
[[nodiscard]] std::vector<Row> several(const rc::Gen<Row>& row) {
    return *rc::gen::container<std::vector<Row>>(row);
}

[[nodiscard]] inline rc::Gen<domain::ObservationBatch> some_batch() {
    return rc::gen::exec([] {
        return domain::ObservationBatch{.events = several(some_event()),
                                        .quotes = several(some_quote()),
                                        .records = several(some_record()),
                                        .results = several(some_result()),
                                        .readings = several(some_reading()),
                                        .mentions = several(some_mention()),
                                        .availabilities = several(some_availability()),
                                        .nearby_events = several(some_nearby_event()),
                                        .own_listings = several(some_own_listing()),
                                        .own_sales = several(some_own_sale()),
                                        .links = several(some_link()),
                                        .quarantined = several(some_quarantined())};
    });
}

}  // namespace seatsync::testing
