#pragma once

#include "features/context.hpp"
#include "features/value.hpp"

#include <span>
#include <string_view>
#include <type_traits>

namespace seatsync::features {

enum class Category { market, team, temporal, external, sentiment, historical };

[[nodiscard]] std::string_view name_of(Category category);

/// How a feature is computed: a function of what is known at a moment, to a number or a Value. NaN
/// means missing.
class Formula {
  public:
    template <class F>
    constexpr Formula(F function) {  // NOLINT(google-explicit-constructor): entries stay short.
        if constexpr (std::is_same_v<std::invoke_result_t<F, const Context&>, double>)
            number_ = function;
        else
            value_ = function;
    }

    [[nodiscard]] double number(const Context& context) const {
        return number_ != nullptr ? number_(context) : value_(context).number;
    }
    [[nodiscard]] Value value(const Context& context) const {
        return number_ != nullptr ? Value(number_(context)) : value_(context);
    }

  private:
    double (*number_)(const Context&) = nullptr;
    Value (*value_)(const Context&) = nullptr;
};

/// One named number about a series at a moment, computed from what was received by then.
struct Feature {
    std::string_view name;
    Category category;
    std::string_view unit;
    std::string_view source;  ///< Which observations it reads.
    std::string_view definition;
    Formula formula;
    std::string_view look_back;  ///< How far back it reads: "7 d", "newest".
    std::string_view gaps;       ///< When it is missing, and what it does with gaps.
    std::string_view price;      ///< The kind of price that it reads; "none".
    bool model_input = true;     ///< A column of FeatureTable, which models are fitted on.

    /// The value, with the reason where it is missing.
    [[nodiscard]] Value at(const Context& context) const;
};

/// All features: the models' inputs first, in the order of a matrix's columns. Names are unique.
[[nodiscard]] std::span<const Feature> catalogue();

/// The first part of the catalogue.
[[nodiscard]] std::span<const Feature> model_inputs();

/// Nothing when there is no such feature.
[[nodiscard]] const Feature* find_feature(std::string_view name);

// The parts of the catalogue, each beside its own source file. Models read these:
[[nodiscard]] std::span<const Feature> path_features();
[[nodiscard]] std::span<const Feature> listing_features();
[[nodiscard]] std::span<const Feature> calendar_features();
[[nodiscard]] std::span<const Feature> team_features();
[[nodiscard]] std::span<const Feature> market_features();
[[nodiscard]] std::span<const Feature> comparison_features();
[[nodiscard]] std::span<const Feature> season_features();
// And these only clients:
[[nodiscard]] std::span<const Feature> supply_features();
[[nodiscard]] std::span<const Feature> strength_features();
[[nodiscard]] std::span<const Feature> occasion_features();
[[nodiscard]] std::span<const Feature> surroundings_features();
[[nodiscard]] std::span<const Feature> talk_features();
[[nodiscard]] std::span<const Feature> experience_features();
[[nodiscard]] std::span<const Feature> derived_features();

}  // namespace seatsync::features
