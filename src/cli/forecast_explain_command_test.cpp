#include "app/forecast_training.hpp"
#include "cli/run.hpp"
#include "testing/fakes/fake_market_store.hpp"
#include "testing/fakes/fake_model_store.hpp"
#include "testing/fakes/fake_predictor.hpp"
#include "testing/feature_reader.hpp"
#include "testing/generators/daily_season.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <sstream>

namespace seatsync::cli {
namespace {

using seatsync::testing::on_day;
using ::testing::AllOf;
using ::testing::HasSubstr;

const std::vector<learning::PredictorKind> kMembers = {
    {"xgboost", seatsync::testing::make_fake_predictor}};

/// Game 110 starts at noon of day 130 and is quoted from day 117 on; the model has seen day 120.
class ForecastExplainTest : public ::testing::Test {
  protected:
    static domain::ObservationBatch season() {
        return seatsync::testing::daily_season("s", 120, 14);
    }
    static void SetUpTestSuite() {
        const auto model = app::train_price_model(
            season(), kMembers,
            {.as_of = on_day(120), .revision = "r", .now = on_day(121), .progress = {}});
        ASSERT_TRUE(model.has_value()) << model.error().detail;
        model_ = new app::StoredModel(*model);
    }
    static void TearDownTestSuite() { delete model_; }

    int run(const std::vector<std::string>& arguments, bool with_model = true) {
        out_.str("");
        err_.str("");
        Environment environment{
            .out = out_, .err = err_, .clock = clock_, .variable = {}, .open_stores = {}};
        environment.variable = [](const std::string&) { return std::nullopt; };
        environment.make_predictor = seatsync::testing::make_fake_predictor;
        environment.open_stores = [with_model](const std::filesystem::path&) -> Result<Stores> {
            Stores stores;
            auto market = std::make_unique<seatsync::testing::FakeMarketStore>();
            SEATSYNC_CHECK(market->append(season()));
            auto models = std::make_unique<seatsync::testing::FakeModelStore>();
            if (with_model)
                SEATSYNC_CHECK(models->put(*model_));
            stores.market = std::move(market);
            stores.models = std::move(models);
            return stores;
        };
        std::vector<std::string> all = {"forecast", "explain"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        return cli::run(all, environment);
    }

    static app::StoredModel* model_;
    base::ManualClock clock_{on_day(121)};
    std::ostringstream out_;
    std::ostringstream err_;
};

app::StoredModel* ForecastExplainTest::model_ = nullptr;

TEST_F(ForecastExplainTest, TheColumnBeginsWithTheLastPriceAndEndsWithTheForecast) {
    ASSERT_EQ(run({"s:110", "--horizon", "3d", "--of", "q95", "--top", "3"}), 0) << err_.str();
    EXPECT_THAT(
        out_.str(),
        AllOf(HasSubstr("(s:110)"), HasSubstr("last price"), HasSubstr("128 typical rows"),
              HasSubstr("98 other features"), HasSubstr("q95 forecast"), HasSubstr("by category"),
              // The fake predictor looks at no feature, the ensemble at one.
              HasSubstr("days_to_event"), HasSubstr("128 orders and their reverses")));
    EXPECT_EQ(err_.str(), "");
}

TEST_F(ForecastExplainTest, JsonHoldsEveryFeature) {
    ASSERT_EQ(run({"s:110", "--json", "--background", "5", "--pairs", "2"}), 0) << err_.str();
    const auto got = boost::json::parse(out_.str()).at("explanations").at(0);
    EXPECT_EQ(got.at("event_id"), "s:110");
    EXPECT_EQ(got.at("horizon"), "7d");
    EXPECT_EQ(got.at("explains"), "point");
    EXPECT_EQ(got.at("contributions").as_array().size(), features::model_inputs().size() + 1);
    EXPECT_EQ(got.at("pairs"), 10);
    EXPECT_NEAR(got.at("unexplained").to_number<double>(), 0, 1e-9);
    const auto& first = got.at("contributions").at(0);
    EXPECT_EQ(first.at("feature"), "days_to_event");
    EXPECT_EQ(first.at("definition"), "start minus now");
    EXPECT_EQ(first.at("typical_rows"), 5);
    EXPECT_NE(first.at("contribution").to_number<double>(), 0.0);
    EXPECT_EQ(got.at("contributions").at(1).at("contribution").to_number<double>(), 0.0);
}

TEST_F(ForecastExplainTest, SaysWhyThereIsNone) {
    EXPECT_EQ(run({"s:999"}), kExitFailed);
    EXPECT_THAT(err_.str(), HasSubstr("s:999"));
    EXPECT_EQ(run({"s:110", "--as-of", domain::format_utc(on_day(125)), "--horizon", "7d"}),
              kExitFailed);
    EXPECT_THAT(err_.str(), HasSubstr("there is no forecast over 7d"));
    EXPECT_EQ(run({"s:110", "--as-of", domain::format_utc(on_day(119))}), kExitFailed);
    EXPECT_THAT(err_.str(), HasSubstr("it would look ahead"));
    EXPECT_EQ(run({"s:110"}, false), kExitFailed);
    EXPECT_THAT(err_.str(), HasSubstr("no price model is trained yet"));
    for (const std::vector<std::string>& wrong :
         {std::vector<std::string>{"s:110", "--horizon", "2d"},
          {"s:110", "--of", "mean"},
          {"s:110", "--background", "0"},
          {"s:110", "--pairs", "-1"},
          {"s:110", "--as-of", "soon"},
          {}})
        EXPECT_EQ(run(wrong), kExitUsage);
}

}  // namespace
}  // namespace seatsync::cli
