#include "learning/order_flow.hpp"

#include "learning/flow_fixture.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace seatsync::learning {
namespace {

/// The hazards of the rows about 15 days before the event, their mean.
FlowHazards mean_hazards(const OrderFlow& flow, const Samples& samples, std::size_t parity) {
    FlowHazards sum;
    double count = 0;
    const std::size_t days = *feature_column("days_to_event");
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto left = static_cast<double>(samples.x.row(i)[days]);
        if (samples.event[i] % 2 != parity || left < 5 || left > 20)
            continue;
        std::vector<double> state = flow.state_of(samples.x.row(i));
        const FlowHazards here = flow.hazards(state, left);
        sum.removal += here.removal;
        sum.raise += here.raise;
        sum.arrival += here.arrival;
        sum.undercut += here.undercut;
        sum.jump_size += here.jump_size;
        ++count;
    }
    for (double* value : {&sum.removal, &sum.raise, &sum.arrival, &sum.undercut, &sum.jump_size})
        *value /= count;
    return sum;
}

TEST(OrderFlowTest, FindsTheHazardsOfAKnownMarket) {
    const KnownFlow known{.removal = 0.3, .raise = 0.1, .arrival = 0.15, .undercut = 0.25};
    const Samples samples = simulated(known, 60, 1, 5);
    const auto flow = OrderFlow::fit(samples.x, samples.event);
    ASSERT_TRUE(flow) << flow.error().detail;
    EXPECT_TRUE(flow->tells_counts());
    EXPECT_EQ(flow->pairs(), 60U * 118);
    const FlowHazards found = mean_hazards(*flow, samples, 0);
    // Of 0.2 moves in a gap two are opposite, and unseen, with probability 0.0082: the hazard seen
    // is -ln(1 - (0.1813 - 0.0082)) / 0.25.
    EXPECT_NEAR(found.total(), 0.76, 0.07);
    EXPECT_NEAR(found.removal, known.removal, 0.05);
    EXPECT_NEAR(found.raise, known.raise, 0.04);
    EXPECT_NEAR(found.arrival, known.arrival, 0.05);
    EXPECT_NEAR(found.undercut, known.undercut, 0.05);
    EXPECT_NEAR(found.jump_size, known.size, 0.006);
}

TEST(OrderFlowTest, TellsALivelyMarketFromAQuietOne) {
    const Samples samples = simulated({}, 60, 4, 6);
    const auto flow = OrderFlow::fit(samples.x, samples.event);
    ASSERT_TRUE(flow);
    // Seen are 1.44 of 1.6 moves a day, and 4.2 of 6.4.
    EXPECT_NEAR(mean_hazards(*flow, samples, 0).total(), 1.44, 0.3);
    EXPECT_NEAR(mean_hazards(*flow, samples, 1).total(), 4.2, 0.8);
}

TEST(OrderFlowTest, WithoutCountsEveryRiseIsARemoval) {
    const Samples samples = simulated(
        {.removal = 0.3, .raise = 0.1, .arrival = 0.15, .undercut = 0.25, .counted = false}, 60, 1,
        7);
    const auto flow = OrderFlow::fit(samples.x, samples.event);
    ASSERT_TRUE(flow);
    EXPECT_FALSE(flow->tells_counts());
    const FlowHazards found = mean_hazards(*flow, samples, 0);
    EXPECT_EQ(found.raise, 0);
    EXPECT_EQ(found.arrival, 0);
    EXPECT_NEAR(found.removal, 0.38, 0.05);
    EXPECT_NEAR(found.undercut, 0.38, 0.05);
}

TEST(OrderFlowTest, RowsThatDoNotFollowOneAnotherAreNoPairs) {
    Samples samples = simulated({}, 20, 1, 8);
    const std::size_t gap = *feature_column("gap_days");
    // A row is missing in between: the gap told is not the one between the two rows.
    for (std::size_t i = 0; i < samples.size(); i += 2)
        samples.x.values[i * samples.x.columns + gap] = 0.75F;
    const auto flow = OrderFlow::fit(samples.x, samples.event);
    ASSERT_TRUE(flow);
    EXPECT_LE(flow->pairs(), 20U * 60);
}

TEST(OrderFlowTest, RefusesTooShortAHistory) {
    const Samples samples = simulated({}, 1, 1, 9);
    EXPECT_EQ(OrderFlow::fit(samples.x, samples.event).error().code, ErrorCode::insufficient_data);
    const Samples still = simulated({0, 0, 0, 0.001}, 20, 1, 9);
    EXPECT_EQ(OrderFlow::fit(still.x, still.event).error().code, ErrorCode::insufficient_data);
    Matrix other{.columns = 3, .values = {1, 2, 3}};
    EXPECT_EQ(OrderFlow::fit(other, std::vector<std::size_t>{0}).error().code,
              ErrorCode::invalid_argument);
}

TEST(OrderFlowTest, IsStoredWithEveryBit) {
    const Samples samples = simulated({}, 20, 2, 10);
    const auto flow = OrderFlow::fit(samples.x, samples.event);
    ASSERT_TRUE(flow);
    base::ByteWriter out;
    flow->save(out);
    const std::string bytes = out.take();
    base::ByteReader in(bytes);
    const auto stored = OrderFlow::load(in);
    ASSERT_TRUE(stored) << stored.error().detail;
    EXPECT_TRUE(in.at_end());
    std::vector<double> one = flow->state_of(samples.x.row(3));
    std::vector<double> other = stored->state_of(samples.x.row(3));
    EXPECT_EQ(one, other);
    EXPECT_EQ(flow->hazards(one, 2).removal, stored->hazards(other, 2).removal);
    EXPECT_EQ(flow->hazards(one, 2).jump_size, stored->hazards(other, 2).jump_size);
    for (std::size_t length = 0; length < bytes.size(); length += 7) {
        base::ByteReader cut(std::string_view(bytes).substr(0, length));
        EXPECT_FALSE(OrderFlow::load(cut)) << length;
    }
}

}  // namespace
}  // namespace seatsync::learning
