#include "features/catalogue.hpp"

#include <algorithm>
#include <vector>

namespace seatsync::features {

namespace {

using Parts = std::initializer_list<std::span<const Feature>>;

void add(std::vector<Feature>& all, Parts parts, bool model_input) {
    for (const auto part : parts)
        for (Feature feature : part) {
            feature.model_input = model_input;
            all.push_back(feature);
        }
}

}  // namespace

std::string_view name_of(Category category) {
    switch (category) {
        case Category::market:
            return "market";
        case Category::team:
            return "team";
        case Category::temporal:
            return "temporal";
        case Category::external:
            return "external";
        case Category::sentiment:
            return "sentiment";
        case Category::historical:
            return "historical";
    }
    return "market";
}

Value Feature::at(const Context& context) const {
    Value value = formula.value(context);
    if (!std::isfinite(value.number)) {
        value.number = value.error = std::numeric_limits<double>::quiet_NaN();
        if (value.reason.empty())
            value.reason = gaps;
    } else {
        value.reason = {};
    }
    return value;
}

std::span<const Feature> catalogue() {
    static const std::vector<Feature> all = [] {
        std::vector<Feature> features;
        add(features,
            {path_features(), listing_features(), calendar_features(), team_features(),
             market_features(), comparison_features(), season_features()},
            true);
        add(features,
            {supply_features(), strength_features(), occasion_features(), surroundings_features(),
             talk_features(), experience_features(), derived_features()},
            false);
        return features;
    }();
    return all;
}

std::span<const Feature> model_inputs() {
    const auto all = catalogue();
    const auto inputs =
        std::count_if(all.begin(), all.end(), [](const Feature& f) { return f.model_input; });
    return all.first(static_cast<std::size_t>(inputs));
}

const Feature* find_feature(std::string_view name) {
    const auto all = catalogue();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Feature& f) { return f.name == name; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace seatsync::features
