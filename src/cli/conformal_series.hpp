#pragma once

#include "base/result.hpp"
#include "learning/conformal.hpp"

#include <boost/json/object.hpp>

#include <filesystem>
#include <optional>
#include <vector>

namespace seatsync::cli {

/// Forecasts of a CSV file beside what came true, by time, with their conformal scores.
struct ConformalSeries {
    std::vector<double> score;
    std::vector<double> lower;  ///< Of quantile forecasts; empty otherwise.
    std::vector<double> upper;
};

/// Columns forecast and actual (scores: absolute errors), or score.
/// Errors: those of read_csv_table; invalid_argument for a missing column and for a field that is
/// no finite number.
[[nodiscard]] Result<ConformalSeries> read_point_series(const std::filesystem::path& path);

/// Columns lower, upper, and actual or y. Errors likewise.
[[nodiscard]] Result<ConformalSeries> read_quantile_series(const std::filesystem::path& path);

/// Points when the file has a column forecast or score, else quantiles.
[[nodiscard]] Result<ConformalSeries> read_any_series(const std::filesystem::path& path);

/// One threshold from the first `calibration` scores (0: all), judged on the rest: n, rank,
/// threshold (named `threshold_name`), tested, miscoverage, mean_width where there are quantiles.
[[nodiscard]] boost::json::object calibrated_once(const ConformalSeries& series, double alpha,
                                                  std::size_t calibration,
                                                  const char* threshold_name);

struct AdaptiveReport {
    learning::AdaptiveOptions options;
    std::optional<std::size_t> change_at;  ///< Row of a known break.
    std::vector<std::size_t> alpha_at;     ///< Rows before which the level is told.
    bool steps = false;                    ///< Tell every step.
};

/// The series run through adaptive conformal inference. Errors: insufficient_data when it ends
/// before the warm-up does; those of AdaptiveConformal.
[[nodiscard]] Result<boost::json::object> adapted(const ConformalSeries& series,
                                                  const AdaptiveReport& report);

}  // namespace seatsync::cli
