#include "cli/predictors.hpp"

#include "learning/microstructure.hpp"

#include <algorithm>

namespace seatsync::cli {

using learning::PredictorKind;

namespace {

constexpr const char* kXgboost = "xgboost";
constexpr const char* kMicrostructure = "microstructure";

}  // namespace

std::vector<PredictorKind> member_kinds(const Environment& environment) {
    std::vector<PredictorKind> kinds = {{kXgboost, environment.make_predictor},
                                        {kMicrostructure, learning::make_microstructure}};
    kinds.insert(kinds.end(), environment.nets.begin(), environment.nets.end());
    return kinds;
}

std::vector<std::string> default_members() {
    return {kXgboost, kMicrostructure};
}

std::vector<PredictorKind> named_kinds(std::vector<PredictorKind> kinds,
                                       const std::vector<std::string>& names) {
    std::erase_if(kinds, [&](const PredictorKind& kind) {
        return std::find(names.begin(), names.end(), kind.name) == names.end();
    });
    return kinds;
}

std::vector<std::string> names_of(const std::vector<PredictorKind>& kinds) {
    std::vector<std::string> names;
    for (const PredictorKind& kind : kinds)
        names.push_back(kind.name);
    return names;
}

}  // namespace seatsync::cli
