#pragma once

#include "adapters/store_sqlite/connection.hpp"
#include "app/market_store.hpp"

#include <algorithm>
#include <span>

namespace seatsync::store_sqlite {

/// Appends rows to one table, many per statement, and counts what became of each.
///
/// A group of rows goes in with ON CONFLICT DO NOTHING. Where all were new, that is all. Otherwise
/// the same group goes in again with ON CONFLICT DO UPDATE of the rows that differ: rows just
/// inserted equal themselves, so what is updated are the replaced ones, and the rest were
/// duplicates. That is also right for a key that occurs several times in one group: the last
/// content stays.
class BulkTable {
  public:
    /// `columns`: all of the table, the first `key_size` of them its key.
    [[nodiscard]] static Result<BulkTable> prepare(Connection& connection, std::string_view table,
                                                   std::span<const std::string_view> columns,
                                                   std::size_t key_size);

    /// `bind(query, first_parameter, row)` binds one row.
    template <class Row, class Bind>
    [[nodiscard]] Result<app::AppendCounts> append(std::span<const Row> rows, const Bind& bind) {
        app::AppendCounts counts;
        while (!rows.empty()) {
            Statements& statements = rows.size() >= kGroupSize ? group_ : single_;
            const auto group = rows.first(rows.size() >= kGroupSize ? kGroupSize : 1);
            const auto bind_all = [&](Query& query) {
                for (std::size_t i = 0; i < group.size(); ++i)
                    bind(query, 1 + static_cast<int>(i) * column_count_, group[i]);
            };
            bind_all(statements.insert);
            SEATSYNC_TRY(const std::size_t inserted, run(statements.insert));
            std::size_t replaced = 0;
            if (inserted < group.size()) {
                bind_all(statements.update);
                SEATSYNC_TRY(replaced, run(statements.update));
            }
            counts += {inserted, group.size() - inserted - replaced, replaced};
            rows = rows.subspan(group.size());
        }
        return counts;
    }

  private:
    static constexpr std::size_t kGroupSize = 64;

    struct Statements {
        Query insert;
        Query update;
    };

    BulkTable(Connection& connection, int column_count, Statements group, Statements single)
        : connection_(&connection),
          column_count_(column_count),
          group_(std::move(group)),
          single_(std::move(single)) {}

    /// Rows that the statement changed.
    [[nodiscard]] Result<std::size_t> run(Query& query);

    Connection* connection_;
    int column_count_;
    Statements group_;
    Statements single_;
};

}  // namespace seatsync::store_sqlite
