#pragma once

#include "feed/source_api.hpp"
#include "feed/source_config.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace seatsync::feed {

/// How a source is made. Each adapter folder tells its own by `factories()`.
struct SourceFactory {
    std::string name = {};
    std::vector<Setting> settings = {};
    std::function<Result<std::unique_ptr<SourceApi>>(const SourceConfig& config)> make;
};

/// What every source can be told, with what holds when nothing is said. Periods in seconds.
struct CommonSettings {
    std::string base_url = {};      ///< "https://api.seatgeek.com/2", no slash at the end.
    std::string limits = {};        ///< As documented, see parse_rate_limits; empty: unlimited.
    std::string period_s = {};      ///< Between two askings of the same, far from the games.
    std::string period_min_s = {};  ///< The same when a game is near.
    std::string timeout_s = "10";
    std::string leagues = {};  ///< "mlb, nba": which leagues are asked for; empty: all watched.
};

/// The settings base_url, limits, period_s, period_min_s, timeout_s and leagues, and `own` after
/// them.
[[nodiscard]] std::vector<Setting> settings_of(const CommonSettings& common,
                                               std::vector<Setting> own);

/// The common settings as read. Errors: invalid_argument naming source and setting.
struct CommonConfig {
    std::string base_url = {};
    std::vector<RateLimit> limits = {};
    std::chrono::seconds period{};
    std::chrono::seconds period_min{};
    std::chrono::milliseconds timeout{};
    std::vector<std::string> leagues = {};

    [[nodiscard]] static Result<CommonConfig> read(const SourceConfig& config);
    /// Whether the league is to be asked for.
    [[nodiscard]] bool wants(const std::string& league) const;
};

/// A setting that is a whole number in [lowest, highest]. Errors: invalid_argument naming source
/// and setting.
[[nodiscard]] Result<int> whole_number_of(const SourceConfig& config, const std::string& name,
                                          int lowest, int highest);

/// "a, b" without the spaces; nothing in an empty text.
[[nodiscard]] std::vector<std::string> parse_list(std::string_view text);

}  // namespace seatsync::feed
