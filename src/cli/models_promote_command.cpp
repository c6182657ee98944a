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

struct PromoteOptions {
    std::string model;
    bool json = false;
};

Result<void> run_promote(const Context& context, const PromoteOptions& options) {
    const Environment& environment = context.environment();
    SEATSYNC_TRY(const Stores stores, context.open_stores());
    SEATSYNC_TRY(const auto model, model_named(*stores.models, options.model));
    SEATSYNC_TRY(const bool changed,
                 app::promote_model(*stores.models, model.id, member_kinds(environment),
                                    environment.clock.now()));
    if (options.json)
        context.print_json(boost::json::object{{"in_use", model.id.value()}, {"changed", changed}});
    else
        environment.out << fmt::format("{} {}\n", model.id.value(),
                                       changed ? "is in use; a running server takes it at its "
                                                 "next start"
                                               : "was in use already");
    return {};
}

}  // namespace

void add_models_promote(CLI::App& models, Context& context) {
    auto options = std::make_shared<PromoteOptions>();
    auto* command =
        add_command(models, "promote", "Let a model answer, after a look whether it can",
                    "  seatsync models promote xgboost-0123456789abcdef\n"
                    "  seatsync models promote latest --json");
    command->add_option("model", options->model, kModelArgument)->required();
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_promote(context, *options); });
    });
}

}  // namespace seatsync::cli
