#pragma once

#include "features/feature_table.hpp"

#include <map>
#include <span>
#include <string_view>
#include <utility>

namespace seatsync::testing {

/// `days` after 2021-06-01T00:00Z, day 0 of made-up histories.
[[nodiscard]] domain::Instant on_day(double days);

/// The features of all rows of a history, by what a test knows of a row.
class FeatureReader {
  public:
    explicit FeatureReader(const domain::ObservationBatch& observations);

    /// Feature of the row of `series` received at `time`; throws when there is no such row or name.
    [[nodiscard]] double value(const domain::SeriesKey& series, domain::Instant time,
                               std::string_view feature) const;
    /// The same for the series of `event` on "stubhub", at `day` (see on_day).
    [[nodiscard]] double value(std::string_view event, double day, std::string_view feature) const;

    using RowKey = std::pair<domain::SeriesKey, domain::Instant>;
    [[nodiscard]] const std::map<RowKey, std::size_t>& rows() const { return rows_; }
    /// All features of a row of `rows()`.
    [[nodiscard]] std::span<const float> row(std::size_t i) const { return table_.row(i); }

  private:
    features::FeatureTable table_;
    std::map<RowKey, std::size_t> rows_;
};

}  // namespace seatsync::testing
