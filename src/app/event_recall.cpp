// What the registry of events remembers, what it reads from the store, and what it forgets.

#include "app/event_registry.hpp"
#include "feed/page_memory.hpp"

namespace seatsync::app {

namespace {

constexpr auto kKnownAfterStart = std::chrono::hours(7 * 24);
constexpr auto kKnownAfterWord = std::chrono::hours(24);

// What is stored is stored, also when the clock was set back since.
constexpr Instant kEver = Instant::max();

template <class Visit>
void for_each_sighting(const feed::Answer& answer, const Visit& visit) {
    for (const feed::Item& item : answer.items)
        for (const feed::Observation& observation : item.observations)
            if (const auto* sighting = std::get_if<feed::Sighting>(&observation))
                visit(*sighting);
}

}  // namespace

Result<void> EventRegistry::load(const MarketStore& store, Instant now) {
    SEATSYNC_TRY(const auto events, store.events({.starts_from = now - kKnownAfterStart}, kEver));
    for (const domain::Event& event : events)
        put_stored(event);
    SEATSYNC_CHECK(recall_links(store));
    now_ = now;
    forget_silent();
    return {};
}

Result<void> EventRegistry::recall(const MarketStore& store, const feed::Answer& answer) {
    const auto named = feed::events_in(answer);
    SEATSYNC_CHECK(recall_names(store, named));
    std::set<domain::EventId> games;
    for (const domain::EventId& name : named)
        if (const auto game = meaning_of(name))
            games.insert(*game);
    SEATSYNC_CHECK(recall_games(store, games));
    SEATSYNC_CHECK(recall_pasts(store, answer));
    // A game that was moved is not found by its old date; the id of a new one is its id then.
    games.clear();
    for_each_sighting(answer, [&](const feed::Sighting& sighting) {
        if (const auto match = match_of(sighting); match.is_new)
            games.insert(match.event);
    });
    SEATSYNC_CHECK(recall_games(store, games));
    for (const domain::EventId& name : named)
        note_spoken(name);
    return {};
}

Result<void> EventRegistry::recall_names(const MarketStore& store,
                                         const std::set<domain::EventId>& names) {
    domain::ObservationBatch about;
    for (const domain::EventId& name : names)
        if (!said_.contains(name))
            about.links.emplace_back().source_event = name;
    if (about.empty())
        return {};
    SEATSYNC_TRY(const auto known, store.known_of(about, kEver));
    for (const domain::EventLink& link : known.links)
        put(link);
    return {};
}

Result<void> EventRegistry::recall_games(const MarketStore& store,
                                         const std::set<domain::EventId>& games) {
    domain::ObservationBatch about;
    for (const domain::EventId& game : games)
        if (!games_.contains(game))
            about.events.emplace_back().id = game;
    if (about.empty())
        return {};
    SEATSYNC_TRY(const auto known, store.known_of(about, kEver));
    for (const domain::Event& event : known.events) {
        put_stored(event);
        games_.at(event.id).spoken_at = now_;
    }
    return {};
}

/// A name that was never heard, of a game that is over, is compared with all such games of its
/// league: these are read with their names.
Result<void> EventRegistry::recall_pasts(const MarketStore& store, const feed::Answer& answer) {
    const Instant until = now_ - kKnownAfterStart;
    std::set<std::string> leagues;
    for_each_sighting(answer, [&](const feed::Sighting& sighting) {
        if (sighting.event.start >= until || said_.contains(sighting.event.id))
            return;
        const auto game = market::resolve_game(sighting_of(sighting), names_);
        if (game && !pasts_.contains(game->league))
            leagues.insert(game->league);
    });
    for (const std::string& league : leagues) {
        SEATSYNC_TRY(const auto events,
                     store.events({.league = league, .starts_before = until}, kEver));
        for (const domain::Event& event : events) {
            put_stored(event);
            games_.at(event.id).spoken_at = now_;
        }
    }
    if (!leagues.empty())
        SEATSYNC_CHECK(recall_links(store));
    pasts_.insert(leagues.begin(), leagues.end());
    return {};
}

/// Of the games that are remembered, and of the names.
Result<void> EventRegistry::recall_links(const MarketStore& store) {
    SEATSYNC_TRY(const auto links, store.links(kEver));
    for (const domain::EventLink& link : links)
        if (games_.contains(link.event) || said_.contains(link.source_event))
            put(link);
    return {};
}

void EventRegistry::put_stored(const domain::Event& event) {
    const domain::Event* known = find(event.id);
    if (known == nullptr || known->received_at < event.received_at)
        put(event);
}

void EventRegistry::note_spoken(const domain::EventId& name) {
    const auto said = said_.find(name);
    if (said == said_.end())
        return;
    said->second.spoken_at = now_;
    if (const auto game = games_.find(said->second.link.event); game != games_.end())
        game->second.spoken_at = now_;
}

void EventRegistry::forget_silent() {
    const auto is_silent = [this](const auto& one) {
        return one.spoken_at <= now_ - kKnownAfterWord;
    };
    std::erase_if(games_, [&](const auto& entry) {
        const auto& [id, game] = entry;
        if (game.event.start >= now_ - kKnownAfterStart || !is_silent(game))
            return false;
        known_.forget(id);
        pasts_.erase(game.event.league);
        return true;
    });
    std::erase_if(said_, [&](const auto& entry) {
        const Said& said = entry.second;
        return is_silent(said) && !games_.contains(said.link.event);
    });
}

}  // namespace seatsync::app
