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

}  // namespace seatsync::testing
