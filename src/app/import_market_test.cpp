#include "app/import_market.hpp"

#include "app/background_append.hpp"
#include "testing/fakes/fake_market_store.hpp"
#include "testing/observations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace seatsync::app {
namespace {

using seatsync::testing::a_quote;
using seatsync::testing::an_event;
using seatsync::testing::at;
using seatsync::testing::FakeMarketStore;

/// Hands on one event and `rows` - `rejected` quotes of it, and rejects the rest; then fails if
/// told.
class ScriptedSource final : public ObservationSource {
  public:
    ScriptedSource(std::size_t rows, std::size_t rejected, std::optional<Error> failure = {})
        : rows_(rows), rejected_(rejected), failure_(std::move(failure)) {}

    Result<SourceReport> read(const SourceSinks& sinks) override {
        domain::ObservationBatch first;
        first.events.push_back(an_event("set:1"));
        SEATSYNC_CHECK(sinks.batch(first));
        for (std::size_t i = 0; i < rows_; ++i)
            SEATSYNC_CHECK(i < rejected_
                               ? sinks.reject({"quotes.csv", i + 2, "low", "x", "not a price"})
                               : hand_on(sinks, i));
        if (failure_)
            return *failure_;
        SourceReport report;
        report.files.push_back({.file = "quotes.csv", .rows = rows_, .rejected = rejected_});
        return report;
    }

  private:
    static Result<void> hand_on(const SourceSinks& sinks, std::size_t i) {
        domain::ObservationBatch batch;
        batch.quotes.push_back(
            a_quote("set:1", at("2021-06-01T00:00:00Z") + std::chrono::minutes(i), 5000));
        return sinks.batch(std::move(batch));
    }

    std::size_t rows_;
    std::size_t rejected_;
    std::optional<Error> failure_;
};

template <class... Arguments>
std::vector<std::unique_ptr<ObservationSource>> sources(Arguments... arguments) {
    std::vector<std::unique_ptr<ObservationSource>> out;
    out.push_back(std::make_unique<ScriptedSource>(arguments...));
    return out;
}

std::size_t stored(const FakeMarketStore& store) {
    std::size_t count = 0;
    const auto walked = store.for_each_quote({}, {}, Instant::max(), [&](const auto&) {
        ++count;
        return Result<void>();
    });
    EXPECT_TRUE(walked.has_value());
    return count + store.events({}, Instant::max())->size();
}

TEST(ImportMarketTest, BringsEverythingIn) {
    FakeMarketStore store;
    const auto report = import_market(&store, sources(20U, 0U), {}, {});
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->applied, (AppendCounts{.inserted = 21, .duplicate = 0, .replaced = 0}));
    EXPECT_EQ(report->refusal, "");
    EXPECT_EQ(stored(store), 21U);
}

TEST(ImportMarketTest, ChangesNothingTheSecondTime) {
    FakeMarketStore store;
    ASSERT_TRUE(import_market(&store, sources(20U, 0U), {}, {}).has_value());
    const auto again = import_market(&store, sources(20U, 0U), {}, {});
    EXPECT_EQ(again->applied, (AppendCounts{.inserted = 0, .duplicate = 21, .replaced = 0}));
    EXPECT_EQ(stored(store), 21U);
}

TEST(ImportMarketTest, AppliesNothingInADryRun) {
    const auto report = import_market(nullptr, sources(20U, 0U), {}, {});
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->applied, std::nullopt);
    EXPECT_EQ(report->refusal, "");
    EXPECT_EQ(report->sources.size(), 1U);
    EXPECT_NE(import_market(nullptr, sources(20U, 20U), {}, {})->refusal, "");
}

TEST(ImportMarketTest, RefusesAFileBeyondItsShareOfRejects) {
    struct Row {
        const char* name;
        std::size_t rows, rejected;
        double share_max;
        bool refused;
    };
    constexpr Row kRows[] = {
        {"none", 100, 0, 0.0, false},
        {"one in a hundred", 100, 1, 0.01, false},
        {"two in a hundred", 100, 2, 0.01, true},
        {"one, none allowed", 100, 1, 0.0, true},
        {"all, all allowed", 10, 10, 1.0, false},
        {"no rows", 0, 0, 0.01, false},
    };
    for (const auto& row : kRows) {
        FakeMarketStore store;
        const auto report = import_market(&store, sources(row.rows, row.rejected),
                                          {.reject_share_max = row.share_max}, {});
        ASSERT_TRUE(report.has_value()) << row.name;
        EXPECT_EQ(!report->refusal.empty(), row.refused) << row.name;
        EXPECT_EQ(report->applied.has_value(), !row.refused) << row.name;
        EXPECT_EQ(stored(store), row.refused ? 0 : 1 + row.rows - row.rejected) << row.name;
        EXPECT_EQ(report->rejected, row.rejected) << row.name;
    }
}

TEST(ImportMarketTest, NamesTheFileAndTheSharesWhenItRefuses) {
    const auto report = import_market(nullptr, sources(100U, 2U), {}, {});
    EXPECT_EQ(report->refusal,
              "quotes.csv: 2 of 100 rows rejected (2.00 %), more than the 1.00 % allowed");
}

TEST(ImportMarketTest, RefusesAllSourcesForOne) {
    FakeMarketStore store;
    auto both = sources(100U, 0U);
    both.push_back(std::make_unique<ScriptedSource>(100U, 2U));
    both.push_back(std::make_unique<ScriptedSource>(100U, 0U));
    const auto report = import_market(&store, both, {}, {});
    EXPECT_NE(report->refusal, "");
    EXPECT_EQ(stored(store), 0U);
}

TEST(ImportMarketTest, KeepsTheFirstRejectsAndPassesAllOn) {
    std::size_t passed = 0;
    SourceSinks sinks;
    sinks.reject = [&](const Reject& reject) -> Result<void> {
        EXPECT_EQ(reject.line, passed + 2);
        ++passed;
        return {};
    };
    const auto report = import_market(nullptr, sources(150U, 150U), {}, sinks);
    EXPECT_EQ(report->first_rejects.size(), 100U);
    EXPECT_EQ(report->first_rejects.back().line, 101U);
    EXPECT_EQ(report->rejected, 150U);
    EXPECT_EQ(passed, 150U);
}

TEST(ImportMarketTest, AppliesNothingWhenTheSourceFails) {
    FakeMarketStore store;
    const auto report =
        import_market(&store, sources(50U, 0U, fail(ErrorCode::corrupt_data, "cut off")), {}, {});
    ASSERT_FALSE(report.has_value());
    EXPECT_EQ(report.error().detail, "cut off");
    EXPECT_EQ(stored(store), 0U);
}

/// Takes some batches, then fails; counts what it was given. Its first append waits for `release`.
class FailingSession final : public AppendSession {
  public:
    explicit FailingSession(int good) : good_(good) {}
    Result<AppendCounts> append(const domain::ObservationBatch& batch) override {
        if (calls_++ == 0)
            released_.wait();
        if (calls_ > good_)
            return fail(ErrorCode::unavailable, "disk full");
        return AppendCounts{.inserted = batch.size(), .duplicate = 0, .replaced = 0};
    }
    Result<void> commit() override { return {}; }
    void release() { release_.set_value(); }
    [[nodiscard]] int calls() const { return calls_; }

  private:
    int good_;
    int calls_ = 0;
    std::promise<void> release_;
    std::future<void> released_ = release_.get_future();
};

domain::ObservationBatch one_event() {
    domain::ObservationBatch batch;
    batch.events.push_back(an_event("set:1"));
    return batch;
}

TEST(BackgroundAppendTest, AppendsAllThatWasPushed) {
    FailingSession session(1000);
    session.release();
    BackgroundAppend append(session);
    for (int i = 0; i < 100; ++i)
        ASSERT_TRUE(append.push(one_event()).has_value());
    EXPECT_EQ(append.finish()->inserted, 100U);
    EXPECT_EQ(session.calls(), 100);
}

TEST(BackgroundAppendTest, AppendsNoMoreAfterAFailure) {
    FailingSession session(0);
    BackgroundAppend append(session);
    for (int i = 0; i < 4; ++i)  // These wait while the first append does.
        ASSERT_TRUE(append.push(one_event()).has_value());
    session.release();
    EXPECT_EQ(append.finish().error().detail, "disk full");
    EXPECT_EQ(session.calls(), 1);
    const auto late = append.push(one_event());
    ASSERT_FALSE(late.has_value());
    EXPECT_EQ(late.error().detail, "disk full");
}

TEST(BackgroundAppendTest, AtMostAFewBatchesWait) {
    std::atomic<int> pushed = 0;
    class Counting final : public AppendSession {
      public:
        explicit Counting(const std::atomic<int>& pushed) : pushed_(pushed) {}
        Result<AppendCounts> append(const domain::ObservationBatch&) override {
            most_ = std::max(most_, pushed_ - appended_++);
            return AppendCounts{};
        }
        Result<void> commit() override { return {}; }
        [[nodiscard]] int most() const { return most_; }

      private:
        const std::atomic<int>& pushed_;
        int appended_ = 0;
        int most_ = 0;
    } session(pushed);
    BackgroundAppend append(session);
    for (; pushed < 1000; ++pushed)
        ASSERT_TRUE(append.push({}).has_value());
    ASSERT_TRUE(append.finish().has_value());
    EXPECT_LE(session.most(), 5);  // Four and the one that is appended.
}

TEST(BackgroundAppendTest, EndsWithoutFinish) {
    FailingSession session(1000);
    session.release();
    {
        BackgroundAppend append(session);
        ASSERT_TRUE(append.push(one_event()).has_value());
    }
    EXPECT_LE(session.calls(), 1);
}

}  // namespace
}  // namespace seatsync::app
