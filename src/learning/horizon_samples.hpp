#pragma once

#include "features/feature_table.hpp"
#include "learning/samples.hpp"
#include "learning/split.hpp"
#include "learning/tasks.hpp"

#include <span>
#include <vector>

namespace seatsync::learning {

/// The answered questions of one horizon with the part that each belongs to.
struct HorizonSamples {
    Samples samples;
    std::vector<Part> parts;          ///< One per row.
    std::vector<double> last_prices;  ///< One per row; units of the currency.
};

/// The samples of `tasks`, which are of one horizon; `table` holds the features of their rows. The
/// parts split the events of these tasks alone, by their starts as known at `as_of`.
[[nodiscard]] HorizonSamples samples_of(const features::MarketHistory& history,
                                        const features::FeatureTable& table,
                                        std::span<const Task> tasks, domain::Instant as_of);

/// Where a row of the history stands in `table`, which holds it.
[[nodiscard]] std::size_t place_of(const features::FeatureTable& table,
                                   const features::RowRef& row);

/// Adds row i of `table` to a matrix of questions, with the recent path behind it.
void add_question(Matrix& x, const features::MarketHistory& history,
                  const features::FeatureTable& table, std::size_t i);

/// The column of `days_to_event` in a matrix of the catalogue.
[[nodiscard]] std::size_t days_to_event_column();

}  // namespace seatsync::learning
