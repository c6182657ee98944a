#pragma once

#include "base/result.hpp"

#include <boost/json/object.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::http {

enum class FieldKind {
    text,             ///< A string of at most 200 bytes.
    text_or_integer,  ///< The same, or a whole number that is read as its digits ("row": 12).
    boolean,
    object,
};

/// What one field of a body may hold. A field that is null counts as absent.
struct FieldSpec {
    std::string_view name;
    FieldKind kind;
    bool required = false;
};

/// Errors: invalid_argument when the body is not one JSON object of at most 16 levels.
[[nodiscard]] Result<boost::json::object> parse_object(std::string_view body);

/// Errors: invalid_argument naming the field ("ticket_data.team") that is missing or holds
/// something else. Fields without a spec are not looked at.
[[nodiscard]] Result<void> check_fields(const boost::json::object& object,
                                        std::span<const FieldSpec> specs, std::string_view where);

/// The names of fields that no spec knows, with `where` in front.
[[nodiscard]] std::vector<std::string> unknown_fields(const boost::json::object& object,
                                                      std::span<const FieldSpec> specs,
                                                      std::string_view where);

/// The value of a checked field; empty when it is absent.
[[nodiscard]] std::string text_of(const boost::json::object& object, std::string_view name);
/// The value of a checked field, or what its absence means.
[[nodiscard]] bool flag_of(const boost::json::object& object, std::string_view name,
                           bool if_absent);

}  // namespace seatsync::http
