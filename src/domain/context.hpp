#pragma once

#include "domain/event.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace seatsync::domain {

// What sources tell about the world around the games. Each is known from `received_at` on; the same
// key received again later is a new version of it.

/// A number about a subject at a time: weather at a place, an index, a count of posts.
/// Key: (source, subject, measure, valid_at, received_at).
struct Reading {
    std::string source = {};  ///< "open_meteo"; never empty.
    /// "40.8296,-73.9262", "CPIAUCSL", "nba/Boston Celtics"; never empty.
    std::string subject = {};
    std::string measure = {};  ///< With its unit: "temperature_c", "precipitation_mm"; never empty.
    Instant valid_at = {};     ///< The time it describes. After received_at it is a forecast.
    Instant event_at = {};     ///< When it was issued or published.
    Instant received_at = {};
    std::optional<double> value = {};  ///< Finite. Nothing: the source says that there is none.
    friend bool operator==(const Reading&, const Reading&) = default;
};

/// A post or an article. Its text is not kept, only what was derived from it.
/// Key: (source, id, subject, received_at).
struct Mention {
    std::string source = {};   ///< "x", "reddit", "newsapi"; never empty.
    std::string id = {};       ///< The source's own; never empty.
    std::string subject = {};  ///< The team or game that was asked for; never empty.
    Instant event_at = {};     ///< When it was published.
    Instant received_at = {};
    std::optional<double> tone = {};            ///< In [-1, 1], negative is bad news.
    std::optional<std::int64_t> reach = {};     ///< Likes or score; may be negative.
    std::optional<std::int64_t> comments = {};  ///< >= 0.
    friend bool operator==(const Mention&, const Mention&) = default;
};

/// Whether a player can play. Key: (source, league, athlete, team, received_at): two of one name
/// may play in a league.
struct Availability {
    std::string source = {};
    std::string league = {};
    std::string team = {};
    std::string athlete = {};
    std::string status = {};  ///< As the source writes it: "Out", "Questionable", "Active".
    std::optional<Instant> returns_at = {};
    Instant event_at = {};
    Instant received_at = {};
    friend bool operator==(const Availability&, const Availability&) = default;
};

/// Something else that draws people to the same place. Key: (source, id, received_at).
struct NearbyEvent {
    std::string source = {};
    std::string id = {};
    std::string title = {};
    std::string category = {};  ///< "concerts", "sports"…; empty when unknown.
    Instant start = {};
    std::optional<Instant> end = {};
    std::optional<double> latitude = {};  ///< Degrees, both or none.
    std::optional<double> longitude = {};
    std::optional<std::int64_t> attendance = {};  ///< Expected, >= 0.
    std::optional<double> rank = {};              ///< The source's own score in [0, 100].
    EventStatus status = EventStatus::scheduled;
    Instant event_at = {};
    Instant received_at = {};
    friend bool operator==(const NearbyEvent&, const NearbyEvent&) = default;
};

/// Errors: invalid_argument naming the field: a text of the key that is empty, text with control
/// characters or over 500 bytes, a number that is not finite or out of the range above, received
/// before it happened.
[[nodiscard]] Result<void> validate(const Reading& reading);
[[nodiscard]] Result<void> validate(const Mention& mention);
[[nodiscard]] Result<void> validate(const Availability& availability);
[[nodiscard]] Result<void> validate(const NearbyEvent& event);

}  // namespace seatsync::domain
