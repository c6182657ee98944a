#pragma once

#include "learning/predictor.hpp"

#include <memory>

namespace seatsync::learning {

/// A structural forecast from the bottom of the market: the competing hazards of OrderFlow (the
/// cheapest listing goes, a seller asks more, a cheaper one comes, a seller undercuts) are
/// estimated from neighbouring rows and integrated over the horizon. The expected number of moves,
/// their side and their size, with the state they came from, then explain the outcomes of the
/// horizon itself: the hazard that the price is another one at its end, the odds that it is higher,
/// and the size of the change by side, whose law around its centre is taken from the outcomes. The
/// second step tempers the first where moves undo one another.
[[nodiscard]] std::unique_ptr<Predictor> make_microstructure();

}  // namespace seatsync::learning
