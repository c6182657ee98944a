#include "market/simulated_season.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <string>
#include <utility>

namespace seatsync::market {
namespace {

using domain::Instant;
using std::chrono::days;
using std::chrono::hours;

SeasonPlan small_plan(std::uint64_t seed) {
    SeasonPlan plan;
    plan.league.seed = seed;
    plan.league.teams = 4;
    plan.league.games_per_team = 12;
    plan.until = std::chrono::sys_days(plan.league.first_day) + days(20) + hours(15);
    return plan;
}

SimulatedSeason season_of(const SeasonPlan& plan) {
    Result<SimulatedSeason> season = simulate_season(plan);
    EXPECT_TRUE(season.has_value()) << (season ? "" : season.error().detail);
    return season ? *std::move(season) : SimulatedSeason{};
}

template <class Observation>
bool is_prefix(const std::vector<Observation>& shorter, const std::vector<Observation>& longer) {
    return shorter.size() <= longer.size() &&
           std::equal(shorter.begin(), shorter.end(), longer.begin());
}

TEST(SimulatedSeasonTest, SameSeedMakesTheSameTape) {
    const SimulatedSeason first = season_of(small_plan(7));
    const SimulatedSeason second = season_of(small_plan(7));
    ASSERT_FALSE(first.tape.quotes.empty());
    EXPECT_EQ(first.tape.quotes, second.tape.quotes);
    EXPECT_EQ(first.tape.events, second.tape.events);
    EXPECT_EQ(first.tape.records, second.tape.records);
    EXPECT_EQ(first.tape.results, second.tape.results);
    EXPECT_EQ(first.accounts, second.accounts);
}

TEST(SimulatedSeasonTest, AnotherSeedMakesAnotherTape) {
    const SimulatedSeason first = season_of(small_plan(7));
    const SimulatedSeason second = season_of(small_plan(8));
    EXPECT_NE(first.tape.quotes, second.tape.quotes);
    EXPECT_NE(first.tape.records, second.tape.records);
    EXPECT_NE(first.tape.results, second.tape.results);
}

TEST(SimulatedSeasonTest, TheTapeUntilAnEarlierTimeIsAPrefix) {
    SeasonPlan plan = small_plan(3);
    const domain::ObservationBatch whole = season_of(plan).tape;
    for (const int hours_earlier : {4, 30, 400, 900}) {
        SeasonPlan earlier = plan;
        earlier.until -= hours(hours_earlier);
        const domain::ObservationBatch part = season_of(earlier).tape;
        EXPECT_LT(part.size(), whole.size()) << hours_earlier;
        EXPECT_TRUE(is_prefix(part.quotes, whole.quotes)) << hours_earlier;
        EXPECT_TRUE(is_prefix(part.events, whole.events)) << hours_earlier;
        EXPECT_TRUE(is_prefix(part.records, whole.records)) << hours_earlier;
        EXPECT_TRUE(is_prefix(part.results, whole.results)) << hours_earlier;
    }
}

TEST(SimulatedSeasonTest, NothingIsToldTheMomentBeforeItIsReceived) {
    SeasonPlan plan = small_plan(3);
    const domain::ObservationBatch whole = season_of(plan).tape;
    const std::size_t quotes = whole.quotes.size() / 2;
    const std::size_t results = whole.results.size() / 2;
    plan.until = whole.quotes[quotes].received_at;
    EXPECT_EQ(season_of(plan).tape.quotes.size(), quotes + 1);
    plan.until -= std::chrono::microseconds(1);
    EXPECT_EQ(season_of(plan).tape.quotes.size(), quotes);
    plan.until = whole.results[results].received_at;
    EXPECT_EQ(season_of(plan).tape.results.size(), results + 1);
    plan.until -= std::chrono::microseconds(1);
    EXPECT_EQ(season_of(plan).tape.results.size(), results);
    plan.until = whole.records[20].received_at;
    const std::size_t records = season_of(plan).tape.records.size();
    plan.until -= std::chrono::microseconds(1);
    EXPECT_EQ(season_of(plan).tape.records.size() + 2, records);  // Of both teams of a game.
}

template <class Observation, class Key>
void expect_told_in_order(const std::vector<Observation>& observations, Instant until, Key key) {
    ASSERT_FALSE(observations.empty());
    for (std::size_t i = 0; i < observations.size(); ++i) {
        ASSERT_LE(observations[i].received_at, until);
        const Result<Observation> checked_one = domain::checked(observations[i]);
        ASSERT_TRUE(checked_one.has_value()) << checked_one.error().detail;
        if (i == 0)
            continue;
        const auto& before = observations[i - 1];
        ASSERT_LE(before.received_at, observations[i].received_at);
        ASSERT_TRUE(before.received_at < observations[i].received_at ||
                    key(before) < key(observations[i]));
    }
}

TEST(SimulatedSeasonTest, EveryObservationIsSoundInOrderAndKnownByUntil) {
    const SeasonPlan plan = small_plan(11);
    const domain::ObservationBatch tape = season_of(plan).tape;
    expect_told_in_order(tape.quotes, plan.until, [](const auto& q) { return q.series.event; });
    expect_told_in_order(tape.events, plan.until, [](const auto& e) { return e.id; });
    expect_told_in_order(tape.records, plan.until, [](const auto& r) { return r.team; });
    expect_told_in_order(tape.results, plan.until, [](const auto& r) { return r.event; });
}

TEST(SimulatedSeasonTest, QuotesLieInTheWindowAndBeforeTheStart) {
    const SeasonPlan plan = small_plan(5);
    const SimulatedSeason season = season_of(plan);
    std::map<domain::EventId, Instant> start_of;
    for (const SimulatedGame& game : season.league.games)
        start_of[game.id] = game.start;
    for (const domain::Quote& quote : season.tape.quotes) {
        const double left = domain::days_between(quote.event_at, start_of.at(quote.series.event));
        ASSERT_GT(left, 0.0);
        ASSERT_LE(left, plan.collection.window_days);
    }
}

TEST(SimulatedSeasonTest, EveryListingAndSeatIsAccountedFor) {
    const SeasonPlan plan = small_plan(5);
    const SimulatedSeason season = season_of(plan);
    std::map<domain::EventId, Instant> start_of;
    for (const SimulatedGame& game : season.league.games)
        start_of[game.id] = game.start;
    bool any_open = false;
    for (const EventMarketAccount& account : season.accounts) {
        const LadderAccount& l = account.ladder;
        EXPECT_EQ(l.appeared.listings,
                  l.sold.listings + l.withdrawn.listings + l.expired.listings + l.open.listings);
        EXPECT_EQ(l.appeared.seats,
                  l.sold.seats + l.withdrawn.seats + l.expired.seats + l.open.seats);
        const bool over = start_of.at(account.event) <= plan.until;
        EXPECT_EQ(l.open.listings == 0, over);
        EXPECT_EQ(l.expired.listings > 0, over);
        EXPECT_GT(l.sold.seats, 0);
        any_open = any_open || !over;
    }
    EXPECT_TRUE(any_open);
}

TEST(SimulatedSeasonTest, TheNumbersOfAQuoteFitEachOther) {
    const SeasonPlan plan = small_plan(5);
    for (const domain::Quote& quote : season_of(plan).tape.quotes) {
        ASSERT_EQ(quote.series.market, "sim");
        ASSERT_EQ(quote.series.kind, domain::PriceKind::all_in);
        ASSERT_EQ(*quote.get_in_cents % 100, 0);  // All price points are whole dollars.
        ASSERT_LE(*quote.get_in_cents, *quote.median_cents);
        ASSERT_LE(*quote.median_cents, *quote.highest_cents);
        ASSERT_GT(*quote.average_cents, *quote.get_in_cents);
        ASSERT_GE(*quote.tickets, *quote.listings);
        ASSERT_LE(*quote.tickets, 6 * *quote.listings);
    }
}

TEST(SimulatedSeasonTest, AResultIsKnownAfterTheGameAndARecordAfterTheGameBefore) {
    const SeasonPlan plan = small_plan(2);
    const SimulatedSeason season = season_of(plan);
    std::map<domain::EventId, const SimulatedGame*> games;
    for (const SimulatedGame& game : season.league.games)
        games[game.id] = &game;
    for (const domain::GameResult& result : season.tape.results) {
        EXPECT_GT(result.event_at, games.at(result.event)->start + hours(2));
        EXPECT_GT(result.received_at, result.event_at);
        EXPECT_NE(result.home_score, result.away_score);
    }
    for (const SimulatedGame& game : season.league.games)
        for (const std::size_t team : {game.home, game.away}) {
            std::int64_t played = 0;
            for (const SimulatedGame& other : season.league.games)
                played += (other.home == team || other.away == team) && other.start < game.start;
            std::int64_t known = -1;
            for (const domain::TeamRecord& record : season.league.records)
                if (record.team == season.league.teams[team].name &&
                    record.received_at <= game.start)
                    known = *record.wins + *record.losses;
            EXPECT_EQ(known, played) << game.id.value();
        }
}

TEST(SimulatedSeasonTest, AQuoteThatIsLostLeavesTheOthersAsTheyWere) {
    SeasonPlan plan = small_plan(6);
    plan.collection.lost_quote_share = 0;
    const std::vector<domain::Quote> all = season_of(plan).tape.quotes;
    plan.collection.lost_quote_share = 0.5;
    const std::vector<domain::Quote> half = season_of(plan).tape.quotes;
    EXPECT_NEAR(static_cast<double>(half.size()), static_cast<double>(all.size()) / 2,
                static_cast<double>(all.size()) / 20);
    std::size_t found = 0;
    for (const domain::Quote& quote : all)
        if (found < half.size() && half[found] == quote)
            ++found;
    EXPECT_EQ(found, half.size());
}

TEST(SimulatedSeasonTest, QuotesComeDenserNearTheEvent) {
    SeasonPlan plan = small_plan(6);
    plan.collection.lost_day_share = 0;
    plan.collection.lost_pull_share = 0;
    plan.collection.lost_quote_share = 0;
    const SimulatedSeason season = season_of(plan);
    std::map<domain::EventId, Instant> start_of;
    for (const SimulatedGame& game : season.league.games)
        start_of[game.id] = game.start;
    std::map<int, double> per_day;
    for (const domain::Quote& quote : season.tape.quotes) {
        const Instant start = start_of.at(quote.series.event);
        if (start <= plan.until)
            per_day[static_cast<int>(domain::days_between(quote.event_at, start))] += 1;
    }
    const auto played = static_cast<double>(season.tape.results.size());
    EXPECT_NEAR(per_day[30] / played, 2.0, 0.4);
    EXPECT_NEAR(per_day[4] / played, 4.0, 0.4);
    EXPECT_NEAR(per_day[1] / played, 8.0, 0.6);
}

TEST(SimulatedSeasonTest, AnEventIsScheduledFirstAndFinishedWithItsResult) {
    const SimulatedSeason season = season_of(small_plan(6));
    std::map<domain::EventId, std::vector<domain::Event>> versions;
    for (const domain::Event& event : season.tape.events)
        versions[event.id].push_back(event);
    std::map<domain::EventId, Instant> result_at;
    for (const domain::GameResult& result : season.tape.results)
        result_at[result.event] = result.received_at;
    EXPECT_EQ(versions.size(), season.league.games.size());
    for (const auto& [id, told] : versions) {
        EXPECT_EQ(told.front().status, domain::EventStatus::scheduled);
        EXPECT_LT(told.front().received_at, told.front().start - std::chrono::days(60));
        ASSERT_EQ(told.size(), result_at.count(id) + 1);
        if (told.size() == 2) {
            EXPECT_EQ(told.back().status, domain::EventStatus::finished);
            EXPECT_EQ(told.back().received_at, result_at.at(id));
        }
    }
}

/// A season in which all events are alike, but for what a test switches on.
SeasonPlan uniform_plan() {
    SeasonPlan plan;
    plan.league.games_per_team = 20;
    plan.until = std::chrono::sys_days(std::chrono::year(2026) / 12 / 1);
    for (double MarketParameters::*spread :
         {&MarketParameters::home_draw_deviation, &MarketParameters::away_draw_deviation,
          &MarketParameters::game_deviation, &MarketParameters::weekend_premium,
          &MarketParameters::form_weight, &MarketParameters::news_rate,
          &MarketParameters::surprise_deviation})
        plan.market.*spread = 0;
    return plan;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const auto n = static_cast<double>(a.size());
    const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / n;
    const double mean_b = std::accumulate(b.begin(), b.end(), 0.0) / n;
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += (a[i] - mean_a) * (b[i] - mean_b);
        aa += (a[i] - mean_a) * (a[i] - mean_a);
        bb += (b[i] - mean_b) * (b[i] - mean_b);
    }
    return ab / std::sqrt(aa * bb);
}

/// Elo of the home team as it was known a week before the game.
double elo_before(const SimulatedLeague& league, const SimulatedGame& game) {
    double elo = 0;
    for (const domain::TeamRecord& record : league.records)
        if (record.team == league.teams[game.home].name &&
            record.received_at <= game.start - days(7))
            elo = *record.elo;
    return elo;
}

/// Log of the get-in price in the quote nearest to a week before each game.
std::vector<double> log_prices_a_week_before(const SimulatedSeason& season) {
    std::map<domain::EventId, std::pair<double, double>> nearest;
    std::map<domain::EventId, Instant> start_of;
    for (const SimulatedGame& game : season.league.games)
        start_of[game.id] = game.start;
    for (const domain::Quote& quote : season.tape.quotes) {
        const Instant start = start_of.at(quote.series.event);
        const double distance = std::abs(domain::days_between(quote.event_at, start) - 7);
        const auto [at, added] = nearest.try_emplace(quote.series.event, 1e9, 0.0);
        if (quote.get_in_cents && distance < at->second.first)
            at->second = {distance, std::log(static_cast<double>(*quote.get_in_cents))};
    }
    std::vector<double> out;
    for (const SimulatedGame& game : season.league.games)
        out.push_back(nearest.at(game.id).second);
    return out;
}

TEST(SimulatedSeasonTest, EachReasonForAPriceIsSeenInIt) {
    struct Reason {
        std::string name;
        double MarketParameters::*weight;
        double strength;
        std::function<double(const SimulatedLeague&, const SimulatedGame&)> driver;
    };
    const Reason reasons[] = {
        {"home team", &MarketParameters::home_draw_deviation, 0.5,
         [](const auto& l, const auto& g) { return l.teams[g.home].draw; }},
        {"visitors", &MarketParameters::away_draw_deviation, 0.5,
         [](const auto& l, const auto& g) { return l.teams[g.away].draw; }},
        {"the game itself", &MarketParameters::game_deviation, 0.5,
         [](const auto&, const auto& g) { return g.crowd; }},
        {"weekend", &MarketParameters::weekend_premium, 0.5,
         [](const auto&, const auto& g) { return g.weekend ? 1.0 : 0.0; }},
        {"form", &MarketParameters::form_weight, 0.5,
         [](const auto& l, const auto& g) { return elo_before(l, g); }},
    };
    for (const Reason& reason : reasons) {
        SeasonPlan plan = uniform_plan();
        plan.market.*reason.weight = reason.strength;
        const SimulatedSeason season = season_of(plan);
        std::vector<double> drivers;
        for (const SimulatedGame& game : season.league.games)
            drivers.push_back(reason.driver(season.league, game));
        EXPECT_GT(correlation(drivers, log_prices_a_week_before(season)), 0.7) << reason.name;
    }
}

TEST(SimulatedSeasonTest, RefusesNumbersOutOfRange) {
    const std::map<std::string, void (*)(SeasonPlan&)> wrong = {
        {"odd number of teams", [](SeasonPlan& p) { p.league.teams = 5; }},
        {"too few teams", [](SeasonPlan& p) { p.league.teams = 2; }},
        {"more teams than there are towns", [](SeasonPlan& p) { p.league.teams = 26; }},
        {"no games", [](SeasonPlan& p) { p.league.games_per_team = 0; }},
        {"a day that does not exist",
         [](SeasonPlan& p) { p.league.first_day = std::chrono::year(2026) / 2 / 30; }},
        {"no window", [](SeasonPlan& p) { p.collection.window_days = 0; }},
        {"a share above one", [](SeasonPlan& p) { p.market.fan_share = 1.1; }},
    };
    for (const auto& [name, spoil] : wrong) {
        SeasonPlan plan = small_plan(1);
        spoil(plan);
        const Result<SimulatedSeason> season = simulate_season(plan);
        ASSERT_FALSE(season.has_value()) << name;
        EXPECT_EQ(season.error().code, ErrorCode::invalid_argument) << name;
    }
}

TEST(SimulatedSeasonTest, TheDefaultSeasonIsLargeEnoughToTrainOn) {
    const SimulatedSeason season = season_of(SeasonPlan{});
    EXPECT_GE(season.tape.quotes.size(), 20'000U);
    EXPECT_EQ(season.league.games.size(), 240U);
    EXPECT_NEAR(static_cast<double>(season.tape.results.size()), 120.0, 15.0);
}

}  // namespace
}  // namespace seatsync::market
