// What the marketplaces' sources read out of the emulated answers is what is true of the world.

#include "asked_source.hpp"
#include "emulator/surroundings.hpp"
#include "testing/observations_of.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace seatsync::emulator {
namespace {

using domain::PriceKind;

/// Asks a source for everything and looks at each observation of one kind.
template <class T>
void for_each_read(AskedSource& source, const std::function<void(const T&)>& look) {
    source.ask_everything([&](const feed::FetchedPage& page) {
        for (const feed::Item& item : page.answer.items)
            for (const T& one : testing::all_of<T>(item))
                look(one);
    });
}

/// The game that "stubhub:17" or "ticketmaster:G5v0Z17" means.
const Game& game_of(const AskedSource& source, const domain::EventId& id) {
    const std::string& text = id.value();
    const std::size_t digits = text.find_last_not_of("0123456789") + 1;
    const Game* game = source.providers().world().game(std::stoll(text.substr(digits)));
    EXPECT_NE(game, nullptr) << text;
    return *game;
}

MarketPage page_of(const AskedSource& source, const domain::Quote& quote, Marketplace marketplace) {
    return source.providers().world().market_page(game_of(source, quote.series.event), marketplace);
}

std::map<std::string, OwnLot> own_lots_of(const AskedSource& source, Marketplace marketplace) {
    std::map<std::string, OwnLot> lots;
    for (const OwnLot& lot : own_lots(source.providers().world(), marketplace))
        lots.emplace(std::to_string(lot.number), lot);
    return lots;
}

AskedSource stubhub() {
    return AskedSource("stubhub", {{"categories", "mlb=1, nba=2, nfl=3"},
                                   {"scope", "read:events read:sellerlistings read:sales"}});
}

void expect_game(const AskedSource& source, const feed::Sighting& seen) {
    const Game& game = game_of(source, seen.event.id);
    EXPECT_EQ(seen.event.start, game.start) << seen.event.id.value();
    EXPECT_FALSE(seen.event.start_tbd);
    EXPECT_EQ(seen.event.league, game.league);
    EXPECT_EQ(seen.event.venue.name, game.home->venue.name);
    EXPECT_EQ(seen.local_date, domain::to_local(game.start, game.home->venue.zone).date);
}

class SightingsTest : public ::testing::TestWithParam<const char*> {};

TEST_P(SightingsTest, AreTheGamesOfTheWorld) {
    AskedSource source(GetParam());
    std::size_t read = 0;
    for_each_read<feed::Sighting>(source, [&](const feed::Sighting& seen) {
        ++read;
        expect_game(source, seen);
    });
    EXPECT_GT(read, 3U);
}

INSTANTIATE_TEST_SUITE_P(Marketplaces, SightingsTest,
                         ::testing::Values("seatgeek", "stubhub", "stubhub_pos", "ticketmaster",
                                           "vividseats"),
                         [](const auto& one) { return std::string(one.param); });

TEST(MarketplaceQuotesTest, SeatGeekTellsPricesWithFeesAndWithout) {
    AskedSource source("seatgeek");
    std::map<PriceKind, std::size_t> read;
    for_each_read<domain::Quote>(source, [&](const domain::Quote& quote) {
        ++read[quote.series.kind];
        const MarketPage page = page_of(source, quote, Marketplace::seatgeek);
        // Whole dollars, rounded up.
        const auto shown = [](std::int64_t cents) { return (cents + 99) / 100 * 100; };
        const bool fees = quote.series.kind == PriceKind::all_in;
        EXPECT_EQ(quote.get_in_cents,
                  shown(fees ? page.lowest->all_in_cents : page.lowest->list_cents));
        if (fees) {
            EXPECT_EQ(quote.median_cents, shown(page.median->all_in_cents));
            EXPECT_EQ(quote.average_cents, shown(page.average->all_in_cents));
            EXPECT_EQ(quote.highest_cents, shown(page.highest->all_in_cents));
            EXPECT_EQ(quote.listings, page.listings);
        }
    });
    EXPECT_GT(read[PriceKind::all_in], 100U);
    EXPECT_EQ(read[PriceKind::list], read[PriceKind::all_in]);
}

TEST(MarketplaceQuotesTest, StubHubTellsTheLowestPriceWithFees) {
    AskedSource source = stubhub();
    std::size_t read = 0;
    for_each_read<domain::Quote>(source, [&](const domain::Quote& quote) {
        ++read;
        EXPECT_EQ(quote.series.kind, PriceKind::advertised);
        EXPECT_EQ(quote.get_in_cents,
                  page_of(source, quote, Marketplace::stubhub).lowest->all_in_cents);
    });
    EXPECT_GT(read, 100U);
}

TEST(MarketplaceQuotesTest, TicketmasterTellsTheRangeWithoutFees) {
    AskedSource source("ticketmaster");
    std::size_t read = 0;
    for_each_read<domain::Quote>(source, [&](const domain::Quote& quote) {
        ++read;
        const MarketPage page = page_of(source, quote, Marketplace::ticketmaster);
        EXPECT_EQ(quote.series.kind, PriceKind::advertised);
        EXPECT_EQ(quote.series.market, "ticketmaster");
        EXPECT_EQ(quote.get_in_cents, page.lowest->list_cents);
        EXPECT_EQ(quote.highest_cents, page.highest->list_cents);
    });
    EXPECT_GT(read, 100U);
}

/// The listings and sales of the own account, each against its lot.
struct OwnAccountCase {
    const char* source;
    Marketplace marketplace;
    bool tells_list_price;
    bool tells_sales;
};

void PrintTo(const OwnAccountCase& one, std::ostream* out) {
    *out << one.source;
}

class OwnAccountTest : public ::testing::TestWithParam<OwnAccountCase> {
  protected:
    AskedSource source_ =
        std::string(GetParam().source) == "stubhub" ? stubhub() : AskedSource(GetParam().source);
};

TEST_P(OwnAccountTest, ListingsAreTheLotsOfTheWorld) {
    std::size_t read = 0;
    for_each_read<domain::OwnListing>(source_, [&](const domain::OwnListing& listing) {
        ++read;
        const auto lots = own_lots_of(source_, GetParam().marketplace);
        ASSERT_TRUE(lots.contains(listing.id)) << listing.id;
        const OwnLot& lot = lots.at(listing.id);
        EXPECT_FALSE(lot.sold_at);
        EXPECT_EQ(&game_of(source_, listing.event), lot.game);
        EXPECT_EQ(listing.quantity, lot.quantity);
        EXPECT_EQ(listing.seating.section, lot.section);
        EXPECT_EQ(listing.seating.row, lot.row);
        if (GetParam().tells_list_price) {
            EXPECT_EQ(listing.list_cents, lot.prices.list_cents);
        }
    });
    const auto lots = own_lots_of(source_, GetParam().marketplace);
    EXPECT_EQ(read, static_cast<std::size_t>(std::ranges::count_if(
                        lots, [](const auto& one) { return !one.second.sold_at; })));
}

TEST_P(OwnAccountTest, SalesAreTheLotsThatWereSold) {
    if (!GetParam().tells_sales)
        GTEST_SKIP() << "it tells no sales";
    std::size_t read = 0;
    for_each_read<domain::OwnSale>(source_, [&](const domain::OwnSale& sale) {
        ++read;
        const auto lots = own_lots_of(source_, GetParam().marketplace);
        const auto lot = std::ranges::find_if(lots, [&](const auto& one) {
            return &game_of(source_, sale.event) == one.second.game && one.second.sold_at &&
                   one.second.section == sale.seating.section && one.second.row == sale.seating.row;
        });
        ASSERT_NE(lot, lots.end()) << sale.id;
        EXPECT_EQ(sale.quantity, lot->second.quantity);
        EXPECT_EQ(sale.total_net_cents, lot->second.prices.seller_net_cents * lot->second.quantity);
        EXPECT_EQ(sale.event_at, std::chrono::floor<std::chrono::seconds>(*lot->second.sold_at));
    });
    EXPECT_GT(read, 1U);
}

INSTANTIATE_TEST_SUITE_P(
    Marketplaces, OwnAccountTest,
    ::testing::Values(OwnAccountCase{"stubhub", Marketplace::stubhub, true, true},
                      OwnAccountCase{"stubhub_pos", Marketplace::stubhub, false, true},
                      OwnAccountCase{"vividseats", Marketplace::vividseats, true, true},
                      OwnAccountCase{"vividseats_broker", Marketplace::vividseats, true, false}),
    [](const auto& one) { return std::string(one.param.source); });

}  // namespace
}  // namespace seatsync::emulator
