#include "testing/fakes/fake_model_store.hpp"

#include <algorithm>

namespace seatsync::testing {

using app::StoredModel;

Result<void> FakeModelStore::put(const StoredModel& model) {
    const std::lock_guard lock(mutex_);
    if (std::ranges::find(models_, model.id, &StoredModel::id) == models_.end())
        models_.push_back(model);
    return {};
}

Result<StoredModel> FakeModelStore::get(const app::ModelId& id) const {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find(models_, id, &StoredModel::id);
    if (found == models_.end())
        return fail(ErrorCode::not_found, "no model " + id.value());
    return *found;
}

Result<std::optional<StoredModel>> FakeModelStore::latest(const std::string& name) const {
    const std::lock_guard lock(mutex_);
    std::optional<StoredModel> latest;
    for (const StoredModel& model : models_)
        if (model.name == name && (!latest || model.created_at >= latest->created_at))
            latest = model;
    return latest;
}

Result<std::vector<StoredModel>> FakeModelStore::list() const {
    const std::lock_guard lock(mutex_);
    std::vector<StoredModel> newest_first(models_.rbegin(), models_.rend());
    std::ranges::stable_sort(newest_first, std::ranges::greater{}, &StoredModel::created_at);
    for (StoredModel& model : newest_first)
        model.payload.clear();
    return newest_first;
}

Result<void> FakeModelStore::promote(const app::ModelId& id, domain::Instant at) {
    SEATSYNC_CHECK(get(id));
    const std::lock_guard lock(mutex_);
    promotions_.push_back({id, at});
    return {};
}

Result<std::optional<StoredModel>> FakeModelStore::promoted(const std::string& name) const {
    SEATSYNC_TRY(const auto decisions, promotions(name));
    if (decisions.empty())
        return std::nullopt;
    SEATSYNC_TRY(StoredModel model, get(decisions.back().model));
    return model;
}

Result<std::vector<app::Promotion>> FakeModelStore::promotions(const std::string& name) const {
    const std::lock_guard lock(mutex_);
    std::vector<app::Promotion> of_that_name;
    for (const app::Promotion& promotion : promotions_)
        if (std::ranges::find(models_, promotion.model, &StoredModel::id)->name == name)
            of_that_name.push_back(promotion);
    return of_that_name;
}

}  // namespace seatsync::testing
