#pragma once

#include "app/source_status_store.hpp"

#include <boost/json/array.hpp>

namespace seatsync::http {

/// What the pipeline said of each source, with updated_at; docs/api.md lists the fields. Errors:
/// corrupt_data when a stored status is no JSON object.
[[nodiscard]] Result<boost::json::array> source_statuses_json(const app::SourceStatusStore& store);

}  // namespace seatsync::http
