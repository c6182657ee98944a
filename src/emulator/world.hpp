#pragma once

#include "base/random.hpp"
#include "domain/event.hpp"
#include "market/simulated_season.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::emulator {

using domain::Instant;

/// A place on the map, in degrees. Invented, within the venue's time zone.
struct Place {
    double latitude = 0;
    double longitude = 0;
    friend bool operator==(const Place&, const Place&) = default;
};

/// A club and its venue, which nobody else plays at.
struct Team {
    std::int64_t number = 0;   ///< 1…, unique in the world; serves as id of team and venue.
    std::string league;        ///< "mlb"
    std::string name;          ///< "Port Alder Lanterns"
    std::string city;          ///< "Port Alder"
    std::string nickname;      ///< "Lanterns"
    std::string abbreviation;  ///< "POR", unique in the world.
    domain::Venue venue;       ///< With capacity, always.
    Place place;               ///< Of the venue.
};

struct Game {
    std::int64_t number = 0;  ///< 1…, unique in the world.
    domain::EventId id;       ///< As the season's tape calls it: "game:mlb-2026-06-12-…".
    std::string league;
    std::string season;  ///< "2026"
    const Team* home = nullptr;
    const Team* away = nullptr;
    Instant start;
};

enum class GamePhase { scheduled, in_progress, finished };

/// A game as it is known at an instant.
struct GameState {
    GamePhase phase = GamePhase::scheduled;
    double progress = 0;                     ///< 0 before the start, 1 when finished.
    std::optional<std::int64_t> home_score;  ///< From the start on; final when finished.
    std::optional<std::int64_t> away_score;
    std::optional<std::int64_t> attendance;  ///< When finished.
};

struct Standing {
    const Team* team = nullptr;
    std::int64_t wins = 0;
    std::int64_t losses = 0;
    std::int64_t wins_last10 = 0;
    std::int64_t rank = 0;  ///< 1…, in its league; by share of wins.
    double games_behind = 0;
    std::int64_t streak = 0;                     ///< 3: won the last three; -2: lost the last two.
    [[nodiscard]] double share_of_wins() const;  ///< 0 before the first game.
};

enum class Marketplace { seatgeek, stubhub, ticketmaster, vividseats };

/// How a marketplace shows the one ladder that a game has. The buyer pays ladder price × factor,
/// all fees included; what the seller asks is that without the buyer's fee; what he is paid is what
/// he asks without the seller's fee. The page is `delay` old.
struct MarketplaceTerms {
    std::int64_t factor_permille = 1000;
    std::int64_t buyer_fee_permille = 0;   ///< Of what the seller asks.
    std::int64_t seller_fee_permille = 0;  ///< Likewise.
    std::chrono::seconds delay{};
};
[[nodiscard]] const MarketplaceTerms& terms_of(Marketplace marketplace);

/// One price, three kinds; per ticket, US cents.
struct Prices {
    std::int64_t all_in_cents = 0;
    std::int64_t list_cents = 0;
    std::int64_t seller_net_cents = 0;
};
/// Of a price on the ladder.
[[nodiscard]] Prices prices_of(std::int64_t ladder_cents, Marketplace marketplace);

/// The summary that a marketplace shows. Nothing is listed: no prices, both counts 0.
struct MarketPage {
    std::optional<Prices> lowest;
    std::optional<Prices> median;
    std::optional<Prices> average;
    std::optional<Prices> highest;
    std::int64_t listings = 0;
    std::int64_t tickets = 0;
    Instant as_of;  ///< When the market looked so: world.now() less the delay.
};

/// One listing of somebody else. Its id, place and face value stay as long as it is offered.
struct Offer {
    std::string id;       ///< Digits, unique in the world.
    std::string section;  ///< "114"
    std::string row;      ///< "7"
    std::int64_t seat_from = 0;
    std::int64_t seat_to = 0;
    std::int64_t quantity = 0;
    Prices prices;
    std::int64_t face_cents = 0;
    bool by_broker = false;
};

/// The seasons that are played, and from when on.
struct WorldPlan {
    std::uint64_t seed = 1;
    std::vector<market::SeasonPlan> seasons;  ///< Of different leagues and towns.
    Instant from;                             ///< The world's first instant.
};

/// Three leagues of invented clubs: "mlb" with 12, "nba" and "nfl" with 6, from 3 April to 19
/// August 2026. Until `from` (12 June 2026, 15:00 UTC) their tapes are history; the world continues
/// them.
[[nodiscard]] WorldPlan default_world(std::uint64_t seed);

/// Everything the emulated APIs tell, as of `now()`. The same plan and the same instant give the
/// same answers, however the instants before were stepped through. What is not known yet at now()
/// (scores, later prices) is not told. Not thread-safe. Markets advance when they are looked at.
class World {
  public:
    /// Errors: those of market::simulate_league; two seasons of one league.
    [[nodiscard]] static Result<std::unique_ptr<World>> make(const WorldPlan& plan);
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    /// Time never goes back: an earlier instant changes nothing.
    void advance_to(Instant now);
    [[nodiscard]] Instant now() const { return now_; }
    [[nodiscard]] std::uint64_t seed() const { return plan_.seed; }
    /// Chance in [0, 1) that depends on the seed and these alone: for what is told the same way
    /// each time it is asked.
    [[nodiscard]] double chance(std::string_view name, std::int64_t a = 0,
                                std::int64_t b = 0) const;
    /// A stream of it.
    [[nodiscard]] base::Random random(std::string_view name, std::int64_t a = 0,
                                      std::int64_t b = 0) const;

    [[nodiscard]] const std::vector<std::string>& leagues() const { return leagues_; }
    [[nodiscard]] const std::vector<Team>& teams() const { return teams_; }
    /// Of one league, in order of their numbers.
    [[nodiscard]] std::vector<const Team*> teams_of(std::string_view league) const;
    [[nodiscard]] const Team* team(std::int64_t number) const;  ///< Null when there is none.

    /// All of all leagues, by start, then number.
    [[nodiscard]] const std::vector<Game>& games() const { return games_; }
    /// Of one league (all, when it is empty) that start in [from, to); by start.
    [[nodiscard]] std::vector<const Game*> games_of(std::string_view league, Instant from,
                                                    Instant to) const;
    /// Of one league that start on this day, local to the venue.
    [[nodiscard]] std::vector<const Game*> games_on(std::string_view league,
                                                    std::chrono::year_month_day day) const;
    [[nodiscard]] const Game* game(std::int64_t number) const;  ///< Null when there is none.
    [[nodiscard]] GameState state_of(const Game& game) const;
    /// Whether tickets are offered: from 60 days before the start until the start.
    [[nodiscard]] bool is_on_sale(const Game& game) const;
    /// Those that are, by start.
    [[nodiscard]] std::vector<const Game*> games_on_sale(std::string_view league = {}) const;

    /// By rank.
    [[nodiscard]] std::vector<Standing> standings(std::string_view league) const;

    [[nodiscard]] MarketPage market_page(const Game& game, Marketplace marketplace) const;
    /// By id. None when the game is not on sale.
    [[nodiscard]] std::vector<Offer> offers(const Game& game, Marketplace marketplace) const;

  private:
    struct Played;
    struct Seasons;
    explicit World(WorldPlan plan);
    Result<void> add_season(const market::SeasonPlan& plan);
    void add_teams(const market::SimulatedLeague& league);
    void add_games();
    [[nodiscard]] Played& played(const Game& game) const;
    [[nodiscard]] const market::OrderLadder* ladder_of(const Game& game,
                                                       Marketplace marketplace) const;

    WorldPlan plan_;
    Instant now_;
    std::unique_ptr<Seasons> seasons_;
    std::vector<std::string> leagues_;
    std::vector<Team> teams_;
    std::vector<Game> games_;
};

}  // namespace seatsync::emulator
