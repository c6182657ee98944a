#pragma once

#include "cli/context.hpp"

namespace seatsync::cli {

// The commands below `seatsync market`.

void add_market_import(CLI::App& market, Context& context);
void add_market_events(CLI::App& market, Context& context);

}  // namespace seatsync::cli
