#include "http/body_fields.hpp"

#include <fmt/format.h>
#include <boost/json/parse.hpp>

#include <algorithm>

namespace seatsync::http {

namespace {

constexpr std::size_t kTextBytesMax = 200;
constexpr std::size_t kDepthMax = 16;

std::string full_name(std::string_view where, std::string_view name) {
    return where.empty() ? std::string(name) : fmt::format("{}.{}", where, name);
}

bool holds_text(const boost::json::value& value) {
    const auto* text = value.if_string();
    return text != nullptr && text->size() <= kTextBytesMax;
}

bool holds_integer(const boost::json::value& value) {
    return value.is_int64() || value.is_uint64();
}

bool fits(const boost::json::value& value, FieldKind kind) {
    switch (kind) {
        case FieldKind::text:
            return holds_text(value);
        case FieldKind::text_or_integer:
            return holds_text(value) || holds_integer(value);
        case FieldKind::boolean:
            return value.is_bool();
        case FieldKind::object:
            return value.is_object();
    }
    return false;
}

std::string_view wanted(FieldKind kind) {
    switch (kind) {
        case FieldKind::text:
            return "a string of at most 200 bytes";
        case FieldKind::text_or_integer:
            return "a string of at most 200 bytes or a whole number";
        case FieldKind::boolean:
            return "true or false";
        case FieldKind::object:
            return "an object";
    }
    return "something else";
}

const boost::json::value* present(const boost::json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value == nullptr || value->is_null() ? nullptr : value;
}

}  // namespace

Result<boost::json::object> parse_object(std::string_view body) {
    boost::json::parse_options options;
    options.max_depth = kDepthMax;
    boost::json::error_code error;
    auto value = boost::json::parse(body, error, {}, options);
    if (error)
        return fail(ErrorCode::invalid_argument,
                    fmt::format("the body is not JSON: {}", error.message()));
    if (!value.is_object())
        return fail(ErrorCode::invalid_argument, "the body is JSON, but no object");
    return std::move(value.get_object());
}

Result<void> check_fields(const boost::json::object& object, std::span<const FieldSpec> specs,
                          std::string_view where) {
    for (const FieldSpec& spec : specs) {
        const auto* value = present(object, spec.name);
        if (value == nullptr && spec.required)
            return fail(ErrorCode::invalid_argument,
                        fmt::format("the field '{}' is missing", full_name(where, spec.name)));
        if (value != nullptr && !fits(*value, spec.kind))
            return fail(ErrorCode::invalid_argument,
                        fmt::format("the field '{}' is not {}", full_name(where, spec.name),
                                    wanted(spec.kind)));
    }
    return {};
}

std::vector<std::string> unknown_fields(const boost::json::object& object,
                                        std::span<const FieldSpec> specs, std::string_view where) {
    std::vector<std::string> names;
    for (const auto& member : object) {
        const std::string_view name = member.key();
        const bool known = std::any_of(specs.begin(), specs.end(),
                                       [&](const FieldSpec& spec) { return spec.name == name; });
        if (!known)
            names.push_back(full_name(where, name));
    }
    return names;
}

std::string text_of(const boost::json::object& object, std::string_view name) {
    const auto* value = present(object, name);
    if (value == nullptr)
        return {};
    if (value->is_int64())
        return fmt::format("{}", value->get_int64());
    if (value->is_uint64())
        return fmt::format("{}", value->get_uint64());
    return std::string(value->get_string());
}

bool flag_of(const boost::json::object& object, std::string_view name, bool if_absent) {
    const auto* value = present(object, name);
    return value == nullptr ? if_absent : value->get_bool();
}

}  // namespace seatsync::http
