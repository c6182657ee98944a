#include "cli/map_commands.hpp"

#include "cli/commands.hpp"

#include <CLI/CLI.hpp>

namespace seatsync::cli {

void add_map_commands(CLI::App& program, Context& context) {
    auto* map = program.add_subcommand("map", "Which game a source's event is");
    map->require_subcommand(1);
    add_map_queue(*map, context);
    add_map_accept(*map, context);
    add_map_reject(*map, context);
    add_map_match(*map, context);
}

}  // namespace seatsync::cli
