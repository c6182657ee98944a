#include "testing/properties/market_store_properties.hpp"

#include "testing/fakes/fake_market_store.hpp"
#include "testing/generators/observations.hpp"

namespace seatsync::testing {

namespace {

using app::MarketStore;
using domain::Instant;
using domain::ObservationBatch;
using domain::Quote;

/// A few batches and how they end.
struct SessionPlan {
    std::vector<ObservationBatch> batches;
    bool committed = true;
};

rc::Gen<SessionPlan> some_session() {
    return rc::gen::exec([] {
        const auto count = static_cast<std::size_t>(*rc::gen::inRange(1, 4));
        return SessionPlan{
            .batches = *rc::gen::container<std::vector<ObservationBatch>>(count, some_batch()),
            .committed = *rc::gen::inRange(0, 4) != 0};
    });
}

std::vector<app::AppendCounts> carry_out(const SessionPlan& plan, MarketStore& store) {
    const auto session = store.begin_append().value();
    std::vector<app::AppendCounts> counts;
    for (const ObservationBatch& batch : plan.batches)
        counts.push_back(session->append(batch).value());
    if (plan.committed)
        session->commit().value();
    return counts;
}

std::vector<Quote> walk(const MarketStore& store, const app::EventFilter& filter,
                        app::TimeRange range, Instant as_of) {
    std::vector<Quote> seen;
    const auto keep = [&seen](const Quote& quote) -> Result<void> {
        seen.push_back(quote);
        return {};
    };
    store.for_each_quote(filter, range, as_of, keep).value();
    return seen;
}

app::EventFilter some_filter() {
    app::EventFilter filter;
    filter.league = *rc::gen::element<std::string>("", "mlb", "nfl");
    filter.name_space = *rc::gen::element<std::string>("", "mlb", "mlb2");
    const auto start = at("2021-06-12T02:10:00Z");
    filter.starts_from = perhaps(rc::gen::just(start + std::chrono::hours(1)));
    filter.starts_before = perhaps(rc::gen::just(start + std::chrono::hours(2)));
    return filter;
}

void compare_one_event(const MarketStore& expected, const MarketStore& actual,
                       const domain::EventId& id, app::TimeRange range, Instant as_of) {
    RC_ASSERT(actual.quotes(id, range, as_of).value() == expected.quotes(id, range, as_of).value());
    RC_ASSERT(actual.latest(id, as_of).value() == expected.latest(id, as_of).value());
    const auto known = expected.event(id, as_of);
    RC_ASSERT(actual.event(id, as_of).has_value() == known.has_value());
    if (known)
        RC_ASSERT(*actual.event(id, as_of) == *known);
}

void compare_versioned_kinds(const MarketStore& expected, const MarketStore& actual,
                             app::TimeRange range, Instant as_of) {
    const auto same = [&](auto method, const auto&... arguments) {
        RC_ASSERT((actual.*method)(arguments...).value() ==
                  (expected.*method)(arguments...).value());
    };
    const app::ReadingFilter filter = {.source = one_of("", "nws"),
                                       .subject = {},
                                       .measure = one_of("", "wind_ms"),
                                       .valid_at = range};
    same(&MarketStore::readings, filter, as_of);
    same(&MarketStore::mentions, one_of("", "Lakers"), range, as_of);
    same(&MarketStore::availabilities, one_of("", "nfl"), as_of);
    same(&MarketStore::nearby_events, range, as_of);
    same(&MarketStore::own_listings, one_of("", "vivid"), as_of);
    same(&MarketStore::own_sales, one_of("", "vivid"), as_of);
    same(&MarketStore::links, as_of);
    same(&MarketStore::quarantined, one_of("", "nws"), range);
}

void compare_all_reads(const MarketStore& expected, const MarketStore& actual) {
    const Instant as_of = *some_instant();
    const app::TimeRange range = {.from = *some_instant(), .to = *some_instant()};
    const app::EventFilter filter = some_filter();
    compare_one_event(expected, actual, domain::EventId(some_event_id()), range, as_of);
    RC_ASSERT(actual.events(filter, as_of).value() == expected.events(filter, as_of).value());
    RC_ASSERT(actual.event_versions(filter, as_of).value() ==
              expected.event_versions(filter, as_of).value());
    RC_ASSERT(walk(actual, filter, range, as_of) == walk(expected, filter, range, as_of));
    RC_ASSERT(walk(actual, {}, {}, as_of) == walk(expected, {}, {}, as_of));
    RC_ASSERT(actual.records(filter.league, as_of).value() ==
              expected.records(filter.league, as_of).value());
    RC_ASSERT(actual.results(filter.league, as_of).value() ==
              expected.results(filter.league, as_of).value());
    compare_versioned_kinds(expected, actual, range, as_of);
    RC_ASSERT(actual.last_received().value() == expected.last_received().value());
    RC_ASSERT(actual.row_counts().value() == expected.row_counts().value());
}

}  // namespace

void answers_as_the_fake_does(MarketStore& store) {
    FakeMarketStore fake;
    const auto plans = *rc::gen::container<std::vector<SessionPlan>>(
        static_cast<std::size_t>(*rc::gen::inRange(1, 5)), some_session());
    for (const SessionPlan& plan : plans) {
        RC_ASSERT(carry_out(plan, store) == carry_out(plan, fake));
        for (int reads = 0; reads < 4; ++reads)
            compare_all_reads(fake, store);
    }
}

}  // namespace seatsync::testing
