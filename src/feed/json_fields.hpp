#pragma once

#include "base/result.hpp"
#include "domain/time.hpp"

#include <simdjson.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace seatsync::feed {

// Reading the JSON of outside APIs. Paths are dotted ("stats.lowest_price"); a field that is absent
// or null, or lies below one that is, is "nothing". Errors are corrupt_data and name path, what was
// found, and what was expected.

using JsonValue = simdjson::dom::element;
using JsonArray = simdjson::dom::array;

/// A parsed body. The values read from `root` are valid as long as it.
class JsonDocument {
  public:
    /// A byte order mark in front is skipped. Errors: unavailable when the body is empty or HTML
    /// (a block page, an outage), corrupt_data when it is no JSON.
    [[nodiscard]] static Result<JsonDocument> parse(std::string_view body);

    [[nodiscard]] JsonValue root() const { return root_; }

  private:
    JsonDocument() = default;
    std::unique_ptr<simdjson::dom::parser> parser_;
    JsonValue root_;
};

/// Whether a body that should be JSON is a page for people.
[[nodiscard]] bool is_html(std::string_view body);

[[nodiscard]] std::optional<JsonValue> find(JsonValue value, std::string_view path);
[[nodiscard]] Result<JsonValue> required(JsonValue value, std::string_view path);
/// Elements of the array there; none where there is nothing. Errors: it is no array.
[[nodiscard]] Result<std::optional<JsonArray>> array_at(JsonValue value, std::string_view path);

/// Text without the spaces around it, with control characters as spaces, cut at 500 bytes. A number
/// is read as its digits, since ids come either way. Empty text is nothing.
[[nodiscard]] Result<std::optional<std::string>> text_at(JsonValue value, std::string_view path);
[[nodiscard]] Result<std::string> required_text(JsonValue value, std::string_view path);
/// The same where nothing is as good as empty.
[[nodiscard]] Result<std::string> text_or_empty(JsonValue value, std::string_view path);

/// A number, also as text ("12.5", "1,234"); empty text, "-" and "." are nothing.
[[nodiscard]] Result<std::optional<double>> number_at(JsonValue value, std::string_view path);
/// The same for whole numbers ("12", 12, 12.0). Errors: also a fraction.
[[nodiscard]] Result<std::optional<std::int64_t>> integer_at(JsonValue value,
                                                             std::string_view path);
/// An amount of units as cents, half even; 0 is nothing, since zero is never a price. Errors: also
/// a negative amount.
[[nodiscard]] Result<std::optional<std::int64_t>> cents_at(JsonValue value, std::string_view path);
[[nodiscard]] Result<std::optional<bool>> flag_at(JsonValue value, std::string_view path);
/// ISO 8601 as domain::parse_instant reads it, seconds being optional ("2022-09-11T17:00Z").
[[nodiscard]] Result<std::optional<domain::Instant>> instant_at(JsonValue value,
                                                                std::string_view path);
[[nodiscard]] Result<domain::Instant> required_instant(JsonValue value, std::string_view path);

/// Seconds since 1970, also fractions of them. Errors: also a time outside 1900…2200.
[[nodiscard]] Result<std::optional<domain::Instant>> epoch_at(JsonValue value,
                                                              std::string_view path);
[[nodiscard]] Result<domain::Instant> required_epoch(JsonValue value, std::string_view path);

/// As instant_at reads it. Errors: invalid_argument.
[[nodiscard]] Result<domain::Instant> parse_loose_instant(std::string_view text);

/// What text_at does to a text.
[[nodiscard]] std::string tidy_text(std::string_view text);

/// The value as JSON text, cut at `bytes_max`.
[[nodiscard]] std::string json_text_of(JsonValue value, std::size_t bytes_max);

}  // namespace seatsync::feed
