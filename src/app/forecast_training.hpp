#pragma once

#include "app/model_store.hpp"
#include "app/price_forecaster.hpp"
#include "domain/observation.hpp"
#include "learning/predictor.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace seatsync::app {

/// The name under which price models are stored.
inline constexpr std::string_view kPriceModelName = "price";

struct TrainingRequest {
    domain::Instant as_of = domain::Instant::max();  ///< Nothing received later is used.
    std::uint64_t seed = 1;
    std::size_t threads = 1;
    std::string revision;  ///< Of the code, to be stored with the model.
    domain::Instant now;   ///< Becomes the model's created_at.
    /// The share of all work that is done, in [0, 1], and what is being done; may be empty. Calls
    /// come from several threads.
    std::function<void(double, std::string_view)> progress;
};

/// What was received by then of all that features read.
[[nodiscard]] domain::ObservationBatch known_by(const domain::ObservationBatch& all,
                                                domain::Instant as_of);

/// When the newest of the quotes was received: "now" for a history that has ended. Results and
/// standings of games to come may be dated later. `observations` holds a quote.
[[nodiscard]] domain::Instant last_quoted(const domain::ObservationBatch& observations);

/// Measures the ensemble of the members on the latest games (learning::measure_on_latest), then
/// trains it on all and returns that model with those figures. The id is a hash of the model's
/// bytes. Errors: insufficient_data when there are too few past games for any member.
[[nodiscard]] Result<StoredModel> train_price_model(
    const domain::ObservationBatch& observations, std::span<const learning::PredictorKind> members,
    const TrainingRequest& request);

/// What a stored model says about itself. Errors: corrupt_data.
[[nodiscard]] Result<ModelSummary> summary_of(const StoredModel& model);

}  // namespace seatsync::app
