#include "app/forecast_evaluation.hpp"
#include "cli/folder_data.hpp"
#include "cli/forecast_commands.hpp"
#include "cli/prediction_file.hpp"
#include "cli/predictors.hpp"
#include "cli/progress.hpp"
#include "http/shapes.hpp"
#include "learning/bucket_predictors.hpp"
#include "learning/ensemble_model.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <algorithm>
#include <memory>
#include <ostream>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

using learning::kEnsembleName;

struct EvaluateCommand {
    std::string train;
    std::string test;
    std::string out;
    std::string predictor = "xgboost";
    std::vector<std::string> only = {};
    std::string layout;
    std::string league;
    std::uint64_t seed = 1;
    std::size_t threads = default_threads();
    bool json = false;
};

/// The last value comes first: the others are compared with it.
std::vector<learning::PredictorKind> contestants(const Environment& environment) {
    std::vector<learning::PredictorKind> all = {{"last_value", learning::make_last_value},
                                                {"decay_curve", learning::make_decay_curve}};
    const auto members = member_kinds(environment);
    all.insert(all.end(), members.begin(), members.end());
    return all;
}

bool names(const EvaluateCommand& command, std::string_view contestant) {
    return std::find(command.only.begin(), command.only.end(), contestant) != command.only.end();
}

/// Those that the command names, and the last value; all when it names none, or the ensemble alone.
std::vector<learning::PredictorKind> chosen_contestants(const Environment& environment,
                                                        const EvaluateCommand& command) {
    std::vector<learning::PredictorKind> chosen = contestants(environment);
    const bool all =
        command.only.empty() || (command.only.size() == 1 && names(command, kEnsembleName));
    std::erase_if(chosen, [&](const learning::PredictorKind& one) {
        return !all && one.name != "last_value" && !names(command, one.name);
    });
    return chosen;
}

json::object to_json(const std::vector<app::ContestantResult>& results) {
    json::array predictors;
    for (const auto& result : results) {
        json::array metrics;
        for (const auto& horizon : result.metrics)
            metrics.push_back(http::metrics_json(horizon));
        predictors.push_back({{"predictor", result.name},
                              {"forecasts", result.forecasts.size()},
                              {"metrics", std::move(metrics)}});
    }
    return {{"predictors", std::move(predictors)}};
}

Result<std::vector<app::ContestantResult>> evaluated(const Context& context,
                                                     const EvaluateCommand& command,
                                                     const FolderData& train,
                                                     const FolderData& test) {
    ProgressLine progress(context.environment(), "evaluating");
    return app::evaluate_forecasts(
        train.observations, test.observations, chosen_contestants(context.environment(), command),
        {.seed = command.seed,
         .threads = command.threads,
         .ensemble = command.only.empty() || names(command, kEnsembleName),
         .progress = [&](double done, std::string_view step) { progress.begin_step(done, step); }});
}

Result<void> write_chosen(const EvaluateCommand& command,
                          const std::vector<app::ContestantResult>& results, bool markets_apart) {
    if (command.out.empty())
        return {};
    const auto chosen = std::find_if(results.begin(), results.end(), [&](const auto& result) {
        return result.name == command.predictor;
    });
    if (chosen == results.end())
        return fail(ErrorCode::invalid_argument,
                    fmt::format("--out would write the forecasts of {}, which --only leaves out: "
                                "name one of those fitted with --predictor",
                                command.predictor));
    return write_predictions(command.out, chosen->forecasts, markets_apart);
}

Result<void> run_evaluate(const Context& context, const EvaluateCommand& command) {
    SEATSYNC_TRY(const FolderData train,
                 read_folder_data(context, command.train, command.layout, command.league));
    SEATSYNC_TRY(const FolderData test,
                 read_folder_data(context, command.test, command.layout, command.league));
    SEATSYNC_TRY(const auto results, evaluated(context, command, train, test));
    SEATSYNC_CHECK(write_chosen(command, results, test.report.names_market));
    if (command.json) {
        context.print_json(to_json(results));
        return {};
    }
    for (const auto& result : results)
        context.environment().out << result.name << '\n' << table_of(result.metrics);
    return {};
}

}  // namespace

void add_forecast_evaluate(CLI::App& forecast, Context& context) {
    auto options = std::make_shared<EvaluateCommand>();
    auto names = names_of(contestants(context.environment()));
    names.emplace_back(kEnsembleName);
    auto* command = add_command(
        forecast, "evaluate",
        "Fit on the games of one folder, forecast every price of another as it was known then",
        "  seatsync forecast evaluate --train earlier --test later --out predictions.csv\n"
        "  seatsync forecast evaluate --train earlier --test later --json");
    command->add_option("--train", options->train, "Folder of earlier games")->required();
    command->add_option("--test", options->test, "Folder of later games, none of them in --train")
        ->required();
    command->add_option("--out", options->out,
                        "Write the forecasts here (docs/formats/predictions.md)");
    command->add_option("--predictor", options->predictor, "Whose forecasts to write")
        ->check(CLI::IsMember(names))
        ->capture_default_str();
    command
        ->add_option("--only", options->only,
                     "Fit these alone, beside the last value; `ensemble` is made of those fitted")
        ->check(CLI::IsMember(names))
        ->delimiter(',');
    command->add_option("--layout", options->layout, "A layout's name or a mapping file");
    command->add_option("--league", options->league, "League of all events, as in mlb");
    command->add_option("--seed", options->seed, "Same data and seed give the same forecasts")
        ->capture_default_str();
    command->add_option("--threads", options->threads, "Does not change the result")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_evaluate(context, *options); });
    });
}

}  // namespace seatsync::cli
