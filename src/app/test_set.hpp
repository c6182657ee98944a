#pragma once

#include "domain/observation.hpp"
#include "learning/samples.hpp"
#include "learning/tasks.hpp"

#include <array>
#include <vector>

namespace seatsync::app {

/// The questions of one horizon, ready for any predictor.
struct Questions {
    std::vector<features::RowRef> rows;
    learning::Matrix x;
    std::vector<double> last_prices;
};

/// What is asked about games that no predictor was fitted on, and what came true.
struct TestSet {
    features::MarketHistory history;  ///< Of both sets.
    std::array<Questions, domain::kHorizons.size()> questions;
    std::vector<learning::Task> tasks;
};

/// Every row of the series of `test` (but their first) asks at every horizon that lies before the
/// event, with what was received by then, of both sets.
[[nodiscard]] TestSet test_set_of(const domain::ObservationBatch& train,
                                  const domain::ObservationBatch& test);

}  // namespace seatsync::app
