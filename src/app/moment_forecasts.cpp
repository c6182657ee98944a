#include "app/moment_forecasts.hpp"

#include "app/forecast_training.hpp"
#include "learning/horizon_samples.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace seatsync::app {

namespace {

using domain::Horizon;
using domain::Instant;
using features::FeatureTable;
using features::MarketHistory;
using features::RowRef;
using features::SeriesHistory;
using learning::EnsembleModel;
using learning::OnlineEnsemble;
using learning::Task;

using TasksByHorizon = std::array<std::vector<Task>, domain::kHorizons.size()>;

Instant target_of(Horizon horizon, Instant asked_at, const domain::Event& event) {
    if (horizon == Horizon::close)
        return event.start;
    return asked_at + std::chrono::hours(24) * static_cast<int>(days_of(horizon));
}

std::vector<std::string> missing_features(std::span<const float> row) {
    const auto features = features::model_inputs();
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < row.size(); ++i)
        if (std::isnan(row[i]))
            missing.emplace_back(features[i].name);
    return missing;
}

/// The newest quote of each series, found again among what was read.
std::map<domain::SeriesKey, domain::Quote> newest_quotes(
    const domain::ObservationBatch& observations) {
    std::map<domain::SeriesKey, domain::Quote> newest;
    for (const domain::Quote& quote : observations.quotes) {
        if (!quote.get_in_cents)
            continue;
        const auto [place, added] = newest.try_emplace(quote.series, quote);
        if (!added && quote.received_at >= place->second.received_at)
            place->second = quote;
    }
    return newest;
}

/// Those asked since the training whose answer no later row can change.
TasksByHorizon settled_tasks(const MarketHistory& history, Instant trained_until, Instant until) {
    TasksByHorizon tasks = learning::tasks_by_horizon(history, until, trained_until);
    for (auto& own : tasks)
        std::erase_if(own, [&](const Task& task) {
            const Instant asked_at = history.series()[task.row.series].received_at[task.row.row];
            return learning::settled_at(task, asked_at) > until;
        });
    return tasks;
}

std::vector<RowRef> rows_of(const TasksByHorizon& tasks) {
    std::vector<RowRef> rows;
    for (const auto& own : tasks)
        for (const Task& task : own)
            rows.push_back(task.row);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

/// All that the forecasts of one moment are made from.
struct Moment {
    const EnsembleModel& model;
    const MarketHistory& history;
    Instant known_until;
    Instant learned_until;  ///< When the newest quote was received.
    TasksByHorizon tasks;   ///< To be learned from.
    FeatureTable table;     ///< Of their rows and of those to be forecast.

    [[nodiscard]] bool is_open(const RowRef& ref) const {
        const SeriesHistory& series = history.series()[ref.series];
        if (ref.row + 1 != series.size())
            return false;
        const domain::Event* event = history.event_of(series).known_at(known_until);
        return event != nullptr &&
               reason_against(*event, series.size(), series.received_at.back(), known_until)
                   .empty();
    }
};

Moment moment_of(const EnsembleModel& model, const MarketHistory& history, Instant trained_until,
                 Instant known_until, Instant learned_until) {
    Moment moment{.model = model,
                  .history = history,
                  .known_until = known_until,
                  .learned_until = learned_until,
                  .tasks = settled_tasks(history, trained_until, learned_until),
                  .table = {}};
    const std::vector<RowRef> asked = rows_of(moment.tasks);
    moment.table = compute_features(history, [&](const RowRef& ref) {
        return moment.is_open(ref) || std::binary_search(asked.begin(), asked.end(), ref);
    });
    return moment;
}

/// With what came true since training.
Result<OnlineEnsemble> caught_up(const Moment& moment, Horizon horizon) {
    OnlineEnsemble ensemble = moment.model.trained(horizon);
    SEATSYNC_TRY(const auto questions, moment.model.ask_again(horizon, moment.history, moment.table,
                                                              moment.tasks[index_of(horizon)]));
    SEATSYNC_CHECK(learning::walk_forward(ensemble, questions, moment.learned_until));
    return ensemble;
}

/// A series that is forecast, and where its newest row stands in the table.
struct OpenSeries {
    std::size_t place = 0;
    double last_price = 0;
    SeriesForecast forecast;
};

std::vector<OpenSeries> open_series(const Moment& moment,
                                    const domain::ObservationBatch& observations) {
    const auto newest = newest_quotes(observations);
    std::vector<OpenSeries> open;
    for (std::size_t i = 0; i < moment.table.rows.size(); ++i) {
        if (!moment.is_open(moment.table.rows[i]))
            continue;
        const SeriesHistory& series = moment.history.series()[moment.table.rows[i].series];
        open.push_back(
            {.place = i,
             .last_price = static_cast<double>(series.cents.back()) / 100.0,
             .forecast = {.event = *moment.history.event_of(series).known_at(moment.known_until),
                          .last = newest.at(series.key),
                          .as_of = moment.known_until,
                          .horizons = {},
                          .missing = missing_features(moment.table.row(i))}});
    }
    return open;
}

void add_answer(const Moment& moment, const OnlineEnsemble& ensemble, Horizon horizon,
                const learning::MembersSaid& said, std::size_t i, OpenSeries& series) {
    SeriesForecast& here = series.forecast;
    const auto answer = ensemble.answer(said.questions[i]);
    if (!answer.has_value()) {
        here.unanswered.push_back({horizon, moment.model.silence(said)});
        return;
    }
    const auto forecast = forecast_of(*answer, series.last_price);
    if (!forecast.has_value()) {
        here.unanswered.push_back({horizon, forecast.error().detail});
        return;
    }
    here.horizons.push_back({.horizon = horizon,
                             .target_at = target_of(horizon, here.last.received_at, here.event),
                             .forecast = *forecast,
                             .members = moment.model.parts_of(*answer, said)});
}

/// The ensemble that answered; nothing where the model has none.
Result<std::optional<OnlineEnsemble>> add_horizon(const Moment& moment, Horizon horizon,
                                                  std::vector<OpenSeries>& open) {
    std::vector<OpenSeries*> asked;
    learning::Matrix x{.columns = moment.table.columns};
    for (OpenSeries& series : open) {
        const SeriesForecast& here = series.forecast;
        if (target_of(horizon, here.last.received_at, here.event) > here.event.start)
            continue;
        learning::add_question(x, moment.history, moment.table, series.place);
        asked.push_back(&series);
    }
    const auto said = moment.model.ask(horizon, x);
    if (!said.has_value()) {
        for (OpenSeries* series : asked)
            series->forecast.unanswered.push_back({horizon, said.error().detail});
        return std::optional<OnlineEnsemble>();
    }
    SEATSYNC_TRY(OnlineEnsemble ensemble, caught_up(moment, horizon));
    for (std::size_t i = 0; i < asked.size(); ++i)
        add_answer(moment, ensemble, horizon, *said, i, *asked[i]);
    return std::optional(std::move(ensemble));
}

}  // namespace

std::string reason_against(const domain::Event& event, std::size_t prices, Instant last_at,
                           Instant as_of) {
    if (event.start <= as_of)
        return fmt::format("the event started at {}",
                           domain::format_local(event.start, event.venue.zone));
    if (event.status != domain::EventStatus::scheduled)
        return fmt::format("the event is {}", name_of(event.status));
    if (!learning::forecast_wanted(event))
        return "the event may never take place: its prices are placeholders";
    if (prices < 2)
        return "fewer than two prices were observed";
    if (as_of - last_at > kQuoteAgeMax)
        return fmt::format("the last price is from {}, more than {} days ago",
                           domain::format_local(last_at, event.venue.zone), kQuoteAgeMax.count());
    return {};
}

Result<MomentForecasts> forecast_moment(const EnsembleModel& model, Instant trained_until,
                                        const domain::ObservationBatch& observations,
                                        Instant known_until) {
    MomentForecasts forecasts{.known_until = known_until};
    if (observations.quotes.empty())
        return forecasts;
    const auto history = MarketHistory::from(observations);
    const Moment moment =
        moment_of(model, history, trained_until, known_until, last_quoted(observations));
    std::vector<OpenSeries> open = open_series(moment, observations);
    for (const Horizon horizon : domain::kHorizons) {
        SEATSYNC_TRY(forecasts.ensembles[index_of(horizon)], add_horizon(moment, horizon, open));
    }
    for (OpenSeries& series : open)
        forecasts.forecasts[series.forecast.event.id].push_back(std::move(series.forecast));
    for (const SeriesHistory& series : history.series()) {
        const domain::Event* event = history.event_of(series).known_at(known_until);
        if (event != nullptr && !forecasts.forecasts.contains(event->id))
            forecasts.unpriced[event->id] =
                reason_against(*event, series.size(), series.received_at.back(), known_until);
    }
    return forecasts;
}

}  // namespace seatsync::app
