#include "domain/event.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace seatsync::domain {

namespace {

constexpr std::size_t kIdBytesMax = 200;
constexpr std::size_t kTextBytesMax = 500;
constexpr std::array kStatuses = {EventStatus::scheduled, EventStatus::postponed,
                                  EventStatus::cancelled, EventStatus::finished};

bool printable(std::string_view text) {
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

Error bad(const Event& event, std::string_view what) {
    return fail(ErrorCode::invalid_argument, fmt::format("event {}: {}", event.id.value(), what));
}

}  // namespace

bool is_event_id(std::string_view text) {
    const std::size_t colon = text.find(':');
    return colon != 0 && colon != std::string_view::npos && colon + 1 != text.size() &&
           text.size() <= kIdBytesMax && printable(text);
}

bool is_plain_text(std::string_view text) {
    return text.size() <= kTextBytesMax && printable(text);
}

Result<EventId> parse_event_id(std::string_view text) {
    if (!is_event_id(text))
        return fail(ErrorCode::invalid_argument,
                    fmt::format("'{}' is no event id such as mlb_stubhub_2021:104722879",
                                text.substr(0, 60)));
    return EventId(std::string(text));
}

Result<EventId> make_event_id(std::string_view name_space, std::string_view id) {
    if (name_space.find(':') != std::string_view::npos)
        return fail(ErrorCode::invalid_argument,
                    fmt::format("the namespace '{}' holds a colon", name_space.substr(0, 60)));
    return parse_event_id(fmt::format("{}:{}", name_space, id));
}

std::string_view name_of(EventStatus status) {
    switch (status) {
        case EventStatus::scheduled:
            return "scheduled";
        case EventStatus::postponed:
            return "postponed";
        case EventStatus::cancelled:
            return "cancelled";
        case EventStatus::finished:
            return "finished";
    }
    return "scheduled";
}

Result<EventStatus> event_status_named(std::string_view word) {
    for (const EventStatus status : kStatuses)
        if (name_of(status) == word)
            return status;
    return fail(ErrorCode::invalid_argument,
                fmt::format("'{}' is no event status (scheduled, postponed, cancelled, finished)",
                            word.substr(0, 40)));
}

Result<void> validate(const Event& event) {
    if (!is_event_id(event.id.value()))
        return bad(event, "its id is not of the form namespace:id");
    if (event.league.empty())
        return bad(event, "it has no league");
    for (const std::string* text : {&event.league, &event.season, &event.category, &event.title,
                                    &event.home, &event.away, &event.venue.name, &event.venue.city})
        if (!is_plain_text(*text))
            return bad(event, "a text holds control characters or more than 500 bytes");
    if (event.venue.capacity && *event.venue.capacity <= 0)
        return bad(event, fmt::format("a capacity of {} seats", *event.venue.capacity));
    using std::chrono::sys_days;
    using namespace std::chrono_literals;
    if (event.start < sys_days(1900y / 1 / 1) || event.start > sys_days(2200y / 1 / 1))
        return bad(event, "its start lies outside the years 1900 to 2200");
    return {};
}

Result<Event> checked(Event event) {
    SEATSYNC_CHECK(validate(event));
    return event;
}

std::string display_name(const Event& event) {
    if (!event.home.empty() && !event.away.empty())
        return event.away + " at " + event.home;
    return event.title.empty() ? event.id.value() : event.title;
}

}  // namespace seatsync::domain
