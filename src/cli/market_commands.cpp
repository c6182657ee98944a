#include "cli/market_commands.hpp"

#include "cli/commands.hpp"

#include <CLI/CLI.hpp>

namespace seatsync::cli {

void add_market_commands(CLI::App& program, Context& context) {
    auto* market = program.add_subcommand("market", "Price history: bring it in, look at it");
    market->require_subcommand(1);
    add_market_import(*market, context);
    add_market_events(*market, context);
    add_market_show(*market, context);
    add_market_stats(*market, context);
    add_market_microstructure(*market, context);
}

}  // namespace seatsync::cli
