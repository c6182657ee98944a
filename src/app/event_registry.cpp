#include "app/event_registry.hpp"

#include <algorithm>

namespace seatsync::app {

namespace {

constexpr auto kKnownAfterStart = std::chrono::hours(7 * 24);

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

bool is_unknown(const std::string& text) {
    return text.empty();
}
bool is_unknown(const domain::Zone& zone) {
    return zone == domain::Zone::utc();
}
bool is_unknown(const std::optional<std::int64_t>& number) {
    return !number;
}

/// How one source's word about a field counts.
enum class Word {
    fills_in,  ///< Where nothing is known.
    replaces,  ///< Whenever it says something.
    changes,   ///< Where it is other than what the source said before.
};

template <class Field>
void apply(Word word, Field& known, const Field& said, const Field* before) {
    if (is_unknown(said))
        return;
    const bool counts = word == Word::replaces || (word == Word::fills_in && is_unknown(known)) ||
                        (word == Word::changes && before != nullptr && *before != said);
    if (counts)
        known = said;
}

/// Visits the fields that a source may leave open, of three versions of one event.
void apply_open_fields(Word word, domain::Event& known, const domain::Event& said,
                       const domain::Event* before) {
    const auto one = [&](auto member) {
        apply(word, member(known), member(said), before == nullptr ? nullptr : &member(*before));
    };
    one([](auto& event) -> auto& { return event.season; });
    one([](auto& event) -> auto& { return event.category; });
    one([](auto& event) -> auto& { return event.title; });
    one([](auto& event) -> auto& { return event.home; });
    one([](auto& event) -> auto& { return event.away; });
    one([](auto& event) -> auto& { return event.venue.name; });
    one([](auto& event) -> auto& { return event.venue.city; });
    one([](auto& event) -> auto& { return event.venue.zone; });
    one([](auto& event) -> auto& { return event.venue.capacity; });
}

/// Start and status always say something. An hour that is to be determined never replaces one that
/// is known, unless its source knew it before.
void apply_course(Word word, domain::Event& known, const domain::Event& said,
                  const domain::Event* before) {
    const bool start_is_news =
        before != nullptr && (before->start != said.start || before->start_tbd != said.start_tbd);
    const bool fills = known.start_tbd && !said.start_tbd;
    if (fills || (word == Word::replaces && !said.start_tbd) ||
        (word == Word::changes && start_is_news)) {
        known.start = said.start;
        known.start_tbd = said.start_tbd;
    }
    if (word == Word::replaces ||
        (word == Word::changes && before != nullptr && before->status != said.status))
        known.status = said.status;
}

}  // namespace

Result<void> EventRegistry::load(const MarketStore& store, Instant now) {
    // What is stored is stored, also when the clock was set back since.
    SEATSYNC_TRY(const auto links, store.links(Instant::max()));
    for (const domain::EventLink& link : links) {
        const auto [found, is_new] = links_.try_emplace(link.source_event, link);
        if (!is_new && found->second.received_at < link.received_at)
            found->second = link;
    }
    for (const auto& [name, link] : links_)
        if (is_usable(link))
            known_.link(name, link.event);
    EventFilter wanted;
    if (!events_.empty())
        wanted.starts_from = now - kKnownAfterStart;
    SEATSYNC_TRY(const auto events, store.events(wanted, Instant::max()));
    for (const domain::Event& event : events) {
        const auto known = events_.find(event.id);
        if (known == events_.end() || known->second.received_at < event.received_at)
            put(event);
    }
    return {};
}

void EventRegistry::put(const domain::Event& event) {
    events_.insert_or_assign(event.id, event);
    if (auto game = market::known_game(event, names_))
        known_.put(*std::move(game));
}

EventRegistry::Understood EventRegistry::take(const feed::Sighting& sighting,
                                              feed::SourceKind kind) {
    const market::GameSighting seen{sighting.event, sighting.local_date, sighting.game_number};
    const auto link = links_.find(sighting.event.id);
    const auto* known_link = link == links_.end() ? nullptr : &link->second;
    const auto match = market::match(seen, names_, known_, known_link);
    Understood understood;
    const auto decided = market::link_of(seen, match, sighting.event.received_at);
    if (known_link == nullptr || !same_decision(*known_link, decided)) {
        understood.link = decided;
        links_.insert_or_assign(sighting.event.id, decided);
    }
    if (!match.usable()) {
        understood.fate = Fate::queued;
        return understood;
    }
    known_.link(sighting.event.id, match.event);
    const auto said = market::canonical_event(seen, match, names_);
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
    if (understood.event || understood.link)
        understood.fate = Fate::stored;
    return understood;
}

domain::Event EventRegistry::merged(const domain::EventId& source_event, const domain::Event& said,
                                    bool is_sports) {
    const auto view = views_.find(source_event);
    const domain::Event* known = find(said.id);
    const bool same_game = view != views_.end() && view->second.event.id == said.id;
    const domain::Event* before = same_game ? &view->second.event : nullptr;
    domain::Event event = known == nullptr ? said : *known;
    bool& told_by_sports = told_by_sports_[said.id];
    if (known != nullptr) {
        const Word first = is_sports && !told_by_sports ? Word::replaces : Word::fills_in;
        const Word word = before != nullptr ? Word::changes : first;
        apply_open_fields(word, event, said, before);
        apply_open_fields(Word::fills_in, event, said, before);
        apply_course(word, event, said, before);
    }
    told_by_sports = told_by_sports || is_sports;
    event.received_at = std::max(event.received_at, said.received_at);
    views_.insert_or_assign(source_event, View{said});
    return event;
}

std::optional<domain::EventId> EventRegistry::meaning_of(
    const domain::EventId& source_event) const {
    const auto link = links_.find(source_event);
    if (link == links_.end() || !is_usable(link->second))
        return std::nullopt;
    return link->second.event;
}

std::vector<domain::EventId> EventRegistry::names_of(const domain::EventId& event) const {
    std::vector<domain::EventId> names;
    for (const auto& [name, link] : links_)
        if (link.event == event)
            names.push_back(name);
    return names;
}

const domain::Event* EventRegistry::find(const domain::EventId& event) const {
    const auto found = events_.find(event);
    return found == events_.end() ? nullptr : &found->second;
}

std::vector<domain::Event> EventRegistry::games_in(Instant from, Instant to) const {
    std::vector<domain::Event> games;
    for (const auto& [id, event] : events_)
        if (event.start >= from && event.start < to &&
            event.status == domain::EventStatus::scheduled)
            games.push_back(event);
    std::ranges::stable_sort(games, {}, &domain::Event::start);
    return games;
}

}  // namespace seatsync::app
