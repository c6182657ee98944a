#include "emulator/surroundings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace seatsync::emulator {
namespace {

using std::chrono::days;
using std::chrono::hours;

struct SurroundingsTest : ::testing::Test {
    std::unique_ptr<World> world = std::move(World::make(default_world(1))).value();
    std::unique_ptr<World> again = std::move(World::make(default_world(1))).value();
    const Team& team = world->teams().front();
    Instant now = world->now();
};

TEST_F(SurroundingsTest, WeatherIsTheSameEachTimeAndOfThisPlanet) {
    double coldest = 100;
    double hottest = -100;
    int wet = 0;
    for (int hour = 0; hour < 24 * 30; ++hour) {
        const WeatherHour w = weather_at(*world, team.place, now - hours(hour));
        const WeatherHour v = weather_at(*again, team.place, now - hours(hour));
        EXPECT_EQ(w.temperature_c, v.temperature_c);
        EXPECT_EQ(w.precipitation_mm, v.precipitation_mm);
        EXPECT_EQ(w.hour, std::chrono::floor<hours>(now) - hours(hour));
        coldest = std::min(coldest, w.temperature_c);
        hottest = std::max(hottest, w.temperature_c);
        wet += w.precipitation_mm > 0 ? 1 : 0;
        EXPECT_EQ(w.wmo_code >= 61, w.precipitation_mm > 0);
        for (const double share : {w.precipitation_chance, w.humidity, w.cloud_cover}) {
            EXPECT_GE(share, 0);
            EXPECT_LE(share, 1);
        }
        EXPECT_GE(w.wind_kmh, 0);
    }
    EXPECT_GT(coldest, -10);
    EXPECT_LT(hottest, 45);
    EXPECT_GT(hottest - coldest, 8);
    EXPECT_GT(wet, 20);
    EXPECT_LT(wet, 400);
    EXPECT_NE(weather_at(*world, team.place, now).temperature_c,
              weather_at(*world, world->teams().back().place, now).temperature_c);
}

TEST_F(SurroundingsTest, AForecastChangesUntilTheHourHasCome) {
    const Instant hour = now + days(4);
    const double early = weather_at(*world, team.place, hour).temperature_c;
    world->advance_to(now + days(2));
    const double late = weather_at(*world, team.place, hour).temperature_c;
    world->advance_to(hour);
    const double truth = weather_at(*world, team.place, hour).temperature_c;
    world->advance_to(hour + days(30));
    EXPECT_NE(early, late);
    EXPECT_NE(late, truth);
    EXPECT_NEAR(early, truth, 4.01);
    EXPECT_EQ(weather_at(*world, team.place, hour).temperature_c, truth);
}

TEST_F(SurroundingsTest, PostsDoNotChangeAndNoneIsOfTheFuture) {
    const auto posts = posts_about(*world, team, now - days(3), now + days(1));
    ASSERT_GT(posts.size(), 60U);
    std::set<std::int64_t> numbers;
    for (const Post& post : posts) {
        EXPECT_GE(post.created_at, now - days(3));
        EXPECT_LE(post.created_at, now);
        EXPECT_TRUE(numbers.insert(post.number).second);
    }
    EXPECT_TRUE(std::is_sorted(posts.begin(), posts.end(), [](const auto& a, const auto& b) {
        return std::pair(a.created_at, a.number) < std::pair(b.created_at, b.number);
    }));
    again->advance_to(now + hours(8));
    const auto later = posts_about(*again, again->teams().front(), now - days(3), now + days(1));
    ASSERT_GT(later.size(), posts.size());
    std::int64_t grown = 0;
    for (std::size_t i = 0; i < posts.size(); ++i) {
        EXPECT_EQ(later[i].number, posts[i].number);
        EXPECT_EQ(later[i].text, posts[i].text);
        EXPECT_GE(later[i].likes, posts[i].likes);
        grown += later[i].likes - posts[i].likes;
    }
    EXPECT_GT(grown, 0);
}

TEST_F(SurroundingsTest, PostsOfPartsAreThoseOfTheWhole) {
    const Instant middle = now - hours(30) - std::chrono::minutes(17);
    const auto whole = posts_about(*world, team, now - days(3), now);
    const auto first = posts_about(*world, team, now - days(3), middle);
    const auto second = posts_about(*world, team, middle, now);
    EXPECT_EQ(first.size() + second.size(), whole.size());
    EXPECT_LT(first.back().created_at, middle);
    EXPECT_GE(second.front().created_at, middle);
    EXPECT_TRUE(posts_about(*world, team, now - days(20), now - days(7)).empty());
}

TEST_F(SurroundingsTest, ArticlesAreOfTheAskedDaysUntilNow) {
    const auto articles = articles_about(*world, team, now - days(10), now + days(5));
    ASSERT_GT(articles.size(), 8U);
    std::set<std::string> urls;
    for (const Article& article : articles) {
        EXPECT_GE(article.published_at, now - days(10));
        EXPECT_LE(article.published_at, now);
        EXPECT_TRUE(urls.insert(article.url).second);
        EXPECT_THAT(article.title, ::testing::HasSubstr(team.name));
    }
}

TEST_F(SurroundingsTest, InjuriesWereReportedAndAreNotOver) {
    std::size_t injured = 0;
    for (int day = 0; day < 40; ++day) {
        world->advance_to(now + days(day));
        std::set<std::int64_t> athletes;
        for (const Injury& injury : injuries_of(*world, "mlb")) {
            ++injured;
            EXPECT_LE(injury.reported_at, world->now());
            EXPECT_GT(*injury.returns_at, world->now());
            EXPECT_EQ(injury.team->league, "mlb");
            EXPECT_TRUE(athletes.insert(injury.athlete_number).second);
        }
    }
    EXPECT_GT(injured, 200U);  // 108 athletes, 0.12 of them each fortnight, three weeks each.
    EXPECT_LT(injured, 2000U);
}

TEST_F(SurroundingsTest, CityEventsAreNearAnnouncedAndAsked) {
    const auto events = city_events(*world, team, now, now + days(200));
    ASSERT_GT(events.size(), 40U);
    for (const CityEvent& event : events) {
        EXPECT_GE(event.start, now);
        EXPECT_LE(event.start, now + days(90));
        EXPECT_GT(event.end, event.start);
        EXPECT_LT(distance_km(event.place, team.place), 10);
        EXPECT_LE(event.updated_at, now);
        EXPECT_GE(event.rank, 1);
        EXPECT_LE(event.rank, 100);
        EXPECT_GE(event.attendance, 200);
    }
    const auto one = city_events(*world, team, events[3].start, events[3].start + hours(1));
    ASSERT_FALSE(one.empty());
    EXPECT_EQ(one.front().number, events[3].number);
}

TEST(DistanceTest, IsThatOfTheGlobe) {
    // One degree of a great circle: 6371 π / 180.
    EXPECT_NEAR(distance_km({0, 0}, {0, 1}), 111.19, 0.01);
    EXPECT_NEAR(distance_km({40, -75}, {41, -75}), 111.19, 0.01);
    EXPECT_EQ(distance_km({40, -75}, {40, -75}), 0);
}

TEST_F(SurroundingsTest, AnIndexIsKnownInTheEveningOfAWorkingDay) {
    using std::chrono::year;
    EXPECT_TRUE(index_on(*world, "CPI", year(2026) / 6 / 11));   // Thursday
    EXPECT_FALSE(index_on(*world, "CPI", year(2026) / 6 / 12));  // Friday, 15:00 UTC now
    EXPECT_FALSE(index_on(*world, "CPI", year(2026) / 6 / 6));   // Saturday
    world->advance_to(now + hours(6));
    const auto friday = index_on(*world, "CPI", year(2026) / 6 / 12);
    ASSERT_TRUE(friday);
    EXPECT_NEAR(*friday, 100, 40);
    EXPECT_NE(friday, index_on(*world, "CPI", year(2026) / 6 / 11));
    EXPECT_NE(friday, index_on(*world, "GDP", year(2026) / 6 / 12));
}

TEST_F(SurroundingsTest, OwnLotsAreSoldOnceAndStaySold) {
    const auto before = own_lots(*world, Marketplace::stubhub);
    ASSERT_GT(before.size(), 5U);
    world->advance_to(now + days(20));
    const auto after = own_lots(*world, Marketplace::stubhub);
    std::size_t sold = 0;
    for (const OwnLot& lot : before) {
        EXPECT_LE(lot.listed_at, now);
        if (!lot.sold_at)
            continue;
        ++sold;
        EXPECT_LE(*lot.sold_at, now);
        const auto later = std::find_if(after.begin(), after.end(), [&](const OwnLot& other) {
            return other.number == lot.number;
        });
        ASSERT_NE(later, after.end());
        EXPECT_EQ(later->sold_at, lot.sold_at);
        EXPECT_EQ(later->prices.list_cents, lot.prices.list_cents);
    }
    EXPECT_GT(sold, 2U);
    for (const OwnLot& here : own_lots(*world, Marketplace::vividseats))
        for (const OwnLot& there : after)
            EXPECT_NE(here.game, there.game);
}

}  // namespace
}  // namespace seatsync::emulator
