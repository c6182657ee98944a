#include "cli/source_settings.hpp"
#include "cli/sources_commands.hpp"
#include "http/json_text.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>
#include <ostream>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

struct SettingsOptions {
    std::string source;
    bool json = false;
};

json::object to_json(const feed::SourceFactory& factory) {
    json::array settings;
    for (const feed::Setting& setting : factory.settings) {
        json::value variable = nullptr;
        if (setting.secret)
            variable = feed::variable_name(factory.name, setting.name);
        settings.push_back({{"name", setting.name},
                            {"description", setting.description},
                            {"default", http::or_null(setting.fallback)},
                            {"required", setting.required},
                            {"variable", std::move(variable)}});
    }
    return {{"source", factory.name}, {"settings", std::move(settings)}};
}

void print(std::ostream& out, const feed::SourceFactory& factory) {
    out << fmt::format("[sources.{}]\n", factory.name);
    for (const feed::Setting& setting : factory.settings) {
        const std::string need = setting.required ? " (required)" : "";
        if (setting.secret)
            out << fmt::format("# ${}: {}{}\n", feed::variable_name(factory.name, setting.name),
                               setting.description, need);
        else
            out << fmt::format("{} = \"{}\"  # {}{}\n", setting.name, setting.fallback,
                               setting.description, need);
    }
    out << '\n';
}

Result<void> run_settings(const Context& context, const SettingsOptions& options) {
    auto factories = context.environment().make_sources();
    if (!options.source.empty()) {
        SEATSYNC_TRY(auto one, factory_named(context.environment(), options.source));
        factories.assign(1, std::move(one));
    }
    json::array list;
    for (const feed::SourceFactory& factory : factories) {
        if (options.json)
            list.push_back(to_json(factory));
        else
            print(context.environment().out, factory);
    }
    if (options.json)
        context.print_json(json::object{{"sources", std::move(list)}});
    return {};
}

}  // namespace

void add_sources_settings(CLI::App& sources, Context& context) {
    auto options = std::make_shared<SettingsOptions>();
    auto* command =
        add_command(sources, "settings",
                    "What each source can be told, as a configuration file; secrets are variables",
                    "  seatsync sources settings > seatsync.toml\n"
                    "  seatsync sources settings seatgeek --json");
    command->add_option("source", options->source, "One source alone");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_settings(context, *options); });
    });
}

}  // namespace seatsync::cli
