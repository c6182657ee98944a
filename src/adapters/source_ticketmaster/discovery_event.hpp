#pragma once

#include "domain/event.hpp"
#include "feed/source_api.hpp"
#include "feed/start_time.hpp"

#include <optional>
#include <string>

namespace seatsync::source_ticketmaster {

/// An event of the Discovery API v2, before it is a game for sale or something that draws people.
struct DiscoveryEvent {
    std::string id;
    std::string name;
    std::string segment;    ///< "sports", "music"; empty when unknown.
    std::string sub_genre;  ///< "nba", "pop"; empty when unknown.
    std::string home;       ///< See read_event; empty when the order is not clear.
    std::string away;
    domain::Venue venue;
    std::optional<feed::Place> place;
    feed::StartTime start;
    domain::EventStatus status = domain::EventStatus::scheduled;
};

/// Reads one. Nothing, and `passed_over` of the item set, for a test event and for one whose date
/// is to be announced.
///
/// Ticketmaster names the home side first ("Phoenix Suns vs. Brooklyn Nets", "… v. …") and the away
/// side first with "at"; sides are told where the name begins with one of exactly two attractions
/// and holds the other after it. Without `dateTime`, or with an hour to be announced, the event
/// starts at 12:00 UTC of its local date. Errors: corrupt_data naming the field.
[[nodiscard]] Result<std::optional<DiscoveryEvent>> read_event(feed::JsonValue json,
                                                               feed::Item& item);

}  // namespace seatsync::source_ticketmaster
