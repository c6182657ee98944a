#include "cli/source_settings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

namespace seatsync::cli {

namespace {

Error at_line(const toml::node& node, std::string_view source, const std::string& what) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{}: line {}: {}", source, node.source().begin.line, what));
}

std::optional<std::string> text_in(const toml::node& node) {
    if (const auto* text = node.as_string())
        return text->get();
    if (const auto* whole = node.as_integer())
        return std::to_string(whole->get());
    if (const auto* number = node.as_floating_point())
        return fmt::format("{}", number->get());
    if (const auto* flag = node.as_boolean())
        return flag->get() ? "true" : "false";
    return std::nullopt;
}

std::optional<std::string> list_in(const toml::array& list) {
    std::vector<std::string> parts;
    for (const toml::node& node : list) {
        auto part = text_in(node);
        if (!part)
            return std::nullopt;
        parts.push_back(*std::move(part));
    }
    return fmt::format("{}", fmt::join(parts, ","));
}

Result<std::map<std::string, std::string>> settings_in(const toml::table& table,
                                                       std::string_view source) {
    std::map<std::string, std::string> settings;
    for (const auto& [key, node] : table) {
        auto value = node.is_array() ? list_in(*node.as_array()) : text_in(node);
        if (!value)
            return at_line(node, source,
                           fmt::format("'{}' is no text, number, flag or list of them",
                                       std::string_view(key.str())));
        settings.emplace(key.str(), *std::move(value));
    }
    return settings;
}

Result<SourceSettings> sources_in(const toml::table& root, std::string_view source) {
    SourceSettings all;
    const toml::node* sources = root.get("sources");
    if (sources == nullptr)
        return all;
    if (!sources->is_table())
        return at_line(*sources, source, "'sources' is no table: write [sources.NAME]");
    for (const auto& [name, node] : *sources->as_table()) {
        if (!node.is_table())
            return at_line(node, source,
                           fmt::format("'sources.{}' is no table: write [sources.{}]",
                                       std::string_view(name.str()), std::string_view(name.str())));
        SEATSYNC_TRY(all[std::string(name.str())], settings_in(*node.as_table(), source));
    }
    return all;
}

std::vector<std::string> names_of(const std::vector<feed::SourceFactory>& factories) {
    std::vector<std::string> names;
    for (const feed::SourceFactory& factory : factories)
        names.push_back(factory.name);
    return names;
}

}  // namespace

Result<SourceSettings> parse_source_settings(std::string_view toml, std::string_view source) {
    try {
        return sources_in(toml::parse(toml), source);
    } catch (const toml::parse_error& error) {
        return fail(
            ErrorCode::invalid_argument,
            fmt::format("{}: line {}: {}", source, error.source().begin.line, error.description()));
    }
}

Result<SourceSettings> load_source_settings(const std::filesystem::path& file) {
    if (file.empty())
        return SourceSettings();
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in.is_open() || in.bad())
        return fail(ErrorCode::not_found,
                    fmt::format("the configuration {} cannot be read", file.string()));
    return parse_source_settings(text, file.string());
}

Result<feed::SourceFactory> factory_named(const Environment& environment, const std::string& name) {
    auto factories = environment.make_sources();
    const auto found = std::ranges::find(factories, name, &feed::SourceFactory::name);
    if (found == factories.end())
        return fail(ErrorCode::not_found, fmt::format("there is no source '{}', but: {}", name,
                                                      fmt::join(names_of(factories), ", ")));
    return std::move(*found);
}

Result<std::unique_ptr<feed::SourceApi>> make_source(const Environment& environment,
                                                     const feed::SourceFactory& factory,
                                                     const SourceSettings& settings) {
    const auto told = settings.find(factory.name);
    SEATSYNC_TRY(const auto config,
                 feed::SourceConfig::read(
                     factory.name, factory.settings,
                     told == settings.end() ? std::map<std::string, std::string>() : told->second,
                     environment.variable));
    return factory.make(config);
}

Result<std::vector<std::unique_ptr<feed::SourceApi>>> make_sources(
    const Environment& environment, const SourceSettings& settings,
    const std::vector<std::string>& names) {
    for (const auto& [name, unused] : settings)
        SEATSYNC_CHECK(factory_named(environment, name));
    std::vector<std::unique_ptr<feed::SourceApi>> sources;
    const auto wanted = names.empty() ? names_of(environment.make_sources()) : names;
    for (const std::string& name : wanted) {
        SEATSYNC_TRY(const auto factory, factory_named(environment, name));
        SEATSYNC_TRY(auto source, make_source(environment, factory, settings));
        sources.push_back(std::move(source));
    }
    return sources;
}

}  // namespace seatsync::cli
