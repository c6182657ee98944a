#include "app/said_before.hpp"

#include "testing/fakes/fake_market_store.hpp"
#include "testing/fakes/unavailable_market_store.hpp"
#include "testing/observations.hpp"

#include <gtest/gtest.h>

namespace seatsync::app {
namespace {

using namespace std::chrono_literals;
using testing::at;

const auto kTime = at("2021-06-10T11:00:00Z");

class SaidBeforeTest : public ::testing::Test {
  protected:
    /// Says the row as on a page of its own, and stores it when it is news.
    template <class Row>
    bool is_news(SaidBefore& said, std::string_view source, const Row& row) {
        return is_news(said, source, row, store_);
    }
    template <class Row>
    bool is_news(SaidBefore& said, std::string_view source, Row row,
                 testing::FakeMarketStore& store) {
        domain::ObservationBatch about;
        said.note_unknown(source, row, about);
        asked_ = about.size();
        said.load(store, about).value();
        if (!said.is_news(source, row))
            return false;
        domain::ObservationBatch batch;
        row.event_at = row.received_at = now_ += 1min;
        std::get<std::vector<Row>&>(domain::kinds_of(batch)).push_back(row);
        store.append(batch).value();
        return true;
    }

    testing::FakeMarketStore store_;
    domain::Instant now_ = kTime;
    std::size_t asked_ = 0;  ///< Things that the store was asked about.
};

TEST_F(SaidBeforeTest, TheStoreIsAskedOnceAboutEachThing) {
    SaidBefore said(100);
    EXPECT_TRUE(is_news(said, "one", testing::a_reading(kTime)));
    EXPECT_EQ(asked_, 1U);
    EXPECT_FALSE(is_news(said, "one", testing::a_reading(kTime)));
    EXPECT_EQ(asked_, 0U);
    EXPECT_TRUE(is_news(said, "one", testing::a_record("Texas Rangers", kTime)));
    EXPECT_EQ(asked_, 1U);
    EXPECT_FALSE(is_news(said, "one", testing::a_record("Texas Rangers", kTime)));
    EXPECT_EQ(asked_, 0U);
}

TEST_F(SaidBeforeTest, WhatIsStoredIsNoNewsAfterARestart) {
    SaidBefore before(100);
    auto reading = testing::a_reading(kTime);
    EXPECT_TRUE(is_news(before, "one", reading));
    *reading.value += 1;
    EXPECT_TRUE(is_news(before, "one", reading));
    SaidBefore after(100);
    EXPECT_FALSE(is_news(after, "one", reading));
    *reading.value -= 1;
    EXPECT_TRUE(is_news(after, "one", reading));  // As at first, but not as it was said last.
}

TEST_F(SaidBeforeTest, OfARecordEachVersionMayBeASourcesLastWord) {
    SaidBefore before(100);
    auto record = testing::a_record("Texas Rangers", kTime);
    auto other = record;
    record.elo = 1500;
    EXPECT_TRUE(is_news(before, "one", record));
    EXPECT_TRUE(is_news(before, "two", other));
    EXPECT_FALSE(is_news(before, "one", record));
    SaidBefore after(100);
    EXPECT_FALSE(is_news(after, "one", record));
    EXPECT_FALSE(is_news(after, "two", other));
    EXPECT_FALSE(is_news(after, "one", record));
    EXPECT_EQ(asked_, 0U);
    EXPECT_TRUE(is_news(after, "one", [&] {
        auto changed = record;
        changed.wins = 99;
        return changed;
    }()));
    EXPECT_EQ(asked_, 1U);
}

/// Both sources say at first one thing, then both another.
TEST_F(SaidBeforeTest, WhatAnotherSourceToldAlreadyAddsNothing) {
    SaidBefore said(100);
    auto result = testing::a_result("shop:1", kTime);
    EXPECT_TRUE(is_news(said, "one", result));
    EXPECT_FALSE(is_news(said, "two", result));
    result.home_score += 1;
    EXPECT_TRUE(is_news(said, "two", result));
    EXPECT_FALSE(is_news(said, "one", result));
    result.home_score += 1;
    EXPECT_TRUE(is_news(said, "one", result));
    EXPECT_FALSE(is_news(said, "two", result));
}

TEST_F(SaidBeforeTest, WhatNamesItsSourceIsNewsOfEach) {
    SaidBefore said(100);
    auto mention = testing::a_mention(kTime);
    EXPECT_TRUE(is_news(said, mention.source, mention));
    mention.source = "elsewhere";
    EXPECT_TRUE(is_news(said, mention.source, mention));
    EXPECT_FALSE(is_news(said, mention.source, mention));
}

/// With room for four things it stores what it stores with room for all.
TEST_F(SaidBeforeTest, WhatIsForgottenIsAskedOfTheStore) {
    SaidBefore little(4);
    SaidBefore much(10'000);
    testing::FakeMarketStore little_store;
    testing::FakeMarketStore much_store;
    for (int n = 0; n < 300; ++n) {
        auto reading = testing::a_reading(kTime);
        reading.subject = std::to_string(n % 17);
        reading.value = n / 60;
        auto result = testing::a_result("shop:" + std::to_string(n % 13), kTime);
        result.home_score = n / 90;
        const std::string source = n % 2 == 0 ? "one" : "two";
        EXPECT_EQ(is_news(little, reading.source, reading, little_store),
                  is_news(much, reading.source, reading, much_store));
        EXPECT_EQ(is_news(little, source, result, little_store),
                  is_news(much, source, result, much_store));
    }
    EXPECT_EQ(little_store.row_counts().value(), much_store.row_counts().value());
    EXPECT_GT(little_store.row_counts().value().at("readings"), 17U);
}

TEST_F(SaidBeforeTest, WhatWasReadForAnEarlierPageCountsNoMore) {
    const auto reading = testing::a_reading(kTime);
    store_.append({.readings = {reading}}).value();
    StoredContents contents;
    contents.load(store_, {.readings = {reading}}).value();
    EXPECT_TRUE(contents.holds(reading));
    contents.load(store_, {}).value();
    EXPECT_FALSE(contents.holds(reading));
}

TEST_F(SaidBeforeTest, SaysThatTheStoreCannotBeRead) {
    testing::UnavailableMarketStore store;
    SaidBefore said(100);
    domain::ObservationBatch about;
    said.note_unknown("one", testing::a_reading(kTime), about);
    EXPECT_EQ(said.load(store, about).error().code, ErrorCode::unavailable);
    EXPECT_TRUE(said.load(store, {}));  // Nothing is asked.
}

}  // namespace
}  // namespace seatsync::app
