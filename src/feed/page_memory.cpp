#include "feed/page_memory.hpp"

#include <algorithm>

namespace seatsync::feed {

namespace {

template <class Kind>
const domain::EventId* event_of(const Kind& observation) {
    if constexpr (requires { observation.series; })
        return &observation.series.event;
    else if constexpr (std::is_same_v<Kind, Sighting>)
        return &observation.event.id;
    else if constexpr (requires { observation.event; })
        return &observation.event;
    else
        return nullptr;
}

}  // namespace

const RememberedPage* PageMemory::find(const std::string& question) const {
    const auto found = pages_.find(question);
    return found == pages_.end() ? nullptr : &found->second;
}

void PageMemory::remember(const std::string& question, RememberedPage page) {
    pages_.insert_or_assign(question, std::move(page));
    if (pages_.size() <= pages_max_)
        return;
    pages_.erase(std::ranges::min_element(
        pages_, {}, [](const auto& entry) { return entry.second.answered_at; }));
}

void PageMemory::forget(const domain::EventId& event) {
    std::erase_if(pages_, [&](const auto& entry) { return entry.second.events.contains(event); });
}

std::set<domain::EventId> events_in(const Answer& answer) {
    std::set<domain::EventId> events;
    for (const Item& item : answer.items)
        for (const Observation& observation : item.observations) {
            const domain::EventId* event =
                std::visit([](const auto& one) { return event_of(one); }, observation);
            if (event != nullptr && !event->value().empty())
                events.insert(*event);
        }
    return events;
}

}  // namespace seatsync::feed
