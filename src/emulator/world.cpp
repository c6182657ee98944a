#include "emulator/world.hpp"

#include "base/invariant.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cctype>
#include <map>
#include <tuple>

namespace seatsync::emulator {

namespace {

using market::SimulatedEventMarket;
using std::chrono::days;
using std::chrono::duration_cast;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::seconds;
using std::chrono::year_month_day;

constexpr std::size_t kMarketplaces = 4;

/// Buyers' fees are of the size that marketplaces publish; factors and delays are invented.
constexpr std::array<MarketplaceTerms, kMarketplaces> kTerms = {{
    {1000, 220, 100, seconds(0)},    // SeatGeek: what the seasons' tapes call "sim".
    {1030, 250, 150, seconds(60)},   // StubHub
    {1080, 200, 100, seconds(120)},  // Ticketmaster
    {980, 300, 100, seconds(90)},    // Vivid Seats
}};

/// Source: the finaliser of splitmix64; Steele, Lea, Flood, Fast Splittable Pseudorandom Number
/// Generators, 2014.
std::uint64_t scrambled(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

std::uint64_t hash_of(std::uint64_t seed, std::string_view name, std::int64_t a, std::int64_t b) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : name)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    hash = scrambled(hash ^ scrambled(seed + 0x9E3779B97F4A7C15ULL));
    hash = scrambled(hash + static_cast<std::uint64_t>(a) * 0x9E3779B97F4A7C15ULL);
    return scrambled(hash + static_cast<std::uint64_t>(b) * 0xD1B54A32D192ED03ULL);
}

struct ZoneCentre {
    std::string_view zone;
    Place place;
};

/// Somewhere in the middle of the land that keeps this time.
constexpr std::array kCentres = std::to_array<ZoneCentre>({
    {"America/New_York", {40.0, -77.0}},
    {"America/Chicago", {40.0, -90.0}},
    {"America/Denver", {39.0, -106.0}},
    {"America/Los_Angeles", {37.0, -120.0}},
    {"America/Phoenix", {33.4, -112.0}},
    {"America/Toronto", {44.3, -79.0}},
    {"America/Detroit", {43.0, -84.5}},
    {"America/Indiana/Indianapolis", {39.8, -86.2}},
    {"America/Boise", {43.6, -115.5}},
    {"America/Winnipeg", {50.2, -97.5}},
    {"America/Halifax", {45.0, -63.5}},
    {"America/Vancouver", {50.5, -122.5}},
    {"America/Edmonton", {53.0, -114.0}},
});

Place centre_of(const domain::Zone& zone) {
    const auto* found = std::find_if(kCentres.begin(), kCentres.end(), [&](const auto& centre) {
        return centre.zone == zone.name();
    });
    SEATSYNC_INVARIANT(found != kCentres.end());
    return found->place;
}

/// "POR": the towns' names begin differently.
std::string abbreviation_of(std::string_view city) {
    std::string out(city.substr(0, 3));
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return out;
}

std::int64_t permille(std::int64_t amount, std::int64_t numerator, std::int64_t denominator) {
    return (2 * amount * numerator + denominator) / (2 * denominator);
}

market::SeasonPlan season_plan(std::uint64_t seed, std::string league, std::size_t teams,
                               std::size_t first_town) {
    market::SeasonPlan plan;
    plan.league.seed = seed;
    plan.league.league = std::move(league);
    plan.league.teams = teams;
    plan.league.first_town = first_town;
    return plan;
}

void note_record(Standing& standing, const domain::TeamRecord& record) {
    const bool won = *record.wins > standing.wins;
    const bool lost = *record.losses > standing.losses;
    if (won)
        standing.streak = std::max<std::int64_t>(standing.streak, 0) + 1;
    if (lost)
        standing.streak = std::min<std::int64_t>(standing.streak, 0) - 1;
    standing.wins = *record.wins;
    standing.losses = *record.losses;
    standing.wins_last10 = *record.wins_last10;
}

/// By share of wins, then name; half a game for each win and each loss between two teams.
void rank(std::vector<Standing>& standings) {
    std::sort(standings.begin(), standings.end(), [](const Standing& a, const Standing& b) {
        return std::tuple(-a.share_of_wins(), a.team->name) <
               std::tuple(-b.share_of_wins(), b.team->name);
    });
    for (std::size_t i = 0; i < standings.size(); ++i) {
        const Standing& first = standings.front();
        Standing& own = standings[i];
        own.rank = static_cast<std::int64_t>(i) + 1;
        own.games_behind =
            static_cast<double>(first.wins - own.wins + own.losses - first.losses) / 2;
    }
}

/// The better the seats, the lower the number of the hundred: 300s, 200s, 100s, then the field.
std::int64_t hundreds_of(double quality) {
    return quality < 0.25 ? 300 : quality < 0.7 ? 200 : quality < 1.2 ? 100 : 0;
}

/// What a listing is recognised by: its worth and its owner's hopes never change.
Offer offer_of(const World& world, const Game& game, const market::LadderListing& listing,
               Marketplace marketplace) {
    base::Random random =
        world.random("offer/" + game.id.value(), std::bit_cast<std::int64_t>(listing.quality),
                     std::bit_cast<std::int64_t>(listing.margin));
    constexpr std::int64_t kLowestId = 100'000'000'000'000;
    Offer offer;
    offer.id = std::to_string(random.integer(kLowestId, 9 * kLowestId));
    offer.section = std::to_string(hundreds_of(listing.quality) + random.integer(1, 40));
    offer.row = std::to_string(random.integer(1, 28));
    offer.seat_from = random.integer(1, 18);
    offer.seat_to = offer.seat_from + listing.seats - 1;
    offer.quantity = listing.seats;
    offer.prices = prices_of(listing.price_cents, marketplace);
    offer.face_cents =
        100 * random.integer(20, 30) + 100 * (400 - hundreds_of(listing.quality)) / 4;
    offer.by_broker = listing.seller == market::SellerKind::broker;
    return offer;
}

}  // namespace

double Standing::share_of_wins() const {
    return wins + losses == 0 ? 0.0
                              : static_cast<double>(wins) / static_cast<double>(wins + losses);
}

const MarketplaceTerms& terms_of(Marketplace marketplace) {
    return kTerms.at(static_cast<std::size_t>(marketplace));
}

Prices prices_of(std::int64_t ladder_cents, Marketplace marketplace) {
    const MarketplaceTerms& terms = terms_of(marketplace);
    const std::int64_t all_in = permille(ladder_cents, terms.factor_permille, 1000);
    const std::int64_t list = permille(all_in, 1000, 1000 + terms.buyer_fee_permille);
    return {all_in, list, permille(list, 1000 - terms.seller_fee_permille, 1000)};
}

WorldPlan default_world(std::uint64_t seed) {
    WorldPlan plan{.seed = seed,
                   .seasons = {season_plan(seed, "mlb", 12, 0), season_plan(seed, "nba", 6, 12),
                               season_plan(seed, "nfl", 6, 18)},
                   .from = {}};
    plan.from = plan.seasons.front().until;
    return plan;
}

/// A game with what the world does not tell, and its market as each marketplace has seen it last.
struct World::Played {
    std::size_t season = 0;
    std::size_t place = 0;  ///< In the season's games.
    std::array<std::optional<SimulatedEventMarket>, kMarketplaces> markets = {};
};

struct World::Seasons {
    std::vector<market::SeasonPlan> plans;
    std::vector<market::SimulatedLeague> leagues;
    std::vector<std::size_t> first_teams;  ///< Places in World::teams_.
    std::vector<Played> games;             ///< Parallel to World::games_.

    [[nodiscard]] const market::SimulatedGame& game(const Played& played) const {
        return leagues[played.season].games[played.place];
    }
};

World::World(WorldPlan plan)
    : plan_(std::move(plan)), now_(plan_.from), seasons_(std::make_unique<Seasons>()) {}
World::~World() = default;

Result<std::unique_ptr<World>> World::make(const WorldPlan& plan) {
    std::unique_ptr<World> world(new World(plan));
    for (const market::SeasonPlan& season : plan.seasons)
        SEATSYNC_CHECK(world->add_season(season));
    world->add_games();
    return world;
}

Result<void> World::add_season(const market::SeasonPlan& plan) {
    SEATSYNC_TRY(market::SimulatedLeague league, market::simulate_league(plan.league));
    if (std::find(leagues_.begin(), leagues_.end(), league.league) != leagues_.end())
        return fail(ErrorCode::invalid_argument, "two seasons of the league " + league.league);
    leagues_.push_back(league.league);
    seasons_->first_teams.push_back(teams_.size());
    add_teams(league);
    seasons_->plans.push_back(plan);
    seasons_->leagues.push_back(std::move(league));
    return {};
}

void World::add_teams(const market::SimulatedLeague& league) {
    for (const market::SimulatedTeam& team : league.teams) {
        const auto number = static_cast<std::int64_t>(teams_.size()) + 1;
        const Place centre = centre_of(team.venue.zone);
        teams_.push_back({.number = number,
                          .league = league.league,
                          .name = team.name,
                          .city = team.venue.city,
                          .nickname = team.name.substr(team.venue.city.size() + 1),
                          .abbreviation = abbreviation_of(team.venue.city),
                          .venue = team.venue,
                          .place = {centre.latitude + chance("latitude", number) - 0.5,
                                    centre.longitude + 2 * (chance("longitude", number) - 0.5)}});
    }
}

/// Numbers follow the starts, so that a game's number is its place, plus one.
void World::add_games() {
    std::vector<Played> all;
    for (std::size_t season = 0; season < seasons_->leagues.size(); ++season)
        for (std::size_t place = 0; place < seasons_->leagues[season].games.size(); ++place)
            all.push_back({.season = season, .place = place});
    const auto key = [&](const Played& played) {
        const market::SimulatedGame& game = seasons_->game(played);
        return std::tie(game.start, game.id);
    };
    std::sort(all.begin(), all.end(),
              [&](const Played& a, const Played& b) { return key(a) < key(b); });
    for (const Played& played : all) {
        const market::SimulatedGame& game = seasons_->game(played);
        const market::SimulatedLeague& league = seasons_->leagues[played.season];
        const std::size_t first = seasons_->first_teams[played.season];
        games_.push_back({.number = static_cast<std::int64_t>(games_.size()) + 1,
                          .id = game.id,
                          .league = league.league,
                          .season = league.season,
                          .home = &teams_[first + game.home],
                          .away = &teams_[first + game.away],
                          .start = game.start});
    }
    seasons_->games = std::move(all);
}

void World::advance_to(Instant now) {
    now_ = std::max(now_, now);
}

double World::chance(std::string_view name, std::int64_t a, std::int64_t b) const {
    return static_cast<double>(hash_of(plan_.seed, name, a, b) >> 11) * 0x1.0p-53;
}

base::Random World::random(std::string_view name, std::int64_t a, std::int64_t b) const {
    return base::Random(hash_of(plan_.seed, name, a, b));
}

std::vector<const Team*> World::teams_of(std::string_view league) const {
    std::vector<const Team*> out;
    for (const Team& team : teams_)
        if (team.league == league)
            out.push_back(&team);
    return out;
}

const Team* World::team(std::int64_t number) const {
    const bool known = number >= 1 && static_cast<std::size_t>(number) <= teams_.size();
    return known ? &teams_[static_cast<std::size_t>(number) - 1] : nullptr;
}

std::vector<const Game*> World::games_of(std::string_view league, Instant from, Instant to) const {
    std::vector<const Game*> out;
    for (const Game& game : games_)
        if ((league.empty() || game.league == league) && game.start >= from && game.start < to)
            out.push_back(&game);
    return out;
}

std::vector<const Game*> World::games_on(std::string_view league, year_month_day day) const {
    const Instant midnight = std::chrono::sys_days(day);
    std::vector<const Game*> out;
    for (const Game* game : games_of(league, midnight - days(1), midnight + days(2)))
        if (domain::to_local(game->start, game->home->venue.zone).date == day)
            out.push_back(game);
    return out;
}

const Game* World::game(std::int64_t number) const {
    const bool known = number >= 1 && static_cast<std::size_t>(number) <= games_.size();
    return known ? &games_[static_cast<std::size_t>(number) - 1] : nullptr;
}

World::Played& World::played(const Game& game) const {
    return seasons_->games.at(static_cast<std::size_t>(game.number) - 1);
}

GameState World::state_of(const Game& game) const {
    const market::SimulatedGame& truth = seasons_->game(played(game));
    if (now_ < truth.start)
        return {};
    if (now_ >= truth.known_at)
        return {GamePhase::finished, 1.0, truth.home_score, truth.away_score, truth.attendance};
    const double progress =
        std::min(1.0, std::chrono::duration<double>(now_ - truth.start) /
                          std::chrono::duration<double>(truth.ended - truth.start));
    const auto so_far = [progress](std::int64_t score) {
        return static_cast<std::int64_t>(progress * static_cast<double>(score));
    };
    return {GamePhase::in_progress, progress, so_far(truth.home_score), so_far(truth.away_score),
            std::nullopt};
}

bool World::is_on_sale(const Game& game) const {
    const double window = seasons_->plans[played(game).season].collection.window_days;
    const auto before =
        duration_cast<microseconds>(std::chrono::duration<double, days::period>(window));
    return now_ < game.start && now_ >= game.start - before;
}

std::vector<const Game*> World::games_on_sale(std::string_view league) const {
    std::vector<const Game*> out;
    for (const Game& game : games_)
        if ((league.empty() || game.league == league) && is_on_sale(game))
            out.push_back(&game);
    return out;
}

std::vector<Standing> World::standings(std::string_view league) const {
    std::map<std::string, Standing> by_name;
    for (const Team* team : teams_of(league))
        by_name[team->name].team = team;
    for (const market::SimulatedLeague& played : seasons_->leagues)
        for (const domain::TeamRecord& record : played.records)
            if (played.league == league && record.received_at <= now_)
                note_record(by_name.at(record.team), record);
    std::vector<Standing> out;
    for (const auto& [name, standing] : by_name)
        out.push_back(standing);
    rank(out);
    return out;
}

const market::OrderLadder* World::ladder_of(const Game& game, Marketplace marketplace) const {
    if (!is_on_sale(game))
        return nullptr;
    Played& own = played(game);
    auto& market = own.markets.at(static_cast<std::size_t>(marketplace));
    if (!market)
        market.emplace(market::open_market(seasons_->plans[own.season],
                                           seasons_->leagues[own.season], seasons_->game(own)));
    market->advance_to(now_ - terms_of(marketplace).delay);
    return &market->ladder();
}

MarketPage World::market_page(const Game& game, Marketplace marketplace) const {
    MarketPage page;
    page.as_of = now_ - terms_of(marketplace).delay;
    const market::OrderLadder* ladder = ladder_of(game, marketplace);
    if (ladder == nullptr)
        return page;
    const market::LadderSummary summary = ladder->summary();
    const auto shown = [marketplace](std::optional<std::int64_t> cents) {
        return cents ? std::optional(prices_of(*cents, marketplace)) : std::nullopt;
    };
    page.lowest = shown(summary.get_in_cents);
    page.median = shown(summary.median_cents);
    page.average = shown(summary.average_cents);
    page.highest = shown(summary.highest_cents);
    page.listings = summary.listings;
    page.tickets = summary.seats;
    return page;
}

std::vector<Offer> World::offers(const Game& game, Marketplace marketplace) const {
    std::vector<Offer> out;
    const market::OrderLadder* ladder = ladder_of(game, marketplace);
    if (ladder == nullptr)
        return out;
    for (const market::LadderListing& listing : ladder->listings())
        out.push_back(offer_of(*this, game, listing, marketplace));
    std::sort(out.begin(), out.end(), [](const Offer& a, const Offer& b) { return a.id < b.id; });
    return out;
}

}  // namespace seatsync::emulator
