#include "cli/commands.hpp"

#include "emulator/emulator.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>
#include <optional>
#include <ostream>
#include <string>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

struct EmulateOptions {
    std::uint16_t port = 8090;
    std::uint64_t seed = 1;
    std::string from;
    double speed = 1;
    std::string faults = "none";
    std::string recorded;
    std::optional<std::uint32_t> seconds;
    bool json = false;
};

std::string example_of(const emulator::Emulator& running, const emulator::ApiInfo& api) {
    std::string command = "curl";
    for (const std::string& header : api.example_headers)
        command += fmt::format(" -H '{}'", header);
    return fmt::format("{} '{}{}'", command, running.url_of(api.hosts.front()), api.example);
}

void announce_json(std::ostream& out, const emulator::Emulator& running) {
    json::object examples;
    for (const emulator::ApiInfo& api : running.apis())
        examples[api.name] = example_of(running, api);
    out << json::object{{"url", running.url()},
                        {"port", running.port()},
                        {"recorded", running.recordings()},
                        {"examples", std::move(examples)}}
        << '\n';
}

void announce(std::ostream& out, const emulator::Emulator& running) {
    out << fmt::format("Emulating on {} (Ctrl-C stops)\n", running.url());
    if (running.recordings() > 0)
        out << fmt::format("{} recorded answers\n", running.recordings());
    for (const emulator::ApiInfo& api : running.apis())
        out << fmt::format("  {:<14} {}\n", api.name, example_of(running, api));
    out << fmt::format("  {:<14} curl '{}/emulator/account'\n", "what was sent", running.url());
}

void print_account(std::ostream& out, const emulator::AccountByHost& account) {
    out << fmt::format("{:<14} {:<28} {:>9} {:>10} {:>8}\n", "api", "host", "requests",
                       "items sent", "faults");
    for (const auto& [key, host] : account) {
        std::int64_t faults = 0;
        for (const auto& [fault, count] : host.faults)
            faults += count;
        out << fmt::format("{:<14} {:<28} {:>9} {:>10} {:>8}\n", key.first, key.second,
                           host.requests, host.items_sent, faults);
    }
}

Result<emulator::EmulatorOptions> options_of(const EmulateOptions& options) {
    emulator::EmulatorOptions out;
    out.world = emulator::default_world(options.seed);
    if (!options.from.empty()) {
        SEATSYNC_TRY(out.world.from, domain::parse_instant(options.from));
    }
    SEATSYNC_TRY(out.faults, emulator::load_fault_plan(options.faults));
    out.recorded = options.recorded;
    out.speed = options.speed;
    out.server.port = options.port;
    return out;
}

Result<void> run_emulate(const Environment& environment, const EmulateOptions& options) {
    SEATSYNC_TRY(const auto plan, options_of(options));
    const base::ScaledClock clock(plan.world.from, options.speed);
    SEATSYNC_TRY(const auto running, emulator::Emulator::start(plan, clock));
    running->stop_on_signals();
    for (const std::string& file : running->skipped())
        environment.err << "seatsync: warning: skipped " << file << '\n';
    if (options.json)
        announce_json(environment.out, *running);
    else
        announce(environment.out, *running);
    environment.out.flush();
    constexpr std::chrono::hours kForEver(24 * 365);
    (void)running->wait(options.seconds ? std::chrono::seconds(*options.seconds)
                                        : std::chrono::seconds(kForEver));
    running->stop();
    if (options.json)
        environment.out << emulator::to_json(running->account()) << '\n';
    else
        print_account(environment.out, running->account());
    return {};
}

}  // namespace

void add_emulate_command(CLI::App& program, Context& context) {
    auto options = std::make_shared<EmulateOptions>();
    auto* command =
        add_command(program, "emulate",
                    "Serve the outside APIs on this machine, from a simulated market, until Ctrl-C",
                    "  seatsync emulate\n"
                    "  seatsync emulate --port 0 --speed 200 --faults moderate --json\n"
                    "  seatsync emulate --recorded ../shared/fixtures --for 60");
    command->add_option("--port", options->port, "0 picks a free one")->capture_default_str();
    command->add_option("--seed", options->seed, "Of the simulation")->capture_default_str();
    command
        ->add_option("--from", options->from,
                     "What time it is there at first (default: 2026-06-12T15:00:00Z)")
        ->check(check_instant);
    command->add_option("--speed", options->speed, "How many seconds pass there in one")
        ->check(CLI::Range(0.001, 100'000.0))
        ->capture_default_str();
    command
        ->add_option("--faults", options->faults,
                     "What goes wrong: none, moderate, harsh, or a TOML file")
        ->capture_default_str();
    command->add_option("--recorded", options->recorded,
                        "Folder of recorded answers (*.http.json), which go first");
    command->add_option("--for", options->seconds, "Seconds, after which it ends (default: never)");
    command->add_flag("--json", options->json,
                      "Print JSON: the address at the begin, what was sent at the end");
    command->callback([&context, options] {
        context.set_action(
            [&context, options] { return run_emulate(context.environment(), *options); });
    });
}

}  // namespace seatsync::cli
