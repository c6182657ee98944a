#include "app/event_features.hpp"
#include "app/forecast_training.hpp"
#include "app/model_choice.hpp"
#include "app/stored_forecaster.hpp"
#include "cli/folder_data.hpp"
#include "cli/forecast_commands.hpp"
#include "cli/predictors.hpp"
#include "cli/progress.hpp"
#include "http/shapes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>
#include <ostream>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

struct TrainCommand {
    std::string data;
    std::string as_of;
    std::vector<std::string> members = default_members();
    std::uint64_t seed = 1;
    std::size_t threads = default_threads();
    bool no_promote = false;
    bool json = false;
};

Result<domain::ObservationBatch> training_data(const Context& context, const TrainCommand& command,
                                               const app::MarketStore& store,
                                               domain::Instant as_of) {
    if (command.data.empty())
        return app::read_everything(store, {}, as_of);
    SEATSYNC_TRY(FolderData data, read_folder_data(context, command.data));
    return std::move(data.observations);
}

Result<void> run_train(const Context& context, const TrainCommand& command) {
    const Environment& environment = context.environment();
    app::TrainingRequest request{.as_of = domain::Instant::max(),
                                 .seed = command.seed,
                                 .threads = command.threads,
                                 .revision = environment.revision,
                                 .now = environment.clock.now(),
                                 .progress = {}};
    if (!command.as_of.empty()) {
        SEATSYNC_TRY(request.as_of, domain::parse_instant(command.as_of));
    }
    SEATSYNC_TRY(const Stores stores, context.open_stores());
    SEATSYNC_TRY(const auto observations,
                 training_data(context, command, *stores.market, request.as_of));
    ProgressLine progress(environment, "training");
    request.progress = [&](double done, std::string_view step) { progress.begin_step(done, step); };
    SEATSYNC_TRY(
        const auto stored,
        app::train_price_model(observations,
                               named_kinds(member_kinds(environment), command.members), request));
    SEATSYNC_TRY(const bool in_use,
                 app::store_trained(*stores.models, stored,
                                    command.no_promote ? app::NewModel::keep : app::NewModel::use,
                                    request.now));
    SEATSYNC_TRY(const auto summary, app::summary_of(stored));
    if (command.json) {
        json::object object = http::model_json(summary).as_object();
        object["in_use"] = in_use;
        context.print_json(object);
        return {};
    }
    environment.out << fmt::format(
        "model {}, made of {}: {} rows from {} to {}, seed {}\n"
        "measured on the quarter of the games that start last, fitted on the others:\n{}"
        "{}\n",
        summary.id, fmt::join(summary.members, ", "), summary.training_rows,
        domain::format_utc(summary.window_from), domain::format_utc(summary.window_to),
        summary.seed, table_of(summary.metrics),
        in_use ? "it is in use; models card shows more of it"
               : "it is not in use: models compare in-use latest, models promote latest");
    return {};
}

}  // namespace

void add_forecast_train(CLI::App& forecast, Context& context) {
    auto options = std::make_shared<TrainCommand>();
    auto* command = add_command(
        forecast, "train", "Learn from past games and store the model",
        "  seatsync forecast train --data ../shared/data/mlb_stubhub_2021 --as-of 2021-09-01\n"
        "  seatsync forecast train --seed 7 --json      (from the database)\n"
        "  seatsync forecast train --members xgboost,microstructure,lstm\n"
        "  seatsync forecast train --no-promote         (to compare it before it answers)");
    command->add_option("--data", options->data,
                        "Folder of price history (default: what the database holds)");
    command->add_option("--as-of", options->as_of, "Use only what was received by then (UTC)")
        ->check(check_instant);
    command
        ->add_option("--members", options->members,
                     "The predictors that the model is made of; one is enough")
        ->check(CLI::IsMember(names_of(member_kinds(context.environment()))))
        ->delimiter(',')
        ->capture_default_str();
    command->add_option("--seed", options->seed, "Same data and seed give the same model")
        ->capture_default_str();
    command->add_option("--threads", options->threads, "Does not change the result")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    command->add_flag(
        "--no-promote", options->no_promote,
        "Only store it; the model in use goes on answering (the first answers at once)");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_train(context, *options); });
    });
}

}  // namespace seatsync::cli
