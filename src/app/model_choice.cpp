#include "app/model_choice.hpp"

#include "app/forecast_training.hpp"
#include "learning/ensemble_model.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::app {

namespace {

const std::string kName(kPriceModelName);

/// The latest model answers while nothing is decided. Before anything changes that, it becomes a
/// decision: else a later model would take its place, or nobody could return to it.
Result<void> decide_on_the_latest(ModelStore& models, domain::Instant now) {
    SEATSYNC_TRY(const auto decided, models.promotions(kName));
    if (!decided.empty())
        return {};
    SEATSYNC_TRY(const auto latest, models.latest(kName));
    return latest ? models.promote(latest->id, now) : Result<void>();
}

Result<void> check_readable(const StoredModel& model,
                            std::span<const learning::PredictorKind> kinds) {
    const auto loaded = learning::EnsembleModel::load(kinds, model.payload);
    if (!loaded)
        return base::in_context(loaded.error(),
                                fmt::format("model {} stays out of use", model.id.value()));
    return {};
}

}  // namespace

Result<std::optional<StoredModel>> model_in_use(const ModelStore& models) {
    SEATSYNC_TRY(auto promoted, models.promoted(kName));
    if (promoted)
        return promoted;
    return models.latest(kName);
}

Result<bool> store_trained(ModelStore& models, const StoredModel& trained, NewModel choice,
                           domain::Instant now) {
    SEATSYNC_CHECK(decide_on_the_latest(models, now));
    SEATSYNC_CHECK(models.put(trained));
    SEATSYNC_TRY(const auto promoted, models.promoted(kName));
    if (promoted && promoted->id == trained.id)
        return true;
    if (promoted && choice == NewModel::keep)
        return false;
    SEATSYNC_CHECK(models.promote(trained.id, now));
    return true;
}

Result<bool> promote_model(ModelStore& models, const ModelId& id,
                           std::span<const learning::PredictorKind> kinds, domain::Instant now) {
    SEATSYNC_TRY(const StoredModel model, models.get(id));
    SEATSYNC_CHECK(check_readable(model, kinds));
    SEATSYNC_CHECK(decide_on_the_latest(models, now));
    SEATSYNC_TRY(const auto decided, models.promotions(kName));
    if (decided.back().model == id)
        return false;
    SEATSYNC_CHECK(models.promote(id, now));
    return true;
}

Result<ModelId> roll_back(ModelStore& models, std::span<const learning::PredictorKind> kinds,
                          domain::Instant now) {
    SEATSYNC_TRY(const auto decided, models.promotions(kName));
    const auto before = std::find_if(
        decided.rbegin(), decided.rend(),
        [&](const Promotion& promotion) { return promotion.model != decided.back().model; });
    if (before == decided.rend())
        return fail(ErrorCode::not_found,
                    "no other model was in use before this one: `seatsync models list` shows what "
                    "there is, `seatsync models promote ID` puts it into use");
    SEATSYNC_CHECK(promote_model(models, before->model, kinds, now));
    return before->model;
}

}  // namespace seatsync::app
