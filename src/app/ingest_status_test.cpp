#include "app/ingest_status.hpp"

#include "testing/observations.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace seatsync::app {
namespace {

using namespace std::chrono_literals;
using testing::at;

TEST(IngestFatesTest, TheFirstOfTheListIsTheStronger) {
    EXPECT_EQ(stronger(Fate::duplicate, Fate::stored), Fate::stored);
    EXPECT_EQ(stronger(Fate::quarantined, Fate::queued), Fate::quarantined);
    EXPECT_EQ(stronger(Fate::rejected, Fate::duplicate), Fate::rejected);
    EXPECT_EQ(stronger(Fate::passed_over, Fate::duplicate), Fate::duplicate);
}

TEST(IngestFatesTest, EachIsCountedUnderItsName) {
    FateCounts counts;
    std::uint64_t items = 1;
    std::string names;
    for (const Fate fate : kFates) {
        counts.add(fate, items++);
        names += std::string(name_of(fate)) + " ";
    }
    EXPECT_EQ(names, "stored quarantined queued rejected duplicate passed_over ");
    EXPECT_EQ(counts.items(), 21U);
    EXPECT_EQ(counts.of(Fate::stored), 1U);
    EXPECT_EQ(counts.of(Fate::passed_over), 6U);
    counts += counts;
    EXPECT_EQ(counts.of(Fate::queued), 6U);
    EXPECT_EQ(counts.items(), 42U);
}

TEST(LagWindowTest, TellsQuantilesByNearestRank) {
    LagWindow lags;
    EXPECT_FALSE(lags.quantile(0.5));
    for (int i = 100; i >= 1; --i)
        lags.add(std::chrono::milliseconds(i));
    EXPECT_EQ(lags.quantile(0.5), 50ms);
    EXPECT_EQ(lags.quantile(0.99), 99ms);
    EXPECT_EQ(lags.quantile(1), 100ms);
    EXPECT_EQ(lags.quantile(0.001), 1ms);
}

TEST(LagWindowTest, KeepsTheNewestThousand) {
    LagWindow lags;
    for (int i = 0; i < 1000; ++i)
        lags.add(1h);
    for (int i = 0; i < 500; ++i)
        lags.add(1ms);
    EXPECT_EQ(lags.quantile(0.5), 1ms);
    EXPECT_EQ(lags.quantile(0.51), 1h);
    for (int i = 0; i < 500; ++i)
        lags.add(1ms);
    EXPECT_EQ(lags.quantile(1), 1ms);
}

SourceStatus a_status() {
    SourceStatus status;
    status.info.name = "shop";
    status.info.title = "The shop's API";
    status.info.kind = feed::SourceKind::marketplace;
    status.last_answer_at = at("2021-06-10T12:00:00Z");
    return status;
}

TEST(SourceStateTest, SaysTheWorstThatHolds) {
    auto status = a_status();
    EXPECT_EQ(state_of(status), "ok");
    status.last_answer_at = {};
    EXPECT_EQ(state_of(status), "waiting");
    status.is_failing = true;
    EXPECT_EQ(state_of(status), "degraded");
    status.breaker = BreakerState::half_open;
    EXPECT_EQ(state_of(status), "open");
    status.info.missing = {"SEATSYNC_SHOP_KEY"};
    EXPECT_EQ(state_of(status), "unconfigured");
}

TEST(StoredStatusTest, HoldsEveryField) {
    auto status = a_status();
    status.info.terms = "Not for resale";
    status.info.missing = {"KEY"};
    status.breaker = BreakerState::open;
    status.tasks = 3;
    status.fetched = {.requests = 10,
                      .bytes = 2000,
                      .pages = 6,
                      .items = 60,
                      .not_modified = 2,
                      .cache_hits = 2,
                      .tokens = 1,
                      .errors = {{ErrorCode::unavailable, 4}}};
    status.retries = 5;
    status.fates.add(Fate::stored, 50);
    status.fates.add(Fate::duplicate, 10);
    status.observations = 55;
    status.flagged = 1;
    status.lag_p50 = 1500us;
    status.lag_p99 = 7ms;
    status.last_error = TimedError{{ErrorCode::unavailable, "down"}, at("2021-06-10T11:00:00Z")};
    status.quota_left = 7;
    status.next_run = at("2021-06-10T12:01:00Z");
    const auto stored = stored_form(status, at("2021-06-10T12:00:30Z"));
    EXPECT_EQ(stored.source, "shop");
    EXPECT_EQ(stored.updated_at, at("2021-06-10T12:00:30Z"));
    EXPECT_EQ(boost::json::parse(stored.status_json), boost::json::parse(R"({
        "source": "shop", "title": "The shop's API", "kind": "marketplace",
        "state": "unconfigured", "missing": ["KEY"], "terms": "Not for resale",
        "breaker": "open", "tasks": 3, "last_answer_at": "2021-06-10T12:00:00Z",
        "next_run_at": "2021-06-10T12:01:00Z", "quota_left": 7, "lag_p50_ms": 2, "lag_p99_ms": 7,
        "last_error": {"code": "unavailable", "detail": "down", "at": "2021-06-10T11:00:00Z"},
        "items": {"total": 60, "stored": 50, "quarantined": 0, "queued": 0, "rejected": 0,
                  "duplicate": 10, "passed_over": 0},
        "observations": 55, "flagged": 1,
        "requests": {"sent": 10, "bytes": 2000, "pages": 6, "retries": 5, "not_modified": 2,
                     "cache_hits": 2, "cache_hit_rate": 0.2, "tokens": 1,
                     "errors": {"unavailable": 4}}})"))
        << stored.status_json;
}

TEST(StoredStatusTest, WhatIsNotKnownIsNull) {
    auto status = a_status();
    status.last_answer_at = {};
    const auto document = boost::json::parse(stored_form(status, {}).status_json);
    for (const char* field : {"terms", "last_answer_at", "next_run_at", "quota_left", "lag_p50_ms",
                              "lag_p99_ms", "last_error"}) {
        EXPECT_TRUE(document.at(field).is_null()) << field;
    }
    EXPECT_TRUE(document.at("requests").at("cache_hit_rate").is_null());
}

}  // namespace
}  // namespace seatsync::app
