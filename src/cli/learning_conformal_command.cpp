#include "cli/conformal_cases.hpp"
#include "cli/conformal_series.hpp"
#include "cli/learning_commands.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>
#include <optional>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

struct ConformalCommand {
    std::string series;
    std::string input;
    std::string method = "aci";
    std::vector<double> alphas = {0.1};
    std::vector<double> gammas = {0.005};
    std::size_t calibration = 0;
    std::size_t window = 200;
    std::size_t warm_up = 200;
    std::optional<std::size_t> change_at;
    std::vector<std::size_t> alpha_at;
    std::optional<double> lower;
    std::optional<double> upper;
    bool steps = false;
};

Result<json::object> of_cases(const ConformalCommand& command) {
    SEATSYNC_TRY(const json::value document, read_json_file(command.input));
    const JsonPlace top(document, command.input + ": field ");
    if (command.method == "split")
        return split_cases(top);
    if (command.method == "cqr")
        return quantile_cases(top);
    if (command.method == "coverage-law")
        return coverage_cases(top);
    return fail(ErrorCode::invalid_argument,
                fmt::format("--method {} reads a series: --series F.csv", command.method));
}

json::object split_series(const ConformalSeries& series, const ConformalCommand& command) {
    json::array rows;
    for (const double alpha : command.alphas)
        rows.push_back(calibrated_once(series, alpha, command.calibration, "half_width"));
    return {{"split", std::move(rows)}};
}

json::object quantile_series(const ConformalSeries& series, const ConformalCommand& command) {
    json::array rows;
    for (const double alpha : command.alphas) {
        json::object row = calibrated_once(series, alpha, command.calibration, "Q");
        if (command.lower && command.upper && row["Q"].is_number()) {
            const double more = row["Q"].to_number<double>();
            row["new_lower"] = *command.lower - more;
            row["new_upper"] = *command.upper + more;
        }
        rows.push_back(std::move(row));
    }
    return {{"cqr", {{"cases", std::move(rows)}}}};
}

Result<json::object> adaptive_series(const ConformalSeries& series,
                                     const ConformalCommand& command) {
    json::array rows;
    for (const double alpha : command.alphas)
        for (const double gamma : command.gammas) {
            SEATSYNC_TRY(json::object row, adapted(series, {.options = {.alpha = alpha,
                                                                        .gamma = gamma,
                                                                        .window = command.window,
                                                                        .warm_up = command.warm_up},
                                                            .change_at = command.change_at,
                                                            .alpha_at = command.alpha_at,
                                                            .steps = command.steps}));
            rows.push_back(std::move(row));
        }
    return json::object{{"aci", {{"rows", std::move(rows)}}}};
}

Result<json::object> of_series(const ConformalCommand& command) {
    if (command.method == "split") {
        SEATSYNC_TRY(const auto series, read_point_series(command.series));
        return split_series(series, command);
    }
    if (command.method == "cqr") {
        SEATSYNC_TRY(const auto series, read_quantile_series(command.series));
        return quantile_series(series, command);
    }
    if (command.method == "coverage-law")
        return fail(ErrorCode::invalid_argument, "--method coverage-law reads --input F.json");
    SEATSYNC_TRY(const auto series, read_any_series(command.series));
    return adaptive_series(series, command);
}

Result<void> run_conformal(const Context& context, const ConformalCommand& command) {
    if (command.series.empty() == command.input.empty())
        return fail(ErrorCode::invalid_argument, "one of --series and --input is needed");
    SEATSYNC_TRY(json::object out, command.input.empty() ? of_series(command) : of_cases(command));
    out["method"] = command.method;
    context.print_json(out);
    return {};
}

void add_inputs(CLI::App& command, ConformalCommand& options) {
    command.add_option("--series", options.series,
                       "CSV by time: forecast and actual, or lower, upper and actual (or y), or "
                       "score");
    command.add_option("--input", options.input,
                       "JSON file of cases, for split, cqr, coverage-law");
    command.add_option("--method", options.method, "How the interval is found")
        ->check(CLI::IsMember({"split", "cqr", "aci", "coverage-law"}))
        ->capture_default_str();
    command.add_option("--alpha", options.alphas, "Wanted shares of outcomes outside")
        ->check(CLI::Range(1e-9, 1 - 1e-9))
        ->capture_default_str();
    command
        .add_option("--calibration", options.calibration,
                    "split, cqr: rows that set the width, the rest judges it (0: all set it)")
        ->capture_default_str();
    command.add_option("--lower", options.lower, "cqr: lower quantile of a new point");
    command.add_option("--upper", options.upper, "cqr: upper quantile of a new point");
}

void add_adaptive(CLI::App& command, ConformalCommand& options) {
    command.add_option("--gamma", options.gammas, "aci: steps of the level, one answer each")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command.add_option("--window", options.window, "aci: newest scores that count (0: all)")
        ->capture_default_str();
    command.add_option("--warm-up", options.warm_up, "aci: rows before the first interval")
        ->capture_default_str();
    command.add_option("--break", options.change_at,
                       "aci: row of a known break; tells the misses of the 200 rows from it on");
    command.add_option("--alpha-at", options.alpha_at, "aci: rows at which the level is told");
    command.add_flag("--steps", options.steps, "aci: tell level, width and miss of every row");
}

}  // namespace

void add_learning_conformal(CLI::App& learning, Context& context) {
    auto options = std::make_shared<ConformalCommand>();
    auto* command = add_command(
        learning, "conformal",
        "Prediction intervals that hold: split conformal, conformalised quantiles, adaptive "
        "inference over time (docs/formats/learning.md); answers JSON",
        "  seatsync learning conformal --series series.csv --method aci --gamma 0.005 0.02\n"
        "  seatsync learning conformal --series series.csv --method split --calibration 200\n"
        "  seatsync learning conformal --series q.csv --method cqr --lower 100 --upper 130\n"
        "  seatsync learning conformal --input cases.json --method split\n"
        "  where cases.json may be {\"split\": [{\"scores\": [1, 2, 9], \"alpha\": 0.4}]}");
    add_inputs(*command, *options);
    add_adaptive(*command, *options);
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_conformal(context, *options); });
    });
}

}  // namespace seatsync::cli
