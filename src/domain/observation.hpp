#pragma once

#include "domain/context.hpp"
#include "domain/ingestion.hpp"
#include "domain/inventory.hpp"
#include "domain/series_key.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace seatsync::domain {

/// A market summary of an event (or zone) at a time. Prices are per ticket, of the series' kind and
/// currency, in cents; what the source did not tell is nothing, never 0.
struct Quote {
    SeriesKey series;
    Instant event_at;                          ///< When the market looked like this.
    Instant received_at;                       ///< When we knew; not before event_at.
    std::optional<std::int64_t> get_in_cents;  ///< Lowest ask; > 0.
    std::optional<std::int64_t> median_cents;
    std::optional<std::int64_t> average_cents;
    std::optional<std::int64_t> highest_cents;
    std::optional<std::int64_t> listings;  ///< Offers; >= 0.
    std::optional<std::int64_t> tickets;   ///< Seats in them; >= 0.
    std::optional<double> popularity;      ///< The source's own score; finite, >= 0.
    friend bool operator==(const Quote&, const Quote&) = default;
};

/// A team's standing as known from `received_at` on.
struct TeamRecord {
    std::string league;
    std::string season;
    std::string team;
    std::optional<std::int64_t> wins;
    std::optional<std::int64_t> losses;
    std::optional<std::int64_t> wins_last10;
    std::optional<double> elo;
    Instant event_at;
    Instant received_at;
    friend bool operator==(const TeamRecord&, const TeamRecord&) = default;
};

/// How a game ended.
struct GameResult {
    EventId event;
    std::int64_t home_score = 0;
    std::int64_t away_score = 0;
    Instant event_at;
    Instant received_at;
    friend bool operator==(const GameResult&, const GameResult&) = default;
};

/// Errors: invalid_argument naming the field: a bad event id, no market (league, team), text with
/// control characters or over 500 bytes, no number at all, a price that is not positive, a negative
/// count, a popularity below 0 or not finite, an Elo that is not finite, received before it
/// happened.
[[nodiscard]] Result<Quote> checked(Quote quote);
[[nodiscard]] Result<TeamRecord> checked(TeamRecord record);
[[nodiscard]] Result<GameResult> checked(GameResult result);

/// The same checks for values that stay where they are; a bulk append makes no copies.
[[nodiscard]] Result<void> validate(const Quote& quote);
[[nodiscard]] Result<void> validate(const TeamRecord& record);
[[nodiscard]] Result<void> validate(const GameResult& result);

/// What is appended to a store in one step.
struct ObservationBatch {
    std::vector<Event> events = {};
    std::vector<Quote> quotes = {};
    std::vector<TeamRecord> records = {};
    std::vector<GameResult> results = {};
    std::vector<Reading> readings = {};
    std::vector<Mention> mentions = {};
    std::vector<Availability> availabilities = {};
    std::vector<NearbyEvent> nearby_events = {};
    std::vector<OwnListing> own_listings = {};
    std::vector<OwnSale> own_sales = {};
    std::vector<EventLink> links = {};
    std::vector<Quarantined> quarantined = {};

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] bool empty() const { return size() == 0; }
    friend bool operator==(const ObservationBatch&, const ObservationBatch&) = default;
};

/// The vectors of a batch, for what is done to each kind alike:
/// `std::apply([](auto&... all) { (visit(all), ...); }, kinds_of(batch))`.
template <class Batch>
[[nodiscard]] auto kinds_of(Batch& batch) {
    return std::tie(batch.events, batch.quotes, batch.records, batch.results, batch.readings,
                    batch.mentions, batch.availabilities, batch.nearby_events, batch.own_listings,
                    batch.own_sales, batch.links, batch.quarantined);
}

/// The first error of any observation of the batch.
[[nodiscard]] Result<void> validate(const ObservationBatch& batch);

}  // namespace seatsync::domain
