#pragma once

#include "domain/event.hpp"

#include <string>
#include <string_view>

namespace seatsync::domain {

/// How sure it is that two names mean one game, and who said so.
enum class LinkState {
    automatic,  ///< Above the threshold; used.
    queued,     ///< Below it: waits for a person, and nothing of it is used.
    accepted,   ///< By a person; used.
    rejected,   ///< By a person: nothing of it is used.
};

[[nodiscard]] std::string_view name_of(LinkState state);
/// Errors: invalid_argument when the word is none of the four.
[[nodiscard]] Result<LinkState> link_state_named(std::string_view word);

/// A source's name of an event, and the event that it means. Key: (source_event, received_at); the
/// version with the latest received_at counts.
struct EventLink {
    EventId source_event = {};  ///< "seatgeek:4385671"
    EventId event = {};     ///< The event as SeatSync names it; of a queued link the best guess.
    double confidence = 0;  ///< In [0, 1].
    LinkState state = LinkState::queued;
    std::string reason = {};   ///< What spoke for it, for a person.
    Instant received_at = {};  ///< When it was decided.
    friend bool operator==(const EventLink&, const EventLink&) = default;
};

/// Something received that is kept aside because it cannot be believed or used.
/// Key: (source, item, received_at).
struct Quarantined {
    std::string source = {};
    std::string item = {};     ///< The source's own id of it.
    std::string reason = {};   ///< Which check, and what it saw.
    std::string content = {};  ///< What was received, as JSON text of at most 16 KiB.
    Instant received_at = {};
    friend bool operator==(const Quarantined&, const Quarantined&) = default;
};

/// Errors: invalid_argument naming the field: an id that is none, a confidence outside [0, 1], no
/// source or item or reason, text with control characters or too long.
[[nodiscard]] Result<void> validate(const EventLink& link);
[[nodiscard]] Result<void> validate(const Quarantined& quarantined);

}  // namespace seatsync::domain
