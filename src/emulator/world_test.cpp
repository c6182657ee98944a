#include "emulator/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace seatsync::emulator {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

WorldPlan small_plan(std::uint64_t seed = 1) {
    WorldPlan plan = default_world(seed);
    for (market::SeasonPlan& season : plan.seasons) {
        season.league.teams = 4;
        season.league.games_per_team = 24;
    }
    return plan;
}

std::unique_ptr<World> world_of(const WorldPlan& plan) {
    auto world = World::make(plan);
    EXPECT_TRUE(world.has_value());
    return *std::move(world);
}

std::unique_ptr<World> small_world() {
    return world_of(small_plan());
}

TEST(WorldTest, ContinuesThePricesOfTheSeasonsTape) {
    WorldPlan plan = small_plan();
    plan.seasons.resize(1);
    market::SeasonPlan longer = plan.seasons.front();
    longer.until += days(3);
    const auto season = market::simulate_season(longer);
    ASSERT_TRUE(season.has_value());
    const auto world = world_of(plan);
    std::map<domain::EventId, const Game*> by_id;
    for (const Game& game : world->games())
        by_id[game.id] = &game;
    std::vector<domain::Quote> later;
    for (const domain::Quote& quote : season->tape.quotes)
        if (quote.event_at > plan.from)
            later.push_back(quote);
    std::sort(later.begin(), later.end(),
              [](const auto& a, const auto& b) { return a.event_at < b.event_at; });
    ASSERT_GT(later.size(), 50U);
    for (const domain::Quote& quote : later) {
        world->advance_to(quote.event_at);
        const MarketPage page =
            world->market_page(*by_id.at(quote.series.event), Marketplace::seatgeek);
        ASSERT_EQ(page.lowest.has_value(), quote.get_in_cents.has_value());
        if (page.lowest) {
            EXPECT_EQ(page.lowest->all_in_cents, *quote.get_in_cents);
            EXPECT_EQ(page.median->all_in_cents, *quote.median_cents);
            EXPECT_EQ(page.average->all_in_cents, *quote.average_cents);
            EXPECT_EQ(page.highest->all_in_cents, *quote.highest_cents);
        }
        EXPECT_EQ(page.listings, *quote.listings);
        EXPECT_EQ(page.tickets, *quote.tickets);
        EXPECT_EQ(page.as_of, quote.event_at);
    }
}

TEST(WorldTest, TellsTheSameHoweverItWasSteppedThrough) {
    const auto stepped = small_world();
    const auto jumped = small_world();
    const Instant end = stepped->now() + hours(20);
    for (Instant now = stepped->now(); now < end; now += minutes(7)) {
        stepped->advance_to(now);
        for (const Game* game : stepped->games_on_sale())
            (void)stepped->market_page(*game, Marketplace::vividseats);
    }
    stepped->advance_to(end);
    jumped->advance_to(end);
    ASSERT_FALSE(jumped->games_on_sale().empty());
    for (const Game* game : jumped->games_on_sale()) {
        const auto a = stepped->offers(*stepped->game(game->number), Marketplace::vividseats);
        const auto b = jumped->offers(*game, Marketplace::vividseats);
        ASSERT_EQ(a.size(), b.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            EXPECT_EQ(a[i].id, b[i].id);
            EXPECT_EQ(a[i].prices.list_cents, b[i].prices.list_cents);
            EXPECT_EQ(a[i].section, b[i].section);
        }
    }
}

TEST(WorldTest, AnotherSeedIsAnotherWorld) {
    const auto one = small_world();
    const auto two = world_of(small_plan(2));
    EXPECT_NE(one->market_page(*one->games_on_sale().front(), Marketplace::seatgeek).tickets,
              two->market_page(*two->games_on_sale().front(), Marketplace::seatgeek).tickets);
    EXPECT_NE(one->chance("a", 1, 2), two->chance("a", 1, 2));
    EXPECT_NE(one->chance("a", 1, 2), one->chance("a", 2, 1));
    EXPECT_NE(one->chance("a", 1, 2), one->chance("b", 1, 2));
}

TEST(WorldTest, TimeNeverGoesBack) {
    const auto world = small_world();
    const Instant later = world->now() + hours(1);
    world->advance_to(later);
    world->advance_to(later - minutes(10));
    EXPECT_EQ(world->now(), later);
}

TEST(WorldTest, MarketplacesShowOneLadderWithTheirFeesAndDelays) {
    const auto world = small_world();
    const auto delayed = small_world();
    world->advance_to(world->now() + hours(5) + seconds(90));
    delayed->advance_to(delayed->now() + hours(5));
    for (const Game* game : world->games_on_sale()) {
        const MarketPage vivid = world->market_page(*game, Marketplace::vividseats);
        const MarketPage plain =
            delayed->market_page(*delayed->game(game->number), Marketplace::seatgeek);
        ASSERT_EQ(vivid.listings, plain.listings);
        EXPECT_EQ(vivid.as_of, plain.as_of);
        if (!plain.lowest)
            continue;
        // Factor 0.98, buyer's fee 30 %, seller's fee 10 %.
        EXPECT_NEAR(static_cast<double>(vivid.lowest->all_in_cents),
                    0.98 * static_cast<double>(plain.lowest->all_in_cents), 0.51);
        EXPECT_NEAR(static_cast<double>(vivid.lowest->list_cents) * 1.3,
                    static_cast<double>(vivid.lowest->all_in_cents), 0.7);
        EXPECT_NEAR(static_cast<double>(vivid.lowest->seller_net_cents),
                    0.9 * static_cast<double>(vivid.lowest->list_cents), 0.51);
    }
}

TEST(WorldTest, PricesAreRoundedToTheNearestCent) {
    const Prices prices = prices_of(10'000, Marketplace::stubhub);
    EXPECT_EQ(prices.all_in_cents, 10'300);                                // × 1.03
    EXPECT_EQ(prices.list_cents, 8'240);                                   // / 1.25
    EXPECT_EQ(prices.seller_net_cents, 7'004);                             // × 0.85
    EXPECT_EQ(prices_of(4'100, Marketplace::seatgeek).list_cents, 3'361);  // 3360.66 / 1.22
}

TEST(WorldTest, TheOffersAreWhatThePageSums) {
    const auto world = small_world();
    for (const Game* game : world->games_on_sale()) {
        const MarketPage page = world->market_page(*game, Marketplace::stubhub);
        const auto offers = world->offers(*game, Marketplace::stubhub);
        ASSERT_EQ(static_cast<std::int64_t>(offers.size()), page.listings);
        std::int64_t tickets = 0;
        std::set<std::string> ids;
        std::int64_t lowest = std::numeric_limits<std::int64_t>::max();
        for (const Offer& offer : offers) {
            tickets += offer.quantity;
            ids.insert(offer.id);
            lowest = std::min(lowest, offer.prices.all_in_cents);
            EXPECT_EQ(offer.seat_to - offer.seat_from + 1, offer.quantity);
            EXPECT_GT(offer.face_cents, 0);
        }
        EXPECT_EQ(tickets, page.tickets);
        EXPECT_EQ(ids.size(), offers.size());
        if (page.lowest) {
            EXPECT_EQ(lowest, page.lowest->all_in_cents);
        }
    }
}

TEST(WorldTest, AnOfferKeepsItsIdAndPlaceWhileItIsRepriced) {
    const auto world = small_world();
    const Game& game = *world->games_on_sale().front();
    std::map<std::string, Offer> before;
    for (const Offer& offer : world->offers(game, Marketplace::stubhub))
        before[offer.id] = offer;
    world->advance_to(world->now() + hours(3));
    ASSERT_TRUE(world->is_on_sale(game));
    std::size_t kept = 0;
    for (const Offer& offer : world->offers(game, Marketplace::stubhub)) {
        const auto old = before.find(offer.id);
        if (old == before.end())
            continue;
        ++kept;
        EXPECT_EQ(old->second.section, offer.section);
        EXPECT_EQ(old->second.row, offer.row);
        EXPECT_EQ(old->second.seat_from, offer.seat_from);
        EXPECT_EQ(old->second.face_cents, offer.face_cents);
    }
    EXPECT_GT(kept * 2, before.size());
}

TEST(WorldTest, AGameIsOnSaleFromSixtyDaysBeforeUntilItsStart) {
    const auto world = small_world();
    for (const Game& game : world->games()) {
        const bool within = game.start > world->now() && game.start <= world->now() + days(60);
        EXPECT_EQ(world->is_on_sale(game), within);
        if (!within) {
            EXPECT_EQ(world->market_page(game, Marketplace::seatgeek).listings, 0);
            EXPECT_FALSE(world->market_page(game, Marketplace::seatgeek).lowest);
            EXPECT_TRUE(world->offers(game, Marketplace::seatgeek).empty());
        }
    }
    const Game& next = *world->games_on_sale().front();
    world->advance_to(next.start);
    EXPECT_FALSE(world->is_on_sale(next));
}

TEST(WorldTest, ScoresAreToldFromTheStartAndFinalWhenKnown) {
    WorldPlan plan = small_plan();
    const auto league = market::simulate_league(plan.seasons.front().league);
    ASSERT_TRUE(league.has_value());
    const auto world = world_of(plan);
    const auto truth = std::find_if(league->games.begin(), league->games.end(),
                                    [&](const auto& game) { return game.start > world->now(); });
    const auto game = std::find_if(world->games().begin(), world->games().end(),
                                   [&](const Game& g) { return g.id == truth->id; });
    EXPECT_EQ(world->state_of(*game).phase, GamePhase::scheduled);
    EXPECT_FALSE(world->state_of(*game).home_score);

    world->advance_to(truth->start + (truth->ended - truth->start) / 2);
    const GameState half = world->state_of(*game);
    EXPECT_EQ(half.phase, GamePhase::in_progress);
    EXPECT_NEAR(half.progress, 0.5, 1e-6);
    EXPECT_EQ(*half.home_score, truth->home_score / 2);
    EXPECT_FALSE(half.attendance);

    world->advance_to(truth->known_at - seconds(1));
    EXPECT_EQ(world->state_of(*game).phase, GamePhase::in_progress);
    world->advance_to(truth->known_at);
    const GameState over = world->state_of(*game);
    EXPECT_EQ(over.phase, GamePhase::finished);
    EXPECT_EQ(over.home_score, truth->home_score);
    EXPECT_EQ(over.away_score, truth->away_score);
    EXPECT_EQ(over.attendance, truth->attendance);
}

TEST(WorldTest, StandingsAreThoseThatWereKnown) {
    const auto world = small_world();
    const auto table = world->standings("mlb");
    ASSERT_EQ(table.size(), 4U);
    std::map<const Team*, std::int64_t> wins;
    for (const Game* game : world->games_of("mlb", {}, world->now())) {
        const GameState state = world->state_of(*game);
        if (state.phase == GamePhase::finished)
            ++wins[*state.home_score > *state.away_score ? game->home : game->away];
    }
    std::int64_t played = 0;
    for (std::size_t i = 0; i < table.size(); ++i) {
        EXPECT_EQ(table[i].rank, static_cast<std::int64_t>(i) + 1);
        EXPECT_EQ(table[i].wins, wins[table[i].team]);
        EXPECT_LE(table[i].wins_last10, 10);
        EXPECT_NE(table[i].streak, 0);
        played += table[i].wins;
        if (i > 0) {
            EXPECT_LE(table[i].share_of_wins(), table[i - 1].share_of_wins());
            EXPECT_EQ(table[i].games_behind,
                      static_cast<double>(table[0].wins - table[i].wins + table[i].losses -
                                          table[0].losses) /
                          2);
        }
    }
    EXPECT_GT(played, 10);
    EXPECT_TRUE(world->standings("nhl").empty());
}

TEST(WorldTest, TeamsAndGamesAreNumberedAndFound) {
    const auto world = world_of(default_world(1));
    EXPECT_THAT(world->leagues(), ::testing::ElementsAre("mlb", "nba", "nfl"));
    std::set<std::string> names;
    std::set<std::string> abbreviations;
    for (const Team& team : world->teams()) {
        EXPECT_EQ(world->team(team.number), &team);
        EXPECT_EQ(team.name, team.city + " " + team.nickname);
        names.insert(team.name);
        abbreviations.insert(team.abbreviation);
        EXPECT_GT(team.place.latitude, 30);
        EXPECT_LT(team.place.longitude, -60);
    }
    EXPECT_EQ(names.size(), 24U);
    EXPECT_EQ(abbreviations.size(), 24U);
    EXPECT_EQ(world->teams_of("mlb").size(), 12U);
    for (const Game& game : world->games()) {
        EXPECT_EQ(world->game(game.number), &game);
        EXPECT_EQ(game.home->league, game.league);
    }
    EXPECT_EQ(world->game(0), nullptr);
    EXPECT_EQ(world->game(static_cast<std::int64_t>(world->games().size()) + 1), nullptr);
    EXPECT_EQ(world->team(25), nullptr);
}

TEST(WorldTest, GamesOfADayAreThoseOfTheVenuesDay) {
    const auto world = small_world();
    std::size_t later_in_utc = 0;
    for (const Game& game : world->games()) {
        const auto day = domain::to_local(game.start, game.home->venue.zone).date;
        EXPECT_THAT(world->games_on(game.league, day), ::testing::Contains(&game));
        const auto utc_day = std::chrono::year_month_day(std::chrono::floor<days>(game.start));
        if (utc_day != day) {
            ++later_in_utc;
            EXPECT_THAT(world->games_on(game.league, utc_day),
                        ::testing::Not(::testing::Contains(&game)));
        }
    }
    EXPECT_GT(later_in_utc, 5U);
}

TEST(WorldTest, RefusesTwoSeasonsOfOneLeague) {
    WorldPlan plan = small_plan();
    plan.seasons[1].league.league = "mlb";
    const auto world = World::make(plan);
    ASSERT_FALSE(world.has_value());
    EXPECT_EQ(world.error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(world.error().detail, "two seasons of the league mlb");
}

}  // namespace
}  // namespace seatsync::emulator
