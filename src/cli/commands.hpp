#pragma once

#include "cli/context.hpp"

namespace seatsync::cli {

// One function and one source file per group of commands. Each adds its commands below `program`;
// a command's callback gives its work to `context.set_action`. `context` outlives the parse and the
// action.

void add_market_commands(CLI::App& program, Context& context);
void add_forecast_commands(CLI::App& program, Context& context);
void add_models_commands(CLI::App& program, Context& context);
void add_features_commands(CLI::App& program, Context& context);
void add_learning_commands(CLI::App& program, Context& context);
void add_map_commands(CLI::App& program, Context& context);
void add_quality_commands(CLI::App& program, Context& context);
void add_serve_command(CLI::App& program, Context& context);
void add_ingest_command(CLI::App& program, Context& context);
void add_store_commands(CLI::App& program, Context& context);
void add_sources_commands(CLI::App& program, Context& context);
void add_emulate_command(CLI::App& program, Context& context);
void add_demo_command(CLI::App& program, Context& context);

}  // namespace seatsync::cli
