#include "app/model_choice.hpp"

#include "app/forecast_training.hpp"
#include "testing/fakes/fake_model_store.hpp"
#include "testing/fakes/fake_predictor.hpp"
#include "testing/feature_reader.hpp"
#include "testing/generators/daily_season.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace seatsync::app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::on_day;

const std::vector<learning::PredictorKind> kMembers = {{"fake", testing::make_fake_predictor}};

const domain::Instant kNow = on_day(300);

/// Models "a", "b" and "c", created in this order, with the bytes of one that was really trained.
class ModelChoiceTest : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        const auto trained =
            train_price_model(testing::daily_season("s", 60, 14), kMembers,
                              {.revision = "test", .now = on_day(200), .progress = {}});
        ASSERT_TRUE(trained.has_value()) << trained.error().detail;
        model_ = new StoredModel(*trained);
    }
    static void TearDownTestSuite() { delete model_; }

    static StoredModel model(const std::string& id) {
        StoredModel named = *model_;
        named.id = ModelId(id);
        named.created_at = on_day(200 + (id[0] - 'a'));
        return named;
    }
    void put(const std::string& id) { models_.put(model(id)).value(); }
    bool store(const std::string& id, NewModel choice) {
        return store_trained(models_, model(id), choice, kNow).value();
    }
    Result<bool> promote(const std::string& id) {
        return promote_model(models_, ModelId(id), kMembers, kNow);
    }
    std::string rolled_back() { return roll_back(models_, kMembers, kNow).value().value(); }
    std::string in_use() const { return model_in_use(models_).value()->id.value(); }
    std::vector<std::string> decided() const {
        std::vector<std::string> ids;
        for (const Promotion& promotion : models_.promotions("price").value())
            ids.push_back(promotion.model.value());
        return ids;
    }

    static StoredModel* model_;
    testing::FakeModelStore models_;
};

StoredModel* ModelChoiceTest::model_ = nullptr;

TEST_F(ModelChoiceTest, WithoutADecisionTheLatestAnswers) {
    EXPECT_FALSE(model_in_use(models_).value().has_value());
    put("a");
    put("b");
    EXPECT_EQ(in_use(), "b");
    EXPECT_TRUE(promote("a").value());
    EXPECT_EQ(in_use(), "a");
    put("c");
    EXPECT_EQ(in_use(), "a");
}

TEST_F(ModelChoiceTest, ATrainedModelAnswersUnlessItIsOnlyKept) {
    EXPECT_TRUE(store("a", NewModel::keep));  // The first.
    EXPECT_EQ(in_use(), "a");
    EXPECT_FALSE(store("b", NewModel::keep));
    EXPECT_EQ(in_use(), "a");
    EXPECT_TRUE(store("c", NewModel::use));
    EXPECT_EQ(in_use(), "c");
    EXPECT_THAT(decided(), ElementsAre("a", "c"));
    EXPECT_EQ(models_.promotions("price").value().back().at, kNow);
}

/// A store of an earlier version holds models and no decision.
TEST_F(ModelChoiceTest, KeepingAModelLeavesTheLatestOfAnOlderStoreInUse) {
    put("a");
    EXPECT_FALSE(store("b", NewModel::keep));
    EXPECT_EQ(in_use(), "a");
}

TEST_F(ModelChoiceTest, TheLatestOfAnOlderStoreCanBeReturnedTo) {
    put("a");
    EXPECT_TRUE(store("b", NewModel::use));
    EXPECT_EQ(rolled_back(), "a");
}

TEST_F(ModelChoiceTest, ToTrainTheSameModelAgainDecidesNothing) {
    store("a", NewModel::use);
    EXPECT_TRUE(store("a", NewModel::use));
    EXPECT_TRUE(store("a", NewModel::keep));
    EXPECT_THAT(decided(), ElementsAre("a"));
}

TEST_F(ModelChoiceTest, ToPromoteTheModelInUseDecidesNothing) {
    put("a");
    EXPECT_FALSE(promote("a").value());
    EXPECT_FALSE(promote("a").value());
    EXPECT_THAT(decided(), ElementsAre("a"));
}

TEST_F(ModelChoiceTest, AModelThatCannotBeReadIsNotPromoted) {
    put("a");
    StoredModel broken = model("b");
    broken.payload.back() = static_cast<char>(broken.payload.back() + 1);
    models_.put(broken).value();
    ASSERT_TRUE(promote("a").has_value());
    const auto refused = promote("b");
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::corrupt_data);
    EXPECT_THAT(refused.error().detail, HasSubstr("model b stays out of use"));
    EXPECT_EQ(promote("z").error().code, ErrorCode::not_found);
    EXPECT_EQ(in_use(), "a");
}

TEST_F(ModelChoiceTest, RollsBackToTheOneBeforeAndForthAgain) {
    for (const char* id : {"a", "b", "c"})
        store(id, NewModel::use);
    EXPECT_EQ(rolled_back(), "b");
    EXPECT_EQ(in_use(), "b");
    EXPECT_EQ(rolled_back(), "c");
    EXPECT_THAT(decided(), ElementsAre("a", "b", "c", "b", "c"));
}

TEST_F(ModelChoiceTest, WithoutAModelBeforeNothingIsRolledBack) {
    EXPECT_EQ(roll_back(models_, kMembers, kNow).error().code, ErrorCode::not_found);
    store("a", NewModel::use);
    const auto refused = roll_back(models_, kMembers, kNow);
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(refused.error().detail, HasSubstr("no other model was in use before"));
    EXPECT_THAT(decided(), ElementsAre("a"));
}

}  // namespace
}  // namespace seatsync::app
