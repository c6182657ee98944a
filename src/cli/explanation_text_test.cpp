#include "cli/explanation_text.hpp"

#include "testing/feature_reader.hpp"
#include "testing/generators/daily_season.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <limits>

namespace seatsync::cli {
namespace {

using seatsync::testing::on_day;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

app::FeatureContribution contribution(const char* feature, double value, double typical,
                                      std::size_t typical_rows, learning::Contribution amount) {
    return {.feature = features::find_feature(feature),
            .value = value,
            .typical = typical,
            .typical_rows = typical_rows,
            .amount = amount};
}

/// 100 + 7.25 - 2 + 0.5 + 0 = 105.75.
app::ForecastExplanation made() {
    const auto season = seatsync::testing::daily_season("s", 1, 2);
    app::ForecastExplanation made;
    made.series = {.event = season.events.front(),
                   .last = season.quotes.front(),
                   .as_of = on_day(20),
                   .horizons = {{domain::Horizon::day_3, on_day(23), {}}},
                   .missing = {}};
    made.number = app::ForecastNumber::q95;
    made.last_price = 98;
    made.baseline = 100;
    made.answer = 105.75;
    made.contributions = {
        contribution("days_to_event", 12.5, 30, 8, {7.25, 0.125}),
        contribution("above_mean_30d", kMissing, 0.25, 6, {-2, kMissing}),
        {.feature = nullptr, .value = kMissing, .typical = kMissing, .amount = {0.5, 0.25}},
        contribution("home_elo", 1500, kMissing, 0, {0, 0})};
    made.background_rows = 8;
    made.pairs = 8;
    made.rows_asked = 40;
    return made;
}

TEST(ExplanationTextTest, SaysWhatEachFeatureAddsAndMeans) {
    const std::string text = explanation_text(made(), 4);
    EXPECT_THAT(text, AllOf(HasSubstr("   98.00 "), HasSubstr("  100.00 "),
                            HasSubstr("   +7.25 ± 0.12   days_to_event"),
                            HasSubstr("12.5 days (typical 30)"), HasSubstr("start minus now"),
                            HasSubstr("missing (typical 0.25, missing in 2 of 8)"),
                            HasSubstr("the same over 30 d: log price minus its mean"),
                            HasSubstr("   +0.50 ± 0.25   recent_path")));
    EXPECT_THAT(text, AllOf(HasSubstr("   +0.00          1 other features"),
                            HasSubstr("  105.75          q95 forecast"),
                            HasSubstr("   -2.00          market"), Not(HasSubstr("home_elo")),
                            Not(HasSubstr("every game")), HasSubstr("to within 0;")));
}

TEST(ExplanationTextTest, SumsWhatIsNotListed) {
    const std::string text = explanation_text(made(), 1);
    EXPECT_THAT(text, AllOf(HasSubstr("   -1.50          3 other features"),
                            Not(HasSubstr("above_mean_30d"))));
}

TEST(ExplanationTextTest, JsonSaysNullWhereThereIsNothing) {
    const auto got = boost::json::value(explanation_json(made()));
    EXPECT_EQ(got.at("explains"), "q95");
    EXPECT_EQ(got.at("forecast").as_double(), 105.75);
    EXPECT_EQ(got.at("unexplained").as_double(), 0.0);
    EXPECT_EQ(got.at("contributions").at(1).at("standard_error"), nullptr);
    EXPECT_EQ(got.at("contributions").at(1).at("value"), nullptr);
    EXPECT_EQ(got.at("contributions").at(3).at("typical"), nullptr);
    EXPECT_FALSE(got.at("contributions").at(2).as_object().contains("unit"));
    EXPECT_EQ(got.at("categories").at(0).at("category"), "temporal");
    EXPECT_EQ(got.at("categories").at(1).at("contribution").as_double(), -2.0);
}

}  // namespace
}  // namespace seatsync::cli
