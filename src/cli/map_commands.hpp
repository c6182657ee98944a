#pragma once

#include "cli/context.hpp"
#include "domain/ingestion.hpp"

#include <boost/json/object.hpp>

namespace seatsync::cli {

// The commands below `seatsync map`.

void add_map_queue(CLI::App& map, Context& context);
void add_map_accept(CLI::App& map, Context& context);
void add_map_reject(CLI::App& map, Context& context);
void add_map_match(CLI::App& map, Context& context);

/// What a list says of a link.
[[nodiscard]] boost::json::object link_json(const domain::EventLink& link);

}  // namespace seatsync::cli
