#include "adapters/store_sqlite/known_things.hpp"

#include "adapters/store_sqlite/rows.hpp"
#include "app/known_things.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

namespace seatsync::store_sqlite {

namespace {

/// Of one thing: its columns, then the time as of which.
template <class Row>
std::string known_sql() {
    std::string same_thing;
    app::visit_thing(Row(), [&](std::string_view column, const auto&) {
        same_thing += fmt::format("{} = ? AND ", column);
    });
    return fmt::format("SELECT {} FROM {} WHERE {}received_at <= ? ORDER BY received_at DESC{}",
                       fmt::join(app::columns_of<Row>(), ", "), app::Table<Row>::kName, same_thing,
                       app::kEveryVersionCounts<Row> ? "" : " LIMIT 1");
}

template <class Row>
Result<void> read_known(Connection& connection, const std::vector<Row>& about,
                        domain::Instant as_of, std::vector<Row>& into) {
    static const std::string sql = known_sql<Row>();
    for (const Row& thing : about) {
        SEATSYNC_TRY(Query query, connection.query(sql));
        int parameter = 1;
        app::visit_thing(thing, [&](std::string_view, const auto& member) {
            query.bind(parameter++, app::stored_form(member));
        });
        query.bind(parameter, as_of);
        SEATSYNC_TRY(std::vector<Row> known, all_rows<Row>(query));
        std::ranges::move(known, std::back_inserter(into));
    }
    return {};
}

}  // namespace

Result<domain::ObservationBatch> read_known(Connection& connection,
                                            const domain::ObservationBatch& about,
                                            domain::Instant as_of) {
    domain::ObservationBatch known;
    SEATSYNC_CHECK(app::for_each_versioned_kind(about, known, [&](const auto& rows, auto& into) {
        return read_known(connection, rows, as_of, into);
    }));
    return known;
}

}  // namespace seatsync::store_sqlite
