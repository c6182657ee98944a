#include "cli/learning_commands.hpp"

#include "cli/commands.hpp"

#include <CLI/CLI.hpp>

namespace seatsync::cli {

void add_learning_commands(CLI::App& program, Context& context) {
    auto* learning = program.add_subcommand(
        "learning", "Rules of the forecaster on files: combine experts, intervals, scores, shares");
    learning->require_subcommand(1);
    add_learning_combine(*learning, context);
    add_learning_conformal(*learning, context);
    add_learning_score(*learning, context);
    add_learning_shapley(*learning, context);
}

}  // namespace seatsync::cli
