#include "app/row_json.hpp"
#include "cli/commands.hpp"
#include "cli/ingest_setup.hpp"
#include "cli/stop_signals.hpp"
#include "feed/source_factory.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>
#include <ostream>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

struct IngestCommand {
    IngestRequest request;
    std::string sources;
    std::string leagues;
    std::string run_for;
    bool json = false;
    bool acks = false;
};

/// A line for each observation that is durable now; a reader sees them before anything else is
/// done.
void print_acknowledged(std::ostream& out, const domain::ObservationBatch& batch) {
    const auto print = [&out]<class Row>(const std::vector<Row>& rows) {
        for (const Row& row : rows)
            out << json::object{{"stored", app::Table<Row>::kName}, {"row", app::row_json(row)}}
                << '\n';
    };
    std::apply([&](const auto&... rows) { (print(rows), ...); }, domain::kinds_of(batch));
    out.flush();
}

void print_report(std::ostream& out, const std::vector<app::SourceStatus>& statuses) {
    out << fmt::format("{:<20} {:<12} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>9} {:>9}\n", "source",
                       "state", "requests", "items", "stored", "aside", "queued", "known", "p50 ms",
                       "p99 ms");
    for (const app::SourceStatus& status : statuses) {
        const auto& fates = status.fates;
        const auto shown = [](const std::optional<std::chrono::microseconds>& lag) {
            return lag ? fmt::format("{:.0f}", static_cast<double>(lag->count()) / 1000) : "-";
        };
        out << fmt::format("{:<20} {:<12} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>9} {:>9}\n",
                           status.info.name, app::state_of(status), status.fetched.requests,
                           fates.items(), fates.of(app::Fate::stored),
                           fates.of(app::Fate::quarantined) + fates.of(app::Fate::rejected),
                           fates.of(app::Fate::queued),
                           fates.of(app::Fate::duplicate) + fates.of(app::Fate::passed_over),
                           shown(status.lag_p50), shown(status.lag_p99));
        if (status.last_error)
            out << fmt::format("    last error {}: {}\n", domain::format_utc(status.last_error->at),
                               status.last_error->error.detail);
    }
}

json::object to_json(const app::Ingest& ingest, domain::Instant now) {
    json::array list;
    for (const app::SourceStatus& status : ingest.statuses())
        list.push_back(json::parse(app::stored_form(status, now).status_json));
    return {{"sources", std::move(list)}, {"queue_bytes_peak", ingest.queue_bytes_peak()}};
}

Result<void> run_ingest(const Context& context, const IngestCommand& command) {
    const Environment& environment = context.environment();
    SEATSYNC_TRY(const Stores stores, context.open_stores());
    IngestRequest request = command.request;
    if (command.acks)
        request.on_stored = [&environment](const domain::ObservationBatch& batch) {
            print_acknowledged(environment.out, batch);
        };
    SEATSYNC_TRY(const auto setup, set_up_ingest(environment, stores, request));
    if (environment.err_is_terminal)
        environment.err << "reading; Ctrl-C ends it\n";
    Result<void> done;
    {
        const StopSignals stop([&setup] { setup->ingest->stop(); });
        done = setup->ingest->run();
    }
    if (command.json)
        context.print_json(to_json(*setup->ingest, setup->clock->now()));
    else
        print_report(environment.out, setup->ingest->statuses());
    return done;
}

void complete(IngestCommand& command) {
    command.request.sources = feed::parse_list(command.sources);
    command.request.leagues = feed::parse_list(command.leagues);
    if (!command.run_for.empty())
        command.request.run_for = parse_duration(command.run_for);
}

}  // namespace

void add_ingest_command(CLI::App& program, Context& context) {
    auto command = std::make_shared<IngestCommand>();
    auto* app = add_command(program, "ingest",
                            "Read the outside APIs into the store until Ctrl-C, and report",
                            "  seatsync ingest --leagues mlb,nba\n"
                            "  seatsync ingest --config seatsync.toml --sources espn,seatgeek\n"
                            "  seatsync ingest --emulator http://127.0.0.1:8090 --for 10m --json");
    app->add_option("--config", command->request.config,
                    "TOML file with [ingest], [venues] and [sources.NAME] tables");
    app->add_option("--sources", command->sources, "Names, separated by commas (default: all)");
    app->add_option("--leagues", command->leagues,
                    "Besides those of the games in the store, separated by commas");
    app->add_option("--emulator", command->request.emulator,
                    "Ask the emulator at this URL in place of the true APIs, in its time");
    app->add_option("--for", command->run_for, "Ends by itself after so much real time, as in 10m")
        ->check(check_duration);
    app->add_flag("--acks", command->acks,
                  "Print each observation as a line of JSON once it is durable: what was printed "
                  "survives any crash");
    app->add_flag("--json", command->json, "Print the report as JSON");
    app->callback([&context, command] {
        complete(*command);
        context.set_action([&context, command] { return run_ingest(context, *command); });
    });
}

}  // namespace seatsync::cli
