#include "adapters/store_postgres/known_things.hpp"

#include "adapters/store_postgres/rows.hpp"
#include "app/known_things.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <type_traits>

namespace seatsync::store_postgres {

namespace {

/// Of all things at once, whose columns come as arrays after $1, the time as of which.
template <class Row>
std::string known_sql() {
    std::vector<std::string> arrays;
    std::vector<std::string> names;
    std::string same_thing;
    app::visit_thing(Row(), [&](std::string_view column, const auto&) {
        arrays.push_back(fmt::format("${}", arrays.size() + 2));
        names.emplace_back(column);
        same_thing += fmt::format("stored.{0} = thing.{0} AND ", column);
    });
    return fmt::format(
        "SELECT known.* FROM unnest({arrays}) AS thing ({names}) CROSS JOIN LATERAL "
        "(SELECT {columns} FROM {table} AS stored WHERE {same_thing}stored.received_at <= $1 "
        " ORDER BY stored.received_at DESC{limit}) AS known",
        fmt::arg("arrays", fmt::join(arrays, ", ")), fmt::arg("names", fmt::join(names, ", ")),
        fmt::arg("columns",
                 "stored." + fmt::format("{}", fmt::join(app::columns_of<Row>(), ", stored."))),
        fmt::arg("table", app::Table<Row>::kName), fmt::arg("same_thing", same_thing),
        fmt::arg("limit", app::kEveryVersionCounts<Row> ? "" : " LIMIT 1"));
}

/// Column `wanted` of the things, which are texts and times, as the value of one parameter.
template <class Row>
void add_column(Parameters& parameters, const std::vector<Row>& about, std::size_t wanted) {
    std::vector<std::string_view> texts;
    std::vector<domain::Instant> times;
    for (const Row& thing : about) {
        std::size_t at = 0;
        app::visit_thing(thing, [&](std::string_view, const auto& member) {
            if (at++ != wanted)
                return;
            using Stored = decltype(app::stored_form(member));
            if constexpr (std::is_convertible_v<Stored, domain::Instant>)
                times.push_back(member);
            else if constexpr (std::is_convertible_v<Stored, std::string_view>)
                texts.push_back(app::stored_form(member));
        });
    }
    times.empty() ? parameters.add(texts) : parameters.add(times);
}

template <class Row>
Result<void> read_known(Connection& connection, const std::vector<Row>& about,
                        domain::Instant as_of, std::vector<Row>& into) {
    static const std::string sql = known_sql<Row>();
    std::size_t columns = 0;
    app::visit_thing(Row(), [&](auto, const auto&) { ++columns; });
    Parameters parameters(as_of);
    for (std::size_t column = 0; column < columns; ++column)
        add_column(parameters, about, column);
    SEATSYNC_TRY(const Rows rows, connection.query(sql, parameters));
    SEATSYNC_TRY(into, all_rows<Row>(rows));
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

}  // namespace seatsync::store_postgres
