#include "emulator/answers.hpp"
#include "emulator/api_fixture.hpp"
#include "emulator/surroundings.hpp"

#include <set>

namespace seatsync::emulator {
namespace {

constexpr const char* kAllScopes = "read:events%20read:sellerlistings%20read:sales";

struct StubHubTest : ::testing::Test {
    ApiFixture api{make_stubhub()};
    std::string token;

    /// "x:y" asks for a token.
    Response ask_for_token(const std::string& body, const std::string& credentials = "eDp5") {
        return api.post("/oauth2/token", body,
                        {{"Host", "account.stubhub.com"},
                         {"User-Agent", "test"},
                         {"Authorization", "Basic " + credentials},
                         {"Content-Type", "application/x-www-form-urlencoded"}});
    }
    void log_in(const std::string& scope = kAllScopes) {
        const auto body =
            ApiFixture::json(ask_for_token("grant_type=client_credentials&scope=" + scope));
        token = std::string(body.at("access_token").as_string());
    }
    Response get(const std::string& target) {
        return api.get(target, {{"User-Agent", "test"}, {"Authorization", "Bearer " + token}});
    }
    std::string code_of(const std::string& target) {
        return std::string(ApiFixture::json(get(target)).at("code").as_string());
    }
    std::vector<OwnLot> lots(bool sold) {
        auto all = own_lots(api.world(), Marketplace::stubhub);
        std::erase_if(all, [sold](const OwnLot& lot) { return lot.sold_at.has_value() != sold; });
        return all;
    }
};

TEST_F(StubHubTest, GivesATokenForClientCredentials) {
    const auto body =
        ApiFixture::json(ask_for_token("grant_type=client_credentials&scope=read:events"));
    EXPECT_EQ(body.at("expires_in").as_int64(), 86'400);
    EXPECT_EQ(body.at("scope").as_string(), "read:events");
    EXPECT_EQ(ask_for_token("grant_type=password").status, 400U);
    // "bad:y" and "x:bad"
    EXPECT_EQ(ask_for_token("grant_type=client_credentials", "YmFkOnk=").status, 401U);
    EXPECT_EQ(ask_for_token("grant_type=client_credentials", "eDpiYWQ=").status, 401U);
}

TEST_F(StubHubTest, AsksForUserAgentTokenAndScope) {
    EXPECT_EQ(code_of("/catalog/events"), "unauthorized");
    EXPECT_EQ(get("/catalog/events").status, 401U);
    EXPECT_EQ(api.get("/catalog/events").status, 400U);
    EXPECT_EQ(ApiFixture::json(api.get("/catalog/events")).at("code").as_string(),
              "user_agent_required");
    log_in("read:events");
    EXPECT_EQ(get("/catalog/events").status, 200U);
    EXPECT_EQ(get("/v2/sales").status, 403U);
    EXPECT_EQ(code_of("/v2/sellerlistings"), "insufficient_scope");
}

TEST_F(StubHubTest, ATokenEndsWithItsTime) {
    log_in();
    api.world().advance_to(api.world().now() + std::chrono::hours(23));
    EXPECT_EQ(get("/catalog/events").status, 200U);
    api.world().advance_to(api.world().now() + std::chrono::hours(2));
    EXPECT_EQ(get("/catalog/events").status, 401U);
}

TEST_F(StubHubTest, TellsTheGamesOfACategoryWithTheLowestPrice) {
    log_in();
    const auto response =
        get("/catalog/categories/2/events?exclude_parking_passes=true&page_size=3&page=2");
    EXPECT_EQ(response.items, 3U);
    const auto body = ApiFixture::json(response);
    const std::string league = api.world().leagues()[1];
    const auto games = api.world().games_of(league, api.world().now(), Instant::max());
    EXPECT_EQ(body.at("total_items").as_int64(), static_cast<std::int64_t>(games.size()));
    const Game& game = *games[3];
    const auto& event = body.at("_embedded").at("items").at(0);
    EXPECT_EQ(event.at("id").as_int64(), game.number);
    EXPECT_EQ(event.at("name").as_string(), game.away->name + " at " + game.home->name);
    EXPECT_EQ(event.at("start_date").as_string(),
              local_with_offset(game.start, game.home->venue.zone));
    const auto page = api.world().market_page(game, Marketplace::stubhub);
    EXPECT_DOUBLE_EQ(event.at("min_ticket_price").at("amount").to_number<double>() * 100,
                     static_cast<double>(page.lowest->all_in_cents));
    EXPECT_EQ(code_of("/catalog/categories/9/events"), "not_found");
    EXPECT_EQ(code_of("/catalog/categories/x/events"), "not_found");
}

TEST_F(StubHubTest, SearchesByNameAndLocalDateWithParking) {
    log_in();
    const Game& game = *api.world().games_of("mlb", api.world().now(), Instant::max())[0];
    std::string team = game.home->name;
    for (std::size_t at = 0; (at = team.find(' ', at)) != team.npos;)
        team.replace(at, 1, "%20");
    const auto response = get("/catalog/events/search?q=" + team +
                              "&dateLocal=" + local_date(game.start, game.home->venue.zone));
    EXPECT_EQ(response.items, 2U);
    const auto body = ApiFixture::json(response);
    const auto& items = body.at("_embedded").at("items");
    EXPECT_EQ(items.at(0).at("id").as_int64(), game.number);
    EXPECT_EQ(items.at(0).at("type").as_string(), "Main");
    EXPECT_EQ(items.at(1).at("type").as_string(), "Parking");
    EXPECT_FALSE(body.at("_links").as_object().contains("next"));
    EXPECT_EQ(get("/catalog/events/search?q=Nobody").items, 0U);
}

TEST_F(StubHubTest, PagesToTheEndTellEachEventOnce) {
    log_in();
    std::set<std::int64_t> seen;
    for (int page = 1;; ++page) {
        const auto body =
            ApiFixture::json(get("/catalog/events?page_size=500&page=" + std::to_string(page)));
        for (const auto& event : body.at("_embedded").at("items").as_array())
            EXPECT_TRUE(seen.insert(event.at("id").as_int64()).second);
        if (!body.at("_links").as_object().contains("next"))
            break;
    }
    EXPECT_EQ(seen.size(), 2 * api.world().games_of({}, api.world().now(), Instant::max()).size());
}

TEST_F(StubHubTest, LinksLeadBackHereWithTheSameQuestion) {
    log_in();
    const auto body = ApiFixture::json(get("/catalog/events?page_size=2&q=a%26b"));
    EXPECT_EQ(body.at("_links").at("next").at("href").as_string(),
              "https://api.stubhub.net/catalog/events?q=a%26b&page=2&page_size=2");
}

TEST_F(StubHubTest, TellsTheOwnAccount) {
    log_in();
    const auto listed = lots(false);
    const auto body = ApiFixture::json(get("/v2/sellerlistings"));
    ASSERT_EQ(body.at("_embedded").at("items").as_array().size(), listed.size());
    const auto& listing = body.at("_embedded").at("items").at(0);
    EXPECT_EQ(listing.at("id").as_int64(), listed[0].number);
    EXPECT_DOUBLE_EQ(listing.at("ticket_proceeds").at("amount").to_number<double>() * 100,
                     static_cast<double>(listed[0].prices.seller_net_cents));
    const auto sold = lots(true);
    ASSERT_FALSE(sold.empty());
    const auto sales = ApiFixture::json(get("/v2/sales"));
    ASSERT_EQ(sales.at("_embedded").at("items").as_array().size(), sold.size());
    EXPECT_DOUBLE_EQ(
        sales.at("_embedded").at("items").at(0).at("proceeds").at("amount").to_number<double>() *
            100,
        static_cast<double>(sold[0].prices.seller_net_cents * sold[0].quantity));
}

struct StubHubPosTest : ::testing::Test {
    ApiFixture api{make_stubhub_pos()};
    Response get(const std::string& target) {
        return api.get(target, {{"Authorization", "Bearer x"}});
    }
};

TEST_F(StubHubPosTest, RefusesABadKey) {
    EXPECT_EQ(api.get("/inventory/export").status, 401U);
    EXPECT_EQ(api.get("/inventory/export", {{"Authorization", "Bearer bad"}}).status, 401U);
    EXPECT_EQ(get("/nothing").status, 404U);
}

TEST_F(StubHubPosTest, ExportsEndWithAnEmptyPage) {
    for (const bool sold : {false, true}) {
        const std::string path = sold ? "/invoices/export" : "/inventory/export";
        std::set<std::int64_t> seen;
        std::string token = "0";
        for (bool ended = false; !ended;) {
            const auto response = get(path + "?paginationToken=" + token);
            const auto body = ApiFixture::json(response);
            for (const auto& row : body.at(sold ? "invoices" : "inventory").as_array())
                EXPECT_TRUE(seen.insert(row.at("id").as_int64()).second);
            ended = body.at("paginationToken").is_null();
            EXPECT_EQ(ended, response.items == 0);
            if (!ended)
                token = std::to_string(body.at("paginationToken").as_int64());
        }
        auto lots = own_lots(api.world(), Marketplace::stubhub);
        std::erase_if(lots, [&](const OwnLot& lot) { return lot.sold_at.has_value() != sold; });
        EXPECT_EQ(seen.size(), lots.size()) << path;
    }
}

}  // namespace
}  // namespace seatsync::emulator
