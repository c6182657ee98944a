#include "app/ingest.hpp"

#include "testing/fakes/fake_source.hpp"
#include "testing/fakes/fake_source_status_store.hpp"
#include "testing/fakes/trouble_store.hpp"
#include "testing/observations.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

#include <thread>

namespace seatsync::app {
namespace {

using namespace std::chrono_literals;
using testing::at;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Le;
using testing::ok;

constexpr double kSpeed = 1000;  // A period of 10 s lasts 10 ms.

std::string items(const std::string& list) {
    return R"({"items": [)" + list + "]}";
}
std::string quote(const std::string& event, int cents, const std::string& time) {
    return fmt::format(R"({{"id": "{0}", "event": "{0}", "cents": {1}, "at": "{2}"}})", event,
                       cents, time);
}
std::string sighting(const std::string& event, const std::string& start) {
    return fmt::format(R"({{"id": "{0}", "event": "{0}", "home": "Los Angeles Dodgers",
                            "away": "Texas Rangers", "start": "{1}"}})",
                       event, start);
}

class IngestTest : public ::testing::Test {
  protected:
    IngestTest() {
        options_.speed = kSpeed;
        options_.store_retry = 1ms;
        options_.schedule.jitter = 0;
    }

    /// A source with one task, asked again and again.
    testing::FakeSource& add(const std::string& name, std::chrono::seconds period = 5s) {
        auto source = std::make_unique<testing::FakeSource>(name);
        source->tasks_ = {
            {.key = "all", .endpoint = "items", .period = period, .period_min = period}};
        auto& added = *source;
        sources_.push_back(std::move(source));
        return added;
    }

    /// The n-th request to a source (from 0) is answered by script(n).
    using Script = std::function<Result<feed::HttpResponse>(std::size_t)>;
    void answer(const std::string& source, Script script) {
        scripts_[source + ".example"] = std::move(script);
    }
    /// Answers each body once, in order; then ends the pipeline.
    void answer_each(const std::string& source, std::vector<std::string> bodies) {
        answer(source, [this, bodies](std::size_t n) {
            if (n + 1 >= bodies.size())
                ingest_->stop();
            return ok(n < bodies.size() ? bodies[n] : items(""));
        });
    }

    void make() {
        ingest_ = std::make_unique<Ingest>(
            IngestWorld{
                .client = client_, .store = store_, .statuses = &statuses_, .clock = clock_},
            std::move(sources_), options_);
    }
    Result<void> run() {
        make();
        return ingest_->run();
    }

    [[nodiscard]] SourceStatus status(const std::string& source) const {
        for (const SourceStatus& one : ingest_->statuses())
            if (one.info.name == source)
                return one;
        return {};
    }
    [[nodiscard]] std::uint64_t fate(const std::string& source, Fate fate) const {
        return status(source).fates.of(fate);
    }
    [[nodiscard]] std::vector<std::int64_t> stored_cents(const std::string& event) const {
        std::vector<std::int64_t> cents;
        for (const auto& one : store_.quotes(domain::EventId(event), {}, Instant::max()).value())
            cents.push_back(one.get_in_cents.value_or(0));
        return cents;
    }

    testing::TroubleStore store_;
    testing::FakeSourceStatusStore statuses_;
    base::ScaledClock clock_{at("2021-06-11T12:00:00Z"), kSpeed};
    IngestOptions options_;
    std::vector<std::unique_ptr<feed::SourceApi>> sources_;
    std::unique_ptr<Ingest> ingest_;

  private:
    Result<feed::HttpResponse> answered(const feed::HttpRequest& request) {
        std::size_t n = 0;
        const std::string host = feed::host_of(request);
        {
            const std::lock_guard lock(mutex_);
            n = asked_[host]++;
        }
        return scripts_.at(host)(n);
    }

    std::mutex mutex_;
    std::map<std::string, std::size_t> asked_;
    std::map<std::string, Script> scripts_;

  protected:
    testing::FakeHttpClient client_{
        [this](const feed::HttpRequest& request) { return answered(request); }};
};

TEST_F(IngestTest, EveryItemHasOneFateAndTheyAddUp) {
    add("shop");
    const std::string game = sighting("g1", "2021-06-12T02:10:00Z");
    answer_each("shop", {items(game + "," + quote("g1", 4200, "2021-06-11T11:00:00Z") +
                               R"(,{"id": "p", "drop": true}, {"id": "bad"})"),
                         items(game + "," + quote("g1", 4200, "2021-06-11T11:00:00Z")),
                         items(quote("g1", 4300, "2021-06-11T11:01:00Z") + "," +
                               quote("unknown", 900, "2021-06-11T11:01:00Z")),
                         items(quote("g1", 4400, "2021-06-11T11:02:00Z")),
                         items(quote("g1", 99'900, "2021-06-11T11:03:00Z"))});
    ASSERT_TRUE(run());
    EXPECT_EQ(fate("shop", Fate::stored), 4U);  // The game and three quotes.
    EXPECT_EQ(fate("shop", Fate::quarantined), 1U);
    EXPECT_EQ(fate("shop", Fate::queued), 1U);
    EXPECT_EQ(fate("shop", Fate::rejected), 1U);
    EXPECT_EQ(fate("shop", Fate::duplicate), 2U);
    EXPECT_EQ(fate("shop", Fate::passed_over), 1U);
    EXPECT_EQ(status("shop").fates.items(), status("shop").fetched.items);

    const auto rows = store_.row_counts().value();
    EXPECT_EQ(rows.at("event_versions"), 1U);
    EXPECT_EQ(rows.at("event_links"), 1U);
    EXPECT_EQ(rows.at("quotes"), 4U);
    EXPECT_EQ(rows.at("quarantined"), 2U);
    EXPECT_EQ(status("shop").observations, 6U);
    EXPECT_THAT(stored_cents("game:mlb-2021-06-11-texas-rangers-at-los-angeles-dodgers"),
                ElementsAre(4200, 4300, 4400));
    EXPECT_THAT(stored_cents("shop:unknown"), ElementsAre(900));
}

TEST_F(IngestTest, AFailingSourceLeavesTheOthersAlone) {
    add("bad");
    add("good");
    std::atomic<std::size_t> failed = 0;
    std::atomic<std::size_t> after = 0;
    answer("bad", [&](std::size_t) -> Result<feed::HttpResponse> {
        ++failed;
        return fail(ErrorCode::unavailable, "no such host");
    });
    answer("good", [&](std::size_t n) {
        if (failed >= 6 && ++after == 10)
            ingest_->stop();
        return ok(items(quote("g", 4200 + static_cast<int>(n), domain::format_utc(clock_.now()))));
    });
    ASSERT_TRUE(run());
    EXPECT_EQ(state_of(status("bad")), "open");
    EXPECT_NE(status("bad").breaker, BreakerState::closed);
    EXPECT_EQ(status("bad").fetched.errors.at(ErrorCode::unavailable),
              status("bad").fetched.requests);
    EXPECT_GE(status("bad").retries, 5U);
    EXPECT_EQ(status("bad").last_error->error.detail, "no such host");
    EXPECT_FALSE(status("bad").last_answer_at);
    EXPECT_EQ(state_of(status("good")), "ok");
    EXPECT_FALSE(status("good").last_error);
    EXPECT_GE(fate("good", Fate::queued), 10U);
    EXPECT_EQ(fate("good", Fate::queued), status("good").fetched.requests);
    EXPECT_EQ(stored_cents("shop:g").size(), 0U);
    EXPECT_EQ(stored_cents("good:g").size(), status("good").fetched.requests);
}

TEST_F(IngestTest, ASourceThatRecoversIsAskedAsBefore) {
    add("shop");
    answer("shop", [&](std::size_t n) -> Result<feed::HttpResponse> {
        if (n < 6)
            return fail(ErrorCode::unavailable, "down");
        if (n == 9)
            ingest_->stop();
        return ok(items(quote("g", 4200 + static_cast<int>(n), domain::format_utc(clock_.now()))));
    });
    ASSERT_TRUE(run());
    EXPECT_EQ(state_of(status("shop")), "ok");
    EXPECT_EQ(status("shop").breaker, BreakerState::closed);
    EXPECT_EQ(status("shop").retries, 6U);
    EXPECT_THAT(stored_cents("shop:g"), ElementsAre(4206, 4207, 4208, 4209));
}

/// A minute of the pipeline's time in which the store takes nothing.
TEST_F(IngestTest, AStoreThatStandsStillSlowsTheSourcesAndLosesNothing) {
    constexpr std::size_t kQueueMax = 1000;
    constexpr std::size_t kPageBytes = 100;
    add("shop", 1s);
    options_.queue_bytes_max = kQueueMax;
    options_.commit_bytes_max = 300;
    std::atomic<std::size_t> sent = 0;
    std::atomic<std::size_t> last = SIZE_MAX;
    answer("shop", [&](std::size_t n) {
        if (n >= last)
            ingest_->stop();
        ++sent;
        std::string body =
            items(quote("g", 4200 + static_cast<int>(n), domain::format_utc(clock_.now())));
        body.resize(kPageBytes, ' ');
        return ok(body);
    });
    store_.stand_still();
    make();
    Result<void> done;
    std::thread running([&] { done = ingest_->run(); });
    store_.await_appends(1);
    base::ClockSleeper sleeper(clock_, kSpeed);
    while (ingest_->queue_bytes_peak() + kPageBytes <= kQueueMax) {
        ASSERT_TRUE(sleeper.sleep_until(clock_.now() + 1s));
    }
    const std::size_t sent_when_full = sent;
    ASSERT_TRUE(sleeper.sleep_until(clock_.now() + 60s));
    const std::size_t sent_in_the_stall = sent;
    EXPECT_LE(sent_in_the_stall, sent_when_full + 1);
    EXPECT_GE(sent_in_the_stall, kQueueMax / kPageBytes);
    EXPECT_LE(sent_in_the_stall, (kQueueMax + 300) / kPageBytes + 2);
    EXPECT_EQ(stored_cents("shop:g").size(), 0U);

    last = sent_in_the_stall + 20;
    store_.go_on();
    running.join();
    ASSERT_TRUE(done);
    EXPECT_LE(ingest_->queue_bytes_peak(), kQueueMax);
    EXPECT_GE(ingest_->queue_bytes_peak(), kQueueMax - kPageBytes);
    EXPECT_GE(sent, sent_in_the_stall + 20);
    EXPECT_EQ(status("shop").fates.items(), sent);
    std::vector<std::int64_t> in_order(sent);
    for (std::size_t n = 0; n < sent; ++n)
        in_order[n] = 4200 + static_cast<std::int64_t>(n);
    EXPECT_EQ(stored_cents("shop:g"), in_order);
}

TEST_F(IngestTest, AStoreThatFailsIsTriedAgainAndNothingIsCountedTwice) {
    add("shop");
    store_.fail_next(7, ErrorCode::unavailable);
    answer("shop", [&](std::size_t n) {
        if (n >= 5 && store_.appends() >= 8)
            ingest_->stop();
        return ok(items(quote("g", 4200 + static_cast<int>(n), domain::format_utc(clock_.now()))));
    });
    ASSERT_TRUE(run());
    const std::uint64_t sent = status("shop").fetched.requests;
    EXPECT_GE(sent, 6U);
    EXPECT_THAT(stored_cents("shop:g"), ::testing::SizeIs(sent));
    EXPECT_EQ(status("shop").fates.items(), sent);
    EXPECT_EQ(status("shop").observations, sent);
}

struct EndingCase {
    const char* name;
    ErrorCode code;
    std::size_t tries;  ///< Of the one commit.
};

class IngestEndingTest : public IngestTest, public ::testing::WithParamInterface<EndingCase> {};

TEST_P(IngestEndingTest, WhatCouldNotBeStoredIsSaidAndNotCounted) {
    add("shop");
    store_.fail_next(1000, GetParam().code);
    answer_each("shop", {items(quote("g", 4200, "2021-06-11T11:00:00Z"))});
    const auto done = run();
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, GetParam().code);
    EXPECT_THAT(done.error().detail, HasSubstr("what was read last could not be stored"));
    EXPECT_THAT(done.error().detail, HasSubstr("the disk is gone"));
    EXPECT_EQ(status("shop").fates.items(), 0U);
    EXPECT_EQ(status("shop").observations, 0U);
    EXPECT_EQ(status("shop").fetched.items, 1U);
    EXPECT_EQ(store_.appends(), GetParam().tries);
}

INSTANTIATE_TEST_SUITE_P(Codes, IngestEndingTest,
                         ::testing::Values(EndingCase{"down", ErrorCode::unavailable, 5},
                                           EndingCase{"refused", ErrorCode::invalid_argument, 1},
                                           EndingCase{"damaged", ErrorCode::corrupt_data, 1}),
                         [](const auto& ending) { return std::string(ending.param.name); });

TEST_F(IngestTest, ARefusedCommitEndsThePipelineByItself) {
    add("shop");
    store_.fail_next(1, ErrorCode::invalid_argument);
    answer("shop", [&](std::size_t) {
        return ok(items(quote("g", 4200, domain::format_utc(clock_.now()))));
    });
    const auto done = run();
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::invalid_argument);
}

TEST_F(IngestTest, WhatIsAcknowledgedIsWhatIsStored) {
    add("shop");
    domain::ObservationBatch told;
    options_.on_stored = [&](const domain::ObservationBatch& batch) {
        for (const auto& one : batch.quotes) {
            EXPECT_THAT(store_.quotes(one.series.event, {}, Instant::max()).value(),
                        ::testing::Contains(one));
            told.quotes.push_back(one);
        }
    };
    answer_each("shop", {items(quote("g", 4200, "2021-06-11T11:00:00Z")),
                         items(R"({"id": "p", "drop": true})"),
                         items(quote("g", 4300, "2021-06-11T11:01:00Z"))});
    ASSERT_TRUE(run());
    ASSERT_EQ(told.quotes.size(), 2U);
    EXPECT_EQ(told.quotes[0].get_in_cents, 4200);
    EXPECT_EQ(told.quotes[1].get_in_cents, 4300);
}

TEST_F(IngestTest, AQuestionOfTwoTasksCostsOneRequest) {
    auto& shop = add("shop", 300s);
    shop.tasks_.push_back(shop.tasks_.front());
    shop.tasks_.back().key = "again";
    answer("shop", [&](std::size_t n) {
        if (n == 2)
            ingest_->stop();
        return ok(items(quote("g", 4200 + static_cast<int>(n), domain::format_utc(clock_.now()))));
    });
    options_.workers = 1;
    ASSERT_TRUE(run());
    const auto counts = status("shop").fetched;
    EXPECT_EQ(counts.requests, 3U);
    EXPECT_GE(counts.cache_hits, 2U);
    EXPECT_EQ(counts.hit_rate(),
              static_cast<double>(counts.cache_hits) / static_cast<double>(counts.cache_hits + 3));
    EXPECT_EQ(fate("shop", Fate::queued), 3U);
}

/// A marketplace is asked without conditions once another source moves one of its games.
TEST_F(IngestTest, AChangedEventMakesWhatIsRememberedOfItWorthless) {
    add("league").info_.kind = feed::SourceKind::sports;
    add("shop");
    std::atomic<std::size_t> shop_asked = 0;
    answer("shop", [&](std::size_t n) {
        shop_asked = n + 1;
        const auto& last = client_.requests();
        const bool asked_anew =
            std::ranges::any_of(last, [&, seen = 0](const feed::HttpRequest& request) mutable {
                return feed::host_of(request) == "shop.example" && seen++ > 4 &&
                       testing::field_of(request, "If-None-Match").empty();
            });
        if (asked_anew || n == 500)
            ingest_->stop();
        return ok(items(sighting("s1", "2021-06-12T02:10:00Z")), {{"ETag", "\"1\""}});
    });
    // Moved again and again: an answer of the shop that is on its way at that moment is new anyway.
    answer("league", [&](std::size_t n) {
        return ok(items(
            sighting("l1", n / 5 % 2 == 0 ? "2021-06-12T02:10:00Z" : "2021-06-12T03:10:00Z")));
    });
    ASSERT_TRUE(run());
    EXPECT_GT(shop_asked, 5U);
    EXPECT_LT(shop_asked, 500U);
}

TEST_F(IngestTest, AGameThatWasMovedIsStoredWithItsNewStart) {
    add("league").info_.kind = feed::SourceKind::sports;
    answer_each("league", {items(sighting("l1", "2021-06-12T02:10:00Z")),
                           items(sighting("l1", "2021-06-12T03:10:00Z"))});
    ASSERT_TRUE(run());
    const domain::EventId game("game:mlb-2021-06-11-texas-rangers-at-los-angeles-dodgers");
    EXPECT_EQ(store_.event(game, Instant::max())->start, at("2021-06-12T03:10:00Z"));
    EXPECT_EQ(store_.row_counts().value().at("event_versions"), 2U);
    EXPECT_EQ(fate("league", Fate::stored), 2U);
}

class IngestCommitTest : public IngestTest {
  protected:
    /// Of so many pages with one quote each, which wait for the first commit.
    std::vector<std::size_t> sizes_of_commits(std::size_t pages) {
        std::vector<std::size_t> commits;
        options_.on_stored = [&](const domain::ObservationBatch& batch) {
            commits.push_back(batch.size());
        };
        add("shop", 1s);
        store_.stand_still();
        answer("shop", [&](std::size_t n) {
            if (n + 1 == pages) {
                store_.go_on();
                ingest_->stop();
            }
            return ok(
                items(quote("g", 4200 + static_cast<int>(n), domain::format_utc(clock_.now()))));
        });
        EXPECT_TRUE(run());
        EXPECT_EQ(stored_cents("shop:g").size(), pages);
        return commits;
    }
};

/// What one commit holds is far less than what is remembered.
TEST_F(IngestCommitTest, HoldsNoMoreThanIsRemembered) {
    options_.normalise.things_max = 8;
    EXPECT_THAT(sizes_of_commits(12), Each(Le(2U)));
}

TEST_F(IngestCommitTest, HoldsNoMoreBytesThanItMay) {
    options_.commit_bytes_max = 1;  // The page that reaches it is the last one.
    EXPECT_THAT(sizes_of_commits(12), Each(1U));
}

TEST_F(IngestTest, ASourceWithoutAKeyIsNotAsked) {
    add("keyless").info_.missing = {"SEATSYNC_KEYLESS_KEY"};
    add("shop");
    answer_each("shop", {items(""), items("")});
    ASSERT_TRUE(run());
    EXPECT_EQ(state_of(status("keyless")), "unconfigured");
    EXPECT_EQ(status("keyless").fetched.requests, 0U);
    EXPECT_EQ(status("keyless").tasks, 0U);
    EXPECT_EQ(status("shop").fetched.requests, 2U);
    EXPECT_EQ(status("shop").tasks, 1U);
}

TEST_F(IngestTest, EndsByItselfAndLeavesItsStatuses) {
    add("shop");
    answer("shop", [](std::size_t) { return ok(items("")); });
    options_.until = clock_.now() + 1500s;
    ASSERT_TRUE(run());
    EXPECT_GE(clock_.now(), *options_.until);
    EXPECT_GE(status("shop").fetched.requests, 1U);
    const auto stored = statuses_.load().value();
    ASSERT_EQ(stored.size(), 1U);
    EXPECT_EQ(stored[0].source, "shop");
    const auto document = boost::json::parse(stored[0].status_json);
    EXPECT_EQ(document.at("state").as_string(), "ok");
    EXPECT_EQ(document.at("requests").at("sent").to_number<std::uint64_t>(),
              status("shop").fetched.requests);
}

TEST_F(IngestTest, TellsTheLagFromReceivedToStored) {
    add("shop");
    answer_each("shop", {items(quote("g", 4200, "2021-06-11T11:00:00Z")),
                         items(quote("g", 4300, "2021-06-11T11:01:00Z"))});
    store_.stand_still();
    make();
    std::thread running([&] { EXPECT_TRUE(ingest_->run()); });
    store_.await_appends(1);
    base::ClockSleeper sleeper(clock_, kSpeed);
    ASSERT_TRUE(sleeper.sleep_until(clock_.now() + 20s));
    store_.go_on();
    running.join();
    EXPECT_GE(status("shop").lag_p99, 20s);
    EXPECT_LT(status("shop").lag_p50, status("shop").lag_p99);
}

TEST_F(IngestTest, WhatTheStoreHoldsIsNotStoredAgainAfterARestart) {
    const std::string body = items(sighting("g1", "2021-06-12T02:10:00Z") + "," +
                                   quote("g1", 4200, "2021-06-11T11:00:00Z"));
    for (int time = 0; time < 2; ++time) {
        add("shop");
        answer("shop", [&](std::size_t) {
            ingest_->stop();
            return ok(body);
        });
        ASSERT_TRUE(run());
        EXPECT_EQ(fate("shop", time == 0 ? Fate::stored : Fate::duplicate), 2U);
    }
    EXPECT_EQ(store_.row_counts().value().at("quotes"), 1U);
    EXPECT_EQ(store_.row_counts().value().at("event_versions"), 1U);
}

TEST_F(IngestTest, WhatADeadPipelineWasCommittingIsNotStoredAgain) {
    const std::string body = items(sighting("g1", "2021-06-12T02:10:00Z") + "," +
                                   quote("g1", 4200, "2021-06-11T11:00:00Z"));
    const auto ends_after = [&](std::size_t) {
        ingest_->stop();
        return ok(body);
    };
    add("shop");
    answer("shop", ends_after);
    ASSERT_TRUE(run());
    std::vector<domain::ObservationBatch> sent;
    ASSERT_TRUE(store_.for_each_batch([&](const domain::ObservationBatch& batch) -> Result<void> {
        sent.push_back(batch);
        return {};
    }));

    testing::TroubleStore server;
    server.commit_late(sent);
    add("shop");
    ingest_ = std::make_unique<Ingest>(
        IngestWorld{.client = client_, .store = server, .statuses = &statuses_, .clock = clock_},
        std::move(sources_), options_);
    ASSERT_TRUE(ingest_->run());
    EXPECT_EQ(fate("shop", Fate::duplicate), 2U);
    EXPECT_EQ(server.row_counts().value().at("quotes"), 1U);
}

TEST_F(IngestTest, FollowsTheGamesThatRunAndThoseOfTheNextWeeks) {
    const auto game = [this](const char* id, std::chrono::hours from_now) {
        auto event = testing::an_event(id);
        event.start = clock_.now() + from_now;
        return event;
    };
    store_
        .append({.events = {game("mlb:over", -7h), game("mlb:runs", -5h),
                            game("mlb:soon", 20 * 24h), game("mlb:far", 22 * 24h)}})
        .value();
    const auto& shop = add("shop");
    answer_each("shop", {items("")});
    ASSERT_TRUE(run());
    std::vector<std::string> followed;
    for (const domain::Event& one : shop.watch_.games)
        followed.push_back(one.id.value());
    EXPECT_THAT(followed, ElementsAre("mlb:runs", "mlb:soon"));
}

TEST_F(IngestTest, AUsedUpLimitIsNeitherAnAnswerNorAFailure) {
    add("shop").info_.limits = {{1, 3600s}};
    answer("shop", [](std::size_t) -> Result<feed::HttpResponse> {
        return fail(ErrorCode::unavailable, "down");
    });
    const Instant begin = clock_.now();
    options_.until = begin + 1000s;
    ASSERT_TRUE(run());
    EXPECT_EQ(status("shop").fetched.requests, 1U);
    EXPECT_EQ(status("shop").last_error->error.detail, "down");
    EXPECT_FALSE(status("shop").last_answer_at);
    EXPECT_GE(status("shop").next_run, begin + 3600s);
}

/// One of two tasks always waits for its turn.
TEST_F(IngestTest, WhatTheEndCutsOffIsNoFailure) {
    auto& shop = add("shop", 1s);
    shop.info_.limits = {{1, 14s}};
    shop.tasks_.push_back(shop.tasks_.front());
    shop.tasks_.back().key = shop.tasks_.back().endpoint = "others";
    answer("shop", [](std::size_t) { return ok(items("")); });
    options_.until = clock_.now() + 600s;
    ASSERT_TRUE(run());
    EXPECT_FALSE(status("shop").last_error);
    EXPECT_EQ(state_of(status("shop")), "ok");
}

TEST_F(IngestTest, ASourceThatFailsIsDegradedBeforeItsBreakerOpens) {
    add("shop");
    options_.schedule.breaker_failures = 1000;
    answer("shop", [](std::size_t n) -> Result<feed::HttpResponse> {
        if (n == 0)
            return ok(items(""));
        return fail(ErrorCode::unavailable, "down");
    });
    options_.until = clock_.now() + 600s;
    ASSERT_TRUE(run());
    EXPECT_GE(status("shop").fetched.requests, 2U);
    EXPECT_EQ(state_of(status("shop")), "degraded");
}

TEST_F(IngestTest, TellsWhatTheSourceLeavesOfItsQuota) {
    add("shop");
    answer("shop", [this](std::size_t) {
        ingest_->stop();
        return ok(items(""), {{"X-RateLimit-Remaining", "7"}});
    });
    ASSERT_TRUE(run());
    EXPECT_EQ(status("shop").quota_left, 7);
}

TEST_F(IngestTest, CountsWhatIsOddAndUsed) {
    add("shop");
    answer_each("shop", {items(quote("g", 4200, "2021-06-11T11:10:00Z")),
                         items(quote("g", 4300, "2021-06-11T11:00:00Z"))});
    ASSERT_TRUE(run());
    EXPECT_EQ(status("shop").flagged, 1U);
}

TEST_F(IngestTest, PricesThatMoveAreAskedForSooner) {
    add("shop", 60s).tasks_.front().period_min = 5s;
    answer("shop", [this](std::size_t n) {
        if (store_.appends() >= 4)  // What at least two of them told is taken in.
            ingest_->stop();
        return ok(items(quote("g", n % 2 == 0 ? 4200 : 8400, domain::format_utc(clock_.now()))));
    });
    ASSERT_TRUE(run());
    EXPECT_LT(*status("shop").next_run - *status("shop").last_answer_at, 30s);
}

TEST_F(IngestTest, OffersWhoseLastPageNeverCameAreRejectedAtTheEnd) {
    add("shop");
    answer("shop", [this](std::size_t n) -> Result<feed::HttpResponse> {
        if (n == 0)
            return ok(R"({"next": "2", "items":
                          [{"id": "a", "event": "g", "cents": 4200, "quantity": 2}]})");
        ingest_->stop();
        return fail(ErrorCode::unavailable, "down");
    });
    ASSERT_TRUE(run());
    EXPECT_EQ(fate("shop", Fate::rejected), 1U);
    EXPECT_EQ(status("shop").fates.items(), status("shop").fetched.items);
}

/// Fails to read: events from the third time on (two at the start), quotes the first few times.
class UnreadableStore : public testing::TroubleStore {
  public:
    Result<std::vector<domain::Event>> events(const EventFilter& filter,
                                              Instant as_of) const override {
        if (++events_read > 2)
            return fail(ErrorCode::unavailable, "no disk");
        return TroubleStore::events(filter, as_of);
    }
    Result<std::vector<domain::Quote>> latest(const domain::EventId& event,
                                              Instant as_of) const override {
        if (++quotes_read <= 3)
            return fail(ErrorCode::unavailable, "no disk");
        return TroubleStore::latest(event, as_of);
    }
    mutable std::atomic<int> events_read = 0;
    mutable std::atomic<int> quotes_read = 0;
};

TEST_F(IngestTest, AStoreThatCannotBeReadForAWhileLosesNothing) {
    UnreadableStore store;
    add("shop");
    answer("shop", [&](std::size_t n) {
        return ok(items(n == 0 ? quote("g", 4200, "2021-06-11T11:00:00Z") : ""));
    });
    options_.until = clock_.now() + 2000s;
    Ingest ingest({.client = client_, .store = store, .clock = clock_}, std::move(sources_),
                  options_);
    EXPECT_TRUE(ingest.run());
    EXPECT_GE(clock_.now(), *options_.until);
    EXPECT_GE(store.events_read, 3);
    EXPECT_EQ(store.row_counts().value().at("quotes"), 1U);
}

TEST_F(IngestTest, AStoreThatCannotBeReadIsSaidAtOnce) {
    class Unreadable : public testing::TroubleStore {
        Result<std::vector<domain::Event>> events(const EventFilter&, Instant) const override {
            return fail(ErrorCode::unavailable, "no disk");
        }
    } store;
    Ingest ingest({.client = client_, .store = store, .clock = clock_}, {}, options_);
    const auto done = ingest.run();
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().detail, "no disk");
}

}  // namespace
}  // namespace seatsync::app
