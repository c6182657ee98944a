#pragma once

#include "learning/horizon_model.hpp"
#include "learning/tasks.hpp"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace seatsync::learning {

struct TrainOptions {
    domain::Instant as_of = domain::Instant::max();  ///< Nothing received later is used.
    std::uint64_t seed = 1;
    std::size_t threads =
        1;  ///< Horizons are trained side by side; the result does not depend on it.
    /// Told from any thread what was finished; may be empty.
    std::function<void(std::string_view)> progress = {};
};

/// Of the bytes of PriceModel::save; others are refused.
inline constexpr std::uint32_t kPriceModelFormat = 2;

/// A price forecaster: one calibrated model per horizon over the feature catalogue.
class PriceModel {
  public:
    /// `table` holds the features of (at least) the rows of all tasks of `history` that are
    /// answered by options.as_of. A horizon with too few answers stays without a model; all of
    /// them: insufficient_data.
    [[nodiscard]] static Result<PriceModel> train(const PredictorFactory& make,
                                                  const features::MarketHistory& history,
                                                  const features::FeatureTable& table,
                                                  const TrainOptions& options);

    [[nodiscard]] bool has(domain::Horizon horizon) const;
    [[nodiscard]] std::string_view predictor_name() const;
    /// Rows of the horizon with the most.
    [[nodiscard]] std::size_t training_rows() const;

    /// One forecast per row of `x`, whose newest prices are `last_prices` (units of the currency).
    /// Errors: insufficient_data when the horizon has no model; internal when a forecast is no
    /// price.
    [[nodiscard]] Result<std::vector<domain::Forecast>> predict(
        domain::Horizon horizon, const Matrix& x, std::span<const double> last_prices) const;

    /// What the predictor itself says, one distribution of the log ratio per row of `x`, not
    /// calibrated. Errors: insufficient_data when the horizon has no model.
    [[nodiscard]] Result<Distributions> distributions(domain::Horizon horizon,
                                                      const Matrix& x) const;

    /// How the distributions must be read. The horizon has a model.
    [[nodiscard]] const Calibration& calibration(domain::Horizon horizon) const;

    /// Nothing when the horizon has no model, or the model was loaded.
    [[nodiscard]] const std::optional<OutOfFold>& out_of_fold(domain::Horizon horizon) const;

    /// Mean share of each feature over the horizons; empty where the predictor has none.
    [[nodiscard]] Result<std::vector<double>> importance() const;

    /// Format, checksum of what follows, names of the features, then the horizons.
    [[nodiscard]] Result<std::string> save() const;
    /// Errors: corrupt_data when a byte is missing or another one; conflict when the model has
    /// another format, or was trained with other features than the catalogue has now: its columns
    /// would be misread.
    [[nodiscard]] static Result<PriceModel> load(const PredictorFactory& make,
                                                 std::string_view bytes);

  private:
    std::array<std::optional<HorizonModel>, domain::kHorizons.size()> horizons_;
};

}  // namespace seatsync::learning
