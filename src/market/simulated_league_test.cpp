#include "market/simulated_league.hpp"

#include "market/event_matching.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace seatsync::market {
namespace {

SimulatedLeague league_of(std::uint64_t seed, std::size_t teams, std::size_t games_per_team) {
    LeaguePlan plan;
    plan.seed = seed;
    plan.teams = teams;
    plan.games_per_team = games_per_team;
    return simulate_league(plan).value();
}

TEST(SimulatedLeagueTest, EveryTeamPlaysItsGamesHalfOfThemAtHome) {
    const SimulatedLeague league = league_of(4, 12, 44);
    std::vector<int> home(12);
    std::vector<int> all(12);
    for (const SimulatedGame& game : league.games) {
        EXPECT_NE(game.home, game.away);
        ++home[game.home];
        ++all[game.home];
        ++all[game.away];
    }
    for (std::size_t team = 0; team < 12; ++team) {
        EXPECT_EQ(all[team], 44);
        EXPECT_EQ(home[team], 22) << league.teams[team].name;
    }
}

TEST(SimulatedLeagueTest, TeamsMeetEquallyOftenAndHaveADayBetweenGames) {
    const SimulatedLeague league = league_of(4, 8, 28);
    std::map<std::pair<std::size_t, std::size_t>, int> meetings;
    std::map<std::size_t, domain::Instant> last_start;
    for (const SimulatedGame& game : league.games) {
        ++meetings[std::minmax(game.home, game.away)];
        for (const std::size_t team : {game.home, game.away}) {
            if (last_start.count(team) != 0) {
                EXPECT_GT(game.start - last_start[team], std::chrono::hours(24));
            }
            last_start[team] = game.start;
        }
    }
    EXPECT_EQ(meetings.size(), 28U);
    for (const auto& [pair, count] : meetings)
        EXPECT_EQ(count, 4);
}

TEST(SimulatedLeagueTest, StrongTeamsWinMoreAndRecordsAddUp) {
    double strong_wins = 0;
    double strong_games = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const SimulatedLeague league = league_of(seed, 12, 40);
        for (const SimulatedGame& game : league.games) {
            const double gap = league.teams[game.home].strength - league.teams[game.away].strength;
            if (std::abs(gap) < 0.5)
                continue;
            strong_games += 1;
            strong_wins += (gap > 0) == (game.home_score > game.away_score) ? 1 : 0;
        }
        std::map<std::string, domain::TeamRecord> final_record;
        for (const domain::TeamRecord& record : league.records)
            final_record.insert_or_assign(record.team, record);
        std::int64_t wins = 0;
        for (const auto& [team, record] : final_record) {
            EXPECT_EQ(*record.wins + *record.losses, 40) << team;
            EXPECT_LE(*record.wins_last10, 10);
            wins += *record.wins;
        }
        EXPECT_EQ(wins, 240);
    }
    EXPECT_GT(strong_wins / strong_games, 0.62);
    EXPECT_LT(strong_wins / strong_games, 0.78);
}

TEST(SimulatedLeagueTest, HomeTeamsWinMoreThanHalf) {
    double home_wins = 0;
    double games = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed)
        for (const SimulatedGame& game : league_of(seed, 12, 40).games) {
            games += 1;
            home_wins += game.home_score > game.away_score ? 1 : 0;
        }
    EXPECT_NEAR(home_wins / games, 0.54, 0.025);
}

TEST(SimulatedLeagueTest, EloMovesFromTheLoserToTheWinner) {
    const SimulatedLeague league = league_of(3, 12, 40);
    std::map<std::string, double> elo;
    for (const domain::TeamRecord& record : league.records)
        if (*record.wins + *record.losses == 0)
            elo[record.team] = *record.elo;
    for (const SimulatedGame& game : league.games) {
        std::map<std::string, double> change;
        for (const domain::TeamRecord& record : league.records)
            if (record.event_at == game.ended && (record.team == league.teams[game.home].name ||
                                                  record.team == league.teams[game.away].name))
                change[record.team] = *record.elo - elo.at(record.team);
        ASSERT_EQ(change.size(), 2U) << game.id.value();
        const double home = change[league.teams[game.home].name];
        const double away = change[league.teams[game.away].name];
        EXPECT_NEAR(home + away, 0.0, 1e-9);
        EXPECT_EQ(home > 0, game.home_score > game.away_score);
        EXPECT_LT(std::abs(home), 20.0);
        for (const auto& [team, by] : change)
            elo[team] += by;
    }
}

TEST(SimulatedLeagueTest, AttendanceFitsTheHouse) {
    const SimulatedLeague league = league_of(9, 12, 40);
    for (const SimulatedGame& game : league.games) {
        EXPECT_GT(game.attendance, 0);
        EXPECT_LE(game.attendance, *league.teams[game.home].venue.capacity);
    }
}

TEST(SimulatedLeagueTest, PopularTeamsFillTheirHouses) {
    double popular = 0;
    double unpopular = 0;
    double popular_games = 0;
    double unpopular_games = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const SimulatedLeague league = league_of(seed, 12, 40);
        for (const SimulatedGame& game : league.games) {
            const SimulatedTeam& home = league.teams[game.home];
            const double filled =
                static_cast<double>(game.attendance) / static_cast<double>(*home.venue.capacity);
            (home.draw > 0 ? popular : unpopular) += filled;
            (home.draw > 0 ? popular_games : unpopular_games) += 1;
        }
    }
    // 0.55 per standard score in the log odds around 0.9: about 0.15 between the halves.
    EXPECT_NEAR(popular / popular_games - unpopular / unpopular_games, 0.15, 0.05);
    EXPECT_NEAR((popular + unpopular) / (popular_games + unpopular_games), 0.72, 0.06);
}

TEST(SimulatedLeagueTest, StartsAreAtSensibleLocalHours) {
    const SimulatedLeague league = league_of(9, 24, 40);
    for (const SimulatedGame& game : league.games) {
        const domain::CivilTime local =
            domain::to_local(game.start, league.teams[game.home].venue.zone);
        EXPECT_GE(local.time_of_day, std::chrono::hours(13));
        EXPECT_LE(local.time_of_day, std::chrono::hours(20));
    }
}

TEST(SimulatedLeagueTest, GamesBearTheIdThatASightingOfThemGets) {
    const SimulatedLeague league = simulate_league({}).value();
    std::set<domain::EventId> ids;
    for (const SimulatedGame& game : league.games) {
        const SimulatedTeam& home = league.teams[game.home];
        const GameSighting sighting{.event = {.id = domain::EventId("seatgeek:1"),
                                              .league = league.league,
                                              .season = {},
                                              .category = {},
                                              .title = {},
                                              .home = home.name,
                                              .away = league.teams[game.away].name,
                                              .venue = home.venue,
                                              .start = game.start,
                                              .received_at = league.announced},
                                    .local_date = {},
                                    .game_number = {}};
        EXPECT_EQ(match(sighting, TeamNames({}), {}).event, game.id);
        ids.insert(game.id);
    }
    EXPECT_EQ(ids.size(), league.games.size());
}

}  // namespace
}  // namespace seatsync::market
