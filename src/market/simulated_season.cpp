#include "market/simulated_season.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace seatsync::market {

namespace {

using base::Random;
using domain::Instant;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::string_view kMarket = "sim";

microseconds duration_of(double day_count) {
    return microseconds(static_cast<std::int64_t>(day_count * 86400e6));
}

/// One pull of the collection. Far events are read by every fourth slot, near ones by all.
struct Pull {
    Instant begun;
    double days_ahead_max;
};

/// The pulls on a grid of three hours, each some minutes late; days and single pulls are lost.
std::vector<Pull> pulls_of(const CollectionParameters& c, Instant first, Instant last,
                           Random random) {
    std::vector<Pull> pulls;
    for (Instant day = std::chrono::floor<days>(first); day <= last; day += days(1)) {
        const bool lost_day = random.chance(c.lost_day_share);
        for (int slot = 0; slot < 8; ++slot) {
            const double late_minutes = random.uniform(0, 25);
            const bool lost = random.chance(c.lost_pull_share);
            const double ahead = slot % 4 == 0   ? c.window_days
                                 : slot % 2 == 0 ? c.dense_days
                                                 : c.densest_days;
            if (!lost && !lost_day)
                pulls.push_back({day + hours(3 * slot) + duration_of(late_minutes / 1440), ahead});
        }
    }
    return pulls;
}

/// The log worth of a game's cheapest seats as the standings of its two teams change.
std::vector<LevelChange> levels_of(const MarketParameters& p, const SimulatedLeague& league,
                                   const SimulatedGame& game, Instant opening, Random random) {
    const SimulatedTeam& home = league.teams[game.home];
    const SimulatedTeam& away = league.teams[game.away];
    const double fixed = std::log(p.base_price_units) + p.home_draw_deviation * home.draw +
                         p.away_draw_deviation * away.draw + p.game_deviation * game.crowd +
                         (game.weekend ? p.weekend_premium : 0.0) + random.normal(0, 0.05);
    double home_elo = 1500;
    double away_elo = 1500;
    std::vector<LevelChange> levels;
    for (const domain::TeamRecord& record : league.records) {
        if (record.team != home.name && record.team != away.name)
            continue;
        (record.team == home.name ? home_elo : away_elo) = *record.elo;
        const double form = p.form_weight * ((home_elo - 1500) + 0.5 * (away_elo - 1500)) / 100;
        if (record.received_at <= opening)
            levels.clear();
        levels.push_back({record.received_at, fixed + form});
    }
    return levels;
}

domain::Quote quote_of(const SimulatedGame& game, const LadderSummary& page, Instant seen,
                       Instant received) {
    return {.series = {.event = game.id,
                       .market = std::string(kMarket),
                       .zone = {},
                       .kind = domain::PriceKind::all_in,
                       .currency = domain::Currency::usd()},
            .event_at = seen,
            .received_at = received,
            .get_in_cents = page.get_in_cents,
            .median_cents = page.median_cents,
            .average_cents = page.average_cents,
            .highest_cents = page.highest_cents,
            .listings = page.listings,
            .tickets = page.seats,
            .popularity = {}};
}

Random randomness_of(const SeasonPlan& plan, const SimulatedGame& game) {
    return Random(plan.league.seed).stream("market").stream(game.id.value());
}

/// Follows one event from the begin of its window to its start or to `until`.
void follow(const SeasonPlan& plan, const SimulatedLeague& league, const SimulatedGame& game,
            const std::vector<Pull>& pulls, SimulatedSeason& out) {
    const CollectionParameters& c = plan.collection;
    if (game.start - duration_of(c.window_days) > plan.until)
        return;
    SimulatedEventMarket market = open_market(plan, league, game);
    Random reader = randomness_of(plan, game).stream("reader");
    for (const Pull& pull : pulls) {
        const Instant seen = pull.begun + milliseconds(reader.integer(0, 90'000));
        const Instant received = seen + milliseconds(reader.integer(200, 20'000));
        const bool lost = reader.chance(c.lost_quote_share);
        if (received > plan.until || seen >= game.start)
            break;
        const double ahead_max = std::min(pull.days_ahead_max, c.window_days);
        if (lost || seen < game.start - duration_of(ahead_max))
            continue;
        market.advance_to(seen);
        out.tape.quotes.push_back(quote_of(game, market.ladder().summary(), seen, received));
    }
    market.advance_to(std::min(plan.until, game.start));
    out.accounts.push_back({game.id, market.ladder().account()});
}

domain::Event event_of(const SimulatedLeague& league, const SimulatedGame& game) {
    const SimulatedTeam& home = league.teams[game.home];
    const SimulatedTeam& away = league.teams[game.away];
    return {.id = game.id,
            .league = league.league,
            .season = league.season,
            .category = "regular",
            .title = away.name + " at " + home.name,
            .home = home.name,
            .away = away.name,
            .venue = home.venue,
            .start = game.start,
            .start_tbd = false,
            .status = domain::EventStatus::scheduled,
            .received_at = league.announced};
}

/// Schedule, standings and results as they became known until `until`.
void tell_the_season(const SimulatedLeague& league, Instant until, domain::ObservationBatch& tape) {
    for (const SimulatedGame& game : league.games)
        if (league.announced <= until)
            tape.events.push_back(event_of(league, game));
    for (const domain::TeamRecord& record : league.records)
        if (record.received_at <= until)
            tape.records.push_back(record);
    for (const SimulatedGame& game : league.games) {
        if (game.known_at > until)
            continue;
        tape.results.push_back({.event = game.id,
                                .home_score = game.home_score,
                                .away_score = game.away_score,
                                .event_at = game.ended,
                                .received_at = game.known_at});
        domain::Event finished = event_of(league, game);
        finished.status = domain::EventStatus::finished;
        finished.received_at = game.known_at;
        tape.events.push_back(std::move(finished));
    }
}

void sort_tape(domain::ObservationBatch& tape) {
    std::sort(tape.quotes.begin(), tape.quotes.end(), [](const auto& a, const auto& b) {
        return std::tie(a.received_at, a.series.event) < std::tie(b.received_at, b.series.event);
    });
    std::sort(tape.events.begin(), tape.events.end(), [](const auto& a, const auto& b) {
        return std::tie(a.received_at, a.id) < std::tie(b.received_at, b.id);
    });
    std::sort(tape.results.begin(), tape.results.end(), [](const auto& a, const auto& b) {
        return std::tie(a.received_at, a.event) < std::tie(b.received_at, b.event);
    });
    std::sort(tape.records.begin(), tape.records.end(), [](const auto& a, const auto& b) {
        return std::tie(a.received_at, a.team) < std::tie(b.received_at, b.team);
    });
}

}  // namespace

SimulatedEventMarket open_market(const SeasonPlan& plan, const SimulatedLeague& league,
                                 const SimulatedGame& game) {
    const Random own = randomness_of(plan, game);
    const Instant opening = game.start - duration_of(plan.collection.window_days) -
                            duration_of(plan.market.warm_up_days);
    Random chance = own.stream("surprise");
    EventConditions conditions{
        .start = game.start,
        .capacity = *league.teams[game.home].venue.capacity,
        .levels = levels_of(plan.market, league, game, opening, own.stream("levels")),
        .surprise = chance.normal(0, plan.market.surprise_deviation)};
    return {plan.market, std::move(conditions), opening, own.stream("actions")};
}

Result<SimulatedSeason> simulate_season(const SeasonPlan& plan) {
    SEATSYNC_CHECK(check(plan.market));
    SEATSYNC_CHECK(check(plan.collection));
    SEATSYNC_TRY(SimulatedLeague league, simulate_league(plan.league));
    SimulatedSeason out;
    tell_the_season(league, plan.until, out.tape);
    const Instant first = league.games.front().start - duration_of(plan.collection.window_days);
    const std::vector<Pull> pulls = pulls_of(plan.collection, first, league.games.back().start,
                                             Random(plan.league.seed).stream("collection"));
    for (const SimulatedGame& game : league.games)
        follow(plan, league, game, pulls, out);
    sort_tape(out.tape);
    out.league = std::move(league);
    return out;
}

}  // namespace seatsync::market
