#pragma once

#include "adapters/store_postgres/binary.hpp"
#include "app/tables.hpp"

#include <string>
#include <vector>

namespace seatsync::store_postgres {

/// Rows of one table in the binary form of COPY, on their way into a staging table.
///
/// An upsert may meet each key once. Rows of one key are therefore told apart here: those that
/// repeat the one before are dropped and counted, others wait for a wave of their own, so that the
/// last one counts and each is compared with the one before it. Most batches are one wave.
class StagedRows {
  public:
    StagedRows(std::size_t column_count, std::size_t key_size)
        : column_count_(column_count), key_size_(key_size) {}

    /// Begins a row; as many values as columns are then put, in order, the key first.
    void begin_row();
    template <class Value>
    void add(const Value& value) {
        put(bytes_, value);
        if (++columns_of_row_ == key_size_)
            rows_.back().key_end = bytes_.size();
        rows_.back().end = bytes_.size();
    }

    struct Wave {
        std::size_t rows = 0;
        std::string bytes;  ///< For COPY, header and trailer included.
    };
    struct Waves {
        std::vector<Wave> waves;
        std::size_t repeated = 0;  ///< Rows that equal the row of the same key before them.
    };
    /// In the order of the keys, so that each page of a table is found once.
    [[nodiscard]] Waves waves();

  private:
    struct Row {
        std::size_t begin = 0;
        std::size_t key_end = 0;
        std::size_t end = 0;
    };
    [[nodiscard]] std::string_view key(const Row& row) const;
    [[nodiscard]] std::string_view content(const Row& row) const;

    std::size_t column_count_;
    std::size_t key_size_;
    std::size_t columns_of_row_ = 0;
    std::string bytes_;
    std::vector<Row> rows_;
};

/// Puts the columns of a row of app::Table, after those that were put before.
template <class Row>
void add_columns(StagedRows& staged, const Row& row) {
    app::Table<Row>::visit(row, [&staged](std::string_view, const auto& member) {
        staged.add(app::stored_form(member));
    });
}

}  // namespace seatsync::store_postgres
