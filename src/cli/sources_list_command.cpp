#include "cli/source_settings.hpp"
#include "cli/sources_commands.hpp"
#include "http/json_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>
#include <ostream>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

struct ListOptions {
    std::string config;
    bool json = false;
};

std::string limits_text(const std::vector<feed::RateLimit>& limits) {
    std::vector<std::string> parts;
    for (const feed::RateLimit& limit : limits)
        parts.push_back(fmt::format("{}/{}s", limit.requests, limit.window.count()));
    return parts.empty() ? "none known" : fmt::format("{}", fmt::join(parts, ", "));
}

json::object to_json(const feed::SourceInfo& info) {
    json::array limits;
    for (const feed::RateLimit& limit : info.limits)
        limits.push_back({{"requests", limit.requests}, {"window_s", limit.window.count()}});
    json::array missing;
    for (const std::string& name : info.missing)
        missing.emplace_back(name);
    return {{"name", info.name},
            {"title", info.title},
            {"kind", feed::name_of(info.kind)},
            {"configured", info.missing.empty()},
            {"missing", std::move(missing)},
            {"limits", std::move(limits)},
            {"terms", http::or_null(info.terms)}};
}

void print(std::ostream& out, const feed::SourceInfo& info) {
    out << fmt::format("{:<20} {:<12} {}\n", info.name, feed::name_of(info.kind), info.title);
    if (info.missing.empty())
        out << "    configured\n";
    else
        out << fmt::format("    unconfigured: set {}\n", fmt::join(info.missing, ", "));
    out << fmt::format("    limits: {}\n", limits_text(info.limits));
    if (!info.terms.empty())
        out << fmt::format("    terms: {}\n", info.terms);
}

Result<void> run_list(const Context& context, const ListOptions& options) {
    SEATSYNC_TRY(const auto settings, load_source_settings(options.config));
    SEATSYNC_TRY(const auto sources, make_sources(context.environment(), settings, {}));
    json::array list;
    for (const auto& source : sources) {
        if (options.json)
            list.push_back(to_json(source->info()));
        else
            print(context.environment().out, source->info());
    }
    if (options.json)
        context.print_json(json::object{{"sources", std::move(list)}});
    return {};
}

}  // namespace

void add_sources_list(CLI::App& sources, Context& context) {
    auto options = std::make_shared<ListOptions>();
    auto* command = add_command(sources, "list",
                                "Every source: its kind, whether it is configured, its limits and "
                                "terms",
                                "  seatsync sources list\n"
                                "  seatsync sources list --config seatsync.toml --json");
    command->add_option("--config", options->config, "TOML file with [sources.NAME] tables");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_list(context, *options); });
    });
}

}  // namespace seatsync::cli
