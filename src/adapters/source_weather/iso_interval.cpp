#include "adapters/source_weather/iso_interval.hpp"

#include "feed/json_fields.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace seatsync::source_weather {

namespace {

/// Takes "12H" off `text`: 12 when the letter is `unit`, 0 when another or nothing stands there.
std::int64_t take_count(std::string_view& text, char unit) {
    std::int64_t count = 0;
    const char* end = text.data() + text.size();
    const auto [last, problem] = std::from_chars(text.data(), end, count);
    constexpr std::int64_t kCountMax = 1'000'000;
    if (problem != std::errc() || last == end || *last != unit || count < 0 || count > kCountMax)
        return 0;
    text.remove_prefix(static_cast<std::size_t>(last - text.data()) + 1);
    return count;
}

/// "P1DT6H", "PT90M"; months and years have no fixed length.
std::optional<std::chrono::minutes> parse_duration(std::string_view text) {
    if (!text.starts_with('P'))
        return std::nullopt;
    text.remove_prefix(1);
    std::chrono::minutes length = std::chrono::weeks(take_count(text, 'W'));
    length += std::chrono::days(take_count(text, 'D'));
    if (text.starts_with('T')) {
        text.remove_prefix(1);
        length += std::chrono::hours(take_count(text, 'H'));
        length += std::chrono::minutes(take_count(text, 'M'));
    }
    return text.empty() ? std::optional(length) : std::nullopt;
}

}  // namespace

Result<HourInterval> parse_hour_interval(std::string_view text) {
    const auto wrong = [text] {
        return fail(ErrorCode::corrupt_data,
                    fmt::format("'{}' is no interval of whole hours", text));
    };
    const std::size_t slash = text.find('/');
    if (slash == text.npos)
        return wrong();
    const auto start = feed::parse_loose_instant(text.substr(0, slash));
    const auto length = parse_duration(text.substr(slash + 1));
    constexpr std::chrono::hours kLongest(14 * 24);
    if (!start || !length || *length < std::chrono::hours(1) || *length > kLongest ||
        *length % std::chrono::hours(1) != std::chrono::minutes(0))
        return wrong();
    return HourInterval{*start, std::chrono::duration_cast<std::chrono::hours>(*length)};
}

}  // namespace seatsync::source_weather
