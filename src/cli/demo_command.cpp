#include "cli/commands.hpp"

#include "adapters/source_csv/folder_source.hpp"
#include "app/forecast_training.hpp"
#include "app/import_market.hpp"
#include "app/stored_forecaster.hpp"
#include "cli/database_name.hpp"
#include "cli/forecast_commands.hpp"
#include "cli/progress.hpp"
#include "cli/serve.hpp"
#include "http/shapes.hpp"
#include "market/simulated_season.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <filesystem>
#include <memory>
#include <ostream>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

struct DemoCommand {
    std::string data;
    std::uint64_t seed = 1;
    std::size_t threads = default_threads();
    std::uint16_t port = 8080;
    bool no_serve = false;
    bool json = false;
};

/// What the demo found out, ready to be shown.
struct DemoResult {
    std::string source;
    domain::Instant as_of;
    app::ModelSummary model;
    std::vector<app::SeriesForecast> prices;
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

Result<std::string> fill_with_simulation(app::MarketStore& store, std::uint64_t seed) {
    market::SeasonPlan plan;
    plan.league.seed = seed;
    SEATSYNC_TRY(const auto season, market::simulate_season(plan));
    SEATSYNC_CHECK(store.append(season.tape));
    return fmt::format("a simulated season (seed {})", seed);
}

Result<std::string> fill_from_folder(const Context& context, app::MarketStore& store,
                                     const std::string& folder) {
    std::vector<std::unique_ptr<app::ObservationSource>> sources;
    sources.push_back(
        std::make_unique<source_csv::FolderSource>(folder, source_csv::ReadOptions{}));
    ProgressLine progress(context.environment(), "importing");
    app::SourceSinks sinks;
    sinks.progress = [&](std::uint64_t done, std::uint64_t total) { progress.update(done, total); };
    SEATSYNC_TRY(const auto report, app::import_market(&store, sources, {}, sinks));
    if (!report.refusal.empty())
        return fail(ErrorCode::invalid_argument, report.refusal);
    return folder;
}

Result<app::ModelSummary> train(const Context& context, const DemoCommand& command,
                                const Stores& stores, const domain::ObservationBatch& observations,
                                domain::Instant as_of) {
    const Environment& environment = context.environment();
    ProgressLine progress(environment, "training");
    SEATSYNC_TRY(const auto stored,
                 app::train_price_model(observations, environment.make_predictor,
                                        {.as_of = as_of,
                                         .seed = command.seed,
                                         .threads = command.threads,
                                         .revision = environment.revision,
                                         .now = environment.clock.now(),
                                         .progress = [&](double done, std::string_view step) {
                                             progress.begin_step(done, step);
                                         }}));
    SEATSYNC_CHECK(stores.models->put(stored));
    return app::summary_of(stored);
}

Result<DemoResult> main_job(const Context& context, const DemoCommand& command,
                            const Stores& stores) {
    DemoResult result;
    SEATSYNC_TRY(result.source, command.data.empty()
                                    ? fill_with_simulation(*stores.market, command.seed)
                                    : fill_from_folder(context, *stores.market, command.data));
    SEATSYNC_TRY(const auto everything,
                 app::read_observations(*stores.market, {}, domain::Instant::max()));
    if (everything.quotes.empty())
        return fail(ErrorCode::insufficient_data, result.source + " holds no prices");
    result.as_of = app::last_quoted(everything);
    SEATSYNC_TRY(result.model, train(context, command, stores, everything, result.as_of));
    SEATSYNC_TRY(const auto forecaster,
                 app::StoredForecaster::open(*stores.market, *stores.models,
                                             context.environment().make_predictor));
    SEATSYNC_TRY(result.prices, forecaster->forecast_open_events(result.as_of));
    return result;
}

json::object to_json(const DemoResult& result) {
    json::array prices;
    for (const auto& forecast : result.prices)
        prices.push_back(cli::to_json(forecast));
    return {{"source", result.source},
            {"as_of", domain::format_utc(result.as_of)},
            {"open_series", result.prices.size()},
            {"prices", std::move(prices)},
            {"model", http::model_json(result.model)}};
}

void print_price(std::ostream& out, const app::SeriesForecast& forecast) {
    const domain::Money last(*forecast.last.get_in_cents, forecast.last.series.currency);
    out << fmt::format("  {:<22} {:<44.44} {:>9}",
                       domain::format_local(forecast.event.start, forecast.event.venue.zone),
                       domain::display_name(forecast.event), last.to_display());
    if (!forecast.horizons.empty()) {
        const auto& farthest = forecast.horizons.back();
        out << fmt::format("  {:>5} {:>8.2f}  [{:.2f}, {:.2f}]", name_of(farthest.horizon),
                           farthest.forecast.point, farthest.forecast.quantiles.front(),
                           farthest.forecast.quantiles.back());
    }
    out << '\n';
}

void print(std::ostream& out, const DemoResult& result) {
    constexpr std::size_t kShown = 20;
    out << fmt::format("Today's prices: {}, as of {}\n", result.source,
                       domain::format_utc(result.as_of));
    out << fmt::format("  {:<22} {:<44} {:>9}  {:>14}  90 % interval\n", "start (local)", "game",
                       "lowest", "forecast");
    for (std::size_t i = 0; i < std::min(kShown, result.prices.size()); ++i)
        print_price(out, result.prices[i]);
    if (result.prices.size() > kShown)
        out << fmt::format("  … and {} more (--json lists all)\n", result.prices.size() - kShown);
    out << fmt::format(
        "How far to trust them: model {}, measured on the quarter of the games that start last,\n"
        "fitted on the others\n{}",
        result.model.id, table_of(result.model.metrics));
}

/// A database that was named is not begun anew: what it holds is not the demo's.
Result<Stores> open_named(const Context& context) {
    SEATSYNC_TRY(Stores stores, context.open_stores());
    SEATSYNC_TRY(const app::RowCounts counts, stores.market->row_counts());
    for (const auto& [table, rows] : counts)
        if (rows > 0)
            return fail(ErrorCode::conflict,
                        fmt::format("the demo needs an empty database, and {} holds {} {}: name "
                                    "another, or leave --db away",
                                    shown_database(context.database().string()), rows, table));
    return stores;
}

Result<Stores> open_stores(const Context& context) {
    if (context.is_database_given())
        return open_named(context);
    SEATSYNC_TRY(const auto file, fresh_database(context));
    return context.open_stores(file.string());
}

Result<void> run_demo(const Context& context, const DemoCommand& command) {
    SEATSYNC_TRY(const Stores stores, open_stores(context));
    SEATSYNC_TRY(const DemoResult result, main_job(context, command, stores));
    const Environment& environment = context.environment();
    if (command.json)
        context.print_json(to_json(result));
    else
        print(environment.out, result);
    if (command.no_serve)
        return {};
    SEATSYNC_TRY(const auto forecaster, app::StoredForecaster::open(*stores.market, *stores.models,
                                                                    environment.make_predictor));
    ServeRequest job{.store = *stores.market,
                     .forecaster = *forecaster,
                     .web_dir = default_web_dir(environment),
                     .as_of = result.as_of,
                     .server = {},
                     .json = command.json};
    job.server.port = command.port;
    return serve(environment, job);
}

}  // namespace

void add_demo_command(CLI::App& program, Context& context) {
    auto options = std::make_shared<DemoCommand>();
    auto* command = add_command(
        program, "demo", "The main job from beginning to end, without key, network or set-up",
        "  seatsync demo\n"
        "  seatsync demo --no-serve --json\n"
        "  seatsync demo --data ../shared/data/mlb_stubhub_2021\n"
        "  seatsync demo --db postgres://ann@host/empty_database");
    command->add_option("--data", options->data,
                        "Folder of real price history (default: a simulated season)");
    command->add_option("--seed", options->seed, "Of the simulation and the training")
        ->capture_default_str();
    command->add_option("--threads", options->threads, "Does not change the result")
        ->check(CLI::Range(1, 256))
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
