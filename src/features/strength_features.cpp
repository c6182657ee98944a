#include "features/catalogue.hpp"
#include "features/formulas.hpp"
#include "features/league_facts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace seatsync::features {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kFormGames = 10;
constexpr double kFewestGames = 3;
constexpr std::size_t kAdvantageGames = 200;
constexpr std::string_view kResults = "results of the league";
constexpr std::string_view kStandings = "standings told or counted from results, same season";
constexpr std::string_view kInjuries = "availabilities of the team's athletes";
constexpr std::string_view kRatings = "Elo ratings computed from the results of the league";
constexpr std::string_view kNone = "none";
constexpr std::string_view kNoTeam = "the event names no such team";
constexpr std::string_view kNoResult = "no result of the team is stored for the season";
constexpr std::string_view kNoRating = "no result of the team is stored";

/// Sums over the results of a team in the event's season, newest first.
struct Record {
    double games = 0;
    double points = 0;
    Moments scored;
    Moments allowed;
    double streak = 0;  ///< Games won in a row, or minus those lost.
};

Record record_of(const Context& c, TeamIndex team, double games_most) {
    Record record;
    bool streak_goes_on = true;
    const auto scores = c.world().scores(team, c.now());
    for (std::size_t i = scores.size(); i-- > 0 && record.games < games_most;) {
        const GameScore& score = scores[i];
        if (!score.holds_at(c.now()) || score.season != c.event().season)
            continue;
        record.games += 1;
        record.points += score.points();
        record.scored.add(score.own);
        record.allowed.add(score.other);
        const double sign = score.points() * 2 - 1;
        streak_goes_on = streak_goes_on && sign != 0 && sign * record.streak >= 0;
        record.streak += streak_goes_on ? sign : 0;
    }
    return record;
}

constexpr double kAllGames = std::numeric_limits<double>::infinity();

double error_of_share(double share, double games) {
    return std::sqrt(share * (1 - share) / games);
}

Value mean_of(const Context& c, Moments Record::*numbers) {
    if (c.home_team() == kNobody)
        return because(kNoTeam);
    const Record record = record_of(c, c.home_team(), kAllGames);
    if (record.games == 0)
        return because(kNoResult);
    return {(record.*numbers).mean(), (record.*numbers).error_of_mean()};
}

Value rating_of(const Context& c, TeamIndex team) {
    if (team == kNobody)
        return because(kNoTeam);
    const Rating* rating = c.world().rating(team, c.now());
    return rating == nullptr ? because(kNoRating) : Value(rating->elo);
}

Value home_advantage(const Context& c) {
    if (c.home_team() == kNobody)
        return because(kNoTeam);
    Moments at_home;
    Moments away;
    const auto scores = c.world().scores(c.home_team(), c.now());
    const std::size_t first = scores.size() > kAdvantageGames ? scores.size() - kAdvantageGames : 0;
    for (const GameScore& score : scores.subspan(first))
        if (score.holds_at(c.now()))
            (score.at_home ? at_home : away).add(score.points());
    if (static_cast<double>(std::min(at_home.count(), away.count())) < kFewestGames)
        return because("fewer than three results at home or on the road are stored");
    return {at_home.mean() - away.mean(),
            std::hypot(at_home.error_of_mean(), away.error_of_mean())};
}

Moments meetings_of(const Context& c) {
    Moments points;
    if (c.home_team() == kNobody || c.away_team() == kNobody)
        return points;
    for (const GameScore& score : c.world().meetings(c.home_team(), c.away_team(), c.now()))
        if (score.holds_at(c.now()))
            points.add(score.points());
    return points;
}

Value head_to_head(const Context& c) {
    const Moments points = meetings_of(c);
    if (points.count() == 0)
        return because("no head-to-head result is stored");
    return {points.mean(), error_of_share(points.mean(), static_cast<double>(points.count()))};
}

Value rivalry(const Context& c) {
    const Moments points = meetings_of(c);
    if (points.count() == 0)
        return because("no head-to-head result is stored");
    const double closeness = 1 - std::abs(2 * points.mean() - 1);
    return std::log1p(static_cast<double>(points.count())) * closeness;
}

/// Wins at the end of the season by a beta-binomial forecast with a uniform prior.
struct FinalWins {
    double mean = 0;
    double variance = 0;
};

FinalWins final_wins(const Standing& standing, double games) {
    const double wins = standing.win_share * standing.played;
    const double left = std::max(games - standing.played, 0.0);
    const double a = wins + 1;
    const double b = standing.played - wins + 1;
    const double n = a + b;
    return {.mean = wins + left * a / n, .variance = left * a * b * (n + left) / (n * n * (n + 1))};
}

Value playoff_probability(const Context& c) {
    const auto facts = facts_of(c.event().league, c.event().season);
    if (!facts)
        return because("the number of games and playoff places of the league is not known");
    if (c.home() == nullptr || c.home()->played == 0)
        return because("no standing of the home team is known this season");
    std::vector<FinalWins> others;
    for (const auto& [team, standing] :
         c.history().standings(c.event().league, c.event().season, c.now()))
        if (team != c.event().home && standing->played > 0 && !std::isnan(standing->win_share))
            others.push_back(final_wins(*standing, facts->games));
    const auto places = static_cast<std::size_t>(facts->playoff_places);
    if (others.size() < places)
        return because("standings of fewer teams than playoff places are known");
    std::nth_element(others.begin(), others.begin() + facts->playoff_places - 1, others.end(),
                     [](const FinalWins& a, const FinalWins& b) {
                         return std::tie(a.mean, a.variance) > std::tie(b.mean, b.variance);
                     });
    const FinalWins last = others[places - 1];
    const FinalWins own = final_wins(*c.home(), facts->games);
    const double spread = std::sqrt(own.variance + last.variance);
    if (spread == 0)
        return own.mean > last.mean ? 1.0 : own.mean < last.mean ? 0.0 : 0.5;
    return 0.5 * std::erfc((last.mean - own.mean) / spread / std::numbers::sqrt2);
}

Value absences(const Context& c, TeamIndex team) {
    if (team == kNobody)
        return because(kNoTeam);
    const auto absences = c.world().absences(team, c.now());
    return absences.told == 0 ? because("no availability of an athlete of the team is stored")
                              : Value(absences.expected);
}

Value rest_days(const Context& c, TeamIndex team) {
    if (team == kNobody)
        return because(kNoTeam);
    const auto scores = c.world().scores(team, c.now());
    double last = kMissing;
    for (std::size_t i = scores.size(); i-- > 0 && scores.size() - i <= 3;)
        if (scores[i].start < c.start())
            last = std::fmax(last, scores[i].start);
    return std::isnan(last) ? because(kNoRating) : Value(c.start() - last);
}

Value momentum(const Context& c) {
    const Value form = recent_form(c);
    const Value rate = win_rate(c);
    return form.missing() ? form : rate.missing() ? rate : Value(form.number - rate.number);
}

constexpr Feature kFeatures[] = {
    {"team_win_rate", Category::team, "0 to 1", kStandings,
     "share of its games that the home team won; binomial error", win_rate, "season",
     "no standing of the home team is known this season", kNone},
    {"opponent_strength", Category::team, "Elo points", kRatings,
     "newest rating of the visitor: 1500 to begin with, moved by 20 times (points - expected)",
     [](const Context& c) { return rating_of(c, c.away_team()); }, "all results", kNoRating, kNone},
    {"home_rating", Category::team, "Elo points", kRatings, "the same for the home team",
     [](const Context& c) { return rating_of(c, c.home_team()); }, "all results", kNoRating, kNone},
    {"playoff_probability", Category::team, "0 to 1", kStandings,
     "chance that the home team ends with more wins than the last of the others that fit into the "
     "league's playoff places: beta-binomial forecasts with a uniform prior, compared as normal; "
     "divisions and tie-breaks are left out",
     playoff_probability, "season", "missing without the league's rules or enough standings",
     kNone},
    {"recent_form", Category::team, "0 to 1", "standings told, else results of the season",
     "share won of the home team's last ten games, of all when it played fewer; binomial error",
     recent_form, "10 games", kNoResult, kNone},
    {"home_advantage", Category::team, "difference of shares", kResults,
     "share won at home minus on the road by the home team, with its standard error",
     home_advantage, "200 games", "missing below three results of either kind", kNone},
    {"head_to_head_record", Category::team, "0 to 1", kResults,
     "share of the meetings of the two teams that the home team won; binomial error", head_to_head,
     "all results", "no head-to-head result is stored", kNone},
    {"scoring_average", Category::team, "points per game", "results of the season",
     "mean of what the home team scored, with its standard error",
     [](const Context& c) { return mean_of(c, &Record::scored); }, "season", kNoResult, kNone},
    {"defensive_rating", Category::team, "points per game", "results of the season",
     "mean of what the home team allowed, with its standard error",
     [](const Context& c) { return mean_of(c, &Record::allowed); }, "season", kNoResult, kNone},
    {"injury_impact", Category::team, "athletes", kInjuries,
     "expected number of absent athletes of the home team: out 1, doubtful 0.75, questionable and "
     "day-to-day 0.5, as last told of each",
     [](const Context& c) { return absences(c, c.home_team()); }, "newest",
     "no availability of an athlete of the team is stored", kNone},
    {"away_injury_impact", Category::team, "athletes", kInjuries, "the same for the visitor",
     [](const Context& c) { return absences(c, c.away_team()); }, "newest",
     "no availability of an athlete of the team is stored", kNone},
    {"win_streak", Category::team, "games", "results of the season",
     "games that the home team won in a row, or minus those it lost; a draw ends it",
     [](const Context& c) -> Value {
         if (c.home_team() == kNobody)
             return because(kNoTeam);
         const Record record = record_of(c, c.home_team(), kAllGames);
         return record.games == 0 ? because(kNoResult) : Value(record.streak);
     },
     "season", kNoResult, kNone},
    {"rest_days", Category::team, "days", kResults,
     "from the start of the home team's last game with a result to the start of this one",
     [](const Context& c) { return rest_days(c, c.home_team()); }, "3 results", kNoRating, kNone},
    {"away_rest_days", Category::team, "days", kResults, "the same for the visitor",
     [](const Context& c) { return rest_days(c, c.away_team()); }, "3 results", kNoRating, kNone},
    {"rivalry_score", Category::sentiment, "score", kResults,
     "ln(1 + meetings) times their closeness, 1 - |2 share - 1| of the home team's share", rivalry,
     "all results", "no head-to-head result is stored", kNone},
    {"team_momentum", Category::sentiment, "difference of shares", kStandings,
     "share won of the last ten games minus that of the season", momentum, "season",
     "missing without a standing and without a result", kNone},
    {"excitement_level", Category::sentiment, "0 to 1", kRatings,
     "how open the game is: 1 - |2 p - 1| of the home team's chance to win",
     [](const Context& c) -> Value {
         const Value chance = chance_to_win(c);
         return chance.missing() ? chance : Value(1 - std::abs(2 * chance.number - 1));
     },
     "all results", kNoRating, kNone},
    {"expectation_index", Category::sentiment, "0 to 1", kRatings,
     "chance of the home team to win: 1 / (1 + 10^(-difference / 400))", chance_to_win,
     "all results", kNoRating, kNone},
};

}  // namespace

Value win_rate(const Context& c) {
    if (c.home() == nullptr || std::isnan(c.home()->win_share))
        return because("no standing of the home team is known this season");
    const double share = c.home()->win_share;
    return {share, error_of_share(share, c.home()->played)};
}

Value recent_form(const Context& c) {
    if (c.home() != nullptr && !std::isnan(c.home()->last10_share)) {
        const double games = std::min(c.home()->played, kFormGames);
        return {c.home()->last10_share, error_of_share(c.home()->last10_share, games)};
    }
    if (c.home_team() == kNobody)
        return because(kNoTeam);
    const Record record = record_of(c, c.home_team(), kFormGames);
    if (record.games == 0)
        return because(kNoResult);
    const double share = record.points / record.games;
    return {share, error_of_share(share, record.games)};
}

Value rating_difference(const Context& c) {
    const Value home = rating_of(c, c.home_team());
    const Value away = rating_of(c, c.away_team());
    return home.missing() ? home : away.missing() ? away : Value(home.number - away.number);
}

Value chance_to_win(const Context& c) {
    const Value difference = rating_difference(c);
    return difference.missing() ? difference
                                : Value(1 / (1 + std::pow(10.0, -difference.number / 400)));
}

std::span<const Feature> strength_features() {
    return kFeatures;
}

}  // namespace seatsync::features
