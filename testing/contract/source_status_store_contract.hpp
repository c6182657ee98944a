#pragma once

// What every store of source statuses does. A store joins with INSTANTIATE_TEST_SUITE_P and a
// factory.

#include "app/source_status_store.hpp"
#include "testing/observations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>

namespace seatsync::testing {

struct SourceStatusStoreFactory {
    std::string name;
    /// An empty store, with whatever it stands on.
    std::function<std::shared_ptr<app::SourceStatusStore>()> make;
    friend void PrintTo(const SourceStatusStoreFactory& factory, std::ostream* out) {
        *out << factory.name;
    }
};

class SourceStatusStoreContract : public ::testing::TestWithParam<SourceStatusStoreFactory> {
  protected:
    static app::StoredSourceStatus status(std::string source, std::string json) {
        return {.source = std::move(source),
                .updated_at = at("2021-06-01T00:00:00.000001Z"),
                .status_json = std::move(json)};
    }

    std::shared_ptr<app::SourceStatusStore> store_ = GetParam().make();
};

inline auto name_of_status_factory(const ::testing::TestParamInfo<SourceStatusStoreFactory>& info) {
    return info.param.name;
}

TEST_P(SourceStatusStoreContract, BeginsEmpty) {
    EXPECT_TRUE(store_->load().value().empty());
    store_->save({}).value();
    EXPECT_TRUE(store_->load().value().empty());
}

TEST_P(SourceStatusStoreContract, KeepsEveryFieldByNameOfTheSource) {
    const auto espn = status("espn", R"({"state":"open","last_error":"a 'quoted' \"é\""})");
    const auto x = status("x", "{}");
    store_->save({x, espn}).value();
    EXPECT_THAT(store_->load().value(), ::testing::ElementsAre(espn, x));
}

TEST_P(SourceStatusStoreContract, ReplacesTheSourcesThatAreNamedAndNoOther) {
    store_->save({status("espn", "1"), status("x", "2")}).value();
    app::StoredSourceStatus later = status("espn", "3");
    later.updated_at += std::chrono::seconds(30);
    store_->save({later}).value();
    EXPECT_THAT(store_->load().value(), ::testing::ElementsAre(later, status("x", "2")));
}

TEST_P(SourceStatusStoreContract, OfOneSourceNamedTwiceTheLastCounts) {
    store_->save({status("espn", "1"), status("espn", "2")}).value();
    EXPECT_THAT(store_->load().value(), ::testing::ElementsAre(status("espn", "2")));
}

}  // namespace seatsync::testing
