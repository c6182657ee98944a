#include "feed/page_memory.hpp"

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

/// With what the allocator and the containers take for each.
std::size_t bytes_of(const std::string& question, const RememberedPage& page) {
    constexpr std::size_t kForEach = 256;
    constexpr std::size_t kForEachEvent = 96;
    std::size_t bytes = kForEach + question.size() + page.next.size() + page.etag.size() +
                        page.last_modified.size();
    for (const domain::EventId& event : page.events)
        bytes += kForEachEvent + event.value().size();
    return bytes;
}

}  // namespace

const RememberedPage* PageMemory::find(const std::string& question) const {
    const auto found = pages_.find(question);
    return found == pages_.end() ? nullptr : &found->second->page;
}

void PageMemory::remember(const std::string& question, RememberedPage page) {
    if (const auto old = pages_.find(question); old != pages_.end())
        erase(old->second);
    const std::size_t bytes = bytes_of(question, page);
    const Instant oldest = page.answered_at - limits_.age;
    const auto entry = entries_.insert(entries_.end(), {question, std::move(page), bytes});
    pages_.emplace(entry->question, entry);
    bytes_ += bytes;
    while (!entries_.empty() &&
           (bytes_ > limits_.bytes || entries_.front().page.answered_at <= oldest))
        erase(entries_.begin());
}

void PageMemory::erase(Entries::iterator entry) {
    bytes_ -= entry->bytes;
    pages_.erase(entry->question);
    entries_.erase(entry);
}

void PageMemory::forget(const domain::EventId& event) {
    for (auto entry = entries_.begin(); entry != entries_.end();) {
        const auto here = entry++;
        if (here->page.events.contains(event))
            erase(here);
    }
}

void PageMemory::forget_all() {
    pages_.clear();
    entries_.clear();
    bytes_ = 0;
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
