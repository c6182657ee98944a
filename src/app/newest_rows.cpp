#include "app/newest_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <span>

namespace seatsync::app {

TimeRange known_by(TimeRange range, Instant as_of) {
    if (as_of < range.to)
        range.to = as_of + Instant::duration(1);
    return range;
}

void Conditions::equal(std::string_view column, const std::string& text) {
    if (!text.empty())
        add(column, "=", text);
}

void Conditions::within(std::string_view column, TimeRange range) {
    add(column, ">=", range.from);
    add(column, "<", range.to);
}

void Conditions::add(std::string_view column, std::string_view comparison, Value value) {
    comparisons_.push_back(fmt::format("{} {}", column, comparison));
    values_.push_back(std::move(value));
}

std::string Conditions::sql(char mark) const {
    std::string all;
    for (std::size_t i = 0; i < comparisons_.size(); ++i)
        all += fmt::format(" AND {} {}{}", comparisons_[i], mark, i + 2);
    return all;
}

std::string detail::newest_sql(std::string_view table, const std::vector<std::string_view>& columns,
                               std::size_t key_size, const Conditions& conditions, char mark) {
    const auto key = std::span(columns).first(key_size);
    std::string same_thing;
    for (const std::string_view column : key)
        if (column != "received_at")
            same_thing += fmt::format("{0} = version.{0} AND ", column);
    return fmt::format(
        "SELECT {columns} FROM {table} AS version WHERE received_at = "
        "(SELECT max(received_at) FROM {table} WHERE {same_thing}received_at <= {mark}1)"
        "{conditions} ORDER BY {key}",
        fmt::arg("columns", fmt::join(columns, ", ")), fmt::arg("table", table),
        fmt::arg("same_thing", same_thing), fmt::arg("mark", mark),
        fmt::arg("conditions", conditions.sql(mark)), fmt::arg("key", fmt::join(key, ", ")));
}

}  // namespace seatsync::app
