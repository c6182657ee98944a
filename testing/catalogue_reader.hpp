#pragma once

#include "features/live_features.hpp"

#include <string_view>

namespace seatsync::testing {

/// Any feature of the catalogue at any moment, by what a test knows.
class CatalogueReader {
  public:
    explicit CatalogueReader(domain::ObservationBatch observations)
        : observations_(std::move(observations)) {}

    /// For the newest row of the series by `now`, from what was received by then; throws when there
    /// is no such row or name.
    [[nodiscard]] features::Value at(const domain::SeriesKey& series, domain::Instant now,
                                     std::string_view feature) const;
    /// The same for the series of `event` on "stubhub", at `day` (see on_day).
    [[nodiscard]] features::Value at(std::string_view event, double day,
                                     std::string_view feature) const;

  private:
    domain::ObservationBatch observations_;
};

}  // namespace seatsync::testing
