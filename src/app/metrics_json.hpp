#pragma once

#include "learning/breakdown.hpp"

#include <boost/json/object.hpp>

namespace seatsync::app {

// Measured figures as JSON, in the store and in answers. What does not exist (NaN) is null, and so
// is the end of a slice that has none. Reading throws what Boost.JSON throws at text of another
// shape.

[[nodiscard]] boost::json::object metrics_json(const learning::HorizonMetrics& metrics);
[[nodiscard]] learning::HorizonMetrics metrics_from(const boost::json::object& object);

/// horizon, by_event {relative_pinball, coverage90}, peers [{name, metrics}], by_days and by_price
/// [{from, to, tasks, events, metrics}].
[[nodiscard]] boost::json::object breakdown_json(const learning::Breakdown& breakdown);
[[nodiscard]] learning::Breakdown breakdown_from(const boost::json::object& object);

}  // namespace seatsync::app
