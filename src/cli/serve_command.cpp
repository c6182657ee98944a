#include "app/stored_forecaster.hpp"
#include "cli/background_ingest.hpp"
#include "cli/commands.hpp"
#include "cli/ingest_setup.hpp"
#include "cli/predictors.hpp"
#include "cli/serve.hpp"
#include "cli/serve_config.hpp"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace seatsync::cli {

namespace {

struct ServeOptions {
    std::string config;
    std::string host;
    std::optional<std::uint16_t> port;
    std::string web_dir;
    std::string as_of;
    bool json = false;
    bool ingest = false;
    std::string emulator;
    std::string leagues;
};

/// The file if one is named, else the defaults; flags override both.
Result<ServeConfig> config_of(const ServeOptions& options) {
    ServeConfig config;
    if (!options.config.empty()) {
        SEATSYNC_TRY(config, load_serve_config(options.config));
    }
    if (!options.host.empty())
        config.server.host = options.host;
    if (options.port)
        config.server.port = *options.port;
    if (!options.web_dir.empty())
        config.web_dir = options.web_dir;
    if (!options.as_of.empty()) {
        SEATSYNC_TRY(config.as_of, domain::parse_instant(options.as_of));
    }
    return config;
}

Result<std::unique_ptr<IngestSetup>> set_up_ingest(const Environment& environment,
                                                   const Stores& stores,
                                                   const ServeOptions& options) {
    if (!options.ingest)
        return std::unique_ptr<IngestSetup>();
    return set_up_ingest(environment, stores,
                         IngestRequest{.config = options.config,
                                       .emulator = options.emulator,
                                       .leagues = feed::parse_list(options.leagues)});
}

Result<void> run_serve(Context& context, const ServeOptions& options) {
    const Environment& environment = context.environment();
    SEATSYNC_TRY(const auto config, config_of(options));
    if (config.database)
        context.set_configured_database(*config.database);
    SEATSYNC_TRY(const Stores stores, context.open_stores());
    SEATSYNC_TRY(const auto forecaster, app::StoredForecaster::open(*stores.market, *stores.models,
                                                                    member_kinds(environment)));
    SEATSYNC_TRY(const auto setup, set_up_ingest(environment, stores, options));
    std::optional<BackgroundIngest> reading;
    if (setup)
        reading.emplace(*setup->ingest, environment.err);
    const auto served =
        serve(environment, {.store = *stores.market,
                            .forecaster = *forecaster,
                            .web_dir = config.web_dir.value_or(default_web_dir(environment)),
                            .as_of = config.as_of,
                            .server = config.server,
                            .json = options.json,
                            .statuses = stores.statuses.get(),
                            .clock = setup ? setup->clock : nullptr});
    if (!served || !reading)
        return served;
    return reading->finish();
}

}  // namespace

void add_serve_command(CLI::App& program, Context& context) {
    auto options = std::make_shared<ServeOptions>();
    auto* command =
        add_command(program, "serve", "Answer the HTTP API and show the page until Ctrl-C",
                    "  seatsync serve\n"
                    "  seatsync serve --port 0 --json\n"
                    "  seatsync serve --ingest --emulator http://127.0.0.1:8090\n"
                    "  seatsync serve --config seatsync.toml --as-of 2021-06-10T12:00:00Z");
    command->add_option("--config", options->config, "TOML file; flags override it");
    command->add_option("--host", options->host, "IP address to listen on (default: 127.0.0.1)");
    command->add_option("--port", options->port, "Port; 0 picks a free one (default: 8080)");
    command->add_option("--web-dir", options->web_dir,
                        "Folder of the built page (default: web/dist under the project)");
    command
        ->add_option("--as-of", options->as_of,
                     "Answer as if it were then, for historical data (default: now)")
        ->check(check_instant);
    auto* ingest =
        command->add_flag("--ingest", options->ingest, "Read the outside APIs meanwhile");
    ingest->excludes("--as-of");
    command
        ->add_option("--emulator", options->emulator,
                     "Of --ingest: ask the emulator at this URL in place of the true APIs, in its "
                     "time")
        ->needs(ingest);
    command
        ->add_option("--leagues", options->leagues,
                     "Of --ingest: besides those of the games in the store, separated by commas")
        ->needs(ingest);
    command->add_flag("--json", options->json, "Announce the address as JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_serve(context, *options); });
    });
}

}  // namespace seatsync::cli
