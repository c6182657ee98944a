#include "features/catalogue.hpp"

#include <vector>

namespace seatsync::features {

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

std::span<const Feature> catalogue() {
    static const std::vector<Feature> all = [] {
        std::vector<Feature> features;
        for (const auto part :
             {path_features(), listing_features(), calendar_features(), team_features(),
              market_features(), comparison_features(), season_features()})
            features.insert(features.end(), part.begin(), part.end());
        return features;
    }();
    return all;
}

}  // namespace seatsync::features
