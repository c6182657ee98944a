#include "adapters/source_ticketmaster/whole_setting.hpp"

#include <fmt/format.h>

#include <charconv>

namespace seatsync::source_ticketmaster {

std::optional<int> whole_number(std::string_view text) {
    int number = 0;
    const char* end = text.data() + text.size();
    const auto [last, problem] = std::from_chars(text.data(), end, number);
    if (problem != std::errc() || last != end)
        return std::nullopt;
    return number;
}

Result<int> whole_setting(const feed::SourceConfig& config, const std::string& name, int least,
                          int most) {
    const std::string& text = config.value(name);
    const auto number = whole_number(text);
    if (!number || *number < least || *number > most)
        return fail(ErrorCode::invalid_argument,
                    fmt::format("[sources.{}] {}: '{}' is no whole number from {} to {}",
                                config.source(), name, text, least, most));
    return *number;
}

}  // namespace seatsync::source_ticketmaster
