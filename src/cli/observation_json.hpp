#pragma once

#include "feed/source_api.hpp"

#include <boost/json/object.hpp>

namespace seatsync::cli {

/// Every field of an observation by its name, with its "type": sighting, quote, ask, team_record,
/// game_result, reading, mention, availability, nearby_event, own_listing or own_sale. What is not
/// known is null, times are ISO 8601 in UTC, prices are integer cents.
[[nodiscard]] boost::json::object observation_json(const feed::Observation& observation);

/// key, observations[], problem, passed_over, content.
[[nodiscard]] boost::json::object item_json(const feed::Item& item);

}  // namespace seatsync::cli
