#include "testing/expect_feature.hpp"
#include "testing/feature_reader.hpp"
#include "testing/observations.hpp"

#include <cmath>

namespace seatsync::features {
namespace {

using testing::expect_error;
using testing::expect_missing;
using testing::expect_value;

/// Eagles at home to the Bears on day 60; results of other games as told.
class StrengthFeaturesTest : public ::testing::Test {
  protected:
    StrengthFeaturesTest() {
        game("s:1", 60, "Eagles", "Bears");
        batch_.quotes = {testing::a_quote("s:1", testing::on_day(1), 10000)};
    }

    domain::Event& game(const std::string& id, double start, const char* home, const char* away) {
        domain::Event event = testing::an_event(id);
        event.start = testing::on_day(start);
        event.home = home;
        event.away = away;
        batch_.events.push_back(event);
        return batch_.events.back();
    }

    /// A game that ended on the day it began.
    void result(double day, const char* home, const char* away, std::int64_t home_score,
                std::int64_t away_score) {
        const std::string id = "s:r" + std::to_string(batch_.results.size());
        game(id, day, home, away);
        domain::GameResult one = testing::a_result(id, testing::on_day(day + 0.2));
        one.home_score = home_score;
        one.away_score = away_score;
        batch_.results.push_back(one);
    }

    domain::TeamRecord& record(const char* team, std::int64_t wins, std::int64_t losses) {
        domain::TeamRecord one = testing::a_record(team, testing::on_day(1));
        one.wins = wins;
        one.losses = losses;
        batch_.records.push_back(one);
        return batch_.records.back();
    }

    domain::ObservationBatch batch_;
};

TEST_F(StrengthFeaturesTest, WinRateAndItsBinomialError) {
    expect_missing(batch_, "s:1", 9, "team_win_rate",
                   "no standing of the home team is known this season");
    record("Eagles", 12, 4);
    expect_value(batch_, "s:1", 9, "team_win_rate", 0.75);
    expect_error(batch_, "s:1", 9, "team_win_rate", std::sqrt(0.75 * 0.25 / 16));
}

/// Two wins from 1500 each: the first moves both by 10, the second by 20 (1 - 1/(1+10^(-20/400))).
TEST_F(StrengthFeaturesTest, RatingsMoveWithEachResult) {
    expect_missing(batch_, "s:1", 9, "opponent_strength", "no result of the team is stored");
    result(2, "Eagles", "Bears", 20, 10);
    expect_missing(batch_, "s:1", 2.1, "opponent_strength", "no result of the team is stored");
    expect_value(batch_, "s:1", 9, "opponent_strength", 1490);
    expect_value(batch_, "s:1", 9, "home_rating", 1510);
    expect_value(batch_, "s:1", 9, "strength_differential", 20);
    const double chance = 1 / (1 + std::pow(10.0, -20.0 / 400));
    expect_value(batch_, "s:1", 9, "expectation_index", chance);
    expect_value(batch_, "s:1", 9, "excitement_level", 2 - 2 * chance);
    result(3, "Bears", "Eagles", 7, 14);
    expect_value(batch_, "s:1", 9, "home_rating", 1510 + 20 * (1 - chance));
    result(4, "Bears", "Lions", 7, 7);
    const double bears = 1490 - 20 * (1 - chance);
    const double drawn = 20 * (0.5 - 1 / (1 + std::pow(10.0, (1500 - bears) / 400)));
    expect_value(batch_, "s:1", 9, "opponent_strength", bears + drawn);
}

TEST_F(StrengthFeaturesTest, FormIsToldOrCountedFromTheLastTen) {
    expect_missing(batch_, "s:1", 9, "recent_form",
                   "no result of the team is stored for the season");
    for (int i = 0; i < 12; ++i)
        result(2 + i, "Eagles", "Lions", i < 5 ? 1 : 3, 2);
    expect_value(batch_, "s:1", 20, "recent_form", 0.7);
    expect_error(batch_, "s:1", 20, "recent_form", std::sqrt(0.7 * 0.3 / 10));
    expect_value(batch_, "s:1", 20, "win_streak", 7);
    expect_value(batch_, "s:1", 6.5, "win_streak", -5);
    expect_value(batch_, "s:1", 20, "team_win_rate", 7.0 / 12);
    expect_value(batch_, "s:1", 20, "team_momentum", 0.7 - 7.0 / 12);
    record("Eagles", 8, 2).wins_last10 = 8;
    expect_value(batch_, "s:1", 20, "recent_form", 0.8);
    expect_value(batch_, "s:1", 20, "team_momentum", 0);
}

TEST_F(StrengthFeaturesTest, ADrawEndsAStreak) {
    result(2, "Eagles", "Lions", 3, 0);
    result(3, "Eagles", "Lions", 2, 2);
    expect_value(batch_, "s:1", 9, "win_streak", 0);
    result(4, "Lions", "Eagles", 0, 1);
    expect_value(batch_, "s:1", 9, "win_streak", 1);
}

TEST_F(StrengthFeaturesTest, AdvantageIsTheShareWonAtHomeMinusOnTheRoad) {
    for (int i = 0; i < 4; ++i) {
        result(2 + i, "Eagles", "Lions", i < 3 ? 3 : 1, 2);
        if (i < 2)
            result(12 + i, "Lions", "Eagles", 2, 1);
    }
    expect_missing(batch_, "s:1", 20, "home_advantage",
                   "fewer than three results at home or on the road are stored");
    result(14, "Lions", "Eagles", 2, 3);
    result(15, "Lions", "Eagles", 2, 1);
    expect_value(batch_, "s:1", 20, "home_advantage", 0.75 - 0.25);
    // Standard deviation of 1, 1, 1, 0 is ½; of the mean ¼, twice.
    expect_error(batch_, "s:1", 20, "home_advantage", std::sqrt(2.0) / 4);
}

TEST_F(StrengthFeaturesTest, MeetingsOfTheTwoTeamsAreCountedFromBothSides) {
    expect_missing(batch_, "s:1", 9, "head_to_head_record", "no head-to-head result is stored");
    expect_missing(batch_, "s:1", 9, "rivalry_score", "no head-to-head result is stored");
    result(2, "Eagles", "Bears", 3, 1);
    result(3, "Bears", "Eagles", 3, 1);
    result(4, "Bears", "Eagles", 1, 3);
    result(5, "Eagles", "Lions", 3, 1);
    result(6, "Eagles", "Bears", 2, 1);
    batch_.events.back().season = "2020";
    expect_value(batch_, "s:1", 9, "head_to_head_record", 0.75);
    expect_error(batch_, "s:1", 9, "head_to_head_record", std::sqrt(0.75 * 0.25 / 4));
    expect_value(batch_, "s:1", 9, "rivalry_score", std::log(5.0) * 0.5);
    domain::GameResult corrected = batch_.results[1];
    corrected.away_score = 5;
    corrected.received_at = testing::on_day(8);
    batch_.results.push_back(corrected);
    expect_value(batch_, "s:1", 7.9, "head_to_head_record", 0.75);
    expect_value(batch_, "s:1", 9, "head_to_head_record", 1);
}

TEST_F(StrengthFeaturesTest, PointsScoredAndAllowedThisSeason) {
    expect_missing(batch_, "s:1", 9, "scoring_average",
                   "no result of the team is stored for the season");
    result(2, "Eagles", "Lions", 10, 4);
    result(3, "Lions", "Eagles", 8, 20);
    result(4, "Eagles", "Lions", 99, 99);
    batch_.events.back().season = "2020";
    expect_value(batch_, "s:1", 9, "scoring_average", 15);
    expect_error(batch_, "s:1", 9, "scoring_average", 5);
    expect_value(batch_, "s:1", 9, "defensive_rating", 6);
    expect_error(batch_, "s:1", 9, "defensive_rating", 2);
}

TEST_F(StrengthFeaturesTest, ExpectedAbsencesByTheLastStatusOfEachAthlete) {
    expect_missing(batch_, "s:1", 9, "injury_impact",
                   "no availability of an athlete of the team is stored");
    const auto tell = [&](const char* team, const char* athlete, const char* status, double day) {
        auto one = testing::an_availability(testing::on_day(day));
        one.league = "mlb";
        one.team = team;
        one.athlete = athlete;
        one.status = status;
        batch_.availabilities.push_back(one);
    };
    tell("Eagles", "1", "Out", 2);
    tell("Eagles", "2", "Questionable", 2);
    tell("Eagles", "3", "Doubtful", 2);
    tell("Eagles", "4", "Active", 2);
    tell("Bears", "5", "15-Day-IL", 2);
    expect_value(batch_, "s:1", 3, "injury_impact", 2.25);
    expect_value(batch_, "s:1", 3, "away_injury_impact", 1);
    tell("Eagles", "1", "Active", 4);
    expect_value(batch_, "s:1", 3, "injury_impact", 2.25);
    expect_value(batch_, "s:1", 5, "injury_impact", 1.25);
    tell("Bears", "2", "Out", 6);  // Traded.
    expect_value(batch_, "s:1", 7, "injury_impact", 0.75);
    expect_value(batch_, "s:1", 7, "away_injury_impact", 2);
}

TEST_F(StrengthFeaturesTest, TwoAthletesOfOneNameAreMissedEachByTheirOwnTeam) {
    const auto tell = [&](const char* team, const char* status, double day) {
        auto one = testing::an_availability(testing::on_day(day));
        one.league = "mlb";
        one.team = team;
        one.athlete = "Max Muncy";
        one.status = status;
        batch_.availabilities.push_back(one);
    };
    tell("Eagles", "Out", 2);
    tell("Bears", "Questionable", 2);
    expect_value(batch_, "s:1", 3, "injury_impact", 1);
    expect_value(batch_, "s:1", 3, "away_injury_impact", 0.5);
    tell("Eagles", "Doubtful", 4);
    expect_value(batch_, "s:1", 5, "injury_impact", 0.75);
    expect_value(batch_, "s:1", 5, "away_injury_impact", 0.5);
}

TEST_F(StrengthFeaturesTest, RestIsCountedFromTheLastGameBefore) {
    expect_missing(batch_, "s:1", 9, "rest_days", "no result of the team is stored");
    result(50, "Eagles", "Lions", 1, 0);
    result(55, "Lions", "Eagles", 1, 0);
    result(57, "Lions", "Bears", 1, 0);
    expect_value(batch_, "s:1", 52, "rest_days", 10);
    expect_value(batch_, "s:1", 59, "rest_days", 5);
    expect_value(batch_, "s:1", 59, "away_rest_days", 3);
}

/// Ten MLB teams with 81-0 and the Eagles with 0-81: no chance; with 81-0 themselves an even one
/// against equals.
TEST_F(StrengthFeaturesTest, ThePlayoffsAreForTheTeamsWithMostWins) {
    expect_missing(batch_, "s:1", 9, "playoff_probability",
                   "no standing of the home team is known this season");
    auto& own = record("Eagles", 0, 81);
    expect_missing(batch_, "s:1", 9, "playoff_probability",
                   "standings of fewer teams than playoff places are known");
    own.wins = 0;
    const std::size_t at = batch_.records.size() - 1;
    for (int i = 0; i < 10; ++i)
        record(("team " + std::to_string(i)).c_str(), 81, 0);
    expect_value(batch_, "s:1", 9, "playoff_probability", 0, 1e-9);
    batch_.records[at].wins = 81;
    batch_.records[at].losses = 0;
    expect_value(batch_, "s:1", 9, "playoff_probability", 0.5);
    batch_.records[at].wins = 80;
    batch_.records[at].losses = 1;
    // Mean 80 + 81 · 81/83 against 81 + 81 · 82/83; variances 81 · ab · 164 / (83² · 84).
    const double gap = 1 + 81.0 / 83;
    const double spread = std::sqrt(81.0 * 164 / (83.0 * 83 * 84) * (82.0 * 1 + 81.0 * 2));
    expect_value(batch_, "s:1", 9, "playoff_probability",
                 0.5 * std::erfc(gap / spread / std::sqrt(2.0)));
    batch_.events[0].league = "cricket";
    expect_missing(batch_, "s:1", 9, "playoff_probability",
                   "the number of games and playoff places of the league is not known");
}

TEST_F(StrengthFeaturesTest, AnEventWithoutTeamsSaysSo) {
    batch_.events[0].home = batch_.events[0].away = "";
    for (const char* feature : {"opponent_strength", "home_rating", "home_advantage",
                                "scoring_average", "injury_impact", "win_streak", "rest_days"})
        expect_missing(batch_, "s:1", 9, feature, "the event names no such team");
}

}  // namespace
}  // namespace seatsync::features
