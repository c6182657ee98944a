// What the normaliser remembers: what it reads from the store before a page, and what it forgets.

#include "app/canonical_row.hpp"
#include "app/ingest_normalise.hpp"

namespace seatsync::app {

namespace {

constexpr auto kKeptAfterStart = std::chrono::hours(48);
constexpr auto kKeptAfterWord = std::chrono::hours(48);
constexpr auto kListingMax = std::chrono::hours(24);  // Between two pages of it.
constexpr auto kListingForgotten = std::chrono::hours(31 * 24);
constexpr auto kSilenceChecks = std::chrono::hours(1);

template <class Visit>
void for_each_observation(const feed::Answer& answer, const Visit& visit) {
    for (const feed::Item& item : answer.items)
        for (const feed::Observation& observation : item.observations)
            std::visit(visit, observation);
}

}  // namespace

Result<void> Normaliser::load(Instant now) {
    quotes_.forget_if([&](const domain::EventId& id, Instant spoken_at) {
        const domain::Event* event = events_.find(id);
        return spoken_at + kKeptAfterWord <= now ||
               (event != nullptr && event->start + kKeptAfterStart <= now);
    });
    return events_.load(store_, now);
}

Result<void> Normaliser::recall(const std::string& source, const feed::Answer& answer,
                                Instant now) {
    SEATSYNC_CHECK(events_.recall(store_, answer));
    for (const domain::EventId& named : feed::events_in(answer))
        SEATSYNC_CHECK(quotes_.recall(store_, meant(named), now));
    // Names that are heard first on this page already lie under the game that they will mean.
    std::map<domain::EventId, domain::EventId> heard;
    for_each_observation(answer, [&](const auto& one) {
        if constexpr (std::is_same_v<std::decay_t<decltype(one)>, feed::Sighting>)
            if (const auto game = events_.would_mean(one))
                heard.insert_or_assign(one.event.id, *game);
    });
    const auto will_mean = [&](const domain::EventId& name) {
        const auto found = heard.find(name);
        return found == heard.end() ? meant(name) : found->second;
    };
    domain::ObservationBatch about;
    for_each_observation(answer, [&]<class Row>(const Row& row) {
        if constexpr (Versioned<Row>)
            said_.note_unknown(source, canonical(row, names_, will_mean), about);
    });
    return said_.load(store_, about);
}

/// An asking that broke off is not asked on for ever: its task may be gone. That it was given up is
/// known for longer than a page can be on its way.
void Normaliser::abandon_silent(Instant now, Normalised& into) {
    if (now < silence_checked_at_ + kSilenceChecks)
        return;
    silence_checked_at_ = now;
    for (auto& [key, listing] : open_)
        if (listing.last_page_at() + kListingMax <= now)
            listing.give_up(into.fates[key.first]);
    std::erase_if(open_, [&](const auto& entry) {
        return entry.second.last_page_at() + kListingForgotten <= now;
    });
}

void Normaliser::end(Normalised& into) {
    for (const auto& [key, listing] : open_)
        listing.abandon(into.fates[key.first]);
    open_.clear();
}

}  // namespace seatsync::app
