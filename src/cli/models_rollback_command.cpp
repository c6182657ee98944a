#include "app/model_choice.hpp"
#include "cli/models_commands.hpp"
#include "cli/predictors.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>
#include <ostream>

namespace seatsync::cli {

namespace {

Result<void> run_rollback(const Context& context, bool as_json) {
    const Environment& environment = context.environment();
    SEATSYNC_TRY(const Stores stores, context.open_stores());
    SEATSYNC_TRY(const app::ModelId id, app::roll_back(*stores.models, member_kinds(environment),
                                                       environment.clock.now()));
    if (as_json)
        context.print_json(boost::json::object{{"in_use", id.value()}});
    else
        environment.out << fmt::format(
            "{} is in use again; a running server takes it at its next start\n", id.value());
    return {};
}

}  // namespace

void add_models_rollback(CLI::App& models, Context& context) {
    auto as_json = std::make_shared<bool>(false);
    auto* command =
        add_command(models, "rollback", "Let the model answer that was in use before this one",
                    "  seatsync models rollback\n"
                    "  seatsync models rollback --json");
    command->add_flag("--json", *as_json, "Print JSON");
    command->callback([&context, as_json] {
        context.set_action([&context, as_json] { return run_rollback(context, *as_json); });
    });
}

}  // namespace seatsync::cli
