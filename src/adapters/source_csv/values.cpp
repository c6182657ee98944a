#include "adapters/source_csv/values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>

namespace seatsync::source_csv {

namespace {

constexpr std::size_t kTextBytesMax = 500;

Error bad(const char* reason) {
    return fail(ErrorCode::invalid_argument, reason);
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// `word` in small letters.
bool same_word(std::string_view text, std::string_view word) {
    return std::equal(text.begin(), text.end(), word.begin(), word.end(),
                      [](char a, char b) { return lower(a) == b; });
}

bool one_of(std::string_view text, std::span<const std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return same_word(text, word); });
}

/// "12.0" and "12." as "12": tables that once held a blank write whole numbers like this.
std::string_view without_zero_fraction(std::string_view text) {
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos || point == 0)
        return text;
    const bool zeros = text.find_first_not_of('0', point + 1) == std::string_view::npos;
    return zeros ? text.substr(0, point) : text;
}

/// Bytes of the UTF-8 character at the front (RFC 3629), or 0 when there is none.
std::size_t character_bytes(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return follows(1) ? 2 : 0;
    const unsigned second = byte(1);
    const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool no_character = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
    if (overlong || no_character)
        return 0;
    if (first >= 0xE0 && first <= 0xEF)
        return follows(1) && follows(2) ? 3 : 0;
    if (first >= 0xF0 && first <= 0xF4)
        return follows(1) && follows(2) && follows(3) ? 4 : 0;
    return 0;
}

Result<void> check_characters(std::string_view text) {
    while (!text.empty()) {
        const std::size_t bytes = character_bytes(text);
        if (bytes == 0)
            return bad("not UTF-8");
        if (static_cast<unsigned char>(text.front()) < 0x20 || text.front() == 0x7F)
            return bad("a control character");
        text.remove_prefix(bytes);
    }
    return {};
}

std::optional<int> two_digits(std::string_view text) {
    int value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size();
    return whole && text.size() <= 2 && value >= 0 ? std::optional(value) : std::nullopt;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

bool is_missing(std::string_view text) {
    constexpr std::array<std::string_view, 7> kWords = {".",  "-",   "null", "none",
                                                        "na", "n/a", "nan"};
    return text.empty() || (text.size() <= 4 && one_of(text, kWords));
}

Result<std::optional<std::int64_t>> read_price(std::string_view text, domain::Currency currency) {
    text = trimmed(text);
    if (is_missing(text))
        return std::optional<std::int64_t>();
    const auto money = domain::Money::parse(text, currency, domain::Rounding::half_even);
    if (!money)
        return bad("not a price");
    if (text.front() == '-' && money->cents() != 0)
        return bad("a price below 0");
    return money->cents() == 0 ? std::nullopt : std::optional(money->cents());
}

Result<std::optional<std::int64_t>> read_count(std::string_view text) {
    text = trimmed(text);
    if (is_missing(text))
        return std::optional<std::int64_t>();
    const std::string_view digits = without_zero_fraction(text);
    std::int64_t value = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (parsed.ec != std::errc{} || parsed.ptr != digits.data() + digits.size())
        return bad("not a whole number");
    if (value < 0)
        return bad("a count below 0");
    return std::optional(value);
}

Result<std::optional<std::int64_t>> read_wins(std::string_view text) {
    const std::size_t dash = text.find('-', 1);
    return read_count(text.substr(0, dash));
}

Result<std::optional<double>> read_number(std::string_view text) {
    text = trimmed(text);
    if (is_missing(text))
        return std::optional<double>();
    double value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size() ||
        !std::isfinite(value))
        return bad("not a number");
    return std::optional(value);
}

Result<std::optional<double>> read_score(std::string_view text) {
    SEATSYNC_TRY(const auto value, read_number(text));
    if (value && *value < 0)
        return bad("a score below 0");
    return value;
}

Result<bool> read_flag(std::string_view text) {
    constexpr std::array<std::string_view, 3> kYes = {"1", "true", "yes"};
    constexpr std::array<std::string_view, 3> kNo = {"0", "false", "no"};
    if (one_of(text, kYes))
        return true;
    if (is_missing(text) || one_of(text, kNo))
        return false;
    return bad("neither 1 nor 0");
}

Result<int> read_minutes_of_day(std::string_view text) {
    const bool afternoon = text.ends_with("PM") || text.ends_with("pm");
    const bool morning = text.ends_with("AM") || text.ends_with("am");
    if (afternoon || morning)
        text = trimmed(text.substr(0, text.size() - 2));
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos)
        return bad("not a time of day");
    auto hour = two_digits(text.substr(0, colon));
    const auto minute = two_digits(text.substr(colon + 1));
    const bool halves = afternoon || morning;
    if (!hour || !minute || *minute > 59 || *hour > (halves ? 12 : 23) || (halves && *hour == 0))
        return bad("not a time of day");
    if (halves)
        *hour = *hour % 12 + (afternoon ? 12 : 0);
    return *hour * 60 + *minute;
}

Result<std::string_view> read_text(std::string_view text) {
    if (text.size() > kTextBytesMax)
        return bad("more than 500 bytes");
    SEATSYNC_CHECK(check_characters(text));
    return text;
}

}  // namespace seatsync::source_csv
