#include "emulator/answers.hpp"
#include "emulator/api_fixture.hpp"
#include "emulator/surroundings.hpp"

#include <fmt/format.h>

#include <set>

namespace seatsync::emulator {
namespace {

std::vector<OwnLot> lots_of(const World& world, bool sold) {
    auto lots = own_lots(world, Marketplace::vividseats);
    std::erase_if(lots, [sold](const OwnLot& lot) { return lot.sold_at.has_value() != sold; });
    return lots;
}

struct VividSeatsTest : ::testing::Test {
    ApiFixture api{make_vividseats()};
    http::Headers keys = {{"X-Application-Token", "x"}, {"X-Api-Token", "x"}, {"X-Account", "1"}};

    boost::json::value body_of(const std::string& target) {
        return ApiFixture::json(api.get(target, keys));
    }
};

TEST_F(VividSeatsTest, AsksForAllThreeHeaders) {
    EXPECT_EQ(api.get("/services/inventory", keys).status, 200U);
    for (std::size_t missing = 0; missing < keys.size(); ++missing) {
        http::Headers some = keys;
        some[missing].second = "bad";
        EXPECT_EQ(api.get("/services/inventory", some).status, 401U) << missing;
    }
    EXPECT_EQ(api.get("/services/nothing", keys).status, 404U);
}

TEST_F(VividSeatsTest, TellsTheStockWithItsEvents) {
    const auto lots = lots_of(api.world(), false);
    const auto body = body_of("/services/inventory?limit=1000");
    EXPECT_EQ(body.at("rowCount").as_int64(), static_cast<std::int64_t>(lots.size()));
    ASSERT_EQ(body.at("rows").as_array().size(), lots.size());
    const auto& row = body.at("rows").at(0);
    const Game& game = *lots[0].game;
    EXPECT_EQ(row.at("id").as_int64(), lots[0].number);
    EXPECT_DOUBLE_EQ(row.at("listPrice").to_number<double>() * 100,
                     static_cast<double>(lots[0].prices.list_cents));
    EXPECT_EQ(row.at("event").at("date").as_string(),
              local_bare(game.start, game.home->venue.zone));
    EXPECT_EQ(row.at("event").at("venue").at("timeZone").at("id").as_string(),
              game.home->venue.zone.name());
}

TEST_F(VividSeatsTest, KeepsToTheDatesAskedFor) {
    const auto lots = lots_of(api.world(), false);
    const Game& last = *lots.back().game;
    const std::string day = local_date(last.start, last.home->venue.zone);
    const auto body = body_of("/services/inventory?limit=1000&eventDateFrom=" + day);
    EXPECT_LT(body.at("rowCount").as_int64(), static_cast<std::int64_t>(lots.size()));
    for (const auto& row : body.at("rows").as_array())
        EXPECT_GE(std::string(row.at("event").at("date").as_string()).substr(0, 10), day);
    ASSERT_FALSE(lots_of(api.world(), true).empty());
    // Nothing was sold tomorrow.
    EXPECT_EQ(
        body_of("/services/inventory/sold?invoiceDateFrom=2026-06-13").at("rowCount").as_int64(),
        0);
}

TEST_F(VividSeatsTest, PagesToTheEndTellEachRowOnce) {
    std::set<std::int64_t> seen;
    for (int page = 1;; ++page) {
        const auto body =
            body_of(fmt::format("/services/inventory/sold?limit=3&pageNumber={}", page));
        if (body.at("rows").as_array().empty())
            break;
        for (const auto& row : body.at("rows").as_array())
            EXPECT_TRUE(seen.insert(row.at("invoiceLineId").as_int64()).second);
    }
    EXPECT_EQ(seen.size(), lots_of(api.world(), true).size());
    EXPECT_GT(seen.size(), 3U);
}

TEST_F(VividSeatsTest, ASaleTellsTheSumOfItsLine) {
    const auto sold = lots_of(api.world(), true);
    const auto row = body_of("/services/inventory/sold?limit=1").at("rows").at(0);
    EXPECT_DOUBLE_EQ(row.at("total").to_number<double>() * 100,
                     static_cast<double>(sold[0].prices.seller_net_cents * sold[0].quantity));
    EXPECT_EQ(row.at("invoiceDate").as_string(), utc_z(*sold[0].sold_at));
}

struct VividSeatsBrokerTest : ::testing::Test {
    ApiFixture api{make_vividseats_broker()};
    Response get(const std::string& target, const std::string& token = "x") {
        return api.get(target, {{"Api-token", token}});
    }
};

TEST_F(VividSeatsBrokerTest, TellsAllListingsAtOnce) {
    const auto lots = lots_of(api.world(), false);
    const Response response = get("/webservices/listings/v2/get");
    EXPECT_EQ(response.items, lots.size());
    const auto body = ApiFixture::json(response);
    EXPECT_TRUE(body.at("success").as_bool());
    bool any_unknown_face = false;
    for (std::size_t i = 0; i < lots.size(); ++i) {
        const auto& listing = body.at("listings").at(i);
        EXPECT_EQ(listing.at("productionId").as_int64(), lots[i].game->number);
        EXPECT_DOUBLE_EQ(listing.at("price").to_number<double>() * 100,
                         static_cast<double>(lots[i].prices.list_cents));
        any_unknown_face = any_unknown_face || listing.at("faceValue").to_number<double>() == 0;
    }
    EXPECT_TRUE(any_unknown_face);
}

TEST_F(VividSeatsBrokerTest, RefusesABadTokenAndTooManyRequests) {
    const auto refused = get("/webservices/listings/v2/get", "bad");
    EXPECT_EQ(refused.status, 401U);
    EXPECT_FALSE(ApiFixture::json(refused).at("success").as_bool());
    for (int request = 0; request < 50; ++request)
        EXPECT_EQ(get("/nothing").status, 404U);
    EXPECT_EQ(get("/nothing").status, 429U);
    EXPECT_EQ(get("/nothing", "y").status, 404U);
    api.world().advance_to(api.world().now() + std::chrono::seconds(1));
    EXPECT_EQ(get("/nothing").status, 404U);
}

}  // namespace
}  // namespace seatsync::emulator
