#include "market/event_titles.hpp"

#include <gtest/gtest.h>

namespace seatsync::market {
namespace {

TEST(EventTitlesTest, FindsTheTwoSides) {
    struct Row {
        const char* title;
        const char* home;
        const char* away;
        bool certain;
    };
    const Row rows[] = {
        {"Texas Rangers at Los Angeles Dodgers", "Los Angeles Dodgers", "Texas Rangers", true},
        {"Rangers @ Dodgers", "Dodgers", "Rangers", true},
        {"Lakers vs. Celtics", "Lakers", "Celtics", false},
        {"Lakers VS Celtics", "Lakers", "Celtics", false},
        {"Arsenal v Chelsea", "Arsenal", "Chelsea", false},
        {"NBA Cup Quarterfinal: Los Angeles Lakers vs. San Antonio Spurs", "Los Angeles Lakers",
         "San Antonio Spurs", false},
        {"NBA Finals: Celtics at Lakers - Game 3 (If Necessary)", "Lakers", "Celtics", true},
        {"Celtics at Lakers Game 3", "Lakers", "Celtics", true},
        {"Wisconsin vs Michigan at Michigan Stadium", "Wisconsin", "Michigan", false},
        {"Rangers at Dodgers: Bobblehead Night", "Dodgers", "Rangers", true},
        {"Rangers at Dodgers vs. Cancer Night", "Dodgers", "Rangers", true},
        {"Celtics at Lakers (If Necessary)", "Lakers", "Celtics", true},
    };
    for (const auto& row : rows) {
        const auto sides = sides_in_title(row.title);
        ASSERT_TRUE(sides.has_value()) << row.title;
        EXPECT_EQ(*sides, (TitleSides{.home = row.home, .away = row.away, .certain = row.certain}))
            << row.title;
    }
}

TEST(EventTitlesTest, FindsNoneWhereThereAreNone) {
    for (const char* title : {"NBA Finals Game 3 (If Necessary)", "", "Super Bowl LIII",
                              "at Lakers", "Lakers at ", "Atlanta Braves", "A vs B: C vs D"})
        EXPECT_FALSE(sides_in_title(title).has_value()) << title;
}

TEST(EventTitlesTest, KnowsWhatIsSoldBesideAGame) {
    EXPECT_TRUE(is_beside_the_game("PARKING: Lakers vs. Celtics"));
    EXPECT_TRUE(is_beside_the_game("Dodger Stadium Parking Lot G"));
    EXPECT_FALSE(is_beside_the_game("Parkers vs. Celtics"));
}

}  // namespace
}  // namespace seatsync::market
