#pragma once

#include "features/context.hpp"

#include <span>
#include <string_view>

namespace seatsync::features {

enum class Category { market, team, temporal, external, sentiment, historical };

[[nodiscard]] std::string_view name_of(Category category);

/// One named number about a series at a moment, computed from what was received by then.
struct Feature {
    std::string_view name;
    Category category;
    std::string_view unit;
    std::string_view source;      ///< Which observations it reads.
    std::string_view definition;  ///< With look-back and what happens at gaps; NaN means missing.
    double (*compute)(const Context&);
};

/// All features, in the order of a matrix's columns. Names are unique.
[[nodiscard]] std::span<const Feature> catalogue();

// The parts of the catalogue, each beside its own source file.
[[nodiscard]] std::span<const Feature> path_features();
[[nodiscard]] std::span<const Feature> listing_features();
[[nodiscard]] std::span<const Feature> calendar_features();
[[nodiscard]] std::span<const Feature> team_features();
[[nodiscard]] std::span<const Feature> market_features();
[[nodiscard]] std::span<const Feature> comparison_features();
[[nodiscard]] std::span<const Feature> season_features();

}  // namespace seatsync::features
