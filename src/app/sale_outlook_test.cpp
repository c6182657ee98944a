#include "app/sale_outlook.hpp"

#include "base/random.hpp"
#include "testing/fakes/fake_market_store.hpp"
#include "testing/observations.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace seatsync::app {
namespace {

using domain::Instant;
using seatsync::testing::a_quote;
using seatsync::testing::an_event;
using seatsync::testing::at;
using seatsync::testing::FakeMarketStore;

const Instant kStart = at("2021-06-12T02:10:00Z");  // Of every event of an_event().
const Instant kAsOf = kStart - std::chrono::hours(24 * 5);
constexpr std::array kRatios = {0.9, 1.0, 1.1, 1.3};

/// Prices of ten events every six hours, from thirty days before the start to `until`.
class SaleOutlookTest : public ::testing::Test {
  protected:
    void add(Instant from, Instant until) {
        for (int event = 1; event <= 10; ++event) {
            const std::string id = fmt::format("a:{}", event);
            base::Random random(static_cast<std::uint64_t>(event));
            domain::ObservationBatch batch;
            batch.events.push_back(an_event(id.c_str()));
            std::int64_t cents = 5000;
            std::int64_t listings = 300;
            for (Instant time = kStart - std::chrono::hours(24 * 30); time < kStart;
                 time += std::chrono::hours(6)) {
                const double draw = random.uniform();
                cents += draw < 0.15 ? 200 : draw < 0.35 ? -150 : 0;
                listings -= draw < 0.1 ? 1 : 0;
                listings += draw > 0.3 && draw < 0.35 ? 1 : 0;
                if (time < from || time >= until)
                    continue;
                batch.quotes.push_back(a_quote(id.c_str(), time, cents));
                batch.quotes.back().listings = listings;
            }
            ASSERT_TRUE(store_.append(batch).has_value());
        }
    }

    [[nodiscard]] Result<SaleOutlook> outlook(const char* id, Instant as_of) const {
        return sale_outlook(store_, domain::EventId(id), as_of, kRatios);
    }

    FakeMarketStore store_;
};

TEST_F(SaleOutlookTest, ChancesFallWithThePriceAndGrowWithTime) {
    add(Instant::min(), Instant::max());
    const auto got = outlook("a:3", kAsOf);
    ASSERT_TRUE(got) << got.error().detail;
    EXPECT_TRUE(got->tells_counts);
    ASSERT_EQ(got->series.size(), 1U);
    const SeriesOutlook& series = got->series[0];
    EXPECT_NEAR(series.now.total(), -4 * std::log(0.65), 0.6);
    ASSERT_EQ(series.horizons.size(), 3U);  // One day, three days, the close; not seven days.
    std::vector<double> before(kRatios.size(), 0.0);
    for (const HorizonOutlook& horizon : series.horizons) {
        EXPECT_NEAR(horizon.lower + horizon.unchanged + horizon.higher, 1, 1e-6);
        EXPECT_GT(horizon.flow.moves, 0);
        for (std::size_t i = 0; i < kRatios.size(); ++i) {
            EXPECT_GT(horizon.taken[i], before[i]) << kRatios[i];
            EXPECT_LE(horizon.taken[i], i == 0 ? 1 : horizon.taken[i - 1] + 1e-12);
        }
        before = horizon.taken;
    }
}

TEST_F(SaleOutlookTest, WhatComesLaterChangesNothing) {
    add(Instant::min(), kAsOf);
    const auto before = outlook("a:3", kAsOf);
    ASSERT_TRUE(before) << before.error().detail;
    add(kAsOf + std::chrono::hours(1), Instant::max());
    const auto after = outlook("a:3", kAsOf);
    ASSERT_TRUE(after);
    EXPECT_EQ(before->pairs, after->pairs);
    EXPECT_EQ(before->series[0].now.removal, after->series[0].now.removal);
    EXPECT_EQ(before->series[0].horizons[0].taken, after->series[0].horizons[0].taken);
}

TEST_F(SaleOutlookTest, SaysWhyThereIsNone) {
    add(Instant::min(), kStart - std::chrono::hours(24 * 20));
    EXPECT_EQ(outlook("a:99", kAsOf).error().code, ErrorCode::not_found);
    EXPECT_EQ(outlook("a:3", kStart).error().code, ErrorCode::insufficient_data);
    // The newest price is fifteen days old.
    EXPECT_EQ(outlook("a:3", kAsOf).error().code, ErrorCode::insufficient_data);
    EXPECT_TRUE(outlook("a:3", kAsOf - std::chrono::hours(24 * 5)));
    // A day of prices carries no hazards.
    EXPECT_EQ(outlook("a:3", kStart - std::chrono::hours(24 * 29)).error().code,
              ErrorCode::insufficient_data);
}

}  // namespace
}  // namespace seatsync::app
