#include "adapters/source_nba/result_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

namespace seatsync::source_nba {

namespace {

using feed::JsonValue;

constexpr std::size_t kShownBytesMax = 60;

std::string lower(std::string_view text) {
    std::string lowered(text);
    std::ranges::transform(lowered, lowered.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lowered;
}

Error unexpected(std::string_view column, JsonValue found, std::string_view expected) {
    return fail(ErrorCode::corrupt_data,
                fmt::format("{}: {} is not {}", column, feed::json_text_of(found, kShownBytesMax),
                            expected));
}

}  // namespace

std::optional<JsonValue> Row::cell(std::string_view column) const {
    const auto place = columns_->find(lower(column));
    if (place == columns_->end() || place->second >= cells_.size() ||
        cells_[place->second].is_null())
        return std::nullopt;
    return cells_[place->second];
}

Result<std::string> Row::text(std::string_view column) const {
    const auto found = cell(column);
    if (!found)
        return std::string();
    if (found->is_string())
        return feed::tidy_text(std::string_view(found->get_string().value_unsafe()));
    if (found->is_number())
        return feed::json_text_of(*found, kShownBytesMax);
    return unexpected(column, *found, "a text");
}

Result<std::string> Row::required_text(std::string_view column) const {
    SEATSYNC_TRY(std::string found, text(column));
    if (found.empty())
        return fail(ErrorCode::corrupt_data, fmt::format("{}: it is missing", column));
    return found;
}

Result<std::optional<std::int64_t>> Row::integer(std::string_view column) const {
    const auto found = cell(column);
    if (!found)
        return std::optional<std::int64_t>();
    double number = 0;
    constexpr double kExactMax = 9'007'199'254'740'992.0;  // 2^53
    if (found->get(number) != simdjson::SUCCESS || std::floor(number) != number ||
        std::abs(number) > kExactMax)
        return unexpected(column, *found, "a whole number");
    return std::optional(static_cast<std::int64_t>(number));
}

Result<std::optional<ResultSet>> ResultSet::named(JsonValue root, std::string_view name) {
    SEATSYNC_TRY(const auto sets, feed::array_at(root, "resultSets"));
    if (!sets)
        return std::optional<ResultSet>();
    for (const JsonValue set : *sets) {
        SEATSYNC_TRY(const std::string own_name, feed::text_or_empty(set, "name"));
        if (own_name != name)
            continue;
        SEATSYNC_TRY(const auto headers, feed::array_at(set, "headers"));
        SEATSYNC_TRY(const auto rows, feed::array_at(set, "rowSet"));
        if (!headers || !rows)
            return fail(ErrorCode::corrupt_data,
                        fmt::format("{}: headers or rowSet are missing", name));
        ResultSet found(*rows);
        std::size_t place = 0;
        for (const JsonValue header : *headers) {
            if (header.is_string())
                found.columns_.try_emplace(
                    lower(std::string_view(header.get_string().value_unsafe())), place);
            ++place;
        }
        return std::optional(std::move(found));
    }
    return std::optional<ResultSet>();
}

Result<Row> ResultSet::row(JsonValue value) const {
    feed::JsonArray cells;
    if (value.get(cells) != simdjson::SUCCESS)
        return unexpected("rowSet", value, "a row");
    return Row(columns_, {cells.begin(), cells.end()});
}

}  // namespace seatsync::source_nba
