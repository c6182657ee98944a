#include "cli/csv_table.hpp"

#include "adapters/source_csv/csv_reader.hpp"
#include "adapters/source_csv/gzip_file.hpp"
#include "adapters/source_csv/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace seatsync::cli {

namespace {

using source_csv::CsvReader;
using source_csv::Record;

Result<double> number_of(const std::string& text) {
    if (source_csv::is_missing(text))
        return std::numeric_limits<double>::quiet_NaN();
    if (text == "inf" || text == "-inf")
        return text.front() == '-' ? -std::numeric_limits<double>::infinity()
                                   : std::numeric_limits<double>::infinity();
    SEATSYNC_TRY(const auto number, source_csv::read_number(text));
    return *number;  // What is missing was answered above.
}

Result<CsvTable> read_rows(CsvReader& csv, const std::string& file) {
    CsvTable table;
    table.file = file;
    for (const std::string& name : csv.header())
        table.header.emplace_back(source_csv::trimmed(name));
    Record record;
    while (true) {
        SEATSYNC_TRY(const bool there, csv.next(record));
        if (!there)
            return table;
        if (!record.problem.empty())
            return fail(ErrorCode::invalid_argument,
                        fmt::format("line {}: {}", record.line, record.problem));
        std::vector<std::string> fields;
        for (const auto field : record.fields)
            fields.emplace_back(source_csv::trimmed(field));
        table.rows.push_back(std::move(fields));
        table.lines.push_back(record.line);
    }
}

}  // namespace

std::optional<std::size_t> CsvTable::column(const std::string& name) const {
    const auto found = std::find(header.begin(), header.end(), name);
    if (found == header.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - header.begin());
}

Result<std::vector<double>> CsvTable::numbers(std::size_t column) const {
    std::vector<double> numbers;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto number = number_of(rows[i][column]);
        if (!number)
            return fail(ErrorCode::invalid_argument,
                        fmt::format("{}: line {}, column {}: {}: '{}'", file, lines[i],
                                    header[column], number.error().detail, rows[i][column]));
        numbers.push_back(*number);
    }
    return numbers;
}

Result<std::vector<double>> CsvTable::numbers(const std::string& name) const {
    const auto place = column(name);
    if (!place)
        return fail(ErrorCode::invalid_argument,
                    fmt::format("{}: there is no column {}", file, name));
    return numbers(*place);
}

Result<std::vector<double>> CsvTable::finite_numbers(const std::string& name) const {
    SEATSYNC_TRY(std::vector<double> all, numbers(name));
    const auto bad =
        std::find_if(all.begin(), all.end(), [](double value) { return !std::isfinite(value); });
    if (bad != all.end())
        return fail(ErrorCode::invalid_argument,
                    fmt::format("{}: line {}, column {}: a finite number is needed", file,
                                lines[static_cast<std::size_t>(bad - all.begin())], name));
    return all;
}

Result<CsvTable> read_csv_table(const std::filesystem::path& path) {
    SEATSYNC_TRY(auto file, source_csv::GzipFile::open(path));
    auto csv = CsvReader::open([&](std::span<char> buffer) { return file.read(buffer); });
    if (!csv)
        return base::in_context(csv.error(), path.string());
    auto table = read_rows(*csv, path.string());
    if (!table)
        return base::in_context(table.error(), path.string());
    return table;
}

}  // namespace seatsync::cli
