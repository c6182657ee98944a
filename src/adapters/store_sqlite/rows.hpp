#pragma once

#include "adapters/store_sqlite/connection.hpp"
#include "app/tables.hpp"

#include <type_traits>

namespace seatsync::store_sqlite {

// How the rows of app::Table lie in the columns of SQLite: what is bound from `first` on and what
// is read from column `first` on follows the order of the table.

namespace detail {

/// Reads the columns of one row, one after the other; keeps the first error.
class ColumnReader {
  public:
    ColumnReader(const Query& row, int first) : row_(row), column_(first) {}

    void operator()(std::string_view name, app::StoredAsText auto& member) {
        const auto read = app::from_stored(row_.text(column_++), member);
        if (!read && done_)
            done_ = in_context(read.error(), name);
    }
    void operator()(std::string_view, domain::Instant& time) { time = row_.time(column_++); }
    void operator()(std::string_view, std::int64_t& number) { number = row_.integer(column_++); }
    void operator()(std::string_view, double& number) { number = row_.real(column_++); }
    void operator()(std::string_view, bool& truth) { truth = row_.integer(column_++) != 0; }
    template <class Value>
    void operator()(std::string_view name, std::optional<Value>& value) {
        if (row_.is_null(column_)) {
            value.reset();
            ++column_;
        } else {
            (*this)(name, value.emplace());
        }
    }

    [[nodiscard]] const Result<void>& done() const { return done_; }

  private:
    const Query& row_;
    int column_;
    Result<void> done_;
};

}  // namespace detail

template <class Row>
void bind_row(Query& query, int first, const Row& row) {
    app::Table<Row>::visit(row, [&](std::string_view, const auto& member) {
        query.bind(first++, app::stored_form(member));
    });
}

/// Errors: corrupt_data when a stored word is unknown.
template <class Row>
[[nodiscard]] Result<void> read_into(const Query& query, int first, Row& row) {
    detail::ColumnReader columns(query, first);
    app::Table<Row>::visit(row, columns);
    return columns.done();
}

template <class Row>
[[nodiscard]] Result<Row> read_row(const Query& query, int first = 0) {
    Row row;
    SEATSYNC_CHECK(read_into(query, first, row));
    return row;
}

/// All rows that a query answers, which are the columns of their table.
template <class Row>
[[nodiscard]] Result<std::vector<Row>> all_rows(Query& query) {
    std::vector<Row> rows;
    while (true) {
        SEATSYNC_TRY(const bool more, query.step());
        if (!more)
            return rows;
        SEATSYNC_CHECK(read_into(query, 0, rows.emplace_back()));
    }
}

}  // namespace seatsync::store_sqlite
