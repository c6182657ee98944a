#include "learning/tasks.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace seatsync::learning {

namespace {

using domain::Horizon;
using domain::Instant;
using features::SeriesHistory;

constexpr double kTolerance = 0.25;
constexpr double kCloseWithinDays = 3;

std::chrono::microseconds span_of(double days) {
    return std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::duration<double, std::ratio<86400>>(days));
}

/// The row that answers a question over so many days; nothing when none was received in time.
std::optional<std::size_t> row_after(const SeriesHistory& series, std::size_t row, double days) {
    const auto& times = series.received_at;
    const Instant now = times[row];
    const auto low =
        std::lower_bound(times.begin(), times.end(), now + span_of(days * (1 - kTolerance)));
    const auto high =
        std::upper_bound(times.begin(), times.end(), now + span_of(days * (1 + kTolerance)));
    if (low >= high)
        return std::nullopt;
    const Instant aim = now + span_of(days);
    const auto nearest = std::min_element(low, high, [&](Instant a, Instant b) {
        return std::chrono::abs(a - aim) < std::chrono::abs(b - aim);
    });
    return static_cast<std::size_t>(nearest - times.begin());
}

Task task_between(features::RowRef row, Horizon horizon, const SeriesHistory& series,
                  std::size_t answer, Instant known_at) {
    return {.row = row,
            .horizon = horizon,
            .log_ratio = series.log_price[answer] - series.log_price[row.row],
            .known_at = known_at};
}

/// The first row with an earlier one that was received after then.
std::size_t first_row(const SeriesHistory& series, Instant asked_after) {
    const auto& times = series.received_at;
    const auto first = std::upper_bound(times.begin(), times.end(), asked_after);
    return std::max<std::size_t>(static_cast<std::size_t>(first - times.begin()), 1);
}

void add_tasks(std::vector<Task>& tasks, const SeriesHistory& series, std::size_t index,
               Horizon horizon, Instant as_of, Instant asked_after) {
    for (std::size_t row = first_row(series, asked_after); row < series.size(); ++row) {
        const auto answer = row_after(series, row, days_of(horizon));
        if (answer && series.received_at[*answer] <= as_of)
            tasks.push_back(
                task_between({index, row}, horizon, series, *answer, series.received_at[*answer]));
    }
}

void add_close_tasks(std::vector<Task>& tasks, const SeriesHistory& series, std::size_t index,
                     Instant start, Instant as_of, Instant asked_after) {
    const auto& times = series.received_at;
    const auto end = std::min(std::upper_bound(times.begin(), times.end(), as_of),
                              std::lower_bound(times.begin(), times.end(), start));
    if (end == times.begin() || start > as_of ||
        start - *std::prev(end) > span_of(kCloseWithinDays))
        return;
    const auto last = static_cast<std::size_t>(end - times.begin() - 1);
    for (std::size_t row = first_row(series, asked_after); row < last; ++row)
        tasks.push_back(task_between({index, row}, Horizon::close, series, last, start));
}

}  // namespace

bool forecast_wanted(const domain::Event& event) {
    return event.category != "playoff_conditional";
}

bool lies_before_event(Horizon horizon, double days_to_event) {
    if (horizon == Horizon::close)
        return days_to_event > 0;
    return days_of(horizon) * (1 - kTolerance) < days_to_event;
}

std::array<std::vector<Task>, domain::kHorizons.size()> tasks_by_horizon(
    const features::MarketHistory& history, Instant as_of, Instant asked_after) {
    std::array<std::vector<Task>, domain::kHorizons.size()> tasks;
    for (std::size_t i = 0; i < history.series().size(); ++i) {
        const SeriesHistory& series = history.series()[i];
        const domain::Event* event = history.event_of(series).known_at(as_of);
        if (event == nullptr || !forecast_wanted(*event))
            continue;
        for (const Horizon horizon : domain::kHorizons)
            if (horizon == Horizon::close)
                add_close_tasks(tasks[index_of(horizon)], series, i, event->start, as_of,
                                asked_after);
            else
                add_tasks(tasks[index_of(horizon)], series, i, horizon, as_of, asked_after);
    }
    return tasks;
}

std::vector<Task> build_tasks(const features::MarketHistory& history, Instant as_of) {
    std::vector<Task> all;
    for (const std::vector<Task>& tasks : tasks_by_horizon(history, as_of))
        all.insert(all.end(), tasks.begin(), tasks.end());
    return all;
}

}  // namespace seatsync::learning
