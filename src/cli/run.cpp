#include "cli/run.hpp"

#include "cli/commands.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <ostream>
#include <vector>

namespace seatsync::cli {

namespace {

/// "seatsync: unknown command: sell" says more than CLI11's "a subcommand is required".
std::string complaint_of(const CLI::App* program, const CLI::Error& error) {
    const auto unknown = program->remaining(true);
    const bool no_command = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr;
    const auto what = no_command && !unknown.empty() ? "unknown command: " + unknown.front()
                                                     : std::string(error.what());
    return "seatsync: " + what + "\nRun with --help for more information.\n";
}

void describe(CLI::App& program, Context& context) {
    program.name("seatsync");
    program.description("Prices, forecasts and plans for a portfolio of sports tickets.");
    program.set_version_flag("--version", "seatsync " SEATSYNC_VERSION);
    program.failure_message(complaint_of);
    program.fallthrough();
    program.require_subcommand(1);
    program.add_option_function<std::string>(
        "--db", [&context](const std::string& file) { context.set_database_option(file); },
        "Database file or postgres://… address (default: $SEATSYNC_DB, else var/seatsync.db under "
        "the project)");
    program.footer(
        "seatsync COMMAND --help shows the options of a command, with examples.\n"
        "Exit codes: 0 done; 1 the operation failed or refused its data; 2 bad usage.\n");
    add_market_commands(program, context);
    add_forecast_commands(program, context);
    add_models_commands(program, context);
    add_features_commands(program, context);
    add_learning_commands(program, context);
    add_ingest_command(program, context);
    add_sources_commands(program, context);
    add_map_commands(program, context);
    add_quality_commands(program, context);
    add_serve_command(program, context);
    add_emulate_command(program, context);
    add_store_commands(program, context);
    add_demo_command(program, context);
}

int parse_failed(const CLI::App& program, const CLI::ParseError& error, Environment& environment) {
    const int code = program.exit(error, environment.out, environment.err);
    return code == 0 ? kExitDone : kExitUsage;
}

}  // namespace

int run(std::span<const std::string> arguments, Environment& environment) {
    Context context(environment);
    CLI::App program;
    describe(program, context);
    try {
        // CLI11 takes its vector from the back.
        program.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::ParseError& error) {
        return parse_failed(program, error, environment);
    }
    const auto done = context.action()();
    environment.out.flush();
    if (!done) {
        environment.err << "seatsync: " << done.error().detail << '\n';
        return kExitFailed;
    }
    return kExitDone;
}

}  // namespace seatsync::cli
