#include "app/event_registry.hpp"

#include "app/event_merge.hpp"

#include <algorithm>

namespace seatsync::app {

namespace {

bool is_usable(const domain::EventLink& link) {
    return link.state == domain::LinkState::automatic || link.state == domain::LinkState::accepted;
}

bool same_but_for_time(domain::Event a, const domain::Event& b) {
    a.received_at = b.received_at;
    return a == b;
}

bool same_decision(const domain::EventLink& a, const domain::EventLink& b) {
    return a.event == b.event && a.state == b.state;
}

}  // namespace

market::GameSighting sighting_of(const feed::Sighting& sighting) {
    return {sighting.event, sighting.local_date, sighting.game_number};
}

void EventRegistry::put(const domain::Event& event) {
    games_[event.id].event = event;
    if (auto game = market::known_game(event, names_))
        known_.put(*std::move(game));
}

void EventRegistry::put(const domain::EventLink& link) {
    const auto [found, is_new] = said_.try_emplace(link.source_event, Said{.link = link});
    if (!is_new && found->second.link.received_at < link.received_at)
        found->second.link = link;
    if (is_usable(found->second.link))
        known_.link(link.source_event, found->second.link.event);
}

market::EventMatch EventRegistry::match_of(const feed::Sighting& sighting) const {
    const auto said = said_.find(sighting.event.id);
    return market::match(sighting_of(sighting), names_, known_,
                         said == said_.end() ? nullptr : &said->second.link);
}

EventRegistry::Understood EventRegistry::take(const feed::Sighting& sighting,
                                              feed::SourceKind kind) {
    const auto match = match_of(sighting);
    Understood understood;
    const auto decided = market::link_of(sighting_of(sighting), match, sighting.event.received_at);
    const auto [said_before, is_first] =
        said_.try_emplace(sighting.event.id, Said{.link = decided});
    if (is_first || !same_decision(said_before->second.link, decided)) {
        understood.link = decided;
        said_before->second.link = decided;
    }
    said_before->second.spoken_at = now_;
    if (!match.usable()) {
        understood.fate = Fate::queued;
        return understood;
    }
    known_.link(sighting.event.id, match.event);
    // Who does not tell the league tells which game he means, and nothing of its course.
    if (sighting.event.league == market::kLeagueNotTold && find(match.event) != nullptr) {
        understood.fate = understood.link ? Fate::stored : Fate::duplicate;
        return understood;
    }
    const auto said = market::canonical_event(sighting_of(sighting), match, names_);
    const domain::Event* known = find(said.id);
    domain::Event event = merged(sighting.event.id, said, kind == feed::SourceKind::sports);
    // Pages are taken in any order: what an older one adds is known after what is known already,
    // and must not take its place, which a reader may have seen.
    if (known != nullptr && event.received_at == known->received_at)
        event.received_at += std::chrono::microseconds(1);
    if (known == nullptr || !same_but_for_time(*known, event)) {
        understood.event = event;
        put(event);
    }
    Game& game = games_.at(said.id);
    game.told_by_sports = game.told_by_sports || kind == feed::SourceKind::sports;
    game.spoken_at = now_;
    if (understood.event || understood.link)
        understood.fate = Fate::stored;
    return understood;
}

domain::Event EventRegistry::merged(const domain::EventId& source_event, const domain::Event& said,
                                    bool is_sports) {
    auto& view = said_.at(source_event).view;
    const auto game = games_.find(said.id);
    domain::Event event = said;
    if (game != games_.end()) {
        const bool same_game = view && view->id == said.id;
        const Word first =
            is_sports && !game->second.told_by_sports ? Word::replaces : Word::fills_in;
        event = game->second.event;
        take_word(same_game ? Word::changes : first, event, said, same_game ? &*view : nullptr);
    }
    event.received_at = std::max(event.received_at, said.received_at);
    view = said;
    return event;
}

std::optional<domain::EventId> EventRegistry::would_mean(const feed::Sighting& sighting) const {
    const auto match = match_of(sighting);
    return match.usable() ? std::optional(match.event) : std::nullopt;
}

std::optional<domain::EventId> EventRegistry::meaning_of(
    const domain::EventId& source_event) const {
    const auto said = said_.find(source_event);
    if (said == said_.end() || !is_usable(said->second.link))
        return std::nullopt;
    return said->second.link.event;
}

std::vector<domain::EventId> EventRegistry::names_of(const domain::EventId& event) const {
    std::vector<domain::EventId> names;
    for (const auto& [name, said] : said_)
        if (said.link.event == event)
            names.push_back(name);
    return names;
}

const domain::Event* EventRegistry::find(const domain::EventId& event) const {
    const auto found = games_.find(event);
    return found == games_.end() ? nullptr : &found->second.event;
}

std::vector<domain::Event> EventRegistry::games_in(Instant from, Instant to) const {
    std::vector<domain::Event> games;
    for (const auto& [id, game] : games_)
        if (game.event.start >= from && game.event.start < to &&
            game.event.status == domain::EventStatus::scheduled)
            games.push_back(game.event);
    std::ranges::stable_sort(games, {}, &domain::Event::start);
    return games;
}

}  // namespace seatsync::app
