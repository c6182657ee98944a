#pragma once

// What every model store does. A store joins with INSTANTIATE_TEST_SUITE_P and a factory.

#include "app/model_store.hpp"
#include "testing/observations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>

namespace seatsync::testing {

struct ModelStoreFactory {
    std::string name;
    /// An empty store, with whatever it stands on.
    std::function<std::shared_ptr<app::ModelStore>()> make;
    friend void PrintTo(const ModelStoreFactory& factory, std::ostream* out) {
        *out << factory.name;
    }
};

class ModelStoreContract : public ::testing::TestWithParam<ModelStoreFactory> {
  protected:
    static app::StoredModel model(std::string id, std::string_view created_at) {
        using namespace std::string_literals;
        return {.id = app::ModelId(std::move(id)),
                .name = "price",
                .predictor = "xgboost",
                .format_version = 4'000'000'000,
                .features = {"last_price", "days_to_event", "a, \"b\""},
                .window_from = at("2021-01-01T00:00:00.000001Z"),
                .window_to = at("2021-05-01T00:00:00Z"),
                .as_of = at("2021-05-02T00:00:00Z"),
                .seed = 0xFEDC'BA98'7654'3210,
                .revision = "27778d8",
                .metrics_json = R"({"1d": {"tasks": 300}})",
                .payload = "\x00\xFF{binary}\x00"s,
                .created_at = at(created_at)};
    }
    void put(const app::StoredModel& model) { store_->put(model).value(); }
    std::vector<std::string> listed_ids() {
        std::vector<std::string> ids;
        for (const app::StoredModel& model : store_->list().value())
            ids.push_back(model.id.value());
        return ids;
    }

    std::shared_ptr<app::ModelStore> store_ = GetParam().make();
};

inline auto name_of_model_factory(const ::testing::TestParamInfo<ModelStoreFactory>& info) {
    return info.param.name;
}

TEST_P(ModelStoreContract, KeepsEveryFieldOfAModel) {
    const app::StoredModel stored = model("a", "2021-05-02T01:00:00.25Z");
    put(stored);
    EXPECT_EQ(store_->get(stored.id).value(), stored);
    EXPECT_EQ(store_->latest("price").value(), stored);
}

TEST_P(ModelStoreContract, KeepsAModelWithoutFeaturesOrPayload) {
    app::StoredModel bare = model("a", "2021-05-02T01:00:00Z");
    bare.features.clear();
    bare.payload.clear();
    put(bare);
    EXPECT_EQ(store_->get(bare.id).value(), bare);
}

TEST_P(ModelStoreContract, AnUnknownModelIsNotFound) {
    EXPECT_EQ(store_->get(app::ModelId("a")).error().code, ErrorCode::not_found);
    EXPECT_EQ(store_->latest("price").value(), std::nullopt);
    EXPECT_TRUE(store_->list().value().empty());
}

TEST_P(ModelStoreContract, PuttingTheSameIdAgainChangesNothing) {
    const app::StoredModel first = model("a", "2021-05-02T01:00:00Z");
    app::StoredModel other = model("a", "2021-05-03T01:00:00Z");
    other.features = {"x"};
    put(first);
    put(other);
    EXPECT_EQ(store_->get(first.id).value(), first);
    EXPECT_EQ(listed_ids(), std::vector<std::string>{"a"});
}

TEST_P(ModelStoreContract, TheLatestOfANameIsTheOneCreatedLast) {
    app::StoredModel of_another_name = model("d", "2021-05-09T00:00:00Z");
    of_another_name.name = "demand";
    put(model("a", "2021-05-02T00:00:00Z"));
    put(model("c", "2021-05-04T00:00:00Z"));
    put(model("b", "2021-05-03T00:00:00Z"));
    put(of_another_name);
    EXPECT_EQ(store_->latest("price").value()->id, app::ModelId("c"));
    EXPECT_EQ(store_->latest("demand").value()->id, app::ModelId("d"));
    EXPECT_EQ(store_->latest("pri").value(), std::nullopt);
}

TEST_P(ModelStoreContract, OfModelsCreatedAtOnceTheOnePutLastIsTheLatest) {
    put(model("b", "2021-05-02T00:00:00Z"));
    put(model("a", "2021-05-02T00:00:00Z"));
    EXPECT_EQ(store_->latest("price").value()->id, app::ModelId("a"));
    EXPECT_THAT(listed_ids(), ::testing::ElementsAre("a", "b"));
}

TEST_P(ModelStoreContract, ListsTheNewestFirstWithoutPayloads) {
    put(model("a", "2021-05-02T00:00:00Z"));
    put(model("c", "2021-05-04T00:00:00Z"));
    put(model("b", "2021-05-03T00:00:00Z"));
    EXPECT_THAT(listed_ids(), ::testing::ElementsAre("c", "b", "a"));
    app::StoredModel expected = model("c", "2021-05-04T00:00:00Z");
    expected.payload.clear();
    EXPECT_EQ(store_->list().value().front(), expected);
}

TEST_P(ModelStoreContract, TheModelPromotedLastIsPromotedWhateverTheTimes) {
    const app::StoredModel older = model("a", "2021-05-02T00:00:00Z");
    const app::StoredModel newer = model("b", "2021-05-03T00:00:00Z");
    put(older);
    put(newer);
    EXPECT_EQ(store_->promoted("price").value(), std::nullopt);
    EXPECT_TRUE(store_->promotions("price").value().empty());
    const std::vector<app::Promotion> decided = {
        {newer.id, at("2021-05-05T00:00:00.000001Z")},
        {older.id, at("2021-05-04T00:00:00Z")},
        {older.id, at("2021-05-04T00:00:00Z")},
    };
    for (const app::Promotion& promotion : decided)
        store_->promote(promotion.model, promotion.at).value();
    EXPECT_EQ(store_->promoted("price").value(), older);
    EXPECT_EQ(store_->latest("price").value(), newer);
    EXPECT_EQ(store_->promotions("price").value(), decided);
}

TEST_P(ModelStoreContract, ModelsOfAnotherNameArePromotedApart) {
    app::StoredModel of_another_name = model("d", "2021-05-09T00:00:00Z");
    of_another_name.name = "demand";
    const app::StoredModel price = model("a", "2021-05-02T00:00:00Z");
    put(price);
    put(of_another_name);
    store_->promote(price.id, at("2021-05-10T00:00:00Z")).value();
    store_->promote(of_another_name.id, at("2021-05-11T00:00:00Z")).value();
    EXPECT_EQ(store_->promoted("price").value(), price);
    EXPECT_EQ(store_->promoted("demand").value(), of_another_name);
    EXPECT_EQ(store_->promotions("price").value().size(), 1U);
    EXPECT_EQ(store_->promoted("pri").value(), std::nullopt);
}

TEST_P(ModelStoreContract, AnUnknownModelCannotBePromoted) {
    put(model("a", "2021-05-02T00:00:00Z"));
    EXPECT_EQ(store_->promote(app::ModelId("b"), at("2021-05-10T00:00:00Z")).error().code,
              ErrorCode::not_found);
    EXPECT_TRUE(store_->promotions("price").value().empty());
    EXPECT_EQ(store_->promoted("price").value(), std::nullopt);
}

}  // namespace seatsync::testing
