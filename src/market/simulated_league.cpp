#include "market/simulated_league.hpp"

#include "market/event_matching.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <numeric>

namespace seatsync::market {

namespace {

using base::Random;
using domain::Instant;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

struct Town {
    std::string_view city;
    std::string_view nickname;
    std::string_view venue;
    std::string_view zone;
};

/// Invented towns and clubs; the zones are real.
constexpr std::array kTowns = std::to_array<Town>({
    {"Port Alder", "Lanterns", "Alder Harbor Park", "America/New_York"},
    {"Marrow Bay", "Herons", "Heron Field", "America/New_York"},
    {"Kestrel Falls", "Millers", "Millrace Stadium", "America/Chicago"},
    {"Saint Orrin", "Bellringers", "Orrin Yards", "America/Chicago"},
    {"Copper Mesa", "Drovers", "Drover Grounds", "America/Denver"},
    {"Vale of Ash", "Foxes", "Ashfield Park", "America/Denver"},
    {"Sunder Point", "Gulls", "Breakwater Park", "America/Los_Angeles"},
    {"Lower Tamsin", "Orchards", "Tamsin Oval", "America/Los_Angeles"},
    {"Dry Fork", "Coyotes", "Fork River Field", "America/Phoenix"},
    {"North Quill", "Scribes", "Quill Grounds", "America/Toronto"},
    {"Brannock", "Forge", "Foundry Stadium", "America/Detroit"},
    {"Wexmouth", "Pilots", "Lighthouse Field", "America/New_York"},
    {"Harrow Glen", "Stags", "Glen Park", "America/Chicago"},
    {"Pale River", "Ferrymen", "Ferry Landing Park", "America/Chicago"},
    {"Tolliver", "Rails", "Roundhouse Field", "America/Indiana/Indianapolis"},
    {"Old Cardiff Springs", "Otters", "Springs Oval", "America/New_York"},
    {"High Sable", "Rams", "Sable Ridge Park", "America/Denver"},
    {"Juniper Cross", "Jays", "Crossroads Park", "America/Boise"},
    {"Elkmarsh", "Cranes", "Marsh Stadium", "America/Winnipeg"},
    {"Roan Harbor", "Mariners' Guild", "Guild Park", "America/Halifax"},
    {"Cinder Hill", "Potters", "Kiln Park", "America/Los_Angeles"},
    {"West Larkspur", "Larks", "Larkspur Gardens", "America/Vancouver"},
    {"Moss Landing Heights", "Comets", "Observatory Field", "America/Los_Angeles"},
    {"Grand Tarn", "Pike", "Tarnside Park", "America/Edmonton"},
});

constexpr int kAnnouncedDaysAhead = 75;
constexpr double kHomeFieldElo = 35.0;
constexpr double kEloStep = 20.0;
constexpr double kEloPerLogOdds = 173.7;  // 400 / ln 10
constexpr double kStrengthDeviation = 0.42;
constexpr double kStrengthDriftPerGame = 0.04;
constexpr double kRunsPerTeam = 4.6;
/// Log ratio of expected scores per log odds of winning: makes the favourite win about as often as
/// the log odds say at about nine runs a game.
constexpr double kScorePerLogOdds = 0.36;

Result<> check(const LeaguePlan& plan) {
    const auto bad = [](std::string detail) {
        return fail(ErrorCode::invalid_argument, "simulated league: " + std::move(detail));
    };
    if (plan.teams % 2 != 0 || plan.teams < 4 || plan.teams > kTowns.size())
        return bad(fmt::format("{} teams; an even number from 4 to {} is wanted", plan.teams,
                               kTowns.size()));
    if (plan.first_town > kTowns.size() - plan.teams)
        return bad(fmt::format("{} teams from town {} on; there are {} towns", plan.teams,
                               plan.first_town, kTowns.size()));
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    if (plan.league.empty() || !std::all_of(plan.league.begin(), plan.league.end(), is_letter))
        return bad(fmt::format("'{}' is no league such as mlb", plan.league));
    if (plan.games_per_team < 2 || plan.games_per_team > 100)
        return bad(fmt::format("{} games per team; 2 to 100 are wanted", plan.games_per_team));
    if (!plan.first_day.ok() || plan.first_day.year() < std::chrono::year(1970) ||
        plan.first_day.year() > std::chrono::year(2100))
        return bad("the first day is no date from 1970 to 2100");
    return {};
}

Result<std::vector<SimulatedTeam>> make_teams(const LeaguePlan& plan, Random random) {
    std::vector<SimulatedTeam> teams;
    for (std::size_t i = 0; i < plan.teams; ++i) {
        const Town& town = kTowns[plan.first_town + i];
        SEATSYNC_TRY(const domain::Zone zone, domain::Zone::named(town.zone));
        const std::int64_t capacity = random.integer(190, 430) * 100;
        teams.push_back({.name = fmt::format("{} {}", town.city, town.nickname),
                         .venue = {.name = std::string(town.venue),
                                   .city = std::string(town.city),
                                   .zone = zone,
                                   .capacity = capacity},
                         .strength = random.normal(0, kStrengthDeviation),
                         .draw = random.normal(0, 1)});
    }
    return teams;
}

struct Pairing {
    std::size_t home;
    std::size_t away;
};

/// One round of the circle method: team 0 stays, the others turn by one place a round. Who is at
/// home follows from the pair and swaps with each cycle, so that two cycles are even for all.
std::vector<Pairing> pairings_of_round(std::size_t teams, std::size_t round) {
    const std::size_t places = teams - 1;
    const auto at = [&](std::size_t place) {
        return place == 0 ? 0 : 1 + (place - 1 + round) % places;
    };
    std::vector<Pairing> out;
    for (std::size_t i = 0; i < teams / 2; ++i) {
        const auto [low, high] = std::minmax({at(i), at(teams - 1 - i)});
        const bool low_at_home = (low + high + round / places) % 2 == 1;
        out.push_back(low_at_home ? Pairing{low, high} : Pairing{high, low});
    }
    return out;
}

/// Two rounds a week: one over a weekend (days 0…2), one in the middle of the week (days 4…5).
sys_days day_of(const LeaguePlan& plan, std::size_t round, Random& random) {
    const bool weekend = round % 2 == 0;
    const auto week = days(7 * static_cast<int>(round / 2));
    return sys_days(plan.first_day) + week +
           days(weekend ? random.integer(0, 2) : random.integer(4, 5));
}

minutes hour_of_start(bool weekend_afternoon, Random& random) {
    constexpr std::array kAfternoon = {minutes(13 * 60 + 10), minutes(16 * 60 + 5),
                                       minutes(18 * 60 + 10)};
    constexpr std::array kEvening = {minutes(18 * 60 + 40), minutes(19 * 60 + 10)};
    return weekend_afternoon ? kAfternoon[static_cast<std::size_t>(random.integer(0, 2))]
                             : kEvening[static_cast<std::size_t>(random.integer(0, 1))];
}

Result<std::vector<SimulatedGame>> make_schedule(const LeaguePlan& plan,
                                                 const std::vector<SimulatedTeam>& teams,
                                                 Random random) {
    std::vector<SimulatedGame> games;
    for (std::size_t round = 0; round < plan.games_per_team; ++round) {
        for (const Pairing& pairing : pairings_of_round(plan.teams, round)) {
            const sys_days day = day_of(plan, round, random);
            const std::chrono::weekday weekday(day);
            const bool weekend = weekday == std::chrono::Friday ||
                                 weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
            const minutes hour = hour_of_start(weekend && weekday != std::chrono::Friday, random);
            SEATSYNC_TRY(const Instant start,
                         domain::from_local(day, hour, teams[pairing.home].venue.zone));
            const Instant ended = start + minutes(random.integer(150, 225));
            games.push_back({.id = canonical_id(plan.league, day, slug_of(teams[pairing.away].name),
                                                slug_of(teams[pairing.home].name)),
                             .home = pairing.home,
                             .away = pairing.away,
                             .start = start,
                             .ended = ended,
                             .known_at = ended + seconds(random.integer(60, 900)),
                             .weekend = weekend});
        }
    }
    std::stable_sort(
        games.begin(), games.end(),
        [](const SimulatedGame& a, const SimulatedGame& b) { return a.start < b.start; });
    return games;
}

/// The standings as the games go by.
struct Standing {
    double strength = 0;
    double elo = 1500;
    std::int64_t wins = 0;
    std::int64_t losses = 0;
    std::deque<bool> last10;
};

void note_result(Standing& standing, bool won, double elo_change) {
    (won ? standing.wins : standing.losses) += 1;
    standing.elo += elo_change;
    standing.last10.push_back(won);
    if (standing.last10.size() > 10)
        standing.last10.pop_front();
}

domain::TeamRecord record_of(const SimulatedLeague& league, std::size_t team,
                             const Standing& standing, Instant at, Instant received) {
    return {.league = league.league,
            .season = league.season,
            .team = league.teams[team].name,
            .wins = standing.wins,
            .losses = standing.losses,
            .wins_last10 = std::count(standing.last10.begin(), standing.last10.end(), true),
            .elo = standing.elo,
            .event_at = at,
            .received_at = received};
}

void play(SimulatedGame& game, const Standing& home, const Standing& away, Random& random) {
    const double log_odds = home.strength - away.strength + kHomeFieldElo / kEloPerLogOdds;
    game.home_score = random.poisson(kRunsPerTeam * std::exp(kScorePerLogOdds / 2 * log_odds));
    game.away_score = random.poisson(kRunsPerTeam * std::exp(-kScorePerLogOdds / 2 * log_odds));
    if (game.home_score == game.away_score) {
        const bool home_wins = random.chance(1 / (1 + std::exp(-log_odds)));
        (home_wins ? game.home_score : game.away_score) += 1;
    }
}

/// Elo expectation of the home team. Source: Elo, The Rating of Chessplayers, 1978, section 1.
double expected_home_win(const Standing& home, const Standing& away) {
    return 1 / (1 + std::pow(10.0, (away.elo - home.elo - kHomeFieldElo) / 400));
}

void fill_house(SimulatedGame& game, const SimulatedLeague& league, const Standing& home,
                Random& random) {
    const auto capacity = static_cast<double>(*league.teams[game.home].venue.capacity);
    game.crowd = random.normal(0, 1);
    const double pull = 0.9 + 0.55 * league.teams[game.home].draw +
                        0.30 * league.teams[game.away].draw + (game.weekend ? 0.35 : 0.0) +
                        0.002 * (home.elo - 1500) + 0.35 * game.crowd;
    game.attendance = static_cast<std::int64_t>(capacity / (1 + std::exp(-pull)));
}

/// A day or more lies between two games of a team, so a game knows all earlier ones of both.
void play_season(SimulatedLeague& league, const Random& season) {
    std::vector<Standing> standings(league.teams.size());
    Random preseason = season.stream("preseason");
    for (std::size_t i = 0; i < standings.size(); ++i) {
        standings[i].strength = league.teams[i].strength;
        standings[i].elo = std::round(1500 + 0.7 * kEloPerLogOdds * league.teams[i].strength +
                                      preseason.normal(0, 20));
        league.records.push_back(
            record_of(league, i, standings[i], league.announced, league.announced));
    }
    for (SimulatedGame& game : league.games) {
        Random random = season.stream(game.id.value());
        Standing& home = standings[game.home];
        Standing& away = standings[game.away];
        fill_house(game, league, home, random);
        play(game, home, away, random);
        const bool home_won = game.home_score > game.away_score;
        const double change = kEloStep * ((home_won ? 1 : 0) - expected_home_win(home, away));
        note_result(home, home_won, change);
        note_result(away, !home_won, -change);
        league.records.push_back(record_of(league, game.home, home, game.ended, game.known_at));
        league.records.push_back(record_of(league, game.away, away, game.ended, game.known_at));
        home.strength += random.normal(0, kStrengthDriftPerGame);
        away.strength += random.normal(0, kStrengthDriftPerGame);
    }
    std::stable_sort(league.records.begin(), league.records.end(),
                     [](const auto& a, const auto& b) { return a.received_at < b.received_at; });
}

}  // namespace

Result<SimulatedLeague> simulate_league(const LeaguePlan& plan) {
    SEATSYNC_CHECK(check(plan));
    const Random season = Random(plan.seed).stream("league");
    const std::string year = fmt::format("{:04}", static_cast<int>(plan.first_day.year()));
    SimulatedLeague league{
        .league = plan.league,
        .season = year,
        .announced = sys_days(plan.first_day) - days(kAnnouncedDaysAhead) + hours(15),
        .teams = {},
        .games = {},
        .records = {}};
    SEATSYNC_TRY(league.teams, make_teams(plan, season.stream("teams")));
    SEATSYNC_TRY(league.games, make_schedule(plan, league.teams, season.stream("schedule")));
    play_season(league, season.stream("games"));
    return league;
}

}  // namespace seatsync::market
