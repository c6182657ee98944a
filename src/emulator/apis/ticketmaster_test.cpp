#include "emulator/answers.hpp"
#include "emulator/api_fixture.hpp"
#include "emulator/surroundings.hpp"

#include <fmt/format.h>

#include <set>

namespace seatsync::emulator {
namespace {

struct TicketmasterTest : ::testing::Test {
    ApiFixture api{make_ticketmaster()};

    boost::json::value body_of(const std::string& query) {
        return ApiFixture::json(api.get("/discovery/v2/events.json?apikey=x&" + query));
    }
};

TEST_F(TicketmasterTest, RefusesABadKeyAsTheGatewayDoes) {
    for (const char* target :
         {"/discovery/v2/events.json", "/discovery/v2/events.json?apikey=bad"}) {
        const Response response = api.get(target);
        EXPECT_EQ(response.status, 401U);
        EXPECT_EQ(response.items, 0U);
        const auto body = ApiFixture::json(response);
        EXPECT_EQ(body.at("fault").at("detail").at("errorcode").as_string(),
                  "oauth.v2.InvalidApiKey");
    }
}

TEST_F(TicketmasterTest, TellsTheGamesOfALeagueWithTheirAdvertisedRange) {
    const auto body = body_of("classificationName=NBA&size=200");
    const auto games = api.world().games_of("nba", api.world().now(), Instant::max());
    const auto& events = body.at("_embedded").at("events").as_array();
    ASSERT_EQ(events.size(), games.size());
    std::size_t priced = 0;
    for (std::size_t i = 0; i < games.size(); ++i) {
        EXPECT_EQ(events[i].at("name").as_string(),
                  games[i]->home->name + " vs. " + games[i]->away->name);
        EXPECT_EQ(events[i].at("dates").at("start").at("dateTime").as_string(),
                  utc_z(games[i]->start));
        if (!events[i].as_object().contains("priceRanges"))
            continue;
        ++priced;
        const auto page = api.world().market_page(*games[i], Marketplace::ticketmaster);
        const auto& range = events[i].at("priceRanges").at(0);
        EXPECT_DOUBLE_EQ(range.at("min").to_number<double>() * 100,
                         static_cast<double>(page.lowest->list_cents));
        EXPECT_DOUBLE_EQ(range.at("max").to_number<double>() * 100,
                         static_cast<double>(page.highest->list_cents));
    }
    EXPECT_GT(priced, games.size() / 3);
    EXPECT_LT(priced, games.size());
}

TEST_F(TicketmasterTest, TellsNothingBeyondTheThousandthEvent) {
    EXPECT_EQ(api.get("/discovery/v2/events.json?apikey=x&size=200&page=4").status, 200U);
    const Response response = api.get("/discovery/v2/events.json?apikey=x&size=200&page=5");
    EXPECT_EQ(response.status, 400U);
    const auto body = ApiFixture::json(response);
    EXPECT_EQ(body.at("errors").at(0).at("code").as_string(), "DIS1035");
    EXPECT_EQ(body.at("errors").at(0).at("status").as_string(), "400");
}

TEST_F(TicketmasterTest, PagesOfAWindowTellEachEventOnce) {
    const std::string window = fmt::format("startDateTime={}&endDateTime={}",
                                           utc_z(api.world().now() + std::chrono::hours(24)),
                                           utc_z(api.world().now() + std::chrono::hours(24 * 4)));
    std::set<std::string> seen;
    std::int64_t pages = 1;
    std::int64_t total = 0;
    for (std::int64_t page = 0; page < pages; ++page) {
        const auto body = body_of(fmt::format("{}&size=7&page={}", window, page));
        pages = body.at("page").at("totalPages").as_int64();
        total = body.at("page").at("totalElements").as_int64();
        EXPECT_EQ(body.at("_links").as_object().contains("next"), page + 1 < pages);
        for (const auto& event : body.at("_embedded").at("events").as_array()) {
            EXPECT_TRUE(seen.insert(std::string(event.at("id").as_string())).second);
            const auto start =
                std::string(event.at("dates").at("start").at("dateTime").as_string());
            EXPECT_GE(start, utc_z(api.world().now() + std::chrono::hours(24)));
            EXPECT_LE(start, utc_z(api.world().now() + std::chrono::hours(24 * 4)));
        }
    }
    EXPECT_GT(pages, 2);
    EXPECT_EQ(static_cast<std::int64_t>(seen.size()), total);
}

TEST_F(TicketmasterTest, AWindowWithoutEventsHasNoList) {
    const auto body = body_of("endDateTime=2026-01-01T00:00:00Z");
    EXPECT_FALSE(body.as_object().contains("_embedded"));
    EXPECT_EQ(body.at("page").at("totalElements").as_int64(), 0);
}

TEST_F(TicketmasterTest, TellsWhatIsNearAPlace) {
    const Team& team = api.world().teams()[0];
    const auto query = [&](const char* unit) {
        return fmt::format("latlong={},{}&radius=3&unit={}&size=200", team.place.latitude,
                           team.place.longitude, unit);
    };
    const auto in_miles = body_of(query("miles"));
    const auto in_kilometres = body_of(query("km"));
    EXPECT_GT(in_miles.at("page").at("totalElements").as_int64(),
              in_kilometres.at("page").at("totalElements").as_int64());
    bool any_other = false;
    for (const auto& event : in_miles.at("_embedded").at("events").as_array()) {
        const auto& venue = event.at("_embedded").at("venues").at(0);
        const Place place{std::stod(std::string(venue.at("location").at("latitude").as_string())),
                          std::stod(std::string(venue.at("location").at("longitude").as_string()))};
        EXPECT_LE(distance_km(place, team.place), 3 * 1.61);
        any_other = any_other || !event.at("_embedded").as_object().contains("attractions");
    }
    EXPECT_TRUE(any_other);
}

TEST_F(TicketmasterTest, TellsOneEvent) {
    const auto id = std::string(body_of("classificationName=MLB&size=1")
                                    .at("_embedded")
                                    .at("events")
                                    .at(0)
                                    .at("id")
                                    .as_string());
    const Response response = api.get("/discovery/v2/events/" + id + ".json?apikey=x");
    EXPECT_EQ(response.items, 1U);
    EXPECT_EQ(ApiFixture::json(response).at("id").as_string(), id);
    const Response none = api.get("/discovery/v2/events/G5v0Z0?apikey=x");
    EXPECT_EQ(none.status, 404U);
    EXPECT_EQ(ApiFixture::json(none).at("errors").at(0).at("code").as_string(), "DIS1004");
}

TEST_F(TicketmasterTest, CountsFiveThousandCallsADay) {
    const char* target = "/discovery/v2/events/G5v0Z0?apikey=x";
    const Response first = api.get(target);
    EXPECT_EQ(http::header(first.headers, "Rate-Limit"), "5000");
    EXPECT_EQ(http::header(first.headers, "Rate-Limit-Available"), "4999");
    // 12 June 2026, 15:00 UTC: the day ends nine hours later.
    EXPECT_EQ(http::header(first.headers, "Rate-Limit-Reset"), "1781308800000");
    for (int call = 1; call < 5000; ++call)
        (void)api.get(target);
    const Response refused = api.get(target);
    EXPECT_EQ(refused.status, 429U);
    EXPECT_EQ(http::header(refused.headers, "Rate-Limit-Over"), "1");
    EXPECT_EQ(ApiFixture::json(refused).at("fault").at("detail").at("errorcode").as_string(),
              "policies.ratelimit.QuotaViolation");
    EXPECT_EQ(api.get("/discovery/v2/events/G5v0Z0?apikey=y").status, 404U);
}

}  // namespace
}  // namespace seatsync::emulator
