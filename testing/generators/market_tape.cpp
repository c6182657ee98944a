#include "testing/generators/market_tape.hpp"

#include "base/random.hpp"
#include "testing/feature_reader.hpp"
#include "testing/observations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace seatsync::testing {

namespace {

using base::Random;
using domain::Instant;

struct League {
    std::string name_space;
    std::string name;
    std::int64_t teams;
    bool neutral;  ///< A tournament: no home teams, and pairings that are not decided.

    [[nodiscard]] std::string team(std::int64_t i) const {
        constexpr std::array kKnown = {"Arizona Diamondbacks", "Atlanta Braves", "Chicago Cubs",
                                       "Boston Red Sox"};
        return name == "mlb" && i < 4 ? kKnown[static_cast<std::size_t>(i)]
                                      : fmt::format("{} {}", name, i);
    }
};

/// Whole minutes, so that times are met twice now and then.
Instant some_time(Random& random, double from_day, double to_day) {
    return std::chrono::floor<std::chrono::minutes>(on_day(random.uniform(from_day, to_day)));
}

template <class Value>
std::optional<Value> now_and_then(Random& random, double share, Value value) {
    return random.chance(share) ? std::optional<Value>(value) : std::nullopt;
}

std::string some_pairing(Random& random) {
    constexpr std::array kTitles = {"A vs. B", "1A vs. 2B", "W001 vs. 3A/B", "Final", ""};
    return kTitles[static_cast<std::size_t>(
        random.integer(0, static_cast<std::int64_t>(kTitles.size()) - 1))];
}

domain::Event some_game(Random& random, const League& league, std::int64_t number) {
    domain::Event game = an_event(fmt::format("{}:{:03}", league.name_space, number));
    const std::int64_t home = random.integer(0, league.teams - 1);
    game.league = league.name;
    game.season = random.chance(0.9) ? "2021" : "2022";
    game.category = random.chance(0.9) ? "regular" : "playoff_conditional";
    game.venue.name = fmt::format("venue {}", home);
    game.venue.capacity = now_and_then(random, 0.5, random.integer(10'000, 80'000));
    game.home = league.team(home);
    game.away = league.team((home + random.integer(1, league.teams - 1)) % league.teams);
    game.venue.zone =
        domain::Zone::named(random.chance(0.5) ? "America/New_York" : "America/Denver").value();
    game.start = some_time(random, 0, 40);
    game.start_tbd = random.chance(0.2);
    if (league.neutral) {
        game.home = game.away = "";
        game.category = fmt::format("Group {}", random.chance(0.5) ? "A" : "B");
        game.title = some_pairing(random);
    }
    game.received_at = game.start - std::chrono::days(random.integer(3, 40));
    return game;
}

/// The game, perhaps moved once: before its start, or after it to a later day.
std::vector<domain::Event> versions_of(Random& random, domain::Event game) {
    std::vector<domain::Event> versions = {game};
    if (random.chance(0.3)) {
        game.received_at = game.start + std::chrono::hours(random.integer(-100, 20));
        game.received_at = std::max(game.received_at, versions.front().received_at);
        game.start += std::chrono::hours(random.integer(-20, 150));
        game.start_tbd = false;
        versions.push_back(game);
    }
    return versions;
}

void add_quotes(Random& random, domain::ObservationBatch& tape, const domain::Event& game,
                Instant last_start, const std::string& market, std::int64_t count) {
    const double days = domain::days_between(on_day(0), last_start);
    std::int64_t cents = random.integer(500, 30000);
    for (std::int64_t i = 0; i < count; ++i) {
        if (random.chance(0.6))
            cents = std::max<std::int64_t>(1, cents * random.integer(60, 150) / 100);
        domain::Quote quote = a_quote(game.id.value(), some_time(random, days - 35, days + 1), 0);
        quote.series.market = market;
        quote.received_at =
            quote.event_at + std::chrono::hours(random.chance(0.1) ? random.integer(0, 50) : 0);
        quote.get_in_cents = now_and_then(random, 0.9, cents);
        quote.median_cents = now_and_then(random, 0.7, 2 * cents);
        quote.average_cents = now_and_then(random, 0.5, 3 * cents);
        quote.highest_cents = now_and_then(random, 0.5, 9 * cents);
        quote.listings = now_and_then(random, 0.7, random.integer(0, 500));
        quote.tickets = now_and_then(random, 0.5, random.integer(0, 900));
        quote.popularity = now_and_then(random, 0.5, random.uniform());
        tape.quotes.push_back(quote);
        if (random.chance(0.1)) {
            quote.get_in_cents = cents + 100;
            tape.quotes.push_back(quote);
        }
    }
}

/// Face values and offers of the organiser's exchange, in two zones or for the venue.
void add_references(Random& random, domain::ObservationBatch& tape, const domain::Event& game) {
    const double days = domain::days_between(on_day(0), game.start);
    for (std::int64_t i = 0; i < 6; ++i) {
        domain::Quote quote = a_quote(game.id.value(), some_time(random, days - 35, days + 1),
                                      random.integer(500, 30000));
        quote.series.market = "fifa_collect";
        if (random.chance(0.5))
            quote.series.zone = random.chance(0.5) ? "CAT1" : "CAT2";
        if (random.chance(0.5))
            quote.series.kind = domain::PriceKind::face;
        quote.median_cents = now_and_then(random, 0.5, 2 * *quote.get_in_cents);
        tape.quotes.push_back(quote);
    }
}

void add_result(Random& random, domain::ObservationBatch& tape, const std::string& event,
                Instant start) {
    domain::GameResult result = a_result(event, start + std::chrono::hours(3));
    result.home_score = random.integer(0, 5);
    result.away_score = random.integer(0, 5);
    tape.results.push_back(result);
    if (random.chance(0.2)) {
        std::swap(result.home_score, result.away_score);
        result.received_at += std::chrono::hours(random.integer(1, 60));
        tape.results.push_back(result);
    }
}

void add_records(Random& random, domain::ObservationBatch& tape, const League& league) {
    for (std::int64_t team = 0; team + 1 < league.teams; ++team)  // The last one is never told of.
        for (std::int64_t i = 0; i < 6; ++i) {
            domain::TeamRecord record = a_record(league.team(team), some_time(random, -20, 40));
            record.league = league.name;
            record.wins = now_and_then(random, 0.7, random.integer(0, 20));
            record.losses = now_and_then(random, 0.7, random.integer(0, 20));
            record.wins_last10 = now_and_then(random, 0.5, random.integer(0, 10));
            record.elo = now_and_then(random, 0.5, random.uniform(1300, 1700));
            tape.records.push_back(record);
        }
}

void add_mentions(Random& random, domain::ObservationBatch& tape, const League& league) {
    constexpr std::array kSources = {"x", "reddit", "newsapi", "espn"};
    for (std::int64_t i = 0; i < 12 * league.teams; ++i) {
        domain::Mention mention = a_mention(some_time(random, -10, 40));
        mention.source = kSources[static_cast<std::size_t>(random.integer(0, 3))];
        mention.id = fmt::format("{}", random.integer(0, 9 * league.teams));
        mention.subject = league.name + "/" +
                          (random.chance(0.8) ? league.team(random.integer(0, league.teams - 1))
                                              : fmt::format("{}", random.integer(1, 6)));
        mention.tone = now_and_then(random, 0.8, random.uniform(-1, 1));
        mention.reach = now_and_then(random, 0.5, random.integer(-3, 900));
        tape.mentions.push_back(mention);
    }
}

void add_availabilities(Random& random, domain::ObservationBatch& tape, const League& league) {
    constexpr std::array kStatus = {"Out", "Questionable", "Doubtful", "Active"};
    for (std::int64_t i = 0; i < 8; ++i) {
        domain::Availability one = an_availability(some_time(random, -10, 40));
        one.league = league.name;
        one.team = league.team(random.integer(0, league.teams - 1));
        one.athlete = fmt::format("{}", random.integer(1, 6));
        one.status = kStatus[static_cast<std::size_t>(random.integer(0, 3))];
        tape.availabilities.push_back(one);
    }
}

void add_readings(Random& random, domain::ObservationBatch& tape) {
    constexpr std::array kMeasures = {"temperature_c", "wind_speed_kmh",
                                      "precipitation_probability_pct"};
    const auto tell = [&](std::string subject, const char* measure, Instant received, Instant valid,
                          double value) {
        domain::Reading reading = a_reading(received);
        reading.subject = std::move(subject);
        reading.measure = measure;
        reading.valid_at = valid;
        reading.value = now_and_then(random, 0.9, value);
        tape.readings.push_back(reading);
    };
    for (const domain::Event& game : std::vector(tape.events)) {
        const Instant near = game.start + std::chrono::minutes(random.integer(-120, 120));
        for (const char* place : {"33.4455,-112.0667", "33.8908,-84.4678"})
            if (random.chance(0.3))
                tell(place, kMeasures[static_cast<std::size_t>(random.integer(0, 2))],
                     some_time(random, -10, 40), near, random.uniform(-20, 60));
        if (random.chance(0.2))
            tell(game.id.value(), "promotion", some_time(random, -10, 40), game.start,
                 random.chance(0.5) ? 1 : 0);
    }
    for (int i = 0; i < 20; ++i) {
        const Instant day = some_time(random, -40, 40);
        tell("^GSPC", "close_USD", day + std::chrono::hours(random.integer(0, 20)), day,
             random.uniform(3000, 5000));
        tell("UNRATE", "level", some_time(random, -10, 40), some_time(random, -60, 0), 5);
    }
}

void add_nearby_events(Random& random, domain::ObservationBatch& tape) {
    for (int i = 0; i < 20; ++i) {
        domain::NearbyEvent event = a_nearby_event(some_time(random, -10, 40));
        event.id = fmt::format("{}", random.integer(0, 12));
        event.start = some_time(random, 0, 40);
        event.latitude = 33.4455 + random.uniform(-0.4, 0.4);
        event.longitude = -112.0667;
        event.attendance = now_and_then(random, 0.7, random.integer(0, 20'000));
        event.status =
            random.chance(0.8) ? domain::EventStatus::scheduled : domain::EventStatus::cancelled;
        tape.nearby_events.push_back(event);
    }
}

void add_own_listings(Random& random, domain::ObservationBatch& tape) {
    for (const domain::Event& game : tape.events)
        if (random.chance(0.2)) {
            domain::OwnListing listing = an_own_listing(some_time(random, -5, 40));
            listing.id = fmt::format("{}", random.integer(0, 99));
            listing.event = game.id;
            tape.own_listings.push_back(listing);
        }
}

void add_league(Random& random, domain::ObservationBatch& tape, const League& league,
                const TapeShape& shape) {
    for (std::int64_t i = 0; i < shape.games; ++i) {
        auto versions = versions_of(random, some_game(random, league, i));
        if (random.chance(0.2) && !tape.events.empty() &&
            tape.events.back().league == league.name &&
            tape.events.back().id.value().starts_with(league.name_space)) {
            domain::Event second = tape.events.back();  // A doubleheader.
            second.id = versions.front().id;
            second.start += std::chrono::hours(4);
            versions = {second};
        }
        tape.events.insert(tape.events.end(), versions.begin(), versions.end());
        const domain::Event& last = versions.back();
        for (const char* market : {"stubhub", "tickpick"})
            if (random.chance(0.6))
                add_quotes(random, tape, last, last.start, market, random.integer(0, shape.quotes));
        if (random.chance(0.5))
            add_references(random, tape, last);
        if (random.chance(0.7))
            add_result(random, tape, last.id.value(), last.start);
    }
    add_result(random, tape, league.name_space + ":unknown", on_day(5));
    add_records(random, tape, league);
    add_mentions(random, tape, league);
    add_availabilities(random, tape, league);
}

template <class Value>
std::vector<Value> received_by(const std::vector<Value>& all, Instant now) {
    std::vector<Value> some;
    std::copy_if(all.begin(), all.end(), std::back_inserter(some),
                 [&](const Value& value) { return value.received_at <= now; });
    return some;
}

/// Sorts by a random number per key.
template <class Value, class Key>
std::vector<Value> in_other_order(Random random, const std::vector<Value>& values, Key key) {
    std::map<decltype(key(values.front())), double> place;
    std::vector<std::pair<double, const Value*>> order;
    for (const Value& value : values)
        order.emplace_back(place.try_emplace(key(value), random.uniform()).first->second, &value);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Value> sorted;
    for (const auto& [number, value] : order)
        sorted.push_back(*value);
    return sorted;
}

}  // namespace

domain::ObservationBatch make_tape(const TapeShape& shape) {
    domain::ObservationBatch tape;
    for (std::int64_t i = 0; i < shape.leagues; ++i) {
        Random random = Random(shape.seed).stream(fmt::format("league {}", i));
        const std::string name = random.chance(0.5) ? "mlb" : fmt::format("league{}", i);
        const League league{fmt::format("set{}", i), name, shape.teams, random.chance(0.3)};
        add_league(random, tape, league, shape);
    }
    Random random = Random(shape.seed).stream("world");
    add_readings(random, tape);
    add_nearby_events(random, tape);
    add_own_listings(random, tape);
    return tape;
}

domain::ObservationBatch known_by(const domain::ObservationBatch& tape, Instant now) {
    return {.events = received_by(tape.events, now),
            .quotes = received_by(tape.quotes, now),
            .records = received_by(tape.records, now),
            .results = received_by(tape.results, now),
            .readings = received_by(tape.readings, now),
            .mentions = received_by(tape.mentions, now),
            .availabilities = received_by(tape.availabilities, now),
            .nearby_events = received_by(tape.nearby_events, now),
            .own_listings = received_by(tape.own_listings, now)};
}

domain::ObservationBatch shuffled(const domain::ObservationBatch& tape, std::uint64_t seed) {
    const Random random(seed);
    return {
        .events = in_other_order(random.stream("events"), tape.events,
                                 [](const auto& e) { return std::pair(e.id, e.received_at); }),
        .quotes = in_other_order(
            random.stream("quotes"), tape.quotes,
            [](const auto& q) { return std::tuple(q.series, q.event_at, q.received_at); }),
        .records = in_other_order(
            random.stream("records"), tape.records,
            [](const auto& r) { return std::tuple(r.league, r.team, r.received_at); }),
        .results = in_other_order(random.stream("results"), tape.results,
                                  [](const auto& r) { return std::pair(r.event, r.received_at); }),
        .readings = in_other_order(random.stream("readings"), tape.readings,
                                   [](const auto& r) {
                                       return std::tuple(r.source, r.subject, r.measure, r.valid_at,
                                                         r.received_at);
                                   }),
        .mentions = in_other_order(
            random.stream("mentions"), tape.mentions,
            [](const auto& m) { return std::tuple(m.source, m.id, m.subject, m.received_at); }),
        .availabilities = in_other_order(
            random.stream("availabilities"), tape.availabilities,
            [](const auto& a) { return std::tuple(a.league, a.athlete, a.received_at); }),
        .nearby_events =
            in_other_order(random.stream("nearby"), tape.nearby_events,
                           [](const auto& e) { return std::tuple(e.source, e.id, e.received_at); }),
        .own_listings = in_other_order(
            random.stream("listings"), tape.own_listings,
            [](const auto& l) { return std::tuple(l.market, l.id, l.received_at); })};
}

}  // namespace seatsync::testing
