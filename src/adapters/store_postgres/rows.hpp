#pragma once

#include "adapters/store_postgres/connection.hpp"
#include "app/tables.hpp"

namespace seatsync::store_postgres {

// How the rows of app::Table are read from what a statement answered: from column `first` on, in
// the order of the table.

namespace detail {

/// Reads the columns of one row, one after the other; keeps the first error.
class ColumnReader {
  public:
    ColumnReader(const Rows& rows, std::size_t row, int first)
        : rows_(rows), row_(row), column_(first) {}

    void operator()(std::string_view name, app::StoredAsText auto& member) {
        const auto read = app::from_stored(rows_.text(row_, column_++), member);
        if (!read && done_)
            done_ = in_context(read.error(), name);
    }
    void operator()(std::string_view, domain::Instant& time) { time = rows_.time(row_, column_++); }
    void operator()(std::string_view, std::int64_t& number) {
        number = rows_.integer(row_, column_++);
    }
    void operator()(std::string_view, double& number) { number = rows_.real(row_, column_++); }
    void operator()(std::string_view, bool& truth) { truth = rows_.truth(row_, column_++); }
    template <class Value>
    void operator()(std::string_view name, std::optional<Value>& value) {
        if (rows_.is_null(row_, column_)) {
            value.reset();
            ++column_;
        } else {
            (*this)(name, value.emplace());
        }
    }

    [[nodiscard]] const Result<void>& done() const { return done_; }

  private:
    const Rows& rows_;
    std::size_t row_;
    int column_;
    Result<void> done_;
};

}  // namespace detail

/// Errors: corrupt_data when a stored word is unknown.
template <class Row>
[[nodiscard]] Result<void> read_into(const Rows& rows, std::size_t at, int first, Row& row) {
    detail::ColumnReader columns(rows, at, first);
    app::Table<Row>::visit(row, columns);
    return columns.done();
}

template <class Row>
[[nodiscard]] Result<Row> read_row(const Rows& rows, std::size_t at, int first = 0) {
    Row row;
    SEATSYNC_CHECK(read_into(rows, at, first, row));
    return row;
}

template <class Row>
[[nodiscard]] Result<std::vector<Row>> all_rows(const Rows& rows) {
    std::vector<Row> all(rows.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        SEATSYNC_CHECK(read_into(rows, i, 0, all[i]));
    return all;
}

}  // namespace seatsync::store_postgres
