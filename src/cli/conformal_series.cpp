#include "cli/conformal_series.hpp"

#include "base/invariant.hpp"
#include "cli/csv_table.hpp"
#include "cli/json_document.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <cmath>

namespace seatsync::cli {

namespace json = boost::json;

using learning::AdaptiveConformal;

namespace {

/// Outcomes after a break that tell how fast the level follows.
constexpr std::size_t kAfterChange = 200;

Result<ConformalSeries> points_of(const CsvTable& table) {
    ConformalSeries series;
    if (!table.column("forecast") && table.column("score")) {
        SEATSYNC_TRY(series.score, table.finite_numbers("score"));
        return series;
    }
    SEATSYNC_TRY(const auto forecast, table.finite_numbers("forecast"));
    SEATSYNC_TRY(const auto actual, table.finite_numbers("actual"));
    for (std::size_t i = 0; i < actual.size(); ++i)
        series.score.push_back(std::abs(actual[i] - forecast[i]));
    return series;
}

Result<ConformalSeries> quantiles_of(const CsvTable& table) {
    ConformalSeries series;
    SEATSYNC_TRY(series.lower, table.finite_numbers("lower"));
    SEATSYNC_TRY(series.upper, table.finite_numbers("upper"));
    SEATSYNC_TRY(const auto actual, table.finite_numbers(table.column("y") ? "y" : "actual"));
    for (std::size_t i = 0; i < actual.size(); ++i)
        series.score.push_back(
            learning::ConformalQuantiles::score(series.lower[i], series.upper[i], actual[i]));
    return series;
}

json::value share(std::size_t part, std::size_t whole) {
    return whole == 0 ? json::value(nullptr)
                      : json::value(static_cast<double>(part) / static_cast<double>(whole));
}

/// What the steps after the warm-up add up to.
struct Tally {
    std::size_t infinite = 0;
    std::size_t finite = 0;
    double widths = 0;
    std::size_t after_change = 0;
    std::size_t missed_after_change = 0;
    json::object alpha_at;
    json::array steps;
};

void add_step(Tally& tally, const AdaptiveReport& report, const AdaptiveConformal& level,
              std::size_t t, double score) {
    const double threshold = level.threshold();
    const bool missed = !(score <= threshold);
    if (std::isfinite(threshold)) {
        ++tally.finite;
        tally.widths += threshold;
    } else {
        tally.infinite += threshold > 0 ? 1U : 0U;
    }
    if (report.change_at && t >= *report.change_at && t < *report.change_at + kAfterChange) {
        ++tally.after_change;
        tally.missed_after_change += missed ? 1U : 0U;
    }
    if (std::find(report.alpha_at.begin(), report.alpha_at.end(), t) != report.alpha_at.end())
        tally.alpha_at[fmt::to_string(t)] = level.alpha();
    if (report.steps)
        tally.steps.push_back({{"t", t},
                               {"alpha", level.alpha()},
                               {"half_width", number_json(threshold)},
                               {"missed", missed}});
}

json::object to_json(Tally&& tally, const AdaptiveReport& report, const AdaptiveConformal& level) {
    const auto& options = report.options;
    const double bound = learning::adaptive_bound(options.alpha, options.gamma, level.outcomes());
    json::object out{
        {"gamma", options.gamma},
        {"alpha", options.alpha},
        {"outcomes", level.outcomes()},
        {"miscoverage", share(level.misses(), level.outcomes())},
        {"first_200_after_break", share(tally.missed_after_change, tally.after_change)},
        {"alpha_at", std::move(tally.alpha_at)},
        {"alpha_final", level.alpha()},
        {"mean_finite_half_width",
         tally.finite == 0 ? json::value(nullptr)
                           : json::value(tally.widths / static_cast<double>(tally.finite))},
        {"infinite_intervals", tally.infinite},
        {"bound", std::isfinite(bound) ? json::value(bound) : json::value(nullptr)}};
    if (report.steps)
        out["steps"] = std::move(tally.steps);
    return out;
}

}  // namespace

Result<ConformalSeries> read_point_series(const std::filesystem::path& path) {
    SEATSYNC_TRY(const CsvTable table, read_csv_table(path));
    return points_of(table);
}

Result<ConformalSeries> read_quantile_series(const std::filesystem::path& path) {
    SEATSYNC_TRY(const CsvTable table, read_csv_table(path));
    return quantiles_of(table);
}

Result<ConformalSeries> read_any_series(const std::filesystem::path& path) {
    SEATSYNC_TRY(const CsvTable table, read_csv_table(path));
    return table.column("lower") && !table.column("forecast") ? quantiles_of(table)
                                                              : points_of(table);
}

json::object calibrated_once(const ConformalSeries& series, double alpha, std::size_t calibration,
                             const char* threshold_name) {
    const std::size_t n =
        calibration == 0 ? series.score.size() : std::min(calibration, series.score.size());
    learning::ConformalScores known;
    for (std::size_t i = 0; i < n; ++i)
        SEATSYNC_INVARIANT(known.add(series.score[i]).has_value());  // Read as finite numbers.
    const double threshold = known.quantile(alpha);
    std::size_t missed = 0;
    double widths = 0;
    for (std::size_t i = n; i < series.score.size(); ++i) {
        missed += series.score[i] <= threshold ? 0U : 1U;
        if (!series.lower.empty())
            widths += series.upper[i] - series.lower[i] + 2 * threshold;
    }
    const std::size_t tested = series.score.size() - n;
    json::object out{{"alpha", alpha},
                     {"n", n},
                     {"rank", learning::conformal_rank(n, alpha)},
                     {threshold_name, number_json(threshold)},
                     {"tested", tested},
                     {"miscoverage", share(missed, tested)}};
    if (!series.lower.empty() && tested > 0)
        out["mean_width"] = number_json(widths / static_cast<double>(tested));
    return out;
}

Result<json::object> adapted(const ConformalSeries& series, const AdaptiveReport& report) {
    SEATSYNC_TRY(AdaptiveConformal level, AdaptiveConformal::make(report.options));
    Tally tally;
    for (std::size_t t = 0; t < series.score.size(); ++t) {
        if (level.warm())
            add_step(tally, report, level, t, series.score[t]);
        SEATSYNC_CHECK(level.learn(series.score[t]));
    }
    if (level.outcomes() == 0)
        return fail(ErrorCode::insufficient_data,
                    fmt::format("{} rows, {} of them for the warm-up: nothing is left to judge",
                                series.score.size(), report.options.warm_up));
    return to_json(std::move(tally), report, level);
}

}  // namespace seatsync::cli
