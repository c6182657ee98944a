#pragma once

#include "domain/ingestion.hpp"
#include "domain/observation.hpp"
#include "market/team_names.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::market {

/// A link with at least this confidence is used without a person. Below it: the queue.
inline constexpr double kAutomaticThreshold = 0.9;

/// What stands for the league where a source does not tell it.
inline constexpr std::string_view kLeagueNotTold = "unknown";

/// An event as a source shows it, see feed::Sighting: the id is the source's, teams as it writes
/// them or only in the title, the zone of the venue UTC when it is not told.
struct GameSighting {
    domain::Event event;
    std::optional<std::chrono::year_month_day> local_date;
    std::optional<int> game_number;  ///< Of a doubleheader, 1 or 2.
};

/// A sighting with its teams understood.
struct ResolvedGame {
    std::string league;
    TeamMatch home;
    TeamMatch away;
    double confidence = 0;      ///< Of teams and sides together.
    bool sides_certain = true;  ///< Who is at home is told, not only "A vs. B".
    domain::Zone zone = domain::Zone::utc();
    std::chrono::year_month_day date;      ///< At the venue as far as it can be told.
    bool date_certain = true;              ///< False: it may be the day before or after.
    std::optional<domain::Instant> start;  ///< Nothing when the hour is not known.
    int game_number = 0;                   ///< 0: not told.
};

/// A league that is not told is the only one whose table has both teams. Errors: insufficient_data
/// saying which team is not understood, or that it may be a game of several leagues, or of none.
[[nodiscard]] Result<ResolvedGame> resolve_game(const GameSighting& sighting,
                                                const TeamNames& names);

/// A game that SeatSync knows. `date` is where it stands now; a postponed game keeps its id.
struct KnownGame {
    domain::EventId id;
    std::string league;
    std::string home;  ///< Slugs.
    std::string away;
    std::chrono::year_month_day date;
    std::optional<domain::Instant> start;  ///< Nothing when the hour is not known.
    int game_number = 0;                   ///< 2 when the id ends with "-2", else 0 or 1.
    double confidence = 1;  ///< Of its names and sides; those of a stored game are settled.
    bool sides_certain = true;
    bool date_certain = true;
};

/// The game of an event with a canonical id; nothing for other events ("mlb_stubhub_2021:1…").
[[nodiscard]] std::optional<KnownGame> known_game(const domain::Event& event,
                                                  const TeamNames& names);

/// The games that sightings are compared with. The order of adding changes no answer.
class KnownGames {
  public:
    /// Adds it, or puts it in the place of the game with the same id.
    void put(KnownGame game);
    [[nodiscard]] const KnownGame* find(const domain::EventId& id) const;
    /// Of the two teams, either at home, by date, then id.
    [[nodiscard]] std::vector<const KnownGame*> between(const std::string& league,
                                                        const std::string& one,
                                                        const std::string& other) const;
    [[nodiscard]] std::size_t size() const { return games_.size(); }
    /// Drops the game and what it is called.
    void forget(const domain::EventId& id);

    /// Remembers that a source's id means the game: another id of the same source then needs a
    /// person, since one source seldom shows one game twice.
    void link(const domain::EventId& source_event, const domain::EventId& game);
    /// Whether another id of the source of `source_event` means the game.
    [[nodiscard]] bool is_taken(const domain::EventId& game,
                                const domain::EventId& source_event) const;

  private:
    using Pair = std::vector<std::string>;  ///< League and the two slugs in order.
    [[nodiscard]] static Pair pair_of(const std::string& league, const std::string& one,
                                      const std::string& other);
    std::map<domain::EventId, KnownGame> games_;
    std::map<Pair, std::set<domain::EventId>> by_teams_;
    std::map<domain::EventId, std::set<domain::EventId>> sources_;  ///< Of each game.
};

/// What a sighting means.
struct EventMatch {
    domain::EventId event;  ///< Best guess; of a sighting that says nothing the source's own id.
    double confidence = 0;  ///< In [0, 1].
    domain::LinkState state = domain::LinkState::queued;
    std::string reason;   ///< For a person.
    bool is_new = false;  ///< No known game: with an automatic state `event` is to be created.

    [[nodiscard]] bool usable() const {
        return state == domain::LinkState::automatic || state == domain::LinkState::accepted;
    }
};

/// "game:mlb-2021-06-11-texas-rangers-at-los-angeles-dodgers", with "-2" for the second of a day.
/// The same content gives the same id in every run.
[[nodiscard]] domain::EventId canonical_id(const ResolvedGame& game);
/// The same of a game whose teams' slugs and venue-local date are known.
[[nodiscard]] domain::EventId canonical_id(std::string_view league,
                                           std::chrono::year_month_day date, std::string_view away,
                                           std::string_view home, int game_number = 0);

/// Compares by league, both teams and venue-local date; where both hours are known, by the hour
/// too; the second game of a day by its number or hour; never by an hour that is to be determined.
/// `link`: the latest link of the source's id, or null: one that is automatic, accepted or rejected
/// stands, so that a moved game keeps its id; a queued one is judged again.
///
/// Confidence is that of the two names (1 full, 0.98 nickname or code, 0.95 a place alone or a
/// league without a table) times each of these that holds: "A vs. B" without sides 0.97; only a UTC
/// date is known 0.92, and 0.85 when it is a day off; home and away swapped 0.8; starts more than 3
/// h apart on one date 0.7; two games that cannot be told apart 0.5. A new game counts likewise,
/// but 0.8 when its date is the one from which a known game was moved, and 0.6 when the date is not
/// certain.
[[nodiscard]] EventMatch match(const GameSighting& sighting, const TeamNames& names,
                               const KnownGames& known, const domain::EventLink* link = nullptr);

/// The link to store.
[[nodiscard]] domain::EventLink link_of(const GameSighting& sighting, const EventMatch& match,
                                        domain::Instant received_at);

/// The event under its canonical id: teams as SeatSync writes them, the zone of the venue filled
/// in; a start that is to be determined stands at noon of the local date. Without understood teams
/// (a person accepted the link) it is the sighting's own event under the id.
[[nodiscard]] domain::Event canonical_event(const GameSighting& sighting, const EventMatch& match,
                                            const TeamNames& names);

}  // namespace seatsync::market
