#include "app/forecast_explanation.hpp"

#include "app/stored_forecaster.hpp"
#include "base/random.hpp"
#include "learning/horizon_samples.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

namespace seatsync::app {

namespace {

using domain::Horizon;
using features::MarketHistory;
using features::RowRef;
using learning::Matrix;

struct NamedNumber {
    ForecastNumber number;
    std::string_view name;
};

constexpr NamedNumber kNames[] = {{ForecastNumber::point, "point"}, {ForecastNumber::q05, "q05"},
                                  {ForecastNumber::q25, "q25"},     {ForecastNumber::q50, "q50"},
                                  {ForecastNumber::q75, "q75"},     {ForecastNumber::q95, "q95"}};

bool has(const SeriesForecast& forecast, Horizon horizon) {
    return std::ranges::any_of(forecast.horizons,
                               [&](const auto& one) { return one.horizon == horizon; });
}

Horizon longest_of(const std::vector<SeriesForecast>& forecasts) {
    for (const Horizon horizon : {Horizon::day_7, Horizon::day_3, Horizon::day_1})
        if (std::ranges::any_of(forecasts, [&](const auto& one) { return has(one, horizon); }))
            return horizon;
    return Horizon::close;
}

Error no_forecast_over(Horizon horizon, const std::vector<SeriesForecast>& forecasts) {
    std::vector<std::string_view> there;
    for (const Horizon other : domain::kHorizons)
        if (std::ranges::any_of(forecasts, [&](const auto& one) { return has(one, other); }))
            there.push_back(name_of(other));
    return fail(ErrorCode::insufficient_data,
                fmt::format("there is no forecast over {}: it ends behind the start of the event, "
                            "or the model has none; there are {}",
                            name_of(horizon), fmt::join(there, ", ")));
}

/// Those with the horizon, and only it.
Result<std::vector<SeriesForecast>> over_horizon(const std::vector<SeriesForecast>& forecasts,
                                                 Horizon horizon) {
    std::vector<SeriesForecast> out;
    for (SeriesForecast forecast : forecasts) {
        std::erase_if(forecast.horizons,
                      [&](const auto& other) { return other.horizon != horizon; });
        if (!forecast.horizons.empty())
            out.push_back(std::move(forecast));
    }
    if (out.empty())
        return no_forecast_over(horizon, forecasts);
    return out;
}

/// Some of the rows that asked about the horizon and whose outcome is known, each at most once.
Result<std::set<RowRef>> typical_rows(const MarketHistory& history, Horizon horizon, Instant as_of,
                                      const ExplanationOptions& options) {
    const auto tasks = learning::tasks_by_horizon(history, as_of)[index_of(horizon)];
    if (tasks.empty())
        return fail(
            ErrorCode::insufficient_data,
            fmt::format("no outcome over {} is known by {}: there is nothing to compare with",
                        name_of(horizon), domain::format_utc(as_of)));
    std::vector<std::size_t> places(tasks.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    const std::size_t wanted = std::min(options.background_rows, places.size());
    base::Random random = base::Random(options.seed).stream("background");
    std::set<RowRef> rows;
    for (std::size_t i = 0; i < wanted; ++i) {
        const auto drawn = random.integer(static_cast<std::int64_t>(i),
                                          static_cast<std::int64_t>(places.size()) - 1);
        std::swap(places[i], places[static_cast<std::size_t>(drawn)]);
        rows.insert(tasks[places[i]].row);
    }
    return rows;
}

/// The newest row of each series that is asked about.
Result<std::vector<RowRef>> asked_rows(const MarketHistory& history,
                                       const std::vector<SeriesForecast>& forecasts) {
    std::vector<RowRef> rows;
    for (const SeriesForecast& forecast : forecasts) {
        const auto series = history.find(forecast.last.series);
        if (!series)
            return fail(ErrorCode::internal, "a series that is forecast has no price");
        rows.push_back({*series, history.series()[*series].size() - 1});
    }
    return rows;
}

Matrix questions(const MarketHistory& history, const features::FeatureTable& table,
                 const std::set<RowRef>& rows) {
    Matrix x;
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        if (rows.contains(table.rows[i]))
            learning::add_question(x, history, table, i);
    return x;
}

learning::RowFunction number_of(const ForecastFunction& function, Horizon horizon,
                                ForecastNumber number, double last_price) {
    return [&function, horizon, number,
            last_price](const Matrix& rows) -> Result<std::vector<double>> {
        const std::vector<double> prices(rows.rows(), last_price);
        SEATSYNC_TRY(const auto forecasts, function(horizon, rows, prices));
        std::vector<double> numbers;
        for (const domain::Forecast& forecast : forecasts)
            numbers.push_back(value_of(number, forecast));
        return numbers;
    };
}

/// Of a column, among rows that have a value.
void add_typical(const Matrix& background, std::size_t column, FeatureContribution& contribution) {
    double sum = 0;
    for (std::size_t i = 0; i < background.rows(); ++i)
        if (const auto value = static_cast<double>(background.row(i)[column]); !std::isnan(value)) {
            sum += value;
            ++contribution.typical_rows;
        }
    contribution.typical = sum / static_cast<double>(contribution.typical_rows);
}

std::vector<FeatureContribution> named(const learning::ShapleyEstimate& estimate, const Matrix& row,
                                       const Matrix& background) {
    constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
    std::vector<FeatureContribution> named;
    for (std::size_t i = 0; i < row.columns; ++i) {
        FeatureContribution& one = named.emplace_back();
        one.feature = &features::model_inputs()[i];
        one.value = static_cast<double>(row.values[i]);
        one.amount = estimate.players[i];
        add_typical(background, i, one);
    }
    if (estimate.players.size() > row.columns)
        named.push_back({.feature = nullptr,
                         .value = kMissing,
                         .typical = kMissing,
                         .amount = estimate.players.back()});
    std::ranges::stable_sort(named, [](const auto& a, const auto& b) {
        return std::abs(a.amount.value) > std::abs(b.amount.value);
    });
    return named;
}

Result<ForecastExplanation> explained(const SeriesForecast& forecast, const Matrix& row,
                                      const Matrix& background, const ForecastFunction& function,
                                      const ExplanationOptions& options,
                                      const features::Progress& progress) {
    const HorizonForecast& horizon = forecast.horizons.front();
    ForecastExplanation out;
    out.series = forecast;
    out.number = options.number;
    out.last_price = static_cast<double>(*forecast.last.get_in_cents) / 100.0;
    learning::ShapleyOptions sampling;
    sampling.pairs_per_background = options.pairs_per_background;
    sampling.seed = options.seed;
    if (progress)
        sampling.progress = [&](std::size_t done, std::size_t total) {
            progress(static_cast<double>(done) / static_cast<double>(total));
        };
    SEATSYNC_TRY(const auto estimate, sampled_shapley(number_of(function, horizon.horizon,
                                                                options.number, out.last_price),
                                                      row, background, sampling));
    if (estimate.answer != value_of(options.number, horizon.forecast))
        return fail(ErrorCode::internal,
                    fmt::format("the model answers {} to what was forecast as {}", estimate.answer,
                                value_of(options.number, horizon.forecast)));
    out.baseline = estimate.baseline;
    out.answer = estimate.answer;
    out.contributions = named(estimate, row, background);
    out.background_rows = background.rows();
    out.pairs = estimate.pairs;
    out.rows_asked = estimate.rows_asked;
    return out;
}

}  // namespace

std::string_view name_of(ForecastNumber number) {
    return kNames[static_cast<std::size_t>(number)].name;
}

double value_of(ForecastNumber number, const domain::Forecast& forecast) {
    return number == ForecastNumber::point
               ? forecast.point
               : forecast.quantiles[static_cast<std::size_t>(number) - 1];
}

double unexplained(const ForecastExplanation& explanation) {
    double sum = explanation.baseline;
    for (const FeatureContribution& one : explanation.contributions)
        sum += one.amount.value;
    return sum - explanation.answer;
}

Result<std::vector<ForecastExplanation>> explain_forecasts(const MarketStore& store,
                                                           const PriceForecaster& forecaster,
                                                           const ForecastFunction& function,
                                                           const domain::EventId& id, Instant as_of,
                                                           const ExplanationOptions& options) {
    SEATSYNC_TRY(const auto all, forecaster.forecast(id, as_of));
    const Horizon horizon = options.horizon.value_or(longest_of(all));
    SEATSYNC_TRY(const auto forecasts, over_horizon(all, horizon));
    SEATSYNC_TRY(const auto observations, read_observations(store, {}, as_of));
    const auto history = MarketHistory::from(observations);
    SEATSYNC_TRY(const auto typical, typical_rows(history, horizon, as_of, options));
    SEATSYNC_TRY(const auto asked, asked_rows(history, forecasts));
    const std::set<RowRef> newest(asked.begin(), asked.end());
    const auto table = compute_features(
        history, [&](const RowRef& row) { return typical.contains(row) || newest.contains(row); });
    const Matrix background = questions(history, table, typical);
    std::vector<ForecastExplanation> explanations;
    for (std::size_t i = 0; i < forecasts.size(); ++i) {
        const Matrix row = questions(history, table, {asked[i]});
        const auto progress = [&](double share) {
            options.progress((static_cast<double>(i) + share) /
                             static_cast<double>(forecasts.size()));
        };
        SEATSYNC_TRY(auto explanation,
                     explained(forecasts[i], row, background, function, options,
                               options.progress ? progress : features::Progress()));
        explanations.push_back(std::move(explanation));
    }
    return explanations;
}

}  // namespace seatsync::app
