#include "features/catalogue.hpp"

#include "features/catalogue_text.hpp"
#include "features/feature_table.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

namespace seatsync::features {
namespace {

TEST(CatalogueTest, EveryFeatureHasItsOwnNameAndSaysWhatItIs) {
    std::set<std::string_view> names;
    for (const Feature& feature : catalogue()) {
        EXPECT_TRUE(names.insert(feature.name).second) << feature.name << " is there twice";
        for (const std::string_view text :
             {feature.name, feature.unit, feature.source, feature.definition, feature.look_back,
              feature.gaps, feature.price})
            EXPECT_FALSE(text.empty()) << feature.name;
        EXPECT_EQ(find_feature(feature.name), &feature);
    }
    EXPECT_EQ(find_feature("absent"), nullptr);
}

/// What clients of the predecessor know.
TEST(CatalogueTest, HoldsEveryNameThatClientsKnow) {
    constexpr std::string_view kNames[] = {"current_market_price",
                                           "price_volatility",
                                           "listing_density",
                                           "price_trend_7d",
                                           "price_trend_30d",
                                           "supply_demand_ratio",
                                           "competitor_price_diff",
                                           "market_share",
                                           "liquidity_score",
                                           "team_win_rate",
                                           "opponent_strength",
                                           "playoff_probability",
                                           "recent_form",
                                           "home_advantage",
                                           "head_to_head_record",
                                           "scoring_average",
                                           "defensive_rating",
                                           "injury_impact",
                                           "days_until_game",
                                           "hour_of_day",
                                           "day_of_week",
                                           "season_progress",
                                           "weekend_indicator",
                                           "prime_time_indicator",
                                           "listing_age",
                                           "holiday_proximity",
                                           "season_type",
                                           "time_since_announcement",
                                           "weather_score",
                                           "event_competition",
                                           "media_coverage",
                                           "travel_difficulty",
                                           "economic_indicators",
                                           "fan_sentiment_score",
                                           "social_media_buzz",
                                           "news_sentiment",
                                           "promotional_activity",
                                           "fan_sentiment",
                                           "rivalry_score",
                                           "player_popularity",
                                           "team_momentum",
                                           "controversy_factor",
                                           "excitement_level",
                                           "expectation_index",
                                           "media_attention",
                                           "historical_demand",
                                           "price_elasticity",
                                           "seasonal_patterns",
                                           "similar_game_performance",
                                           "venue_premium",
                                           "section_popularity",
                                           "repeat_buyer_rate",
                                           "cancellation_rate",
                                           "last_minute_premium",
                                           "price_momentum",
                                           "strength_differential",
                                           "demand_pressure",
                                           "sentiment_performance_alignment"};
    static_assert(std::size(kNames) == 54 + 4);
    for (const std::string_view name : kNames)
        EXPECT_NE(find_feature(name), nullptr) << name;
    EXPECT_GE(catalogue().size(), 80U);
}

/// Stored models and predictors know columns by their place: new ones come behind these.
TEST(CatalogueTest, TheModelsInputsComeFirstAndKeepTheirOrder) {
    const auto names = feature_names();
    ASSERT_EQ(names.size(), model_inputs().size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        EXPECT_EQ(names[i], catalogue()[i].name);
        EXPECT_TRUE(catalogue()[i].model_input) << names[i];
    }
    for (const Feature& feature : catalogue().subspan(names.size()))
        EXPECT_FALSE(feature.model_input) << feature.name;
    ASSERT_GE(names.size(), 98U);
    EXPECT_EQ(names[0], "log_price");
    EXPECT_EQ(names[75], "past_home_move_to_close");
    EXPECT_EQ(names[76], "over_face_lowest");
    EXPECT_EQ(names[97], "past_venue_move_to_close");
}

TEST(CatalogueTest, ThePageAboutItIsUpToDate) {
    std::ifstream file(SEATSYNC_SOURCE_DIR "/docs/features.md");
    std::ostringstream page;
    page << file.rdbuf();
    EXPECT_TRUE(page.str() == catalogue_markdown())  // Both are too long to be shown.
        << "run: seatsync features list --markdown > docs/features.md";
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
