#pragma once

#include "app/ingest_fates.hpp"
#include "app/market_store.hpp"
#include "feed/source_api.hpp"
#include "market/event_matching.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace seatsync::app {

/// Which game each source means by its names of events, and what is known of each game.
///
/// Sources differ about one game (a title, a start by minutes), so each is compared with what it
/// said itself before: what it changed is changed. The first word of another source fills in what
/// was unknown; that of the first sports source replaces what marketplaces said. Not thread-safe.
class EventRegistry {
  public:
    /// `names` outlives it.
    explicit EventRegistry(const market::TeamNames& names) : names_(names) {}

    /// Takes in what the store holds: at first all links and events, later, for what a person
    /// decided in another process, all links and the events that start a week before `now` or
    /// later.
    [[nodiscard]] Result<void> load(const MarketStore& store, Instant now);

    /// What is to be stored of a sighting.
    struct Understood {
        Fate fate = Fate::duplicate;
        std::optional<domain::Event> event = {};
        std::optional<domain::EventLink> link = {};
    };
    [[nodiscard]] Understood take(const feed::Sighting& sighting, feed::SourceKind kind);

    /// The game that a source's name means; nothing while it is unknown or not decided.
    [[nodiscard]] std::optional<domain::EventId> meaning_of(
        const domain::EventId& source_event) const;
    /// What sources call the game.
    [[nodiscard]] std::vector<domain::EventId> names_of(const domain::EventId& event) const;
    /// Null when the event is not known.
    [[nodiscard]] const domain::Event* find(const domain::EventId& event) const;
    /// Scheduled games that start in the range, by start, then id.
    [[nodiscard]] std::vector<domain::Event> games_in(Instant from, Instant to) const;

  private:
    struct View {
        domain::Event event;  ///< As the source says it, under the canonical id.
    };
    [[nodiscard]] domain::Event merged(const domain::EventId& source_event,
                                       const domain::Event& said, bool is_sports);
    void put(const domain::Event& event);

    const market::TeamNames& names_;
    std::map<domain::EventId, domain::EventLink> links_;  ///< By the source's name.
    std::map<domain::EventId, View> views_;               ///< Likewise.
    std::map<domain::EventId, domain::Event> events_;
    std::map<domain::EventId, bool> told_by_sports_;
    market::KnownGames known_;
};

}  // namespace seatsync::app
