#pragma once

#include "cli/context.hpp"
#include "domain/event.hpp"

#include <boost/json/object.hpp>

namespace seatsync::cli {

// The commands below `seatsync market`.

void add_market_import(CLI::App& market, Context& context);
void add_market_events(CLI::App& market, Context& context);
void add_market_show(CLI::App& market, Context& context);
void add_market_stats(CLI::App& market, Context& context);
void add_market_microstructure(CLI::App& market, Context& context);

/// What a list or a page says of an event.
[[nodiscard]] boost::json::object event_json(const domain::Event& event);

}  // namespace seatsync::cli
