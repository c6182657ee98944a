#pragma once

#include "app/tables.hpp"

#include <boost/json/object.hpp>

namespace seatsync::app {

namespace detail {

boost::json::value json_of(const auto& plain) {
    return boost::json::value(plain);
}
inline boost::json::value json_of(domain::Instant instant) {
    return boost::json::value(domain::format_utc(instant));
}
template <class Value>
boost::json::value json_of(const std::optional<Value>& value) {
    return value ? json_of(*value) : boost::json::value(nullptr);
}

}  // namespace detail

/// Adds the columns of a row by their names; what is not known is null, times are ISO 8601 in UTC.
template <class Row>
void add_columns(boost::json::object& object, const Row& row) {
    Table<Row>::visit(row, [&](std::string_view name, const auto& member) {
        object[name] = detail::json_of(stored_form(member));
    });
}

/// The columns of a row; of a quote those of its series come first.
template <class Row>
[[nodiscard]] boost::json::object row_json(const Row& row) {
    boost::json::object object;
    if constexpr (requires { row.series; })
        add_columns(object, row.series);
    add_columns(object, row);
    return object;
}

}  // namespace seatsync::app
