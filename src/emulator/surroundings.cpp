#include "emulator/surroundings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string_view>

namespace seatsync::emulator {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

std::int64_t hours_since_1970(Instant time) {
    return floor<hours>(time.time_since_epoch()).count();
}

std::int64_t days_since_1970(Instant time) {
    return floor<days>(time.time_since_epoch()).count();
}

double rounded(double value, double digits) {
    const double scale = std::pow(10.0, digits);
    return std::round(value * scale) / scale;
}

/// A curve that wanders in [0, 1) and takes `period` to become another: chance at whole periods,
/// smoothed between them.
double wandering(const World& world, std::string_view name, std::int64_t cell, double x,
                 double period) {
    const double place = x / period;
    const double before = std::floor(place);
    const double part = place - before;
    const double weight = part * part * (3 - 2 * part);
    const auto step = static_cast<std::int64_t>(before);
    return (1 - weight) * world.chance(name, cell, step) +
           weight * world.chance(name, cell, step + 1);
}

template <std::size_t size>
std::string_view any_of(const std::array<std::string_view, size>& words, base::Random& random) {
    return words[static_cast<std::size_t>(
        random.integer(0, static_cast<std::int64_t>(words.size()) - 1))];
}

// ---- weather

/// About ten kilometres.
std::int64_t cell_of(const Place& place) {
    return std::llround(place.latitude * 10) * 10'000 + std::llround(place.longitude * 10);
}

int wmo_code_of(double rain_mm, double clouds) {
    if (rain_mm > 0)
        return rain_mm > 4 ? 95 : rain_mm > 2 ? 65 : 61;
    return clouds > 0.7 ? 3 : clouds > 0.3 ? 2 : 0;
}

double temperature_of(const World& world, const Place& place, std::int64_t cell, double hour) {
    const double year = std::sin(2 * std::numbers::pi * (hour / 24 - 110) / 365.25);
    const double local_hour = hour + place.longitude / 15;
    const double day = std::sin(2 * std::numbers::pi * (local_hour - 9) / 24);
    const double front = 2 * wandering(world, "front", cell, hour, 60) - 1;
    return 14 - 0.6 * (place.latitude - 40) + 11 * year + 5 * day + 6 * front;
}

/// How wrong a forecast of this hour is, in [-1, 1]: another number with each issue, every 6 hours.
double forecast_error(const World& world, std::string_view name, std::int64_t cell,
                      std::int64_t hour) {
    const std::int64_t issue = hours_since_1970(world.now()) / 6;
    const double lead_days =
        std::max(0.0, static_cast<double>(hour - hours_since_1970(world.now())) / 24);
    return std::min(1.0, lead_days / 5) * (2 * world.chance(name, cell + issue, hour) - 1);
}

// ---- words

constexpr std::array<std::string_view, 8> kGoodWords = {
    "What a win, best team in the league", "Amazing comeback, so proud",
    "Great pitching, we look strong",      "Love this team, tickets for the weekend",
    "Brilliant night, unstoppable",        "The new signing is fantastic",
    "Excited for the next home game",      "Clutch again, incredible",
};
constexpr std::array<std::string_view, 8> kBadWords = {
    "Terrible loss, worst bullpen ever",
    "Awful, another injury",
    "Disappointed again, fire the coach",
    "Ugly game, boring to watch",
    "We are bad and tickets are overpriced",
    "Horrible defence, embarrassing",
    "Sad to see him hurt",
    "Lost again, hopeless",
};
constexpr std::array<std::string_view, 4> kPlainWords = {
    "Who is starting tonight?",
    "Line-up is out",
    "Where do you park at the stadium?",
    "Anyone selling two for Saturday?",
};
constexpr std::array<std::string_view, 5> kHeadlines = {
    "{} win at home as crowds grow",
    "Injury worries for the {}",
    "{} sign a new player",
    "Poor run of the {} goes on",
    "What to know before the {} play next",
};
constexpr std::array<std::string_view, 4> kPapers = {"The Daily Larch", "Harbor Courier",
                                                     "Northern Sports Desk", "The Evening Quill"};

/// Whether the team plays within three hours of this hour or played in the five before.
bool near_own_game(const World& world, const Team& team, Instant hour) {
    const auto games = world.games_of(team.league, hour - hours(5), hour + hours(3));
    return std::any_of(games.begin(), games.end(), [&](const Game* game) {
        return game->home == &team || game->away == &team;
    });
}

/// What has come of `total` after this long: two thirds in six hours.
std::int64_t grown(std::int64_t total, Instant since, Instant now) {
    const double age = std::chrono::duration<double, hours::period>(now - since).count();
    return static_cast<std::int64_t>(static_cast<double>(total) * (1 - std::exp(-age / 6)));
}

Post post_of(const World& world, const Team& team, Instant hour, std::int64_t place,
             base::Random& random) {
    Post post;
    post.created_at = hour + seconds(random.integer(0, 3599));
    post.number =
        (post.created_at.time_since_epoch() / seconds(1)) * 100'000 + team.number * 1000 + place;
    post.author = fmt::format("fan_{}", random.integer(1, 5000));
    const double mood = random.uniform();
    post.title = mood < 0.45   ? any_of(kGoodWords, random)
                 : mood < 0.80 ? any_of(kBadWords, random)
                               : any_of(kPlainWords, random);
    post.text = fmt::format("{} #{}", post.title, team.nickname);
    const auto likes = static_cast<std::int64_t>(random.exponential(1.0 / 40));
    post.likes = grown(likes, post.created_at, world.now());
    post.comments = grown(likes / 4, post.created_at, world.now());
    post.reposts = grown(likes / 7, post.created_at, world.now());
    return post;
}

Article article_of(const Team& team, Instant day, std::int64_t place, base::Random& random) {
    Article article;
    article.number = days_since_1970(day) * 10'000 + team.number * 100 + place;
    article.source = any_of(kPapers, random);
    article.author = fmt::format("Staff {}", random.integer(1, 40));
    article.title = fmt::format(fmt::runtime(any_of(kHeadlines, random)), team.name);
    article.description = fmt::format("{}. {}.", article.title, any_of(kPlainWords, random));
    article.url = fmt::format("https://news.example/{}", article.number);
    article.published_at = day + seconds(random.integer(0, 86'399));
    return article;
}

// ---- injuries

constexpr std::int64_t kAthletes = 9;  ///< Who is ever told of, per team.
constexpr std::int64_t kSpellDays = 14;
constexpr std::array<std::string_view, 8> kFirstNames = {"Ansel", "Bram", "Corin", "Dario",
                                                         "Emmet", "Fenn", "Gale",  "Hollis"};
constexpr std::array<std::string_view, 9> kLastNames = {
    "Arkwright", "Birch", "Calloway", "Dunmore", "Everly", "Fairburn", "Garrick", "Hale", "Ives"};
constexpr std::array<std::string_view, 3> kStatuses = {"Out", "Questionable", "Day-To-Day"};
constexpr std::array<std::string_view, 5> kBodyParts = {"Knee", "Shoulder", "Hamstring", "Ankle",
                                                        "Wrist"};

/// The injury that befell an athlete in one spell of 14 days; nothing for most.
std::optional<Injury> injury_of(const World& world, const Team& team, std::int64_t athlete,
                                std::int64_t spell) {
    base::Random random = world.random("injury", team.number * 100 + athlete, spell);
    if (!random.chance(0.12))
        return std::nullopt;
    Injury injury;
    injury.athlete_number = team.number * 100 + athlete;
    injury.number = spell * 100'000 + injury.athlete_number;
    const auto first = static_cast<std::size_t>(team.number + athlete) % kFirstNames.size();
    injury.athlete =
        fmt::format("{} {}", kFirstNames[first], kLastNames[static_cast<std::size_t>(athlete)]);
    injury.team = &team;
    injury.status = any_of(kStatuses, random);
    injury.body_part = any_of(kBodyParts, random);
    injury.reported_at =
        Instant(days(spell * kSpellDays)) + minutes(random.integer(0, kSpellDays * 1440 - 1));
    injury.returns_at = injury.reported_at + days(random.integer(3, 40));
    return injury;
}

// ---- events in the city

constexpr std::array<std::string_view, 5> kCategories = {"concerts", "festivals", "expos",
                                                         "performing-arts", "community"};
constexpr auto kAnnouncedAhead = days(90);

CityEvent city_event_of(const World& world, const Team& near, Instant day, std::int64_t place,
                        base::Random& random) {
    CityEvent event;
    event.number = days_since_1970(day) * 10'000 + near.number * 10 + place;
    event.category = any_of(kCategories, random);
    event.title = fmt::format("{} {} {}", near.city, event.category, random.integer(1, 99));
    event.near = &near;
    event.place = {near.place.latitude + random.uniform(-0.06, 0.06),
                   near.place.longitude + random.uniform(-0.06, 0.06)};
    event.start = day + hours(random.integer(16, 26));
    event.end = event.start + minutes(30 * random.integer(2, 10));
    event.attendance = 50 * static_cast<std::int64_t>(4 + random.exponential(1.0 / 60));
    event.rank = std::clamp<std::int64_t>(
        std::llround(14 * std::log(static_cast<double>(event.attendance)) - 60), 1, 100);
    event.updated_at = event.start - kAnnouncedAhead;
    const Instant called_off = event.start - days(random.integer(2, 40));
    event.cancelled = random.chance(0.05) && called_off <= world.now();
    if (event.cancelled)
        event.updated_at = called_off;
    return event;
}

// ---- the own account

bool belongs_to_us(const World& world, const Game& game) {
    return game.home == world.teams_of(game.league).front();
}

OwnLot lot_of(const World& world, const Game& game, Marketplace marketplace) {
    base::Random random = world.random("lot", game.number);
    OwnLot lot;
    lot.number = 700'000 + game.number;
    lot.game = &game;
    lot.section = "114";
    lot.row = "7";
    lot.quantity = 2;
    lot.seat_from = 3;
    lot.seat_to = 4;
    lot.prices = prices_of(100 * random.integer(50, 160), marketplace);
    lot.face_cents = 6500;
    lot.cost_cents = 5200;
    lot.listed_at = game.start - days(55) + minutes(random.integer(0, 1440));
    const Instant sold_at = game.start - minutes(random.integer(600, 72'000));
    if (random.chance(0.6) && sold_at <= world.now())
        lot.sold_at = sold_at;
    return lot;
}

}  // namespace

WeatherHour weather_at(const World& world, const Place& place, Instant time) {
    const std::int64_t hour = hours_since_1970(time);
    const std::int64_t cell = cell_of(place);
    const auto x = static_cast<double>(hour);
    const auto error = [&](std::string_view name) {
        return forecast_error(world, name, cell, hour);
    };
    WeatherHour out;
    out.hour = Instant(hours(hour));
    out.temperature_c = rounded(temperature_of(world, place, cell, x) + 4 * error("error t"), 1);
    const double wetness =
        std::clamp(wandering(world, "wet", cell, x, 9) + 0.2 * error("error w"), 0.0, 1.0);
    out.precipitation_mm = rounded(std::max(0.0, 20 * (wetness - 0.75)), 1);
    out.precipitation_chance = rounded(std::clamp(2 * wetness - 0.9, 0.0, 1.0), 2);
    out.wind_kmh = rounded(3 + 30 * wandering(world, "wind", cell, x, 13), 1);
    out.humidity = rounded(0.35 + 0.6 * wetness, 2);
    out.cloud_cover = rounded(wetness, 2);
    out.wmo_code = wmo_code_of(out.precipitation_mm, out.cloud_cover);
    return out;
}

std::vector<Post> posts_about(const World& world, const Team& team, Instant from, Instant to) {
    const Instant first = std::max(from, world.now() - days(7));
    const Instant last = std::min(to, world.now() + std::chrono::microseconds(1));
    std::vector<Post> out;
    for (Instant hour = floor<hours>(first); hour < last; hour += hours(1)) {
        base::Random random = world.random("posts", team.number, hours_since_1970(hour));
        const std::int64_t count = random.poisson(near_own_game(world, team, hour) ? 6 : 1.5);
        for (std::int64_t place = 0; place < count; ++place) {
            Post post = post_of(world, team, hour, place, random);
            if (post.created_at >= first && post.created_at < last)
                out.push_back(std::move(post));
        }
    }
    std::sort(out.begin(), out.end(),
              [](const Post& a, const Post& b) { return a.number < b.number; });
    return out;
}

std::vector<Article> articles_about(const World& world, const Team& team, Instant from,
                                    Instant to) {
    const Instant last = std::min(to, world.now() + std::chrono::microseconds(1));
    std::vector<Article> out;
    for (Instant day = floor<days>(from); day < last; day += days(1)) {
        base::Random random = world.random("articles", team.number, days_since_1970(day));
        const std::int64_t count = random.integer(0, 4);
        for (std::int64_t place = 0; place < count; ++place) {
            Article article = article_of(team, day, place, random);
            if (article.published_at >= from && article.published_at < last)
                out.push_back(std::move(article));
        }
    }
    std::sort(out.begin(), out.end(), [](const Article& a, const Article& b) {
        return std::pair(a.published_at, a.number) < std::pair(b.published_at, b.number);
    });
    return out;
}

std::vector<Injury> injuries_of(const World& world, std::string_view league) {
    constexpr std::int64_t kSpellsBack = 5;  // No injury lasts longer.
    const std::int64_t spell = days_since_1970(world.now()) / kSpellDays;
    std::vector<Injury> out;
    for (const Team* team : world.teams_of(league)) {
        for (std::int64_t athlete = 0; athlete < kAthletes; ++athlete) {
            std::optional<Injury> latest;
            for (std::int64_t back = kSpellsBack; back >= 0; --back) {
                const auto injury = injury_of(world, *team, athlete, spell - back);
                if (injury && injury->reported_at <= world.now() &&
                    *injury->returns_at > world.now())
                    latest = injury;
            }
            if (latest)
                out.push_back(*latest);
        }
    }
    return out;
}

std::vector<CityEvent> city_events(const World& world, const Team& near, Instant from, Instant to) {
    std::vector<CityEvent> out;
    for (Instant day = floor<days>(from) - days(2); day < to; day += days(1)) {
        base::Random random = world.random("city", near.number, days_since_1970(day));
        const std::int64_t count = random.integer(0, 2);
        for (std::int64_t place = 0; place < count; ++place) {
            CityEvent event = city_event_of(world, near, day, place, random);
            if (event.start >= from && event.start < to &&
                event.start - kAnnouncedAhead <= world.now())
                out.push_back(std::move(event));
        }
    }
    std::sort(out.begin(), out.end(), [](const CityEvent& a, const CityEvent& b) {
        return std::pair(a.start, a.number) < std::pair(b.start, b.number);
    });
    return out;
}

double distance_km(const Place& a, const Place& b) {
    const auto radians = [](double degrees) { return degrees * std::numbers::pi / 180; };
    const double sine_lat = std::sin(radians(b.latitude - a.latitude) / 2);
    const double sine_lon = std::sin(radians(b.longitude - a.longitude) / 2);
    const double h = sine_lat * sine_lat + std::cos(radians(a.latitude)) *
                                               std::cos(radians(b.latitude)) * sine_lon * sine_lon;
    constexpr double kEarthRadiusKm = 6371.0;
    return 2 * kEarthRadiusKm * std::asin(std::min(1.0, std::sqrt(h)));
}

std::optional<double> index_on(const World& world, std::string_view series,
                               std::chrono::year_month_day day) {
    const sys_days date(day);
    const std::chrono::weekday weekday(date);
    if (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday ||
        date + hours(21) > world.now())
        return std::nullopt;
    const auto x = static_cast<double>(date.time_since_epoch().count());
    double log_level = 0;
    for (const double period : {400.0, 90.0, 20.0, 5.0, 1.0})
        log_level += 0.012 * std::sqrt(period) * (wandering(world, series, 0, x, period) - 0.5);
    return rounded(100 * std::exp(log_level), 2);
}

std::vector<OwnLot> own_lots(const World& world, Marketplace marketplace) {
    std::vector<OwnLot> out;
    for (const Game& game : world.games()) {
        const bool here = game.number % 2 == (marketplace == Marketplace::stubhub ? 0 : 1);
        if (!here || !belongs_to_us(world, game))
            continue;
        OwnLot lot = lot_of(world, game, marketplace);
        const bool shown =
            lot.listed_at <= world.now() && (lot.sold_at || game.start > world.now());
        if (shown)
            out.push_back(std::move(lot));
    }
    return out;
}

}  // namespace seatsync::emulator
