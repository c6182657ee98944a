#include "feed/json_fields.hpp"

#include "domain/money.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace seatsync::feed {

namespace {

constexpr std::size_t kTextBytesMax = 500;
constexpr std::size_t kShownBytesMax = 60;

Error unexpected(std::string_view path, JsonValue found, std::string_view expected) {
    return fail(
        ErrorCode::corrupt_data,
        fmt::format("{}: {} is not {}", path, json_text_of(found, kShownBytesMax), expected));
}

std::optional<JsonValue> child(JsonValue value, std::string_view key) {
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS)
        return std::nullopt;
    JsonValue found;
    if (object[key].get(found) != simdjson::SUCCESS || found.is_null())
        return std::nullopt;
    return found;
}

/// Cuts at a whole UTF-8 character.
std::string_view cut(std::string_view text, std::size_t bytes_max) {
    if (text.size() <= bytes_max)
        return text;
    while (bytes_max > 0 && (static_cast<unsigned char>(text[bytes_max]) & 0xC0U) == 0x80U)
        --bytes_max;
    return text.substr(0, bytes_max);
}

std::string_view without_marks(std::string_view body) {
    if (body.starts_with("\xEF\xBB\xBF"))
        body.remove_prefix(3);
    const std::size_t first = body.find_first_not_of(" \t\r\n");
    return first == body.npos ? std::string_view{} : body.substr(first);
}

bool says_nothing(std::string_view text) {
    return text.empty() || text == "-" || text == ".";
}

/// Digits with an optional sign, point and thousands commas; nothing for anything else.
std::optional<double> number_in(std::string text) {
    std::erase(text, ',');
    double number = 0;
    const char* end = text.data() + text.size();
    const char* begin = text.starts_with('+') ? text.data() + 1 : text.data();
    const auto [last, problem] = std::from_chars(begin, end, number);
    if (problem != std::errc() || last != end || !std::isfinite(number))
        return std::nullopt;
    return number;
}

}  // namespace

bool is_html(std::string_view body) {
    return without_marks(body).starts_with('<');
}

Result<JsonDocument> JsonDocument::parse(std::string_view body) {
    const std::string_view text = without_marks(body);
    if (text.empty())
        return fail(ErrorCode::unavailable, "the answer is empty");
    if (is_html(text))
        return fail(ErrorCode::unavailable, "the answer is a page (HTML or XML) instead of JSON");
    JsonDocument document;
    document.parser_ = std::make_unique<simdjson::dom::parser>();
    const auto problem =
        document.parser_->parse(text.data(), text.size(), true).get(document.root_);
    if (problem != simdjson::SUCCESS)
        return fail(ErrorCode::corrupt_data,
                    fmt::format("the answer is no JSON: {}", simdjson::error_message(problem)));
    return document;
}

std::optional<JsonValue> find(JsonValue value, std::string_view path) {
    while (true) {
        const std::size_t dot = path.find('.');
        const auto next = child(value, path.substr(0, dot));
        if (!next || dot == path.npos)
            return next;
        value = *next;
        path.remove_prefix(dot + 1);
    }
}

Result<JsonValue> required(JsonValue value, std::string_view path) {
    const auto found = find(value, path);
    if (!found)
        return fail(ErrorCode::corrupt_data, fmt::format("{}: it is missing", path));
    return *found;
}

Result<std::optional<JsonArray>> array_at(JsonValue value, std::string_view path) {
    const auto found = find(value, path);
    if (!found)
        return std::optional<JsonArray>();
    JsonArray array;
    if (found->get(array) != simdjson::SUCCESS)
        return unexpected(path, *found, "a list");
    return std::optional(array);
}

std::string tidy_text(std::string_view text) {
    const auto is_control = [](unsigned char c) { return c < 0x20 || c == 0x7F; };
    const auto is_blank = [&](char c) {
        return c == ' ' || is_control(static_cast<unsigned char>(c));
    };
    while (!text.empty() && is_blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back()))
        text.remove_suffix(1);
    std::string tidy(cut(text, kTextBytesMax));
    std::ranges::replace_if(tidy, is_control, ' ');
    return tidy;
}

Result<std::optional<std::string>> text_at(JsonValue value, std::string_view path) {
    const auto found = find(value, path);
    if (!found)
        return std::optional<std::string>();
    std::string text;
    if (found->is_string())
        text = tidy_text(std::string_view(found->get_string().value_unsafe()));
    else if (found->is_number())
        text = json_text_of(*found, kTextBytesMax);
    else
        return unexpected(path, *found, "a text");
    return text.empty() ? std::optional<std::string>() : std::optional(std::move(text));
}

Result<std::string> required_text(JsonValue value, std::string_view path) {
    SEATSYNC_TRY(auto text, text_at(value, path));
    if (!text)
        return fail(ErrorCode::corrupt_data, fmt::format("{}: it is missing", path));
    return *std::move(text);
}

Result<std::string> text_or_empty(JsonValue value, std::string_view path) {
    SEATSYNC_TRY(auto text, text_at(value, path));
    return std::move(text).value_or(std::string());
}

Result<std::optional<double>> number_at(JsonValue value, std::string_view path) {
    const auto found = find(value, path);
    if (!found)
        return std::optional<double>();
    double number = 0;
    if (found->get(number) == simdjson::SUCCESS)
        return std::optional(number);
    if (!found->is_string())
        return unexpected(path, *found, "a number");
    const std::string text = tidy_text(std::string_view(found->get_string().value_unsafe()));
    if (says_nothing(text))
        return std::optional<double>();
    const auto parsed = number_in(text);
    if (!parsed)
        return unexpected(path, *found, "a number");
    return parsed;
}

Result<std::optional<std::int64_t>> integer_at(JsonValue value, std::string_view path) {
    SEATSYNC_TRY(const auto number, number_at(value, path));
    if (!number)
        return std::optional<std::int64_t>();
    constexpr double kExactMax = 9'007'199'254'740'992.0;  // 2^53
    if (std::floor(*number) != *number || std::abs(*number) > kExactMax)
        return unexpected(path, *find(value, path), "a whole number");
    return std::optional(static_cast<std::int64_t>(*number));
}

Result<std::optional<std::int64_t>> cents_at(JsonValue value, std::string_view path) {
    SEATSYNC_TRY(const auto number, number_at(value, path));
    if (!number || *number == 0)
        return std::optional<std::int64_t>();
    const auto money =
        domain::Money::from_model(*number, domain::Currency::usd(), domain::Rounding::half_even);
    if (!money || money->cents() <= 0)
        return unexpected(path, *find(value, path), "a price");
    return std::optional(money->cents());
}

Result<std::optional<bool>> flag_at(JsonValue value, std::string_view path) {
    const auto found = find(value, path);
    if (!found)
        return std::optional<bool>();
    bool flag = false;
    if (found->get(flag) != simdjson::SUCCESS)
        return unexpected(path, *found, "true or false");
    return std::optional(flag);
}

Result<domain::Instant> parse_loose_instant(std::string_view text) {
    // "2022-09-11T17:00Z" and "2022-09-11T17:00+02:00": the seconds are put in.
    constexpr std::size_t kMinuteEnd = 16;
    if (text.size() >= kMinuteEnd && (text[10] == 'T' || text[10] == ' ') && text[13] == ':' &&
        (text.size() == kMinuteEnd || text[kMinuteEnd] != ':'))
        return domain::parse_instant(
            fmt::format("{}:00{}", text.substr(0, kMinuteEnd), text.substr(kMinuteEnd)));
    return domain::parse_instant(text);
}

Result<std::optional<domain::Instant>> instant_at(JsonValue value, std::string_view path) {
    SEATSYNC_TRY(const auto text, text_at(value, path));
    if (!text)
        return std::optional<domain::Instant>();
    const auto instant = parse_loose_instant(*text);
    if (!instant)
        return unexpected(path, *find(value, path), "a time");
    return std::optional(*instant);
}

Result<domain::Instant> required_instant(JsonValue value, std::string_view path) {
    SEATSYNC_TRY(const auto instant, instant_at(value, path));
    if (!instant)
        return fail(ErrorCode::corrupt_data, fmt::format("{}: it is missing", path));
    return *instant;
}

Result<std::optional<domain::Instant>> epoch_at(JsonValue value, std::string_view path) {
    SEATSYNC_TRY(const auto seconds, number_at(value, path));
    if (!seconds)
        return std::optional<domain::Instant>();
    constexpr double kYear1900 = -2'208'988'800;
    constexpr double kYear2200 = 7'258'118'400;
    if (*seconds < kYear1900 || *seconds >= kYear2200)
        return unexpected(path, *find(value, path), "a time in seconds since 1970");
    return std::optional(domain::Instant(
        std::chrono::microseconds(static_cast<std::int64_t>(std::round(*seconds * 1e6)))));
}

Result<domain::Instant> required_epoch(JsonValue value, std::string_view path) {
    SEATSYNC_TRY(const auto instant, epoch_at(value, path));
    if (!instant)
        return fail(ErrorCode::corrupt_data, fmt::format("{}: it is missing", path));
    return *instant;
}

std::string json_text_of(JsonValue value, std::size_t bytes_max) {
    const std::string text = simdjson::minify(value);
    return std::string(cut(text, bytes_max));
}

}  // namespace seatsync::feed
