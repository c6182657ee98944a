#include "cli/models_commands.hpp"

#include "app/forecast_training.hpp"
#include "app/model_choice.hpp"
#include "cli/commands.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

namespace seatsync::cli {

namespace {

Error no_model() {
    return fail(ErrorCode::not_found,
                "no price model is trained yet: run `seatsync forecast train`");
}

}  // namespace

Result<app::StoredModel> model_named(const app::ModelStore& models, const std::string& word) {
    if (word == "latest" || word == "in-use") {
        SEATSYNC_TRY(auto model, word == "latest" ? models.latest(std::string(app::kPriceModelName))
                                                  : app::model_in_use(models));
        if (!model)
            return no_model();
        return *std::move(model);
    }
    auto model = models.get(app::ModelId(word));
    if (!model && model.error().code == ErrorCode::not_found)
        return fail(
            ErrorCode::not_found,
            fmt::format("there is no model '{}': `seatsync models list` shows their ids", word));
    return model;
}

boost::json::object origin_json(const app::StoredModel& model) {
    return {{"id", model.id.value()},
            {"predictor", model.predictor},
            {"created_at", domain::format_utc(model.created_at)},
            {"window_from", domain::format_utc(model.window_from)},
            {"window_to", domain::format_utc(model.window_to)},
            {"as_of", domain::format_utc(model.as_of)},
            {"seed", model.seed},
            {"revision", model.revision},
            {"features", model.features.size()}};
}

void add_models_commands(CLI::App& program, Context& context) {
    auto* models = add_command(program, "models",
                               "Trained models: what they are, how they did, which one answers",
                               "  seatsync models list\n"
                               "  seatsync models card in-use\n"
                               "  seatsync models promote ensemble-0123456789abcdef");
    models->require_subcommand(1);
    add_models_list(*models, context);
    add_models_card(*models, context);
    add_models_compare(*models, context);
    add_models_drift(*models, context);
    add_models_promote(*models, context);
    add_models_rollback(*models, context);
}

}  // namespace seatsync::cli
