#include "feed/source_factory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace seatsync::feed {

namespace {

Result<std::chrono::seconds> seconds_of(const SourceConfig& config, const std::string& name) {
    const std::string& text = config.value(name);
    std::int64_t seconds = 0;
    const char* end = text.data() + text.size();
    const auto [last, problem] = std::from_chars(text.data(), end, seconds);
    constexpr std::int64_t kYear = 366 * 86'400;
    if (problem != std::errc() || last != end || seconds <= 0 || seconds > kYear)
        return fail(ErrorCode::invalid_argument,
                    fmt::format("[sources.{}] {}: '{}' is no number of seconds above 0",
                                config.source(), name, text));
    return std::chrono::seconds(seconds);
}

}  // namespace

std::vector<Setting> settings_of(const CommonSettings& common, std::vector<Setting> own) {
    std::vector<Setting> all = {
        {"base_url", "where the API is", common.base_url},
        {"limits", "requests per time, such as 5/1s, 5000/1d", common.limits},
        {"period_s", "seconds between two askings of the same", common.period_s},
        {"period_min_s", "the same when a game is near", common.period_min_s},
        {"timeout_s", "seconds to wait for an answer", common.timeout_s},
        {"leagues", "leagues to ask for; empty: all that are watched", common.leagues},
    };
    std::ranges::move(own, std::back_inserter(all));
    return all;
}

Result<CommonConfig> CommonConfig::read(const SourceConfig& config) {
    CommonConfig common;
    common.base_url = config.value("base_url");
    auto limits = parse_rate_limits(config.value("limits"));
    if (!limits)
        return in_context(limits.error(), fmt::format("[sources.{}] limits", config.source()));
    common.limits = *std::move(limits);
    SEATSYNC_TRY(common.period, seconds_of(config, "period_s"));
    SEATSYNC_TRY(common.period_min, seconds_of(config, "period_min_s"));
    SEATSYNC_TRY(common.timeout, seconds_of(config, "timeout_s"));
    common.leagues = parse_list(config.value("leagues"));
    return common;
}

Result<int> whole_number_of(const SourceConfig& config, const std::string& name, int lowest,
                            int highest) {
    const std::string& text = config.value(name);
    int number = 0;
    const char* end = text.data() + text.size();
    const auto [last, problem] = std::from_chars(text.data(), end, number);
    if (problem != std::errc() || last != end || number < lowest || number > highest)
        return fail(ErrorCode::invalid_argument,
                    fmt::format("[sources.{}] {}: '{}' is no whole number from {} to {}",
                                config.source(), name, text, lowest, highest));
    return number;
}

bool CommonConfig::wants(const std::string& league) const {
    return leagues.empty() || std::ranges::find(leagues, league) != leagues.end();
}

std::vector<std::string> parse_list(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        std::string_view part = text.substr(0, comma);
        while (part.starts_with(' '))
            part.remove_prefix(1);
        while (part.ends_with(' '))
            part.remove_suffix(1);
        if (!part.empty())
            parts.emplace_back(part);
        text = comma == text.npos ? std::string_view{} : text.substr(comma + 1);
    }
    return parts;
}

}  // namespace seatsync::feed
