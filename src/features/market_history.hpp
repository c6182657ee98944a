#pragma once

#include "domain/observation.hpp"
#include "features/event_history.hpp"
#include "features/series_history.hpp"
#include "features/world_history.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace seatsync::features {

/// Wins and losses of a team as known from `at_days` on.
struct Standing {
    double at_days = 0;
    double win_share = 0;     ///< NaN when nothing was played.
    double last10_share = 0;  ///< NaN when not told.
    double elo = 0;           ///< NaN when not told.
    double played = 0;        ///< Games; 0 when not told.
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
    /// Index of a series; nothing when it has no row.
    [[nodiscard]] std::optional<std::size_t> find(const domain::SeriesKey& key) const;
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
    /// The same for all teams of a league and season of which any standing is known by `day`.
    [[nodiscard]] std::vector<std::pair<std::string_view, const Standing*>> standings(
        const std::string& league, const std::string& season, double day) const;

    /// Results, injuries, posts, weather and the like.
    [[nodiscard]] const WorldHistory& world() const { return world_; }

    /// Adds a quote received after all others. Errors: conflict when the history must be built anew
    /// with it: its series is new, or it replaces a row. A quote that `from` would leave out gives
    /// nothing.
    [[nodiscard]] Result<std::optional<std::size_t>> take(const domain::Quote& quote);
    /// The same for a standing, and for what belongs to the world.
    void take(const domain::TeamRecord& record);
    [[nodiscard]] WorldHistory& world() { return world_; }

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
    WorldHistory world_;
    std::map<TeamKey, std::vector<Standing>> told_;
    std::map<TeamKey, std::vector<Standing>> counted_;
    std::size_t group_count_ = 0;
};

}  // namespace seatsync::features
