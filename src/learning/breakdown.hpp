#pragma once

#include "learning/slices.hpp"

#include <string>
#include <vector>

namespace seatsync::learning {

/// How another predictor did on the same tasks.
struct PeerMetrics {
    std::string name;
    HorizonMetrics metrics;
};

/// The figures of one horizon apart: other predictors on the same tasks, and where the model does
/// better or worse.
struct Breakdown {
    domain::Horizon horizon = domain::Horizon::close;
    EventMetrics by_event;
    std::vector<PeerMetrics> peers;  ///< In the order asked for; those that had too few games lack.
    std::vector<Slice> by_days;      ///< See slices_by_days.
    std::vector<Slice> by_price;     ///< See slices_by_price.
};

}  // namespace seatsync::learning
