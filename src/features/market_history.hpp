#pragma once

#include "domain/observation.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace seatsync::features {

/// Days since 1970-01-01 UTC. A double holds a microsecond of our century exactly enough (2^-38 d).
[[nodiscard]] double to_days(domain::Instant instant);

/// The prices of one series in columns, oldest first, one row per moment. Only rows with a get-in
/// price, received before the event's start as it was known at the time. Missing numbers are NaN.
struct SeriesHistory {
    domain::SeriesKey key;
    std::size_t event = 0;  ///< Index into MarketHistory::events().
    std::size_t group = 0;  ///< Its market: see MarketHistory::groups().
    std::vector<domain::Instant> received_at;
    std::vector<double> days;       ///< received_at in days.
    std::vector<double> log_price;  ///< ln(units of the currency).
    std::vector<std::int64_t> cents;
    std::vector<double>
        log_listings;  ///< ln(1 + listings), or of tickets where only those are told.
    std::vector<double> median_ratio;  ///< ln(median / get-in)
    std::vector<double> average_ratio;
    std::vector<double> highest_ratio;
    std::vector<double> popularity;

    [[nodiscard]] std::size_t size() const { return days.size(); }
    /// The last row with days <= `day`; -1 when there is none.
    [[nodiscard]] std::ptrdiff_t row_at(double day) const;
};

/// All versions of one event, by received_at.
struct EventHistory {
    std::vector<domain::Event> versions;
    /// What was known at `now`; nullptr before the first version was received.
    [[nodiscard]] const domain::Event* known_at(domain::Instant now) const;
    [[nodiscard]] const domain::Event& first() const { return versions.front(); }
};

/// Wins and losses of a team as known from `at_days` on.
struct Standing {
    double at_days = 0;
    double win_share = 0;     ///< NaN when nothing was played.
    double last10_share = 0;  ///< NaN when not told.
    double elo = 0;           ///< NaN when not told.
};

/// (league, season, team)
using TeamKey = std::tuple<std::string, std::string, std::string>;

/// Everything observed up to some time, arranged for reading features. Immutable once built.
class MarketHistory {
  public:
    /// Observations in any order. Left out are quotes without a get-in price, of events that were
    /// not known when the quote was received, and those that arrive after a quote about a later
    /// moment: they are no longer the newest price. Of quotes of one series received together the
    /// one about the latest moment counts, of equals the last in `quotes`. Of several results of
    /// one game the latest known counts. Complexity: n log n.
    [[nodiscard]] static MarketHistory from(const domain::ObservationBatch& observations);

    [[nodiscard]] std::span<const SeriesHistory> series() const { return series_; }  ///< By key.
    [[nodiscard]] std::span<const EventHistory> events() const { return events_; }   ///< By id.
    [[nodiscard]] const EventHistory& event_of(const SeriesHistory& series) const {
        return events_[series.event];
    }
    /// All series of the same event, itself included, by key.
    [[nodiscard]] std::span<const SeriesHistory> beside(const SeriesHistory& series) const;
    /// Face values and the organiser's own offers for the event (see domain::is_reference), by key.
    /// They are no series that is forecast, belong to no market group and may be about other zones.
    [[nodiscard]] std::span<const SeriesHistory> references_of(const SeriesHistory& series) const;
    /// Number of (namespace, league, season) groups of events.
    [[nodiscard]] std::size_t seasons() const { return season_count_; }
    /// The season of an event, below seasons().
    [[nodiscard]] std::size_t season_of(std::size_t event) const { return season_of_[event]; }
    /// Number of (namespace, league, season, market) groups: series of one group are a market whose
    /// moves are compared.
    [[nodiscard]] std::size_t groups() const { return group_count_; }

    /// The latest standing known at `day`: as a source told it, else counted from results; nothing
    /// known: nullptr.
    [[nodiscard]] const Standing* standing(const TeamKey& team, double day) const;

  private:
    void add_events(const domain::ObservationBatch& observations);
    void add_quotes(const domain::ObservationBatch& observations);
    void add_records(const domain::ObservationBatch& observations);
    void add_results(const domain::ObservationBatch& observations);
    void number_groups();
    void number_seasons();
    [[nodiscard]] const EventHistory* find_event(const domain::EventId& id) const;

    std::vector<EventHistory> events_;
    std::vector<SeriesHistory> series_;
    std::vector<SeriesHistory> references_;
    std::vector<std::size_t> season_of_;  ///< Per event.
    std::size_t season_count_ = 0;
    std::map<TeamKey, std::vector<Standing>> told_;
    std::map<TeamKey, std::vector<Standing>> counted_;
    std::size_t group_count_ = 0;
};

}  // namespace seatsync::features
