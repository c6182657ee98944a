#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "learning/samples.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace seatsync::learning {

/// What the hazards of a market read of a row of the feature catalogue: time to the event as a
/// smooth curve, depth and its change, how often and how far the price moved of late, where it
/// stands against its own past, and what the market around it does. Each number is brought to mean
/// 0 and deviation 1 of the rows fitted, held within 4 deviations; a missing one counts as the
/// mean.
class MarketCovariates {
  public:
    /// Errors: invalid_argument when the columns are not those of the catalogue; insufficient_data
    /// without rows.
    [[nodiscard]] static Result<MarketCovariates> fit(const Matrix& x);

    /// Numbers in a row of covariates.
    [[nodiscard]] std::size_t size() const;
    /// The covariates of a row of features, appended.
    void append(std::span<const float> row, std::vector<double>& out) const;
    /// The first numbers of `covariates` set to those of another time to the event.
    static void set_time(double days_to_event, std::span<double> covariates);

    void save(base::ByteWriter& out) const;
    /// Errors: corrupt_data.
    [[nodiscard]] static Result<MarketCovariates> load(base::ByteReader& in);

  private:
    std::vector<double> mean_;
    std::vector<double> deviation_;
};

/// Column of a feature in a matrix of the catalogue. Errors: internal when it has none such.
[[nodiscard]] Result<std::size_t> feature_column(std::string_view name);

}  // namespace seatsync::learning
