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

[[nodiscard]] inline rc::Gen<domain::ObservationBatch> some_batch() {
    return rc::gen::exec([] {
        return domain::ObservationBatch{
            .events = *rc::gen::container<std::vector<domain::Event>>(some_event()),
            .quotes = *rc::gen::container<std::vector<domain::Quote>>(some_quote()),
            .records = *rc::gen::container<std::vector<domain::TeamRecord>>(some_record()),
            .results = *rc::gen::container<std::vector<domain::GameResult>>(some_result())};
    });
}

}  // namespace seatsync::testing
