#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace seatsync::cli {

/// A CSV file (gzip or not) with a header, as text.
struct CsvTable {
    std::string file;
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;  ///< As many fields as the header.
    std::vector<std::size_t> lines;              ///< Of each row in the file.

    /// Nothing when there is no such column.
    [[nodiscard]] std::optional<std::size_t> column(const std::string& name) const;

    /// The numbers of a column: NaN where the field says that nothing is known, "inf" and "-inf"
    /// as such. Errors: invalid_argument with file, line and column when a field is no number.
    [[nodiscard]] Result<std::vector<double>> numbers(std::size_t column) const;
    /// Errors: also invalid_argument when there is no such column.
    [[nodiscard]] Result<std::vector<double>> numbers(const std::string& name) const;
    /// None of them missing or infinite: that is an error too.
    [[nodiscard]] Result<std::vector<double>> finite_numbers(const std::string& name) const;
};

/// Errors: no such file, no CSV, a row with more or fewer fields than the header.
[[nodiscard]] Result<CsvTable> read_csv_table(const std::filesystem::path& path);

}  // namespace seatsync::cli
