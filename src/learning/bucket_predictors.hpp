#pragma once

#include "learning/predictor.hpp"

namespace seatsync::learning {

/// "The price stays": the outcomes of past games asked as long before their start. Knows nothing of
/// the event but its distance; the peer that every other predictor is measured against.
[[nodiscard]] std::unique_ptr<Predictor> make_last_value();

/// The same with the median move by days to the event put on top: prices that fall towards the
/// event are expected to fall.
[[nodiscard]] std::unique_ptr<Predictor> make_decay_curve();

}  // namespace seatsync::learning
