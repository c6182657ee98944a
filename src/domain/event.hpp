#pragma once

#include "base/result.hpp"
#include "base/strong_id.hpp"
#include "domain/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace seatsync::domain {

/// "<namespace>:<id within it>", for instance "mlb_stubhub_2021:104722879".
using EventId = base::StrongId<struct EventIdTag>;

/// Errors: invalid_argument unless both parts are there, at most 200 bytes and printable.
[[nodiscard]] Result<EventId> make_event_id(std::string_view name_space, std::string_view id);
[[nodiscard]] Result<EventId> parse_event_id(std::string_view text);
[[nodiscard]] bool is_event_id(std::string_view text);

/// Text that may be stored and shown: at most 500 bytes without control characters.
[[nodiscard]] bool is_plain_text(std::string_view text);

enum class EventStatus { scheduled, postponed, cancelled, finished };

[[nodiscard]] std::string_view name_of(EventStatus status);
/// Errors: invalid_argument when the word is none of the four.
[[nodiscard]] Result<EventStatus> event_status_named(std::string_view word);

/// A place with seats. Empty text means unknown.
struct Venue {
    std::string name;
    std::string city;
    Zone zone = Zone::utc();
    std::optional<std::int64_t> capacity;  ///< Seats, > 0.
    friend bool operator==(const Venue&, const Venue&) = default;
};

/// A game at a venue, as it was known from `received_at` on: a later version of the same event
/// (moved, postponed) is another value with a later time.
struct Event {
    EventId id;
    std::string league;    ///< Lower case: "mlb", "nfl". Never empty.
    std::string season;    ///< "2021"; empty when unknown.
    std::string category;  ///< "regular", "playoff_conditional"…; empty when unknown.
    std::string title;
    std::string home;  ///< Team names as the source writes them; empty when unknown.
    std::string away;
    Venue venue;
    Instant start;
    bool start_tbd = false;  ///< The date stands, the hour does not.
    EventStatus status = EventStatus::scheduled;
    Instant received_at;
    friend bool operator==(const Event&, const Event&) = default;
};

/// The event itself, or what is wrong with it. Errors: invalid_argument for a bad id, no league,
/// text with control characters, a capacity that is not positive, a start outside 1900…2200.
[[nodiscard]] Result<Event> checked(Event event);
[[nodiscard]] Result<void> validate(const Event& event);

/// "Texas Rangers at Los Angeles Dodgers", or the id when nothing better is known.
[[nodiscard]] std::string display_name(const Event& event);

}  // namespace seatsync::domain
