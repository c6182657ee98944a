#include "cli/demo_forecast.hpp"

#include "adapters/source_csv/folder_source.hpp"
#include "app/forecast_training.hpp"
#include "app/import_market.hpp"
#include "app/model_choice.hpp"
#include "app/stored_forecaster.hpp"
#include "cli/forecast_commands.hpp"
#include "cli/predictors.hpp"
#include "cli/progress.hpp"
#include "emulator/world.hpp"
#include "http/shapes.hpp"
#include "market/simulated_season.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <memory>
#include <ostream>

namespace seatsync::cli {

namespace json = boost::json;

namespace {

/// The history of the world that the emulator goes on with.
Result<std::string> fill_with_simulation(app::MarketStore& store, std::uint64_t seed) {
    for (const market::SeasonPlan& plan : emulator::default_world(seed).seasons) {
        SEATSYNC_TRY(const auto season, market::simulate_season(plan));
        SEATSYNC_CHECK(store.append(season.tape));
    }
    return fmt::format("simulated seasons (seed {})", seed);
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

Result<app::ModelSummary> train(const Context& context, const DemoSettings& settings,
                                const Stores& stores, const domain::ObservationBatch& observations,
                                domain::Instant as_of) {
    const Environment& environment = context.environment();
    ProgressLine progress(environment, "training");
    SEATSYNC_TRY(const auto stored,
                 app::train_price_model(observations,
                                        named_kinds(member_kinds(environment), default_members()),
                                        {.as_of = as_of,
                                         .seed = settings.seed,
                                         .threads = settings.threads,
                                         .revision = environment.revision,
                                         .now = environment.clock.now(),
                                         .progress = [&](double done, std::string_view step) {
                                             progress.begin_step(done, step);
                                         }}));
    SEATSYNC_CHECK(
        app::store_trained(*stores.models, stored, app::NewModel::use, environment.clock.now()));
    return app::summary_of(stored);
}

void print_price(std::ostream& out, const app::SeriesForecast& forecast) {
    const domain::Money last(*forecast.last.get_in_cents, forecast.last.series.currency);
    out << fmt::format("  {:<22} {:<40.40} {:<12.12} {:<11} {:>9}",
                       domain::format_local(forecast.event.start, forecast.event.venue.zone),
                       domain::display_name(forecast.event), forecast.last.series.market,
                       name_of(forecast.last.series.kind), last.to_display());
    if (!forecast.horizons.empty()) {
        const auto& farthest = forecast.horizons.back();
        out << fmt::format("  {:>5} {:>8.2f}  [{:.2f}, {:.2f}]", name_of(farthest.horizon),
                           farthest.forecast.point, farthest.forecast.quantiles.front(),
                           farthest.forecast.quantiles.back());
    }
    out << '\n';
}

}  // namespace

Result<std::vector<app::SeriesForecast>> prices_at(const Environment& environment,
                                                   const Stores& stores, domain::Instant as_of) {
    SEATSYNC_TRY(const auto forecaster, app::StoredForecaster::open(*stores.market, *stores.models,
                                                                    member_kinds(environment)));
    return forecaster->forecast_open_events(as_of);
}

Result<DemoForecast> make_demo_forecast(const Context& context, const DemoSettings& settings,
                                        const Stores& stores) {
    DemoForecast result;
    SEATSYNC_TRY(result.source, settings.data.empty()
                                    ? fill_with_simulation(*stores.market, settings.seed)
                                    : fill_from_folder(context, *stores.market, settings.data));
    SEATSYNC_TRY(const auto everything,
                 app::read_observations(*stores.market, {}, domain::Instant::max()));
    if (everything.quotes.empty())
        return fail(ErrorCode::insufficient_data, result.source + " holds no prices");
    result.as_of = app::last_quoted(everything);
    SEATSYNC_TRY(result.model, train(context, settings, stores, everything, result.as_of));
    SEATSYNC_TRY(result.prices, prices_at(context.environment(), stores, result.as_of));
    return result;
}

json::array to_json(const std::vector<app::SeriesForecast>& prices) {
    json::array list;
    for (const auto& forecast : prices)
        list.push_back(cli::to_json(forecast));
    return list;
}

json::object to_json(const DemoForecast& result) {
    return {{"source", result.source},
            {"as_of", domain::format_utc(result.as_of)},
            {"open_series", result.prices.size()},
            {"prices", to_json(result.prices)},
            {"model", http::model_json(result.model)}};
}

void print(std::ostream& out, const std::vector<app::SeriesForecast>& prices) {
    constexpr std::size_t kShown = 20;
    out << fmt::format("  {:<22} {:<40} {:<12} {:<11} {:>9}  {:>14}  90 % interval\n",
                       "start (local)", "game", "market", "price kind", "lowest", "forecast");
    for (std::size_t i = 0; i < std::min(kShown, prices.size()); ++i)
        print_price(out, prices[i]);
    if (prices.size() > kShown)
        out << fmt::format("  … and {} more (--json lists all)\n", prices.size() - kShown);
}

void print(std::ostream& out, const DemoForecast& result) {
    out << fmt::format("Today's prices: {}, as of {}\n", result.source,
                       domain::format_utc(result.as_of));
    print(out, result.prices);
    out << fmt::format(
        "How far to trust them: model {}, measured on the quarter of the games that start last,\n"
        "fitted on the others\n{}",
        result.model.id, table_of(result.model.metrics));
}

}  // namespace seatsync::cli
