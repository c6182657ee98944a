#pragma once

#include "domain/series_key.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace seatsync::domain {

/// Where seats are. Empty text means unknown.
struct Seating {
    std::string section = {};
    std::string row = {};
    std::string seats = {};  ///< "1-4", "12,14", as the source writes them.
    friend bool operator==(const Seating&, const Seating&) = default;
};

/// One foreign listing, as it stood at a time. It becomes part of quotes and is not stored itself.
struct Ask {
    SeriesKey series = {};  ///< The zone is empty until the section is placed.
    std::string id = {};    ///< The marketplace's own.
    Seating seating = {};
    std::int64_t price_cents = 0;                 ///< Per ticket, of the series' kind, > 0.
    std::optional<std::int64_t> face_cents = {};  ///< > 0.
    std::int64_t quantity = 0;                    ///< Seats, > 0.
    Instant event_at = {};
    Instant received_at = {};
    friend bool operator==(const Ask&, const Ask&) = default;
};

/// An offer of our own account on a marketplace. Key: (market, id, received_at).
struct OwnListing {
    std::string market = {};
    std::string id = {};
    EventId event = {};  ///< Empty when the marketplace does not tell it.
    Seating seating = {};
    std::int64_t quantity = 0;  ///< Seats, >= 0.
    Currency currency = Currency::usd();
    std::optional<std::int64_t> list_cents = {};  ///< Per ticket, > 0; likewise the next three.
    std::optional<std::int64_t> seller_net_cents = {};
    std::optional<std::int64_t> all_in_cents = {};
    std::optional<std::int64_t> face_cents = {};
    std::string status = {};  ///< As the marketplace writes it.
    Instant event_at = {};
    Instant received_at = {};
    friend bool operator==(const OwnListing&, const OwnListing&) = default;
};

/// A sale of our own account. Key: (market, id, received_at).
struct OwnSale {
    std::string market = {};
    std::string id = {};
    EventId event = {};  ///< Empty when the marketplace does not tell it.
    Seating seating = {};
    std::int64_t quantity = 0;  ///< Seats, >= 0.
    Currency currency = Currency::usd();
    std::optional<std::int64_t> total_net_cents = {};  ///< Of all its seats, after fees.
    std::string status = {};
    Instant event_at = {};  ///< When it was sold.
    Instant received_at = {};
    friend bool operator==(const OwnSale&, const OwnSale&) = default;
};

/// Errors: invalid_argument naming the field: no market or id, an event id that is none, text with
/// control characters or over 500 bytes, a price that is not positive, a negative quantity,
/// received before it happened.
[[nodiscard]] Result<void> validate(const Ask& ask);
[[nodiscard]] Result<void> validate(const OwnListing& listing);
[[nodiscard]] Result<void> validate(const OwnSale& sale);

}  // namespace seatsync::domain
