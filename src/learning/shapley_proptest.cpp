#include "learning/shapley_fixture.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace seatsync::learning {
namespace {

using testing::by_row;
using testing::number;
using testing::random_rows;
using testing::tangled;

struct Case {
    Matrix row;
    Matrix background;
    ShapleyOptions options;
};

Case make_case(std::uint64_t seed) {
    base::Random random(seed);
    const auto columns = static_cast<std::size_t>(random.integer(1, 7));
    Case out{random_rows(random, 1, columns),
             random_rows(random, static_cast<std::size_t>(random.integer(1, 6)), columns),
             {}};
    out.options.seed = seed;
    out.options.pairs_per_background = static_cast<std::size_t>(random.integer(1, 4));
    out.options.rows_per_call = static_cast<std::size_t>(random.integer(1, 50));
    return out;
}

RC_GTEST_PROP(ShapleyProperty, ContributionsAddUp, (std::uint64_t seed)) {
    const Case made = make_case(seed);
    const auto got = sampled_shapley(by_row(tangled), made.row, made.background, made.options);
    RC_ASSERT(got.has_value());
    RC_ASSERT(got->answer == tangled(made.row.row(0)));
    RC_ASSERT(std::abs(got->baseline + testing::sum_of(*got) - got->answer) <
              1e-12 * (1 + std::abs(got->answer)) * 100);
    RC_ASSERT(got->pairs == made.background.rows() * made.options.pairs_per_background);
}

RC_GTEST_PROP(ShapleyProperty, WhoIsIgnoredContributesNothing, (std::uint64_t seed)) {
    const Case made = make_case(seed);
    const auto but_the_first = [](std::span<const float> row) {
        return row.size() == 1 ? 5.0 : tangled(row.subspan(1));
    };
    const auto got =
        sampled_shapley(by_row(but_the_first), made.row, made.background, made.options);
    RC_ASSERT(got.has_value());
    RC_ASSERT(got->players.front().value == 0.0);
    RC_ASSERT(!(got->players.front().error > 0.0));
}

/// w (x - mean of the background), whatever the orders.
RC_GTEST_PROP(ShapleyProperty, ExactForALinearFunction, (std::uint64_t seed)) {
    const Case made = make_case(seed);
    const auto linear = [](std::span<const float> row) {
        double sum = 3;
        for (std::size_t i = 0; i < row.size(); ++i)
            sum += (static_cast<double>(i) - 2.5) * number(row[i]);
        return sum;
    };
    const auto got = sampled_shapley(by_row(linear), made.row, made.background, made.options);
    RC_ASSERT(got.has_value());
    for (std::size_t i = 0; i < made.row.columns; ++i) {
        double mean = 0;
        for (std::size_t b = 0; b < made.background.rows(); ++b)
            mean += number(made.background.row(b)[i]);
        mean /= static_cast<double>(made.background.rows());
        const double wanted = (static_cast<double>(i) - 2.5) * (number(made.row.values[i]) - mean);
        RC_ASSERT(std::abs(got->players[i].value - wanted) < 1e-12 * 100);
    }
}

/// The size of the calls is a matter of memory alone.
RC_GTEST_PROP(ShapleyProperty, TheSameBitsWhateverTheSizeOfCalls, (std::uint64_t seed)) {
    Case made = make_case(seed);
    const auto one = sampled_shapley(by_row(tangled), made.row, made.background, made.options);
    made.options.rows_per_call = 100000;
    const auto other = sampled_shapley(by_row(tangled), made.row, made.background, made.options);
    RC_ASSERT(one->rows_asked == other->rows_asked);
    for (std::size_t i = 0; i < one->players.size(); ++i)
        RC_ASSERT(one->players[i].value == other->players[i].value);
}

}  // namespace
}  // namespace seatsync::learning
