#include "app/forecast_training.hpp"
#include "app/model_metrics.hpp"
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
using ::testing::Not;

constexpr int kGames = 200;

/// Models that stay from one command to the next.
class SharedModels final : public app::ModelStore {
  public:
    explicit SharedModels(app::ModelStore& shared) : store_(shared) {}
    Result<void> put(const app::StoredModel& model) override { return store_.put(model); }
    Result<app::StoredModel> get(const app::ModelId& id) const override { return store_.get(id); }
    Result<std::optional<app::StoredModel>> latest(const std::string& name) const override {
        return store_.latest(name);
    }
    Result<std::vector<app::StoredModel>> list() const override { return store_.list(); }
    Result<void> promote(const app::ModelId& id, domain::Instant at) override {
        return store_.promote(id, at);
    }
    Result<std::optional<app::StoredModel>> promoted(const std::string& name) const override {
        return store_.promoted(name);
    }
    Result<std::vector<app::Promotion>> promotions(const std::string& name) const override {
        return store_.promotions(name);
    }

  private:
    app::ModelStore& store_;
};

/// A season in the store, of which the first half is over, and a predictor that is soon trained.
class ModelsCommandsTest : public ::testing::Test {
  protected:
    int run(const std::vector<std::string>& arguments) {
        out_.str("");
        err_.str("");
        Environment environment{
            .out = out_, .err = err_, .clock = clock_, .variable = {}, .open_stores = {}};
        environment.variable = [](const std::string&) { return std::nullopt; };
        environment.revision = "r1";
        environment.make_predictor = seatsync::testing::make_fake_predictor;
        environment.open_stores = [this](const std::filesystem::path&) -> Result<Stores> {
            Stores stores;
            auto market = std::make_unique<seatsync::testing::FakeMarketStore>();
            SEATSYNC_CHECK(market->append(seatsync::testing::daily_season("s", kGames, 14)));
            stores.market = std::move(market);
            stores.models = std::make_unique<SharedModels>(models_);
            return stores;
        };
        return cli::run(arguments, environment);
    }
    /// Trains on what was received by a day and returns the model's id.
    std::string train(double day, const std::vector<std::string>& more = {}) {
        std::vector<std::string> arguments = {"forecast", "train", "--as-of",
                                              domain::format_utc(on_day(day)), "--json"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        clock_.set(on_day(day));
        EXPECT_EQ(run(arguments), 0) << err_.str();
        return text("id");
    }
    boost::json::object answer() const { return boost::json::parse(out_.str()).as_object(); }
    std::string text(std::string_view name) const {
        return std::string(answer().at(name).as_string());
    }
    /// The id that `models list` marks.
    std::string in_use() {
        EXPECT_EQ(run({"models", "list", "--json"}), 0) << err_.str();
        const auto all = answer();
        for (const auto& model : all.at("models").as_array())
            if (model.at("in_use").as_bool())
                return std::string(model.at("id").as_string());
        return "none";
    }

    seatsync::testing::FakeModelStore models_;
    base::ManualClock clock_{on_day(0)};
    std::ostringstream out_;
    std::ostringstream err_;
};

TEST_F(ModelsCommandsTest, WithoutAModelTheyNameTheCommandThatTrainsOne) {
    EXPECT_EQ(run({"models", "list"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("seatsync forecast train"));
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"models", "card", "in-use"},
          {"models", "card", "latest"},
          {"models", "compare", "latest", "in-use"},
          {"models", "promote", "latest"},
          {"models", "drift"}}) {
        EXPECT_EQ(run(arguments), kExitFailed) << arguments[1];
        EXPECT_THAT(err_.str(), HasSubstr("seatsync forecast train")) << arguments[1];
    }
    EXPECT_EQ(run({"models", "card"}), kExitUsage);
    EXPECT_EQ(run({"models", "compare", "latest"}), kExitUsage);
    EXPECT_EQ(run({"models", "drift", "--as-of", "yesterday"}), kExitUsage);
}

TEST_F(ModelsCommandsTest, EveryHelpHasAnExample) {
    for (const std::string command : {"list", "card", "compare", "drift", "promote", "rollback"}) {
        EXPECT_EQ(run({"models", command, "--help"}), 0);
        EXPECT_THAT(out_.str(), AllOf(HasSubstr("  seatsync models " + command + ""),
                                      HasSubstr("Exit codes:")));
    }
}

TEST_F(ModelsCommandsTest, AModelIsMadeOfTheMembersThatAreNamed) {
    train(160, {"--members", "microstructure,xgboost"});
    EXPECT_EQ(answer().at("members"), (boost::json::array{"xgboost", "microstructure"}));
    train(160, {"--members", "xgboost"});
    EXPECT_EQ(answer().at("members"), boost::json::array{"xgboost"});
    EXPECT_EQ(answer().at("predictor"), "ensemble");
    EXPECT_EQ(run({"forecast", "train", "--members", "oracle"}), kExitUsage);
    EXPECT_EQ(run({"models", "card", "in-use"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("  made of   xgboost\n"));
}

/// Game 150 starts on day 170.5; it is asked about days after the training.
TEST_F(ModelsCommandsTest, AForecastSaysWhoMadeIt) {
    train(160, {"--members", "xgboost"});
    const std::string now = domain::format_utc(on_day(166));
    EXPECT_EQ(run({"forecast", "predict", "s:150", "--as-of", now}), 0) << err_.str();
    EXPECT_THAT(out_.str(), HasSubstr("\n        by xgboost 100 %\n"));
    EXPECT_EQ(run({"forecast", "predict", "s:150", "--as-of", now, "--json"}), 0) << err_.str();
    const auto forecast = answer().at("forecasts").at(0);
    EXPECT_EQ(forecast.at("unanswered"), boost::json::array{});
    EXPECT_EQ(forecast.at("forecast").at(0).at("members"), boost::json::parse(R"([
        {"name": "xgboost", "weight": 1, "silent": null}])"));
}

TEST_F(ModelsCommandsTest, TrainingPutsAModelIntoUseUnlessToldNotTo) {
    const std::string first = train(160, {"--no-promote"});
    EXPECT_TRUE(answer().at("in_use").as_bool());
    EXPECT_EQ(in_use(), first);
    const std::string second = train(170, {"--no-promote"});
    EXPECT_FALSE(answer().at("in_use").as_bool());
    EXPECT_EQ(in_use(), first);
    const std::string third = train(180);
    EXPECT_TRUE(answer().at("in_use").as_bool());
    EXPECT_EQ(in_use(), third);
    EXPECT_EQ(answer().at("models").as_array().size(), 3U);
    EXPECT_EQ(answer().at("promotions").as_array().size(), 2U);
    EXPECT_EQ(answer().at("promotions").at(1).at("at").as_string(),
              domain::format_utc(on_day(180)));
}

TEST_F(ModelsCommandsTest, ListsTheNewestFirstAndMarksTheOneInUse) {
    const std::string first = train(160);
    const std::string second = train(170, {"--no-promote"});
    ASSERT_EQ(run({"models", "list"}), 0) << err_.str();
    EXPECT_THAT(out_.str(), HasSubstr("* " + first));
    EXPECT_THAT(out_.str(), HasSubstr("  " + second));
    EXPECT_LT(out_.str().find(second), out_.str().find(first));
}

TEST_F(ModelsCommandsTest, PromotesAndRollsBack) {
    const std::string first = train(160);
    const std::string second = train(170);
    ASSERT_EQ(run({"models", "promote", first, "--json"}), 0) << err_.str();
    EXPECT_EQ(text("in_use"), first);
    EXPECT_TRUE(answer().at("changed").as_bool());
    EXPECT_EQ(in_use(), first);
    ASSERT_EQ(run({"models", "promote", first}), 0) << err_.str();
    EXPECT_THAT(out_.str(), HasSubstr("was in use already"));
    ASSERT_EQ(run({"models", "rollback", "--json"}), 0) << err_.str();
    EXPECT_EQ(text("in_use"), second);
    EXPECT_EQ(in_use(), second);
}

TEST_F(ModelsCommandsTest, WhatCannotBeDoneSaysWhy) {
    const std::string first = train(160);
    EXPECT_EQ(run({"models", "rollback"}), kExitFailed);
    EXPECT_THAT(err_.str(), HasSubstr("no other model was in use before"));
    EXPECT_EQ(run({"models", "promote", "charm"}), kExitFailed);
    EXPECT_THAT(err_.str(), HasSubstr("there is no model 'charm': `seatsync models list`"));
    EXPECT_EQ(in_use(), first);
}

TEST_F(ModelsCommandsTest, ACardTellsDataFiguresAndLimits) {
    const std::string id = train(170);
    ASSERT_EQ(run({"models", "card", "in-use", "--json"}), 0) << err_.str();
    EXPECT_EQ(text("id"), id);
    EXPECT_TRUE(answer().at("in_use").as_bool());
    EXPECT_EQ(text("window_to"), domain::format_utc(on_day(170)));
    EXPECT_EQ(text("revision"), "r1");
    EXPECT_GT(answer().at("features").to_number<int>(), 10);
    ASSERT_EQ(answer().at("metrics").as_array().size(), 4U);
    const auto breakdown = answer().at("breakdowns").at(0);
    EXPECT_EQ(breakdown.at("horizon").as_string(), "1d");
    EXPECT_EQ(breakdown.at("peers").at(0).at("name").as_string(), "decay_curve");
    EXPECT_EQ(breakdown.at("peers").at(0).at("metrics").at("tasks"),
              answer().at("metrics").at(0).at("tasks"));
    EXPECT_EQ(breakdown.at("by_days").at(0).at("from").to_number<double>(), 1);
    EXPECT_FALSE(answer().at("known_limits").as_array().empty());
    ASSERT_EQ(run({"models", "card", id}), 0) << err_.str();
    for (const char* part :
         {", in use", "by days to the event", "by price", "others on the same tasks",
          "known limits", "close: no better than decay_curve", "3 to 7", "revision r1"})
        EXPECT_THAT(out_.str(), HasSubstr(part));
}

TEST_F(ModelsCommandsTest, ACardOfAnEarlierVersionSaysWhatItLacks) {
    const std::string id = train(170);
    app::StoredModel earlier = models_.get(app::ModelId(id)).value();
    app::ModelSummary summary = app::summary_of(earlier).value();
    summary.breakdowns.clear();
    earlier.id = app::ModelId("earlier");
    earlier.metrics_json = app::metrics_to_json(summary);
    models_.put(earlier).value();
    ASSERT_EQ(run({"models", "card", "earlier"}), 0) << err_.str();
    EXPECT_THAT(out_.str(),
                AllOf(HasSubstr("stored by an earlier version"),
                      Not(HasSubstr("by days to the event:")), Not(HasSubstr("in use"))));
}

TEST_F(ModelsCommandsTest, ComparesByHorizonAndSaysWhenTheGamesAreOthers) {
    const std::string first = train(150);
    const std::string second = train(170);
    ASSERT_EQ(run({"models", "compare", first, second, "--json"}), 0) << err_.str();
    EXPECT_FALSE(answer().at("same_games").as_bool());
    EXPECT_THAT(text("same_games_reason"), HasSubstr("the windows differ"));
    const auto close = answer().at("horizons").at(3);
    EXPECT_DOUBLE_EQ(close.at("difference").at("relative_pinball").to_number<double>(),
                     close.at("b").at("relative_pinball").to_number<double>() -
                         close.at("a").at("relative_pinball").to_number<double>());
    ASSERT_EQ(run({"models", "compare", first, second}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("Not measured on the same games"));
    ASSERT_EQ(run({"models", "compare", second, "latest", "--json"}), 0);
    EXPECT_TRUE(answer().at("same_games").as_bool());
    EXPECT_TRUE(answer().at("same_games_reason").is_null());
    EXPECT_EQ(answer().at("horizons").at(0).at("difference").at("coverage90").to_number<double>(),
              0);
}

TEST_F(ModelsCommandsTest, AHorizonThatOneWasNotMeasuredAtHasNoDifference) {
    const std::string id = train(170);
    app::StoredModel other = models_.get(app::ModelId(id)).value();
    app::ModelSummary summary = app::summary_of(other).value();
    summary.metrics.pop_back();
    other.id = app::ModelId("other");
    other.metrics_json = app::metrics_to_json(summary);
    models_.put(other).value();
    ASSERT_EQ(run({"models", "compare", id, "other", "--json"}), 0) << err_.str();
    const auto close = answer().at("horizons").at(3);
    EXPECT_TRUE(close.at("b").is_null());
    EXPECT_TRUE(close.at("difference").is_null());
    ASSERT_EQ(run({"models", "compare", id, "other"}), 0) << err_.str();
    EXPECT_THAT(out_.str(), HasSubstr("close not measured for B"));
}

TEST_F(ModelsCommandsTest, DriftWatchesTheModelInUse) {
    const std::string first = train(130);
    train(180, {"--no-promote"});
    ASSERT_EQ(run({"models", "drift", "--json"}), 0) << err_.str();
    EXPECT_EQ(text("model"), first);
    EXPECT_EQ(text("since"), domain::format_utc(on_day(130)));
    EXPECT_FALSE(answer().at("retrain").as_bool()) << out_.str();
    const auto day = answer().at("horizons").at(0);
    EXPECT_GE(day.at("games").to_number<int>(), 30);
    EXPECT_GT(day.at("loss").to_number<double>(), 0);
    EXPECT_TRUE(day.at("alarm").is_null());
    ASSERT_EQ(run({"models", "drift"}), 0) << err_.str();
    EXPECT_THAT(out_.str(), HasSubstr("the model holds"));
    const std::string early = domain::format_utc(on_day(132));
    ASSERT_EQ(run({"models", "drift", "--as-of", early}), 0) << err_.str();
    EXPECT_THAT(out_.str(), HasSubstr("too little came since"));
}

}  // namespace
}  // namespace seatsync::cli
