#include "cli/serve_config.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <iterator>
#include <vector>

namespace seatsync::cli {

namespace {

using http::ServerOptions;
using std::chrono::milliseconds;

constexpr double kSecondsMin = 0.001;
constexpr double kSecondsMax = 86'400;

/// One key of the file: its full name and how its value is read; a failed read says what is wanted.
struct Key {
    std::string_view name;
    std::function<Result<void>(const toml::node&, ServeConfig&)> read;
};

Error wanted(std::string what) {
    return fail(ErrorCode::invalid_argument, "is not " + std::move(what));
}

Result<std::string> text_in(const toml::node& node) {
    const auto* text = node.as_string();
    if (text == nullptr || text->get().empty())
        return wanted("a text");
    return text->get();
}

Result<std::int64_t> whole_in(const toml::node& node, std::int64_t low, std::int64_t high) {
    const auto* number = node.as_integer();
    if (number == nullptr || number->get() < low || number->get() > high)
        return wanted(fmt::format("a whole number from {} to {}", low, high));
    return number->get();
}

Key path_key(std::string_view name, std::optional<std::filesystem::path> ServeConfig::*member) {
    return {name, [member](const toml::node& node, ServeConfig& config) -> Result<void> {
                SEATSYNC_TRY(config.*member, text_in(node));
                return {};
            }};
}

Key count_key(std::string_view name, std::size_t ServerOptions::*member, std::int64_t high) {
    return {name, [member, high](const toml::node& node, ServeConfig& config) -> Result<void> {
                SEATSYNC_TRY(const auto count, whole_in(node, 1, high));
                config.server.*member = static_cast<std::size_t>(count);
                return {};
            }};
}

/// Seconds, whole or not.
Key seconds_key(std::string_view name, milliseconds ServerOptions::*member) {
    return {name, [member](const toml::node& node, ServeConfig& config) -> Result<void> {
                const double seconds = node.is_number() ? node.value_or(0.0) : 0.0;
                if (!(seconds >= kSecondsMin && seconds <= kSecondsMax))
                    return wanted(
                        fmt::format("a number of seconds from {} to {}", kSecondsMin, kSecondsMax));
                config.server.*member = milliseconds(std::llround(seconds * 1000));
                return {};
            }};
}

Key host_key() {
    return {"server.host", [](const toml::node& node, ServeConfig& config) -> Result<void> {
                SEATSYNC_TRY(config.server.host, text_in(node));
                return {};
            }};
}

Key port_key() {
    return {"server.port", [](const toml::node& node, ServeConfig& config) -> Result<void> {
                SEATSYNC_TRY(const auto port, whole_in(node, 0, 65535));
                config.server.port = static_cast<std::uint16_t>(port);
                return {};
            }};
}

Key as_of_key() {
    return {"server.as_of", [](const toml::node& node, ServeConfig& config) -> Result<void> {
                const auto text = text_in(node);
                const auto instant = text ? domain::parse_instant(*text) : text.error();
                if (!instant)
                    return wanted("a text with a time such as \"2021-06-12T02:10:00Z\"");
                config.as_of = *instant;
                return {};
            }};
}

const std::vector<Key>& keys() {
    static const std::vector<Key> all = {
        path_key("store.path", &ServeConfig::database),
        host_key(),
        port_key(),
        path_key("server.web_dir", &ServeConfig::web_dir),
        as_of_key(),
        count_key("server.threads", &ServerOptions::handler_threads, 256),
        count_key("server.connections_max", &ServerOptions::connections_max, 100'000),
        count_key("server.requests_max", &ServerOptions::requests_max, 100'000),
        count_key("server.header_bytes_max", &ServerOptions::header_bytes_max, 1 << 20),
        count_key("server.body_bytes_max", &ServerOptions::body_bytes_max, 1 << 30),
        seconds_key("server.timeouts.header", &ServerOptions::header_timeout),
        seconds_key("server.timeouts.body", &ServerOptions::body_timeout),
        seconds_key("server.timeouts.handler", &ServerOptions::handler_timeout),
        seconds_key("server.timeouts.write", &ServerOptions::write_timeout),
        seconds_key("server.timeouts.idle", &ServerOptions::idle_timeout),
        seconds_key("server.timeouts.grace", &ServerOptions::grace_period),
    };
    return all;
}

/// Whether some key lies below the table of that name.
bool is_table_name(const std::string& name) {
    return std::any_of(keys().begin(), keys().end(),
                       [&](const Key& key) { return key.name.starts_with(name + "."); });
}

Error at_line(const toml::node& node, std::string_view source, const std::string& what) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{}: line {}: {}", source, node.source().begin.line, what));
}

Result<void> read_value(const toml::node& node, const std::string& name, std::string_view source,
                        ServeConfig& config) {
    const auto key = std::find_if(keys().begin(), keys().end(),
                                  [&](const Key& entry) { return entry.name == name; });
    if (key == keys().end())
        return at_line(node, source, fmt::format("unknown key '{}'", name));
    if (const auto done = key->read(node, config); !done)
        return at_line(node, source, fmt::format("'{}' {}", name, done.error().detail));
    return {};
}

Result<void> read_table(const toml::table& table, const std::string& prefix,
                        std::string_view source, ServeConfig& config) {
    for (const auto& [key, node] : table) {
        const std::string name = prefix + std::string(key.str());
        if (name == "sources" || name == "ingest" || name == "venues")
            continue;  // Read by load_source_settings and load_ingest_config.
        const auto* inner = node.as_table();
        if (inner != nullptr && is_table_name(name))
            SEATSYNC_CHECK(read_table(*inner, name + ".", source, config));
        else
            SEATSYNC_CHECK(read_value(node, name, source, config));
    }
    return {};
}

}  // namespace

Result<ServeConfig> parse_serve_config(std::string_view toml, std::string_view source) {
    ServeConfig config;
    try {
        const toml::table root = toml::parse(toml);
        SEATSYNC_CHECK(read_table(root, "", source, config));
    } catch (const toml::parse_error& error) {
        return fail(
            ErrorCode::invalid_argument,
            fmt::format("{}: line {}: {}", source, error.source().begin.line, error.description()));
    }
    return config;
}

Result<ServeConfig> load_serve_config(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in.is_open() || in.bad())
        return fail(ErrorCode::not_found,
                    fmt::format("the configuration {} cannot be read", file.string()));
    return parse_serve_config(text, file.string());
}

}  // namespace seatsync::cli
