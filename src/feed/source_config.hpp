#pragma once

#include "base/result.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace seatsync::feed {

/// One setting of a source. Secrets come from the environment alone, never from a file.
struct Setting {
    std::string name;           ///< "base_url", "client_id"; lower case.
    std::string description;    ///< For --help and docs.
    std::string fallback = {};  ///< The value when nothing is said.
    bool secret = false;        ///< Comes from SEATSYNC_<SOURCE>_<NAME>.
    bool required = false;      ///< Without it the source is unconfigured.
};

/// The settings of one source, read.
class SourceConfig {
  public:
    using Variable = std::function<std::optional<std::string>(const std::string& name)>;

    /// `told` holds what the configuration file says of the source. Errors: invalid_argument when
    /// it names a setting that there is not, or a secret.
    [[nodiscard]] static Result<SourceConfig> read(std::string source,
                                                   const std::vector<Setting>& settings,
                                                   const std::map<std::string, std::string>& told,
                                                   const Variable& variable);

    /// The value; empty when there is none. `name` is one of the settings.
    [[nodiscard]] const std::string& value(const std::string& name) const;
    /// Required settings without a value, as the variables or keys to set; empty: configured.
    [[nodiscard]] const std::vector<std::string>& missing() const { return missing_; }
    [[nodiscard]] const std::string& source() const { return source_; }

  private:
    std::string source_;
    std::map<std::string, std::string> values_;
    std::vector<std::string> missing_;
};

/// "SEATSYNC_SEATGEEK_CLIENT_ID"
[[nodiscard]] std::string variable_name(const std::string& source, const std::string& setting);

}  // namespace seatsync::feed
