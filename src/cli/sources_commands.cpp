#include "cli/sources_commands.hpp"

#include "cli/commands.hpp"

#include <CLI/CLI.hpp>

namespace seatsync::cli {

void add_sources_commands(CLI::App& program, Context& context) {
    auto* sources = program.add_subcommand("sources", "The outside APIs that are read");
    sources->require_subcommand(1);
    add_sources_list(*sources, context);
    add_sources_status(*sources, context);
    add_sources_settings(*sources, context);
    add_sources_parse(*sources, context);
}

}  // namespace seatsync::cli
