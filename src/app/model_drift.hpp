#pragma once

#include "app/model_store.hpp"
#include "domain/forecast.hpp"
#include "domain/observation.hpp"
#include "learning/drift.hpp"
#include "learning/predictor.hpp"

#include <limits>
#include <span>

namespace seatsync::app {

/// One horizon: what the model's card promises, and what came true of the questions that were
/// asked after its window.
struct HorizonDrift {
    domain::Horizon horizon = domain::Horizon::close;
    std::string not_watched = {};  ///< Why nothing was compared; empty when it was.
    std::size_t tasks = 0;         ///< Questions answered since.
    std::size_t games = 0;         ///< Outcomes watched: one of each game, drawn among its tasks.
    double promised_loss = std::numeric_limits<double>::quiet_NaN();  ///< Pinball / last price.
    double promised_misses = std::numeric_limits<double>::quiet_NaN();
    double loss = std::numeric_limits<double>::quiet_NaN();  ///< NaN without an outcome.
    double misses = std::numeric_limits<double>::quiet_NaN();
    double loss_evidence = 0;  ///< See learning::DriftMonitor; an alarm at evidence_for_alarm.
    double misses_evidence = 0;
    std::optional<learning::DriftAlarm> alarm = {};
};

/// How far a model input has moved from what it was in training.
struct FeatureShift {
    std::string feature;
    double importance = 0;     ///< Its share in the model.
    double training_mean = 0;  ///< In the feature's unit.
    double mean = 0;           ///< NaN: it has no value any more.
    double deviations = 0;     ///< (mean - training_mean) / standard deviation in training.
};

struct ModelDrift {
    ModelId model;
    domain::Instant since;  ///< The end of the model's window.
    domain::Instant as_of;
    std::size_t rows = 0;           ///< Prices received since, of series with an earlier one.
    std::size_t games = 0;          ///< Games they are of.
    double evidence_for_alarm = 0;  ///< Of each horizon and figure.
    std::vector<HorizonDrift> horizons = {};
    std::vector<FeatureShift> shifts = {};  ///< Largest first; empty below kGamesToCompare games.
    /// Whether to train anew; nothing while too little came since to say so.
    std::optional<bool> retrain = {};
    std::vector<std::string> reasons = {};  ///< With figures, for people.
};

/// Below so many games nothing is said of features, nor that a model still holds.
inline constexpr std::size_t kGamesToCompare = 30;
/// An input counts when it has this share of the model and moved by so many deviations.
inline constexpr double kImportanceLeast = 0.02;
inline constexpr double kDeviationsMost = 2;

/// Watches a model over what was received after its window, by `as_of`: each horizon's outcomes,
/// forecast as they would have been when asked, the ensemble having learned from those settled by
/// then, by a learning::DriftMonitor against the figures of the card, and its inputs against those
/// of training. `seed` draws the outcome of each game. To train anew is advised by an alarm, or by
/// an input that counts and moved or vanished. Errors: conflict or corrupt_data when this program
/// cannot read the model.
[[nodiscard]] Result<ModelDrift> watch_drift(const domain::ObservationBatch& observations,
                                             const StoredModel& model,
                                             std::span<const learning::PredictorKind> kinds,
                                             domain::Instant as_of, std::uint64_t seed = 1);

}  // namespace seatsync::app
