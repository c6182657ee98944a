#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace seatsync::cli {

/// Forecasts of several experts beside what came true, by time.
struct ExpertFile {
    std::string file;
    std::string outcome_name;
    std::vector<std::string> names;                ///< Of the experts.
    std::vector<std::string> labels;               ///< Of the rows: a date, or the row's number.
    std::vector<std::size_t> lines;                ///< Of the rows in the file.
    std::vector<double> outcomes;                  ///< NaN: not known.
    std::vector<std::vector<double>> predictions;  ///< By expert, then row; not finite: none.

    /// The predictions of all experts at a row.
    [[nodiscard]] std::vector<double> said_at(std::size_t row) const;
};

/// The first column is a label when it is named date, time, day or t, or holds no number at all.
/// `outcome` names the outcome's column; empty: the first column that is no label. All other
/// columns are experts. Errors: those of read_csv_table; invalid_argument for a field that is no
/// number (with its line and column), no such outcome, no expert, no row.
[[nodiscard]] Result<ExpertFile> read_expert_file(const std::filesystem::path& path,
                                                  const std::string& outcome);

}  // namespace seatsync::cli
