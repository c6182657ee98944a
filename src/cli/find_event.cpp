#include "cli/find_event.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::cli {

namespace {

constexpr std::size_t kListed = 10;

std::string lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

std::string described(const domain::Event& event) {
    return fmt::format("{}  {}  {}", event.id.value(),
                       domain::format_local(event.start, event.venue.zone),
                       domain::display_name(event));
}

bool has_bare_id(const domain::Event& event, const std::string& id) {
    const std::string& full = event.id.value();
    return full.substr(full.find(':') + 1) == id;
}

bool has_in_name(const domain::Event& event, const std::string& part) {
    return lower_case(domain::display_name(event) + "\n" + event.title).find(part) !=
           std::string::npos;
}

template <class Fits>
std::vector<domain::Event> those(const std::vector<domain::Event>& events, Fits fits) {
    std::vector<domain::Event> out;
    std::copy_if(events.begin(), events.end(), std::back_inserter(out), fits);
    return out;
}

Error ambiguous(const std::vector<domain::Event>& events, const std::string& text) {
    std::string list;
    for (std::size_t i = 0; i < std::min(kListed, events.size()); ++i)
        list += "\n  " + described(events[i]);
    if (events.size() > kListed)
        list += fmt::format("\n  and {} more", events.size() - kListed);
    return fail(
        ErrorCode::invalid_argument,
        fmt::format("'{}' fits {} events; name one by its id:{}", text, events.size(), list));
}

}  // namespace

Result<domain::Event> find_event(const app::MarketStore& store, const std::string& text,
                                 domain::Instant as_of) {
    if (text.find(':') != std::string::npos)
        if (auto event = store.event(domain::EventId(text), as_of);
            event || event.error().code != ErrorCode::not_found)
            return event;
    SEATSYNC_TRY(const auto events, store.events({}, as_of));
    auto found = those(events, [&](const auto& event) { return has_bare_id(event, text); });
    if (found.empty())
        found = those(events, [part = lower_case(text)](const auto& event) {
            return has_in_name(event, part);
        });
    if (found.empty())
        return fail(
            ErrorCode::not_found,
            fmt::format("no event is known as '{}'; seatsync market events lists them", text));
    if (found.size() > 1)
        return ambiguous(found, text);
    return found.front();
}

}  // namespace seatsync::cli
