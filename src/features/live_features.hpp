#pragma once

#include "features/catalogue.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace seatsync::features {

/// The features of a market that is still being observed: observations are taken in the order of
/// their arrival, and the values of the touched series are told at once. Values are those that
/// compute_features tells of all history up to the moment, bit for bit.
///
/// A quote of a known series, a standing, a reading, a mention and an availability are taken in a
/// time that does not grow with the length of the history. Anything else (a new event or a new
/// version of one, a first quote, a result, a second quote of one moment) arranges all of it anew.
/// Not for several threads at once.
class LiveFeatures {
  public:
    explicit LiveFeatures(domain::ObservationBatch so_far);

    /// What was received since, not before anything that was taken already. Returns the series of
    /// the quotes that became rows.
    std::vector<domain::SeriesKey> take(const domain::ObservationBatch& news);

    /// The values of `features` for the newest row of the series, as of `now`: not before anything
    /// taken, nor before an earlier `now`. Nothing when the series has no row by then.
    [[nodiscard]] std::optional<std::vector<Value>> values(const domain::SeriesKey& series,
                                                           domain::Instant now,
                                                           std::span<const Feature> features);

    [[nodiscard]] const MarketHistory& history() const { return *history_; }

  private:
    [[nodiscard]] bool take_in_place(const domain::ObservationBatch& news,
                                     std::vector<domain::SeriesKey>& touched);
    void arrange();

    domain::ObservationBatch all_;
    std::unique_ptr<MarketHistory> history_;
    std::unique_ptr<MarketState> state_;
};

}  // namespace seatsync::features
