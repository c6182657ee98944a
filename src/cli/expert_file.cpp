#include "cli/expert_file.hpp"

#include "adapters/source_csv/values.hpp"
#include "cli/csv_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace seatsync::cli {

namespace {

constexpr std::array<std::string_view, 4> kLabelNames = {"date", "time", "day", "t"};

/// A column with some numbers is a column of numbers: a field that is none is then an error.
bool begins_with_label(const CsvTable& table) {
    const auto is_number = [&](const std::vector<std::string>& row) {
        const auto text = source_csv::trimmed(row.front());
        return !source_csv::is_missing(text) && source_csv::read_number(text).has_value();
    };
    return std::find(kLabelNames.begin(), kLabelNames.end(), table.header.front()) !=
               kLabelNames.end() ||
           std::none_of(table.rows.begin(), table.rows.end(), is_number);
}

Result<std::size_t> outcome_column(const CsvTable& table, std::size_t first,
                                   const std::string& name) {
    const auto named = table.column(name);
    if (!name.empty() && !named)
        return fail(ErrorCode::invalid_argument,
                    fmt::format("{}: there is no column {}", table.file, name));
    const std::size_t column = name.empty() ? first : *named;
    if (column < first)
        return fail(ErrorCode::invalid_argument,
                    fmt::format("{}: column {} holds labels, no outcomes", table.file, name));
    return column;
}

}  // namespace

std::vector<double> ExpertFile::said_at(std::size_t row) const {
    std::vector<double> said;
    said.reserve(predictions.size());
    for (const auto& own : predictions)
        said.push_back(own[row]);
    return said;
}

Result<ExpertFile> read_expert_file(const std::filesystem::path& path, const std::string& outcome) {
    SEATSYNC_TRY(const CsvTable table, read_csv_table(path));
    const std::size_t first = begins_with_label(table) ? 1 : 0;
    if (table.rows.empty() || table.header.size() < first + 2)
        return fail(ErrorCode::invalid_argument,
                    table.file + ": an outcome, an expert and a row are needed at least");
    SEATSYNC_TRY(const std::size_t place, outcome_column(table, first, outcome));
    ExpertFile out;
    out.file = table.file;
    out.lines = table.lines;
    for (std::size_t c = first; c < table.header.size(); ++c) {
        SEATSYNC_TRY(std::vector<double> numbers, table.numbers(c));
        if (c == place) {
            out.outcome_name = table.header[c];
            out.outcomes = std::move(numbers);
            continue;
        }
        out.names.push_back(table.header[c]);
        out.predictions.push_back(std::move(numbers));
    }
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        out.labels.push_back(first == 1 ? table.rows[i].front() : fmt::to_string(i));
    return out;
}

}  // namespace seatsync::cli
