#pragma once

#include "cli/context.hpp"

namespace seatsync::cli {

// The commands below `seatsync sources`.

void add_sources_list(CLI::App& sources, Context& context);
void add_sources_parse(CLI::App& sources, Context& context);
void add_sources_status(CLI::App& sources, Context& context);
void add_sources_settings(CLI::App& sources, Context& context);

}  // namespace seatsync::cli
