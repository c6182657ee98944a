#include "adapters/model_torch/net_settings.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>

namespace seatsync::model_torch {

namespace {

struct Key {
    std::string_view name;
    std::size_t NetOptions::*member;
    std::int64_t low;
    std::int64_t high;
    std::int64_t multiple_of;
};

constexpr std::array kKeys = {
    Key{"epochs", &NetOptions::epochs_max, 1, 1000, 1},
    Key{"patience", &NetOptions::patience, 1, 1000, 1},
    Key{"rows_per_epoch", &NetOptions::rows_per_epoch, 1, 100'000'000, 1},
    Key{"width", &NetOptions::width, 4, 512, 4},
};

Error refused(std::string_view table, std::string_view key, std::string what) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{}{}{}: {}", table, table.empty() ? "" : ".", key, what));
}

Result<void> read_number(std::string_view table, const Key& key, const toml::node& node,
                         NetOptions& options) {
    const auto* number = node.as_integer();
    if (number == nullptr || number->get() < key.low || number->get() > key.high ||
        number->get() % key.multiple_of != 0)
        return refused(
            table, key.name,
            fmt::format(
                "is not a whole number from {} to {}{}", key.low, key.high,
                key.multiple_of == 1 ? "" : fmt::format(" that {} divides", key.multiple_of)));
    options.*key.member = static_cast<std::size_t>(number->get());
    return {};
}

Result<void> read_net(std::string_view table, const toml::node& node, NetOptions& options) {
    const toml::table* keys = node.as_table();
    if (keys == nullptr)
        return refused("", table, "is not a table");
    for (const auto& [name, value] : *keys) {
        const auto key = std::find_if(kKeys.begin(), kKeys.end(),
                                      [&](const Key& known) { return known.name == name.str(); });
        if (key == kKeys.end())
            return refused(table, name.str(), "is no key of a net");
        SEATSYNC_CHECK(read_number(table, *key, value, options));
    }
    return {};
}

Result<void> read_checkpoints(const toml::node& node, NetSettings& settings) {
    const auto* folder = node.as_string();
    if (folder == nullptr || folder->get().empty())
        return refused("", "checkpoints", "is not a folder");
    settings.lstm.checkpoints = folder->get();
    settings.transformer.checkpoints = folder->get();
    return {};
}

}  // namespace

Result<NetSettings> parse_net_settings(std::string_view toml) {
    toml::table root;
    try {
        root = toml::parse(toml);
    } catch (const toml::parse_error& error) {
        return fail(ErrorCode::invalid_argument,
                    fmt::format("line {}: {}", error.source().begin.line, error.description()));
    }
    NetSettings settings;
    for (const auto& [name, value] : root) {
        if (name.str() == "checkpoints") {
            SEATSYNC_CHECK(read_checkpoints(value, settings));
        } else if (name.str() == name_of(NetKind::lstm)) {
            SEATSYNC_CHECK(read_net(name.str(), value, settings.lstm));
        } else if (name.str() == name_of(NetKind::transformer)) {
            SEATSYNC_CHECK(read_net(name.str(), value, settings.transformer));
        } else {
            return refused("", name.str(), "is no key of the nets' settings");
        }
    }
    return settings;
}

}  // namespace seatsync::model_torch
