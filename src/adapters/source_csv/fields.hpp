#pragma once

#include "adapters/source_csv/csv_record.hpp"
#include "adapters/source_csv/layout.hpp"
#include "adapters/source_csv/values.hpp"
#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace seatsync::source_csv {

/// Why a row is rejected.
struct RowProblem {
    std::string column;
    std::string value;
    std::string reason;
};

template <class T>
using RowResult = boost::system::result<T, RowProblem>;

/// A field of a layout, bound to the columns that the header of one file has.
class Field {
  public:
    Field() = default;
    Field(const FieldSpec& spec, const std::vector<std::string>& header);

    /// Some column of the header tells it.
    [[nodiscard]] bool has_column() const { return !columns_.empty(); }

    /// The first candidate that is filled in this row, its word translated; else the layout's
    /// `otherwise`; else "". Errors: bytes that are no text.
    [[nodiscard]] RowResult<std::string_view> text(const Record& record) const;

    /// The value that `read` makes of the first candidate that the header has, whether filled or
    /// not: two price columns mean two different things, and a series must not mix them.
    template <class Read>
    [[nodiscard]] auto value(const Record& record, Read read) const
        -> RowResult<typename decltype(read(std::string_view()))::value_type> {
        const std::string_view raw =
            columns_.empty() ? std::string_view(spec_.otherwise) : record.fields[columns_.front()];
        auto value = read(raw);
        if (!value)
            return problem(raw, value.error().detail);
        return *value;
    }

    /// The value that `read` makes of `text`.
    template <class Read>
    [[nodiscard]] auto parsed(std::string_view text, Read read) const
        -> RowResult<typename decltype(read(text))::value_type> {
        auto value = read(text);
        if (!value)
            return problem(text, value.error().detail);
        return *std::move(value);
    }

    /// Nothing counts before this time.
    [[nodiscard]] bool valid_at(domain::Instant time) const {
        return !spec_.valid_from || time >= *spec_.valid_from;
    }

    [[nodiscard]] RowProblem problem(std::string_view value, std::string reason) const;

  private:
    FieldSpec spec_;
    std::vector<std::size_t> columns_;
    std::vector<std::string> names_;
};

}  // namespace seatsync::source_csv
