#include "features/catalogue.hpp"

#include "features/feature_table.hpp"

#include <gtest/gtest.h>

#include <set>

namespace seatsync::features {
namespace {

TEST(CatalogueTest, EveryFeatureHasItsOwnNameAndSaysWhatItIs) {
    std::set<std::string_view> names;
    for (const Feature& feature : catalogue()) {
        EXPECT_TRUE(names.insert(feature.name).second) << feature.name << " is there twice";
        EXPECT_FALSE(feature.name.empty());
        EXPECT_FALSE(feature.unit.empty()) << feature.name;
        EXPECT_FALSE(feature.source.empty()) << feature.name;
        EXPECT_FALSE(feature.definition.empty()) << feature.name;
        EXPECT_NE(feature.compute, nullptr) << feature.name;
    }
    EXPECT_GE(names.size(), 20U);
}

TEST(CatalogueTest, TheNamesAreThoseOfTheColumns) {
    const auto names = feature_names();
    ASSERT_EQ(names.size(), catalogue().size());
    for (std::size_t i = 0; i < names.size(); ++i)
        EXPECT_EQ(names[i], catalogue()[i].name);
}

TEST(CatalogueTest, EveryPartIsInIt) {
    EXPECT_EQ(catalogue().size(), path_features().size() + listing_features().size() +
                                      calendar_features().size() + team_features().size() +
                                      market_features().size() + comparison_features().size() +
                                      season_features().size());
}

TEST(CatalogueTest, NamesTheCategories) {
    const std::pair<Category, std::string_view> words[] = {
        {Category::market, "market"},       {Category::team, "team"},
        {Category::temporal, "temporal"},   {Category::external, "external"},
        {Category::sentiment, "sentiment"}, {Category::historical, "historical"}};
    for (const auto& [category, word] : words)
        EXPECT_EQ(name_of(category), word);
}

}  // namespace
}  // namespace seatsync::features
