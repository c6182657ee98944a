#include "features/recent_path.hpp"

#include "testing/feature_reader.hpp"
#include "testing/observations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace seatsync::features {
namespace {

using testing::on_day;

const float kMissing = std::nanf("");

struct Price {
    double day = 0;
    std::int64_t dollars = 0;
    std::optional<std::int64_t> listings = {};
    std::optional<std::int64_t> median = {};
};

MarketHistory history_of(const std::vector<Price>& prices) {
    domain::ObservationBatch batch;
    batch.events.push_back(testing::an_event("s:a"));
    batch.events.back().start = on_day(90);
    for (const Price& price : prices) {
        domain::Quote quote = testing::a_quote("s:a", on_day(price.day), 100 * price.dollars);
        quote.listings = price.listings;
        if (price.median)
            quote.median_cents = 100 * *price.median;
        batch.quotes.push_back(quote);
    }
    return MarketHistory::from(batch);
}

std::vector<float> path_of(const std::vector<Price>& prices, std::size_t row) {
    std::vector<float> path;
    append_recent_path(history_of(prices).series()[0], row, path);
    return path;
}

/// One number of the step that is `back` steps before the row.
float told(const std::vector<float>& path, std::size_t back, PathChannel channel) {
    return path[(kPathSteps - 1 - back) * kPathChannels + static_cast<std::size_t>(channel)];
}

std::vector<float> ages(const std::vector<float>& path) {
    std::vector<float> ages;
    for (std::size_t back = 0; back < kPathSteps; ++back)
        ages.push_back(told(path, back, PathChannel::age_days));
    return ages;
}

TEST(RecentPathTest, TellsEachStepAgainstTheRow) {
    const std::vector<float> path =
        path_of({{0, 50, 9, 100}, {1, 50}, {2, 40, 7}, {3, 80, {}, 160}, {4, 1}}, 3);
    ASSERT_EQ(path.size(), kPathSteps * kPathChannels);
    const auto step = [&](std::size_t back) {
        const auto first =
            path.begin() + static_cast<std::ptrdiff_t>((kPathSteps - 1 - back) * kPathChannels);
        return std::vector<float>(first, first + kPathChannels);
    };
    const auto near = [](std::vector<float> numbers) {
        return ::testing::Pointwise(::testing::NanSensitiveFloatNear(1e-6F), numbers);
    };
    EXPECT_THAT(step(0), near({0, 0, kMissing, std::log(2.0F), 1}));
    EXPECT_THAT(step(1), near({1, -std::log(2.0F), std::log(8.0F), kMissing, 1}));
    EXPECT_THAT(step(2), near({2, std::log(50.0F / 80), kMissing, kMissing, 0}));
    EXPECT_THAT(step(3), near({3, std::log(50.0F / 80), std::log(10.0F), std::log(2.0F),
                               kMissing}));  // The first row: nothing is known of what was before.
    EXPECT_THAT(step(4), near({kMissing, kMissing, kMissing, kMissing, kMissing}));
}

TEST(RecentPathTest, StepsOfDenseSnapshotsGrowApart) {
    std::vector<Price> prices;
    for (int hour = 0; hour <= 24 * 30; ++hour)
        prices.push_back({hour / 24.0, 100 + hour % 2});
    const std::vector<float> path = path_of(prices, prices.size() - 1);
    const std::vector<float> age = ages(path);
    for (std::size_t back = 1; back < kPathSteps; ++back) {
        const float gap = age[back] - age[back - 1];
        const float wanted = std::max(0.2F, 0.25F * age[back - 1]);
        EXPECT_GE(gap, wanted - 1e-4F) << back;
        EXPECT_LT(gap, wanted + 1 / 24.0F + 1e-4F) << back;
        // Every hour has another price: each is counted in one step.
        EXPECT_FLOAT_EQ(told(path, back - 1, PathChannel::changes), std::round(gap * 24)) << back;
    }
    EXPECT_GT(age.back(), 8.0F);
}

TEST(RecentPathTest, EveryRowOfSparseSnapshotsIsAStep) {
    EXPECT_THAT(ages(path_of({{0, 50}, {3, 50}, {6, 50}, {8.5, 50}}, 3)),
                ::testing::Pointwise(::testing::NanSensitiveFloatNear(1e-6F), [] {
                    std::vector<float> wanted(kPathSteps, kMissing);
                    wanted[0] = 0;
                    wanted[1] = 2.5F;
                    wanted[2] = 5.5F;
                    wanted[3] = 8.5F;
                    return wanted;
                }()));
}

TEST(RecentPathTest, IsAddedBehindWhatIsThere) {
    std::vector<float> out = {7};
    append_recent_path(history_of({{0, 50}}).series()[0], 0, out);
    ASSERT_EQ(out.size(), 1 + kPathSteps * kPathChannels);
    EXPECT_EQ(out[0], 7.0F);
    EXPECT_EQ(out[1 + (kPathSteps - 1) * kPathChannels], 0.0F);
}

}  // namespace
}  // namespace seatsync::features
