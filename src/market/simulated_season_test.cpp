#include "market/simulated_season.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

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

TEST(SimulatedSeasonTest, TheLastQuoteShowsWhatTheLadderHeld) {
    SeasonPlan plan = small_plan(5);
    const domain::ObservationBatch tape = season_of(plan).tape;
    // Looking at the moment of the last quote, nothing can have happened since.
    plan.until = tape.quotes.back().received_at;
    const SimulatedSeason then = season_of(plan);
    std::map<domain::EventId, domain::Quote> last;
    for (const domain::Quote& quote : then.tape.quotes)
        last.insert_or_assign(quote.series.event, quote);
    for (const auto& [event, quote] : last) {
        EXPECT_LE(*quote.get_in_cents, *quote.median_cents);
        EXPECT_LE(*quote.median_cents, *quote.highest_cents);
        EXPECT_GE(*quote.tickets, *quote.listings);
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

TEST(SimulatedSeasonTest, RefusesNumbersOutOfRange) {
    const std::map<std::string, void (*)(SeasonPlan&)> wrong = {
        {"odd number of teams", [](SeasonPlan& p) { p.league.teams = 5; }},
        {"too few teams", [](SeasonPlan& p) { p.league.teams = 2; }},
        {"more teams than there are towns", [](SeasonPlan& p) { p.league.teams = 26; }},
        {"no games", [](SeasonPlan& p) { p.league.games_per_team = 0; }},
        {"a day that does not exist",
         [](SeasonPlan& p) { p.league.first_day = std::chrono::year(2026) / 2 / 30; }},
        {"no window", [](SeasonPlan& p) { p.collection.window_days = 0; }},
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
