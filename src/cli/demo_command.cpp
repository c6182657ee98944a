#include "app/stored_forecaster.hpp"
#include "cli/commands.hpp"
#include "cli/database_name.hpp"
#include "cli/demo_day.hpp"
#include "cli/demo_forecast.hpp"
#include "cli/forecast_commands.hpp"
#include "cli/predictors.hpp"
#include "cli/serve.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

struct DemoCommand {
    DemoSettings settings = {.data = {}, .seed = 1, .threads = default_threads()};
    std::int64_t hours = 24;
    double speed = 200;
    std::string faults = "moderate";
    std::uint16_t port = 8080;
    bool no_serve = false;
    bool json = false;

    /// Real history goes on in reality alone.
    [[nodiscard]] bool goes_on() const { return settings.data.empty() && hours > 0; }
    [[nodiscard]] LiveDayRequest live_day() const {
        return {.seed = settings.seed,
                .length = std::chrono::hours(hours),
                .speed = speed,
                .faults = faults};
    }
};

/// The demo's own database, begun anew each time so that its figures can be repeated.
Result<std::filesystem::path> fresh_database(const Context& context) {
    const auto home = context.environment().variable("SEATSYNC_HOME");
    const auto file = std::filesystem::path(home.value_or(".")) / "var" / "demo.db";
    for (const char* tail : {"", "-wal", "-shm"}) {
        std::error_code problem;
        std::filesystem::remove(file.string() + tail, problem);
        if (problem)
            return fail(
                ErrorCode::unavailable,
                fmt::format("{}{} cannot be replaced: {}", file.string(), tail, problem.message()));
    }
    return file;
}

/// A database that was named is not begun anew: what it holds is not the demo's.
Result<void> check_empty(const Context& context) {
    SEATSYNC_TRY(const Stores stores, context.open_stores());
    SEATSYNC_TRY(const app::RowCounts counts, stores.market->row_counts());
    for (const auto& [table, rows] : counts)
        if (rows > 0)
            return fail(ErrorCode::conflict,
                        fmt::format("the demo needs an empty database, and {} holds {} {}: name "
                                    "another, or leave --db away",
                                    shown_database(context.database().string()), rows, table));
    return {};
}

/// Its name, for Context::open_stores.
Result<std::string> empty_database(const Context& context) {
    if (context.is_database_given()) {
        SEATSYNC_CHECK(check_empty(context));
        return context.database().string();
    }
    SEATSYNC_TRY(const auto file, fresh_database(context));
    return file.string();
}

/// The page's time: stands still until the thread that lives on moves it.
class PageClock final : public base::Clock {
  public:
    explicit PageClock(domain::Instant now) : now_(now) {}
    [[nodiscard]] domain::Instant now() const override { return now_; }
    void set(domain::Instant now) { now_ = now; }

  private:
    std::atomic<domain::Instant> now_;
};

/// Lives on while the page is served; then the page's time moves to the end of the day.
Result<void> live_and_tell(const Context& context, const DemoCommand& command,
                           const std::string& database, PageClock& page_clock,
                           const std::stop_token& stop) {
    const Environment& environment = context.environment();
    SEATSYNC_TRY(const Stores stores, context.open_stores(database));
    SEATSYNC_TRY(const DayAfter day, live_on(environment, stores, command.live_day(), stop));
    page_clock.set(day.report.to);
    if (command.json)
        context.print_json(to_json(day));
    else
        print(environment.out, day);
    environment.out.flush();
    return check_sum(day.report);
}

Result<void> serve_it(const Context& context, const DemoCommand& command, const Stores& stores,
                      const std::string& database, domain::Instant as_of) {
    const Environment& environment = context.environment();
    SEATSYNC_TRY(const auto forecaster, app::StoredForecaster::open(*stores.market, *stores.models,
                                                                    member_kinds(environment)));
    PageClock clock(as_of);
    BackgroundJob live([&](const std::stop_token& stop) {
        auto lived = live_and_tell(context, command, database, clock, stop);
        if (!lived)
            environment.err << "seatsync: the page stands still: " << lived.error().detail
                            << std::endl;
        return lived;
    });
    ServeRequest job{.store = *stores.market,
                     .forecaster = *forecaster,
                     .web_dir = default_web_dir(environment),
                     .as_of = {},
                     .server = {},
                     .json = command.json,
                     .statuses = stores.statuses.get(),
                     .clock = &clock};
    job.server.port = command.port;
    if (command.goes_on())
        job.announced = [&live] { live.begin(); };
    auto served = serve(environment, job);
    auto lived = live.end();
    return served ? lived : served;
}

/// All of it, then the end.
Result<void> print_it(const Context& context, const DemoCommand& command, const Stores& stores,
                      const DemoForecast& forecast) {
    const Environment& environment = context.environment();
    if (!command.json)
        print(environment.out, forecast);
    std::optional<DayAfter> day;
    if (command.goes_on()) {
        SEATSYNC_TRY(day, live_on(environment, stores, command.live_day(), {}));
    }
    if (command.json) {
        json::object object = to_json(forecast);
        object["day_after"] = day ? json::value(to_json(*day)) : json::value();
        context.print_json(object);
    } else if (day) {
        print(environment.out, *day);
    }
    return day ? check_sum(day->report) : Result<void>();
}

Result<void> run_demo(const Context& context, const DemoCommand& command) {
    SEATSYNC_TRY(const std::string database, empty_database(context));
    SEATSYNC_TRY(const Stores stores, context.open_stores(database));
    SEATSYNC_TRY(const DemoForecast forecast,
                 make_demo_forecast(context, command.settings, stores));
    if (command.no_serve)
        return print_it(context, command, stores, forecast);
    if (command.json)
        context.print_json(to_json(forecast));
    else
        print(context.environment().out, forecast);
    return serve_it(context, command, stores, database, forecast.as_of);
}

}  // namespace

void add_demo_command(CLI::App& program, Context& context) {
    auto options = std::make_shared<DemoCommand>();
    auto* command = add_command(
        program, "demo", "The main job from beginning to end, without key, network or set-up",
        "  seatsync demo\n"
        "  seatsync demo --no-serve --json --hours 1\n"
        "  seatsync demo --data ../shared/data/mlb_stubhub_2021\n"
        "  seatsync demo --db postgres://ann@host/empty_database");
    command->add_option("--data", options->settings.data,
                        "Folder of real price history (default: simulated seasons)");
    command->add_option("--seed", options->settings.seed, "Of the simulation and the training")
        ->capture_default_str();
    command->add_option("--threads", options->settings.threads, "Does not change the result")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    command
        ->add_option("--hours", options->hours,
                     "Of simulated time that the emulated sources are then read; 0: none")
        ->check(CLI::Range(0, 24 * 30))
        ->capture_default_str();
    command->add_option("--speed", options->speed, "Of that time against real time")
        ->check(CLI::Range(1.0, 1000.0))
        ->capture_default_str();
    command
        ->add_option("--faults", options->faults,
                     "Of the emulated sources: none, moderate, harsh, or a TOML file")
        ->capture_default_str();
    command->add_option("--port", options->port, "Of the page; 0 picks a free one")
        ->capture_default_str();
    command->add_flag("--no-serve", options->no_serve, "Print the prices and end");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_demo(context, *options); });
    });
}

}  // namespace seatsync::cli
