#pragma once

#include "app/model_store.hpp"
#include "learning/predictor.hpp"

#include <span>

namespace seatsync::app {

// Which price model answers. Every decision is a promotion in the store; while none was taken, the
// latest model answers, as it did before there were decisions.

/// The model promoted last or, while none was, the latest; nothing when no model is there.
[[nodiscard]] Result<std::optional<StoredModel>> model_in_use(const ModelStore& models);

enum class NewModel {
    use,   ///< It answers from now on.
    keep,  ///< The model in use goes on answering, if there is one.
};

/// Puts a model that was just trained, and promotes it or not. The first model is promoted in any
/// case. Returns whether it is in use now.
[[nodiscard]] Result<bool> store_trained(ModelStore& models, const StoredModel& trained,
                                         NewModel choice, domain::Instant now);

/// Puts the model into use, once this program has read it. Returns false when it was in use
/// already: then no decision is added.
/// Errors: not_found; conflict or corrupt_data when this program cannot read it.
[[nodiscard]] Result<bool> promote_model(ModelStore& models, const ModelId& id,
                                         std::span<const learning::PredictorKind> kinds,
                                         domain::Instant now);

/// Promotes the model that was in use before this one, and returns its id. To do it twice returns
/// to this one. Errors: not_found when no other was in use before; those of promote_model.
[[nodiscard]] Result<ModelId> roll_back(ModelStore& models,
                                        std::span<const learning::PredictorKind> kinds,
                                        domain::Instant now);

}  // namespace seatsync::app
