#pragma once

#include "feed/source_factory.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace seatsync::testing {

/// The source that the factory makes of the settings told and the variables set. Throws when one
/// of them is refused.
[[nodiscard]] inline std::unique_ptr<feed::SourceApi> made_source(
    const feed::SourceFactory& factory, const std::map<std::string, std::string>& told = {},
    const std::map<std::string, std::string>& variables = {}) {
    const auto variable = [&](const std::string& name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
    const auto config =
        feed::SourceConfig::read(factory.name, factory.settings, told, variable).value();
    auto api = factory.make(config);
    return std::move(api).value();
}

}  // namespace seatsync::testing
