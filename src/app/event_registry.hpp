#pragma once

#include "app/ingest_fates.hpp"
#include "app/market_store.hpp"
#include "feed/source_api.hpp"
#include "market/event_matching.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace seatsync::app {

/// For the matching.
[[nodiscard]] market::GameSighting sighting_of(const feed::Sighting& sighting);

/// Which game each source means by its names of events, and what is known of each game.
///
/// Sources differ about one game (a title, a start by minutes), so each is compared with what it
/// said itself before: what it changed is changed. The first word of another source fills in what
/// was unknown; that of the first sports source replaces what marketplaces said.
///
/// Remembers the games that started a week ago or later, and older ones for a day after a source
/// spoke of them; of names that mean no such game, those spoken of within a day. `recall` asks the
/// store for the rest. Not thread-safe.
class EventRegistry {
  public:
    /// `names` outlives it.
    explicit EventRegistry(const market::TeamNames& names) : names_(names) {}

    /// Takes in the games that the store holds, and what a person decided in another process;
    /// forgets what is over.
    [[nodiscard]] Result<void> load(const MarketStore& store, Instant now);

    /// To be called before what an answer says is taken: what it names, and is remembered no
    /// longer, is read from the store. Errors: those of the store; the answer may be recalled
    /// again.
    [[nodiscard]] Result<void> recall(const MarketStore& store, const feed::Answer& answer);

    /// What is to be stored of a sighting.
    struct Understood {
        Fate fate = Fate::duplicate;
        std::optional<domain::Event> event = {};
        std::optional<domain::EventLink> link = {};
    };
    [[nodiscard]] Understood take(const feed::Sighting& sighting, feed::SourceKind kind);

    /// The game that `take` would find that the sighting means; nothing when none would be used.
    [[nodiscard]] std::optional<domain::EventId> would_mean(const feed::Sighting& sighting) const;
    /// The game that a source's name means; nothing while it is unknown or not decided.
    [[nodiscard]] std::optional<domain::EventId> meaning_of(
        const domain::EventId& source_event) const;
    /// What sources call the game.
    [[nodiscard]] std::vector<domain::EventId> names_of(const domain::EventId& event) const;
    /// Null when the event is not known.
    [[nodiscard]] const domain::Event* find(const domain::EventId& event) const;
    /// Scheduled games that start in the range, by start, then id.
    [[nodiscard]] std::vector<domain::Event> games_in(Instant from, Instant to) const;

    /// Games and names that are remembered.
    [[nodiscard]] std::size_t size() const { return games_.size() + said_.size(); }

  private:
    struct Said {
        domain::EventLink link;
        std::optional<domain::Event> view = {};  ///< As the source says it, under the canonical id.
        Instant spoken_at = {};
    };
    struct Game {
        domain::Event event;
        bool told_by_sports = false;
        Instant spoken_at = {};
    };

    [[nodiscard]] market::EventMatch match_of(const feed::Sighting& sighting) const;
    [[nodiscard]] domain::Event merged(const domain::EventId& source_event,
                                       const domain::Event& said, bool is_sports);
    void put(const domain::Event& event);
    void put(const domain::EventLink& link);
    /// As the store holds it.
    void put_stored(const domain::Event& event);

    [[nodiscard]] Result<void> recall_names(const MarketStore& store,
                                            const std::set<domain::EventId>& names);
    [[nodiscard]] Result<void> recall_games(const MarketStore& store,
                                            const std::set<domain::EventId>& games);
    [[nodiscard]] Result<void> recall_pasts(const MarketStore& store, const feed::Answer& answer);
    [[nodiscard]] Result<void> recall_links(const MarketStore& store);
    void note_spoken(const domain::EventId& name);
    void forget_silent();

    const market::TeamNames& names_;
    std::map<domain::EventId, Said> said_;  ///< By the source's name.
    std::map<domain::EventId, Game> games_;
    market::KnownGames known_;
    Instant now_;                  ///< Of the last load.
    std::set<std::string> pasts_;  ///< Leagues of which the games before that week are remembered.
};

}  // namespace seatsync::app
