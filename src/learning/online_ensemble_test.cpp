#include "learning/online_ensemble.hpp"

#include "base/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace seatsync::learning {
namespace {

using ::testing::ElementsAre;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Cells of one value each: -0.2, -0.1, 0, 0.1, 0.2.
std::shared_ptr<const Support> support() {
    static const auto support = [] {
        const std::vector<double> values = {-0.2, -0.1, 0, 0.1, 0.2};
        return std::make_shared<const Support>(Support::from(values, 2, 1).value());
    }();
    return support;
}

constexpr std::size_t kCells = 5;

OnlineEnsemble ensemble_of(std::size_t members) {
    return OnlineEnsemble::make(members, support()).value();
}

std::vector<double> sure_of(std::size_t cell) {
    std::vector<double> masses(kCells, 0.01);
    masses[cell] = 0.96;
    return masses;
}

double outcome_of(std::size_t cell) {
    return support()->cells[cell].points.front();
}

double pinball_of(const LogRatios& said, double outcome) {
    double sum = 0;
    for (std::size_t i = 0; i < said.size(); ++i)
        sum += std::max(domain::kLevels[i] * (outcome - said[i]),
                        (domain::kLevels[i] - 1) * (outcome - said[i]));
    return sum;
}

TEST(OnlineEnsembleTest, NeedsMembers) {
    EXPECT_EQ(OnlineEnsemble::make(0, support()).error().code, ErrorCode::invalid_argument);
}

TEST(OnlineEnsembleTest, ReachesAsFarAsTheMembersThatSaySomething) {
    const OnlineEnsemble ensemble = ensemble_of(2);
    EnsembleQuestion question{.days_to_event = 5, .masses = {sure_of(2), sure_of(2)}};
    const auto learned = ensemble.answer(question);
    question.reach = {{-0.5, -0.1}, {-0.3, 0.7}};
    const auto careful = ensemble.answer(question);
    ASSERT_TRUE(learned.has_value() && careful.has_value());
    EXPECT_DOUBLE_EQ(careful->log_ratios.front(), -0.4);
    EXPECT_DOUBLE_EQ(careful->log_ratios.back(), 0.3);
    for (const std::size_t inner : {1U, 2U, 3U})
        EXPECT_EQ(careful->log_ratios[inner], learned->log_ratios[inner]);
    question.masses[1] = {};
    question.reach[1] = {kNaN, kNaN};
    EXPECT_DOUBLE_EQ(ensemble.answer(question)->log_ratios.front(), -0.5);
    question.reach = {{0.0, 0.0}, {-0.3, 0.7}};  // Never inwards.
    EXPECT_EQ(ensemble.answer(question)->log_ratios, learned->log_ratios);
    question.reach.pop_back();
    EXPECT_EQ(ensemble.answer(question).error().code, ErrorCode::invalid_argument);
}

TEST(OnlineEnsembleTest, StartsAsTheMeanOfItsMembers) {
    const auto answer =
        ensemble_of(2).answer({.days_to_event = 5, .masses = {sure_of(1), sure_of(3)}});
    ASSERT_TRUE(answer.has_value());
    EXPECT_THAT(answer->weights, ElementsAre(0.5, 0.5));
    EXPECT_NEAR(answer->log_ratios[2], 0, 1e-12);  // Between -0.1 and 0.1.
    EXPECT_NEAR(answer->members[0][2], -0.1, 1e-12);
    EXPECT_NEAR(answer->members[1][2], 0.1, 1e-12);
}

TEST(OnlineEnsembleTest, WhoSaysNothingHasNoWeight) {
    const OnlineEnsemble ensemble = ensemble_of(5);
    std::vector<double> broken = sure_of(3);
    broken[0] = kNaN;
    std::vector<double> negative = sure_of(3);
    negative[0] = -0.01;
    const auto answer = ensemble.answer(
        {.days_to_event = 5,
         .masses = {sure_of(3), broken, {}, negative, std::vector<double>(kCells, 0.3)}});
    ASSERT_TRUE(answer.has_value());
    EXPECT_THAT(answer->weights, ElementsAre(1, 0, 0, 0, 0));
    EXPECT_NEAR(answer->log_ratios[2], 0.1, 1e-12);
    EXPECT_TRUE(std::isnan(answer->members[1][2]));
}

TEST(OnlineEnsembleTest, WhenNobodySaysAnythingThereIsNoForecast) {
    const auto answer = ensemble_of(2).answer({.days_to_event = 5, .masses = {{}, {}}});
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().code, ErrorCode::insufficient_data);
    EXPECT_EQ(ensemble_of(2).answer({.days_to_event = 5, .masses = {{}}}).error().code,
              ErrorCode::invalid_argument);
}

/// The first is right; the second says the opposite.
void teach(OnlineEnsemble& ensemble, int outcomes, bool first_is_right, double days = 5) {
    base::Random random(3);
    for (int i = 0; i < outcomes; ++i) {
        const auto cell = static_cast<std::size_t>(random.integer(0, kCells - 1));
        const EnsembleQuestion question{
            .days_to_event = days,
            .masses = {sure_of(first_is_right ? cell : kCells - 1 - cell),
                       sure_of(first_is_right ? kCells - 1 - cell : cell)}};
        const auto answer = ensemble.answer(question).value();
        ensemble.learn(question, answer, outcome_of(cell)).value();
    }
}

double first_weight(const OnlineEnsemble& ensemble, double days = 5) {
    return ensemble.answer({.days_to_event = days, .masses = {sure_of(1), sure_of(3)}})
        .value()
        .weights[0];
}

TEST(OnlineEnsembleTest, TheBetterMemberGainsWeightAndLosesItWhenItBreaks) {
    OnlineEnsemble ensemble = ensemble_of(2);
    teach(ensemble, 300, true);
    EXPECT_GT(first_weight(ensemble), 0.9);
    EXPECT_LT(first_weight(ensemble), 0.98);     // A share stays with all.
    EXPECT_GT(first_weight(ensemble, 50), 0.6);  // Half of what other days learned.
    teach(ensemble, 600, false);
    EXPECT_LT(first_weight(ensemble), 0.5);
}

/// Within fifty outcomes a member that turned into a constant costs the ensemble little.
TEST(OnlineEnsembleTest, AFrozenMemberIsOutOfTheWayWithinFiftyOutcomes) {
    base::Random random(5);
    OnlineEnsemble ensemble = ensemble_of(3);
    OnlineEnsemble sound = ensemble_of(3);
    double with_frozen = 0;
    double without = 0;
    for (int i = 0; i < 400; ++i) {
        const auto cell = static_cast<std::size_t>(random.integer(0, kCells - 1));
        const EnsembleQuestion healthy{.days_to_event = 5,
                                       .masses = {sure_of(cell), sure_of(cell), sure_of(cell)}};
        EnsembleQuestion frozen = healthy;
        if (i >= 200)
            frozen.masses[2] = sure_of(0);
        const auto of_sound = sound.answer(healthy).value();
        const auto of_frozen = ensemble.answer(frozen).value();
        if (i >= 250) {
            with_frozen += pinball_of(of_frozen.log_ratios, outcome_of(cell));
            without += pinball_of(of_sound.log_ratios, outcome_of(cell));
        }
        sound.learn(healthy, of_sound, outcome_of(cell)).value();
        ensemble.learn(frozen, of_frozen, outcome_of(cell)).value();
    }
    EXPECT_LT(with_frozen - without, 0.05 * 150 * 0.3);
}

/// A member that is wrong in the same way is set right, not only left.
TEST(OnlineEnsembleTest, OneMemberAloneIsCorrected) {
    OnlineEnsemble ensemble = ensemble_of(1);
    EnsembleQuestion question{.days_to_event = 5, .masses = {{0.2, 0.2, 0.2, 0.2, 0.2}}};
    for (int i = 0; i < 200; ++i) {
        const auto answer = ensemble.answer(question).value();
        ensemble.learn(question, answer, outcome_of(4)).value();
    }
    const auto answer = ensemble.answer(question).value();
    EXPECT_NEAR(answer.log_ratios[1], 0.2, 1e-12);
    EXPECT_NEAR(answer.log_ratios[4], 0.2, 1e-12);
}

std::string bytes_of(const OnlineEnsemble& ensemble) {
    base::ByteWriter out;
    ensemble.save(out);
    return out.take();
}

Result<OnlineEnsemble> loaded(std::string_view bytes) {
    base::ByteReader in(bytes);
    return OnlineEnsemble::load(in);
}

TEST(OnlineEnsembleTest, GoesOnWhereItWasSaved) {
    OnlineEnsemble ensemble = ensemble_of(2);
    teach(ensemble, 40, true);
    teach(ensemble, 20, false, 50);
    OnlineEnsemble again = loaded(bytes_of(ensemble)).value();
    EXPECT_EQ(again.support(), ensemble.support());
    EXPECT_TRUE(bytes_of(again) == bytes_of(ensemble));
    const EnsembleQuestion question{.days_to_event = 5, .masses = {sure_of(1), sure_of(3)}};
    for (int i = 0; i < 2; ++i) {
        const EnsembleAnswer answer = ensemble.answer(question).value();
        EXPECT_EQ(again.answer(question).value().log_ratios, answer.log_ratios);
        EXPECT_EQ(again.answer(question).value().weights, answer.weights);
        teach(ensemble, 10, false);
        teach(again, 10, false);
    }
}

TEST(OnlineEnsembleTest, RefusesBytesThatWereCutAnywhere) {
    OnlineEnsemble ensemble = ensemble_of(2);
    teach(ensemble, 10, true);
    const std::string bytes = bytes_of(ensemble);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        ASSERT_EQ(loaded(bytes.substr(0, size)).error().code, ErrorCode::corrupt_data)
            << size << " of " << bytes.size() << " bytes";
}

TEST(OnlineEnsembleTest, AnOutcomeThatIsNoneIsRefused) {
    OnlineEnsemble ensemble = ensemble_of(1);
    const EnsembleQuestion question{.days_to_event = 5, .masses = {sure_of(1)}};
    const auto answer = ensemble.answer(question).value();
    EXPECT_EQ(ensemble.learn(question, answer, kNaN).error().code, ErrorCode::invalid_argument);
}

TEST(OnlineEnsembleTest, ItsForecastIsInPricesWithTheMedianAsPoint) {
    const EnsembleAnswer answer{
        .log_ratios = {-0.2, -0.1, 0, 0.1, 0.2}, .weights = {}, .members = {}};
    const auto forecast = forecast_of(answer, 50).value();
    EXPECT_DOUBLE_EQ(forecast.point, 50);
    EXPECT_DOUBLE_EQ(forecast.quantiles[0], 50 * std::exp(-0.2));
    EXPECT_DOUBLE_EQ(forecast.quantiles[4], 50 * std::exp(0.2));
}

}  // namespace
}  // namespace seatsync::learning
