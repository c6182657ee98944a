#pragma once

#include "app/market_store.hpp"

namespace seatsync::testing {

/// Inside rc::check: after any sequence of sessions the store, which is empty at first, and the
/// maps of the fake give the same answers to every question at every time.
void answers_as_the_fake_does(app::MarketStore& store);

}  // namespace seatsync::testing
