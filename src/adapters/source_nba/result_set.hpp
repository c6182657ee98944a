#pragma once

#include "feed/json_fields.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::source_nba {

/// A row of a result set, its cells found by the name of their column in any case of letters. A
/// column that there is not, and null, are nothing. Errors: corrupt_data naming the column.
class Row {
  public:
    Row(const std::map<std::string, std::size_t>& columns, std::vector<feed::JsonValue> cells)
        : columns_(&columns), cells_(std::move(cells)) {}

    /// Text without the spaces around it; a number as its digits; empty for nothing.
    [[nodiscard]] Result<std::string> text(std::string_view column) const;
    [[nodiscard]] Result<std::string> required_text(std::string_view column) const;
    [[nodiscard]] Result<std::optional<std::int64_t>> integer(std::string_view column) const;

  private:
    [[nodiscard]] std::optional<feed::JsonValue> cell(std::string_view column) const;

    const std::map<std::string, std::size_t>* columns_;
    std::vector<feed::JsonValue> cells_;
};

/// The older answers hold tables: {"name", "headers", "rowSet"}. The columns differ from one answer
/// to the next and are read by name alone.
class ResultSet {
  public:
    /// The set of that name; nothing when there is none. Errors: corrupt_data when it is no table.
    [[nodiscard]] static Result<std::optional<ResultSet>> named(feed::JsonValue root,
                                                                std::string_view name);

    [[nodiscard]] const feed::JsonArray& rows() const { return rows_; }
    /// Errors: corrupt_data when it is no row.
    [[nodiscard]] Result<Row> row(feed::JsonValue value) const;

  private:
    explicit ResultSet(feed::JsonArray rows) : rows_(rows) {}

    std::map<std::string, std::size_t> columns_;
    feed::JsonArray rows_;
};

}  // namespace seatsync::source_nba
