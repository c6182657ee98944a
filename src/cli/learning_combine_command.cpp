#include "cli/expert_file.hpp"
#include "cli/json_document.hpp"
#include "cli/learning_commands.hpp"
#include "learning/best_mixture.hpp"
#include "learning/expert_weights.hpp"
#include "learning/metrics.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <cmath>
#include <limits>
#include <memory>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

using learning::ExpertLoss;
using learning::ExpertOptions;
using learning::ExpertWeights;

struct CombineCommand {
    std::string experts;
    std::string outcome;
    std::string rule = "ml-poly";
    std::string loss = "square";
    ExpertOptions options;
};

/// Errors of predictions over the rows that have both a prediction and an outcome.
struct Errors {
    std::size_t rows = 0;
    double squares = 0;
    double relative = 0;
    double loss = 0;

    void add(const ExpertOptions& options, double prediction, double outcome) {
        if (!std::isfinite(prediction) || !std::isfinite(outcome))
            return;
        const double error = prediction - outcome;
        ++rows;
        squares += error * error;
        relative += std::abs(error / outcome);
        loss += options.loss == ExpertLoss::square
                    ? error * error
                    : learning::pinball(options.level, prediction, outcome);
    }
    [[nodiscard]] double mean(double sum) const {
        return rows == 0 ? std::numeric_limits<double>::quiet_NaN()
                         : sum / static_cast<double>(rows);
    }
    [[nodiscard]] double rmse() const { return std::sqrt(mean(squares)); }
};

/// What the rule said at each row, NaN where no expert said anything.
struct Combined {
    ExpertWeights rule;
    std::vector<double> predictions;
};

Result<Combined> combined(const ExpertFile& file, const ExpertOptions& options) {
    SEATSYNC_TRY(ExpertWeights rule, ExpertWeights::make(file.names.size(), options));
    std::vector<double> predictions;
    for (std::size_t t = 0; t < file.outcomes.size(); ++t) {
        const std::vector<double> said = file.said_at(t);
        const bool known = std::isfinite(file.outcomes[t]);
        const auto prediction =
            known ? rule.learn(said, file.outcomes[t]) : std::as_const(rule).combine(said);
        if (!prediction && prediction.error().code != ErrorCode::insufficient_data)
            return base::in_context(prediction.error(),
                                    fmt::format("{}: line {}", file.file, file.lines[t]));
        predictions.push_back(prediction ? *prediction : std::numeric_limits<double>::quiet_NaN());
    }
    return Combined{std::move(rule), std::move(predictions)};
}

Errors errors_of(const ExpertOptions& options, const std::vector<double>& predictions,
                 const std::vector<double>& outcomes) {
    Errors errors;
    for (std::size_t t = 0; t < outcomes.size(); ++t)
        errors.add(options, predictions[t], outcomes[t]);
    return errors;
}

/// The mean of those that say something.
std::vector<double> uniform(const ExpertFile& file) {
    std::vector<double> means;
    for (std::size_t t = 0; t < file.outcomes.size(); ++t) {
        double sum = 0;
        double count = 0;
        for (const double value : file.said_at(t))
            if (std::isfinite(value)) {
                sum += value;
                ++count;
            }
        means.push_back(sum / count);
    }
    return means;
}

/// Nothing (null) when an expert or an outcome is missing somewhere: the mixture is then undefined.
json::value best_mixture_json(const ExpertFile& file) {
    const auto best = learning::best_mixture(file.predictions, file.outcomes);
    return best ? json::value(std::sqrt(best->mean_squared_error)) : json::value(nullptr);
}

json::object baselines_json(const ExpertFile& file, const ExpertOptions& options) {
    const Errors even = errors_of(options, uniform(file), file.outcomes);
    json::object out{{"uniform_rmse", number_json(even.rmse())},
                     {"uniform_mape", number_json(even.mean(even.relative))},
                     {"uniform_mean_loss", number_json(even.mean(even.loss))}};
    double best = std::numeric_limits<double>::infinity();
    double worst = 0;
    json::object each;
    for (std::size_t k = 0; k < file.names.size(); ++k) {
        const Errors own = errors_of(options, file.predictions[k], file.outcomes);
        const double loss = own.mean(own.loss);
        each[file.names[k]] = number_json(own.rmse());
        worst = std::isfinite(loss) ? std::max(worst, own.rmse()) : worst;
        if (!(loss < best))
            continue;
        best = loss;
        out["best_expert"] = file.names[k];
        out["best_expert_rmse"] = number_json(own.rmse());
        out["best_expert_mean_loss"] = number_json(loss);
        out["best_expert_rows"] = own.rows;
    }
    out["worst_expert_rmse"] = worst;
    out["expert_rmse"] = std::move(each);
    out["best_fixed_convex_rmse"] = best_mixture_json(file);
    return out;
}

json::array predictions_json(const ExpertFile& file, const Combined& combined) {
    json::array out;
    for (std::size_t t = 0; t < file.outcomes.size(); ++t)
        out.push_back({{"at", file.labels[t]},
                       {"prediction", number_json(combined.predictions[t])},
                       {"outcome", number_json(file.outcomes[t])}});
    return out;
}

json::object weights_json(const ExpertFile& file, const ExpertWeights& rule) {
    json::object out;
    const std::vector<double> weights = rule.weights();
    for (std::size_t k = 0; k < weights.size(); ++k)
        out[file.names[k]] = weights[k];
    return out;
}

Result<void> run_combine(const Context& context, const CombineCommand& command) {
    ExpertOptions options = command.options;
    SEATSYNC_TRY(options.rule, learning::expert_rule(command.rule));
    options.loss = command.loss == "square" ? ExpertLoss::square : ExpertLoss::pinball;
    SEATSYNC_TRY(const ExpertFile file, read_expert_file(command.experts, command.outcome));
    SEATSYNC_TRY(const Combined result, combined(file, options));
    const Errors errors = errors_of(options, result.predictions, file.outcomes);
    if (errors.rows == 0)
        return fail(ErrorCode::insufficient_data,
                    command.experts + ": no row has both an outcome and a prediction");
    json::object out{{"rule", learning::name_of(options.rule)},
                     {"loss", command.loss},
                     {"outcome", file.outcome_name},
                     {"experts", file.names.size()},
                     {"rows", file.outcomes.size()},
                     {"learned_from", result.rule.steps()}};
    if (options.loss == ExpertLoss::pinball)
        out["level"] = options.level;
    out["judged_rows"] = errors.rows;
    out["rmse"] = number_json(errors.rmse());
    out["mape"] = number_json(errors.mean(errors.relative));
    out["mean_loss"] = number_json(errors.mean(errors.loss));
    out["baselines"] = baselines_json(file, options);
    out["last_prediction"] = number_json(result.predictions.back());
    out["final_weights"] = weights_json(file, result.rule);
    out["predictions"] = predictions_json(file, result);
    context.print_json(out);
    return {};
}

void add_options(CLI::App& command, CombineCommand& options) {
    command
        .add_option("--experts", options.experts,
                    "CSV by time: a label, the outcome, then a column per expert; a field without "
                    "a number: the expert says nothing there")
        ->required();
    command.add_option("--rule", options.rule, "How weights are learned")
        ->check(CLI::IsMember({"ml-poly", "boa", "ewa"}))
        ->capture_default_str();
    command.add_option("--loss", options.loss, "What is to be small")
        ->check(CLI::IsMember({"square", "pinball"}))
        ->capture_default_str();
    command.add_option("--level", options.options.level, "The quantile's level for --loss pinball")
        ->capture_default_str();
    command.add_option("--eta", options.options.rate,
                       "Fixed rate of --rule ewa, in 1 / loss (default: it adapts)");
    command
        .add_option("--memory", options.options.memory,
                    "What was learned before a step counts by this factor after it")
        ->capture_default_str();
    command.add_option("--outcome", options.outcome,
                       "Column of the outcome (default: the first that is no label)");
}

}  // namespace

void add_learning_combine(CLI::App& learning, Context& context) {
    auto options = std::make_shared<CombineCommand>();
    auto* command = add_command(
        learning, "combine",
        "Combine experts' forecasts, each row with weights learned from the rows before it alone "
        "(docs/formats/learning.md); answers JSON",
        "  seatsync learning combine --experts experts.csv --rule ml-poly\n"
        "  seatsync learning combine --experts experts.csv --rule ewa --eta 1e-8\n"
        "  seatsync learning combine --experts q90.csv --rule boa --loss pinball --level 0.9");
    add_options(*command, *options);
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_combine(context, *options); });
    });
}

}  // namespace seatsync::cli
