#include "emulator/answers.hpp"
#include "emulator/api_fixture.hpp"

#include <set>

namespace seatsync::emulator {
namespace {

struct SeatGeekTest : ::testing::Test {
    ApiFixture api{make_seatgeek()};
};

TEST_F(SeatGeekTest, TellsTheGamesOfALeagueWithTheirPrices) {
    const Response response =
        api.get("/2/events?client_id=x&taxonomies.name=nba&per_page=3&page=2");
    ASSERT_EQ(response.status, 200U);
    EXPECT_EQ(response.items, 3U);
    const auto body = ApiFixture::json(response);
    const auto games = api.world().games_of("nba", api.world().now(), Instant::max());
    EXPECT_EQ(body.at("meta").at("total").as_int64(), static_cast<std::int64_t>(games.size()));
    ASSERT_EQ(body.at("events").as_array().size(), 3U);
    const auto& event = body.at("events").at(0);
    const Game& game = *games[3];
    EXPECT_EQ(event.at("id").as_int64(), game.number);
    EXPECT_EQ(event.at("datetime_utc").as_string(), utc_bare(game.start));
    EXPECT_EQ(event.at("performers").at(0).at("name").as_string(), game.home->name);
    const MarketPage page = api.world().market_page(game, Marketplace::seatgeek);
    EXPECT_EQ(event.at("stats").at("lowest_price").as_int64() * 100, page.lowest->all_in_cents);
    EXPECT_EQ(event.at("stats").at("listing_count").as_int64(), page.listings);
}

TEST_F(SeatGeekTest, RefusesARequestWithoutClient) {
    for (const char* target : {"/2/events", "/2/events?client_id=bad"}) {
        const Response response = api.get(target);
        EXPECT_EQ(response.status, 403U) << target;
        EXPECT_EQ(response.items, 0U);
        EXPECT_EQ(ApiFixture::json(response).at("errors").at(0).at("code").as_int64(), 40307);
    }
    // "x:y"
    EXPECT_EQ(api.get("/2/events", {{"Authorization", "Basic eDp5"}}).status, 200U);
}

TEST_F(SeatGeekTest, ListsNothingAsNullAndNotAsZero) {
    const Game& far = api.world().games().back();
    ASSERT_FALSE(api.world().is_on_sale(far));
    const auto body =
        ApiFixture::json(api.get("/2/events/" + std::to_string(far.number) + "?client_id=x"));
    EXPECT_TRUE(body.at("stats").at("listing_count").is_null());
    EXPECT_TRUE(body.at("stats").at("lowest_price").is_null());
    EXPECT_EQ(api.get("/2/events/0?client_id=x").status, 404U);
}

TEST_F(SeatGeekTest, PagesToTheEndTellEachGameOnce) {
    std::set<std::int64_t> seen;
    for (int page = 1;; ++page) {
        const auto body = ApiFixture::json(
            api.get("/2/events?client_id=x&per_page=100&page=" + std::to_string(page)));
        if (body.at("events").as_array().empty())
            break;
        for (const auto& event : body.at("events").as_array())
            EXPECT_TRUE(seen.insert(event.at("id").as_int64()).second);
    }
    EXPECT_EQ(seen.size(), api.world().games_of({}, api.world().now(), Instant::max()).size());
}

}  // namespace
}  // namespace seatsync::emulator
