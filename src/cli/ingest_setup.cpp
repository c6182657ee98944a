#include "cli/ingest_setup.hpp"

#include "cli/emulator_link.hpp"
#include "cli/ingest_config.hpp"
#include "cli/source_settings.hpp"

#include <charconv>
#include <cmath>

namespace seatsync::cli {

namespace {

constexpr const char* kMadeUp = "emulated";

/// Fills in what a source needs and nobody told: an emulator takes any key.
void make_up_settings(const feed::SourceFactory& factory,
                      std::map<std::string, std::string>& told) {
    for (const feed::Setting& setting : factory.settings)
        if (setting.required && !setting.secret && setting.fallback.empty())
            told.try_emplace(setting.name, kMadeUp);
}

Environment with_made_up_secrets(Environment environment) {
    const auto variable = environment.variable;
    environment.variable = [variable](const std::string& name) -> std::optional<std::string> {
        if (auto value = variable(name))
            return value;
        return name.starts_with("SEATSYNC_") ? std::optional<std::string>(kMadeUp) : std::nullopt;
    };
    return environment;
}

Result<std::vector<std::unique_ptr<feed::SourceApi>>> sources_for(const Environment& environment,
                                                                  const IngestRequest& request) {
    SEATSYNC_TRY(auto settings, load_source_settings(request.config));
    if (request.emulator.empty())
        return make_sources(environment, settings, request.sources);
    for (const feed::SourceFactory& factory : environment.make_sources())
        make_up_settings(factory, settings[factory.name]);
    return make_sources(with_made_up_secrets(environment), settings, request.sources);
}

Result<app::IngestOptions> options_for(const IngestRequest& request) {
    SEATSYNC_TRY(const auto config, load_ingest_config(request.config));
    app::IngestOptions options;
    options.leagues = config.leagues;
    options.leagues.insert(options.leagues.end(), request.leagues.begin(), request.leagues.end());
    options.venues = config.venues;
    options.on_stored = request.on_stored;
    options.workers = config.workers.value_or(options.workers);
    if (config.queue_mib)
        options.queue_bytes_max = *config.queue_mib << 20U;
    return options;
}

/// Time and teams are the emulator's.
Result<void> follow_emulator(const IngestRequest& request, IngestSetup& setup,
                             app::IngestOptions& options) {
    SEATSYNC_TRY(const auto address, emulator_address(request.emulator));
    SEATSYNC_TRY(auto link, ask_emulator(*setup.client, address));
    setup.scaled = std::make_unique<base::ScaledClock>(link.now, link.speed);
    setup.clock = setup.scaled.get();
    options.speed = link.speed;
    for (const market::LeagueTeams& table : link.teams)
        options.leagues.push_back(table.league);
    options.teams = std::move(link.teams);
    return {};
}

}  // namespace

Result<std::unique_ptr<IngestSetup>> set_up_ingest(const Environment& environment,
                                                   const Stores& stores,
                                                   const IngestRequest& request) {
    auto setup = std::make_unique<IngestSetup>();
    setup->clock = &environment.clock;
    SEATSYNC_TRY(auto options, options_for(request));
    SEATSYNC_TRY(auto sources, sources_for(environment, request));
    std::string connect_to;
    if (!request.emulator.empty()) {
        SEATSYNC_TRY(connect_to, emulator_address(request.emulator));
    }
    setup->client = environment.make_client(connect_to);
    if (!request.emulator.empty())
        SEATSYNC_CHECK(follow_emulator(request, *setup, options));
    if (request.run_for)
        options.until = setup->clock->now() +
                        std::chrono::microseconds(std::llround(
                            std::chrono::duration<double, std::micro>(*request.run_for).count() *
                            options.speed));
    const app::IngestWorld world{.client = *setup->client,
                                 .store = *stores.market,
                                 .statuses = stores.statuses.get(),
                                 .clock = *setup->clock};
    setup->ingest = std::make_unique<app::Ingest>(world, std::move(sources), std::move(options));
    return setup;
}

std::optional<std::chrono::seconds> parse_duration(std::string_view text) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [last, problem] = std::from_chars(text.data(), end, number);
    const std::string_view unit(last, static_cast<std::size_t>(end - last));
    constexpr std::int64_t kMost = 366;
    if (problem != std::errc() || number <= 0)
        return std::nullopt;
    std::int64_t seconds = 0;
    if (unit.empty() || unit == "s")
        seconds = 1;
    else if (unit == "m")
        seconds = 60;
    else if (unit == "h")
        seconds = 3600;
    else if (unit == "d")
        seconds = 86'400;
    if (seconds == 0 || number > kMost * 86'400 / seconds)
        return std::nullopt;
    return std::chrono::seconds(number * seconds);
}

std::string check_duration(const std::string& text) {
    return parse_duration(text) ? std::string()
                                : "'" + text + "' is no duration such as 90s, 10m, 2h or 1d";
}

}  // namespace seatsync::cli
