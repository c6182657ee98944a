#include "feed/source_config.hpp"

#include "base/invariant.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace seatsync::feed {

std::string variable_name(const std::string& source, const std::string& setting) {
    std::string name = fmt::format("SEATSYNC_{}_{}", source, setting);
    std::ranges::transform(name, name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return name;
}

Result<SourceConfig> SourceConfig::read(std::string source, const std::vector<Setting>& settings,
                                        const std::map<std::string, std::string>& told,
                                        const Variable& variable) {
    SourceConfig config;
    config.source_ = std::move(source);
    for (const auto& [name, value] : told) {
        const auto setting = std::ranges::find(settings, name, &Setting::name);
        if (setting == settings.end())
            return fail(
                ErrorCode::invalid_argument,
                fmt::format("[sources.{}]: there is no setting '{}'", config.source_, name));
        if (setting->secret)
            return fail(ErrorCode::invalid_argument,
                        fmt::format("[sources.{}]: {} is a secret and is read from the variable {} "
                                    "alone; remove it from the file",
                                    config.source_, name, variable_name(config.source_, name)));
    }
    for (const Setting& setting : settings) {
        const auto found = told.find(setting.name);
        std::string value = found == told.end() ? setting.fallback : found->second;
        const std::string name = variable_name(config.source_, setting.name);
        if (setting.secret)
            value = variable(name).value_or(value);
        if (setting.required && value.empty())
            config.missing_.push_back(setting.secret ? name : setting.name);
        config.values_[setting.name] = std::move(value);
    }
    return config;
}

const std::string& SourceConfig::value(const std::string& name) const {
    const auto found = values_.find(name);
    SEATSYNC_INVARIANT(found != values_.end());
    return found->second;
}

}  // namespace seatsync::feed
