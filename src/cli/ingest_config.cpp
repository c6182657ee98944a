#include "cli/ingest_config.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <fstream>
#include <iterator>

namespace seatsync::cli {

namespace {

Error at_line(const toml::node& node, std::string_view source, const std::string& what) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{}: line {}: {}", source, node.source().begin.line, what));
}

Result<std::vector<std::string>> texts_in(const toml::node& node, std::string_view source) {
    std::vector<std::string> texts;
    const auto* list = node.as_array();
    if (list == nullptr)
        return at_line(node, source, "'leagues' is no list of texts");
    for (const toml::node& one : *list) {
        if (!one.is_string())
            return at_line(one, source, "'leagues' is no list of texts");
        texts.push_back(one.as_string()->get());
    }
    return texts;
}

Result<std::size_t> count_in(const toml::node& node, std::string_view source, std::string_view key,
                             std::int64_t most) {
    const auto* number = node.as_integer();
    if (number == nullptr || number->get() < 1 || number->get() > most)
        return at_line(node, source,
                       fmt::format("'{}' is no whole number from 1 to {}", key, most));
    return static_cast<std::size_t>(number->get());
}

Result<feed::Place> place_in(const toml::node& node, std::string_view source) {
    const auto* pair = node.as_array();
    const auto degrees = [&](std::size_t at) { return pair->get(at)->value<double>(); };
    if (pair == nullptr || pair->size() != 2 || !degrees(0) || !degrees(1) ||
        !(std::abs(*degrees(0)) <= 90) || !(std::abs(*degrees(1)) <= 180))
        return at_line(node, source, "a venue's place is [latitude, longitude] in degrees");
    return feed::Place{*degrees(0), *degrees(1)};
}

Result<void> read_ingest(const toml::table& table, std::string_view source, IngestConfig& config) {
    constexpr std::int64_t kWorkersMax = 256;
    constexpr std::int64_t kQueueMax = 4096;
    for (const auto& [key, node] : table) {
        if (key.str() == "leagues") {
            SEATSYNC_TRY(config.leagues, texts_in(node, source));
        } else if (key.str() == "workers") {
            SEATSYNC_TRY(config.workers, count_in(node, source, "workers", kWorkersMax));
        } else if (key.str() == "queue_mib") {
            SEATSYNC_TRY(config.queue_mib, count_in(node, source, "queue_mib", kQueueMax));
        } else {
            return at_line(node, source,
                           fmt::format("unknown key 'ingest.{}'", std::string_view(key.str())));
        }
    }
    return {};
}

Result<IngestConfig> config_in(const toml::table& root, std::string_view source) {
    IngestConfig config;
    if (const auto* ingest = root.get_as<toml::table>("ingest"))
        SEATSYNC_CHECK(read_ingest(*ingest, source, config));
    if (const auto* venues = root.get_as<toml::table>("venues"))
        for (const auto& [name, node] : *venues) {
            SEATSYNC_TRY(config.venues[std::string(name.str())], place_in(node, source));
        }
    return config;
}

}  // namespace

Result<IngestConfig> parse_ingest_config(std::string_view toml, std::string_view source) {
    try {
        return config_in(toml::parse(toml), source);
    } catch (const toml::parse_error& error) {
        return fail(
            ErrorCode::invalid_argument,
            fmt::format("{}: line {}: {}", source, error.source().begin.line, error.description()));
    }
}

Result<IngestConfig> load_ingest_config(const std::filesystem::path& file) {
    if (file.empty())
        return IngestConfig();
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in.is_open() || in.bad())
        return fail(ErrorCode::not_found,
                    fmt::format("the configuration {} cannot be read", file.string()));
    return parse_ingest_config(text, file.string());
}

}  // namespace seatsync::cli
