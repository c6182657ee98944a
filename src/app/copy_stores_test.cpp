#include "app/copy_stores.hpp"

#include "testing/fakes/fake_market_store.hpp"
#include "testing/fakes/fake_model_store.hpp"
#include "testing/fakes/fake_source_status_store.hpp"
#include "testing/observations.hpp"

#include <gtest/gtest.h>

#include <set>

namespace seatsync::app {

namespace {

using testing::at;

struct Database {
    testing::FakeMarketStore market;
    testing::FakeModelStore models;
    testing::FakeSourceStatusStore statuses;
    StoreParts parts() { return {market, models, statuses}; }
};

domain::ObservationBatch a_batch() {
    const auto now = at("2021-06-01T00:00:00Z");
    return {.events = {testing::an_event("mlb:1")},
            .quotes = {testing::a_quote("mlb:1", now, 100), testing::a_quote("mlb:2", now, 100)},
            .records = {testing::a_record("Dodgers", now)},
            .results = {testing::a_result("mlb:1", now)},
            .readings = {testing::a_reading(now)},
            .mentions = {testing::a_mention(now)},
            .availabilities = {testing::an_availability(now)},
            .nearby_events = {testing::a_nearby_event(now)},
            .own_listings = {testing::an_own_listing(now)},
            .own_sales = {testing::an_own_sale(now)},
            .links = {testing::a_link(now)},
            .quarantined = {testing::a_quarantined(now)}};
}

StoredModel a_model(const char* id) {
    return {.id = ModelId(id),
            .name = "price",
            .predictor = "xgboost",
            .format_version = 1,
            .features = {"a", "b"},
            .window_from = at("2021-01-01T00:00:00Z"),
            .window_to = at("2021-02-01T00:00:00Z"),
            .as_of = at("2021-02-02T00:00:00Z"),
            .seed = 7,
            .revision = "r",
            .metrics_json = "{}",
            .payload = "bytes",
            .created_at = at("2021-02-03T00:00:00Z")};
}

class CopyStoresTest : public ::testing::Test {
  protected:
    void SetUp() override {
        from_.market.append(a_batch()).value();
        from_.models.put(a_model("first")).value();
        from_.models.put(a_model("second")).value();
        from_.models.promote(ModelId("first"), at("2021-02-04T00:00:00Z")).value();
        from_.statuses.save({{"espn", at("2021-06-01T00:00:00Z"), "{}"}}).value();
    }
    CopyReport copy() {
        return copy_stores(from_.parts(), to_.parts(),
                           [this](auto done, auto total) { progress_.emplace_back(done, total); })
            .value();
    }

    Database from_;
    Database to_;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> progress_;
};

TEST_F(CopyStoresTest, CopiesEverything) {
    const CopyReport report = copy();
    EXPECT_TRUE(report.equal());
    EXPECT_EQ(report.applied, (AppendCounts{.inserted = 13, .duplicate = 0, .replaced = 0}));
    EXPECT_EQ(to_.market.row_counts().value(), from_.market.row_counts().value());
    EXPECT_EQ(to_.market.quotes(domain::EventId("mlb:2"), {}, Instant::max()).value(),
              from_.market.quotes(domain::EventId("mlb:2"), {}, Instant::max()).value());
    EXPECT_EQ(to_.models.get(ModelId("first")).value(), a_model("first"));
    EXPECT_EQ(to_.models.latest("price").value()->id, ModelId("second"));
    EXPECT_EQ(to_.statuses.load().value(), from_.statuses.load().value());
    EXPECT_EQ(to_.models.promoted("price").value()->id, ModelId("first"));
    EXPECT_EQ(report.from.size(), 15U);
    for (const auto& [table, sum] : report.from)
        EXPECT_EQ(sum.rows, table == "quotes" || table == "models" ? 2U : 1U) << table;
}

TEST_F(CopyStoresTest, SaysHowFarItHasComeThroughBothDatabases) {
    copy();
    ASSERT_FALSE(progress_.empty());
    std::uint64_t before = 0;
    for (const auto& [done, total] : progress_) {
        EXPECT_GT(done, before);
        EXPECT_EQ(total, 26U);
        before = done;
    }
    EXPECT_LE(progress_.front().first, 13U);
    EXPECT_EQ(progress_.back().first, 26U);
}

TEST_F(CopyStoresTest, ToRepeatItChangesNothing) {
    copy();
    const CopyReport again = copy();
    EXPECT_TRUE(again.equal());
    EXPECT_EQ(again.applied, (AppendCounts{.inserted = 0, .duplicate = 13, .replaced = 0}));
}

TEST_F(CopyStoresTest, GoesOnWithTheDecisionsThatCameSince) {
    copy();
    from_.models.promote(ModelId("second"), at("2021-02-05T00:00:00Z")).value();
    EXPECT_TRUE(copy().equal());
    EXPECT_EQ(to_.models.promotions("price").value(), from_.models.promotions("price").value());
}

TEST_F(CopyStoresTest, LeavesDecisionsThatWereOthers) {
    to_.models.put(a_model("third")).value();
    to_.models.promote(ModelId("third"), at("2021-02-05T00:00:00Z")).value();
    const CopyReport report = copy();
    EXPECT_NE(report.from.at("promotions"), report.to.at("promotions"));
    EXPECT_EQ(to_.models.promoted("price").value()->id, ModelId("third"));
}

TEST_F(CopyStoresTest, ReplacesWhatDiffers) {
    domain::ObservationBatch other = a_batch();
    other.quotes[1].get_in_cents = 999;
    to_.market.append(other).value();
    const CopyReport report = copy();
    EXPECT_TRUE(report.equal());
    EXPECT_EQ(report.applied, (AppendCounts{.inserted = 0, .duplicate = 12, .replaced = 1}));
}

/// Counts the sessions, each of which ends with a commit.
class CountedSessions : public testing::FakeMarketStore {
  public:
    Result<std::unique_ptr<AppendSession>> begin_append() override {
        ++sessions;
        return FakeMarketStore::begin_append();
    }
    int sessions = 0;
};

TEST_F(CopyStoresTest, CommitsOnTheWay) {
    CountedSessions target;
    const StoreParts to{target, to_.models, to_.statuses};
    const auto report = copy_stores(
                            from_.parts(), to, [](auto, auto) {}, 5)
                            .value();
    EXPECT_TRUE(report.equal());
    EXPECT_EQ(target.sessions, 3);  // Of 13 rows, one at a time.
    EXPECT_EQ(report.applied.inserted, 13U);
}

TEST_F(CopyStoresTest, SaysThatTheSourceCannotBeReadToItsEnd) {
    class CutOff : public testing::FakeMarketStore {
        Result<void> for_each_batch(const BatchVisitor& visit) const override {
            SEATSYNC_CHECK(visit({.readings = {testing::a_reading(at("2021-06-01T00:00:00Z"))}}));
            return fail(ErrorCode::unavailable, "the server is gone");
        }
    } source;
    const auto report =
        copy_stores({source, from_.models, from_.statuses}, to_.parts(), [](auto, auto) {});
    ASSERT_FALSE(report.has_value());
    EXPECT_EQ(report.error().detail, "the server is gone");
}

TEST_F(CopyStoresTest, SaysThatTheTargetHeldMoreModelsOrStatuses) {
    to_.models.put(a_model("third")).value();
    to_.statuses.save({{"nws", at("2021-06-01T00:00:00Z"), "{}"}}).value();
    const CopyReport report = copy();
    EXPECT_EQ(report.to.at("models").rows, 3U);
    EXPECT_EQ(report.from.at("models").rows, 2U);
    EXPECT_EQ(report.to.at("source_statuses").rows, 2U);
    EXPECT_EQ(report.from.at("source_statuses").rows, 1U);
}

TEST_F(CopyStoresTest, SaysThatTheTargetHeldMore) {
    to_.market.append({.quotes = {testing::a_quote("mlb:9", at("2021-06-01T00:00:00Z"), 1)}})
        .value();
    const CopyReport report = copy();
    EXPECT_FALSE(report.equal());
    EXPECT_EQ(report.to.at("quotes").rows, 3U);
    EXPECT_EQ(report.to.at("readings"), report.from.at("readings"));
}

// The sums.

StoreSums sums_of(const domain::ObservationBatch& batch) {
    StoreSums sums = empty_sums();
    add_to(sums, batch);
    return sums;
}

TEST(StoreSumsTest, DoNotDependOnTheOrderOrTheBatches) {
    domain::ObservationBatch reversed = a_batch();
    std::swap(reversed.quotes[0], reversed.quotes[1]);
    EXPECT_EQ(sums_of(a_batch()), sums_of(reversed));
    StoreSums in_parts = empty_sums();
    add_to(in_parts, {.quotes = {reversed.quotes[0]}});
    add_to(in_parts, {.quotes = {reversed.quotes[1]}});
    EXPECT_EQ(in_parts.at("quotes"), sums_of(a_batch()).at("quotes"));
}

TEST(StoreSumsTest, TellEveryColumnOfAQuoteApart) {
    struct Row {
        const char* name;
        void (*change)(domain::Quote&);
    };
    const std::vector<Row> rows = {
        {"event", [](auto& q) { q.series.event = domain::EventId("mlb:3"); }},
        {"market", [](auto& q) { q.series.market = "vivid"; }},
        {"zone", [](auto& q) { q.series.zone = "A"; }},
        {"kind", [](auto& q) { q.series.kind = domain::PriceKind::list; }},
        {"currency", [](auto& q) { q.series.currency = *domain::Currency::from_code("EUR"); }},
        {"event_at", [](auto& q) { q.event_at -= std::chrono::microseconds(1); }},
        {"received_at", [](auto& q) { q.received_at += std::chrono::microseconds(1); }},
        {"get_in", [](auto& q) { q.get_in_cents = 101; }},
        {"median", [](auto& q) { q.median_cents = 1; }},
        {"average", [](auto& q) { q.average_cents = 1; }},
        {"highest", [](auto& q) { q.highest_cents = 1; }},
        {"listings", [](auto& q) { q.listings = 0; }},
        {"tickets", [](auto& q) { q.tickets = 0; }},
        {"popularity", [](auto& q) { q.popularity = 0.0; }},
    };
    std::set<std::uint64_t> seen = {sums_of(a_batch()).at("quotes").checksum};
    for (const Row& row : rows) {
        domain::ObservationBatch changed = a_batch();
        row.change(changed.quotes[0]);
        EXPECT_TRUE(seen.insert(sums_of(changed).at("quotes").checksum).second) << row.name;
    }
}

TEST(StoreSumsTest, TellModelsAndStatusesApart) {
    const auto model_sum = [](const StoredModel& model) {
        StoreSums sums = empty_sums();
        add_to(sums, model);
        return sums.at("models").checksum;
    };
    StoredModel other_payload = a_model("first");
    other_payload.payload = "other";
    StoredModel other_feature = a_model("first");
    other_feature.features[1] = "c";
    EXPECT_NE(model_sum(other_payload), model_sum(a_model("first")));
    EXPECT_NE(model_sum(other_feature), model_sum(a_model("first")));
    StoreSums one = empty_sums();
    StoreSums two = empty_sums();
    add_to(one, StoredSourceStatus{"x", {}, "1"});
    add_to(two, StoredSourceStatus{"x", {}, "2"});
    EXPECT_NE(one.at("source_statuses"), two.at("source_statuses"));
}

}  // namespace

}  // namespace seatsync::app
