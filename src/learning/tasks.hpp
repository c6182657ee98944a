#pragma once

#include "domain/forecast.hpp"
#include "features/feature_table.hpp"

#include <array>
#include <vector>

namespace seatsync::learning {

/// One question with its answer: what did the lowest price do from this row on?
///
/// As in the scorer (score_forecasts.py): asked at every priced row that has an earlier one. Over
/// 1, 3 and 7 days (h) the answer is the row nearest to t + h among those between t + 0.75 h and
/// t + 1.25 h (a tie goes to the earlier one). The answer at `close` is the last row of the series,
/// if it lies at most 72 h before the start and after t; it is known once the event has started (as
/// the start is known by then).
struct Task {
    features::RowRef row;
    domain::Horizon horizon = domain::Horizon::close;
    double log_ratio = 0;      ///< ln(answer / price at the row)
    domain::Instant known_at;  ///< When the answer was received.
};

/// Whether forecasts are made for an event: not for reservations of games that may never take
/// place (category "playoff_conditional"), whose prices are placeholders.
[[nodiscard]] bool forecast_wanted(const domain::Event& event);

/// Whether a horizon's answer may still come before the event starts. All but the last quarter of
/// the window may lie behind the start.
[[nodiscard]] bool lies_before_event(domain::Horizon horizon, double days_to_event);

/// The tasks of each horizon that were asked after `asked_after` and whose answer was received by
/// `as_of`, ordered by series, row.
[[nodiscard]] std::array<std::vector<Task>, domain::kHorizons.size()> tasks_by_horizon(
    const features::MarketHistory& history, domain::Instant as_of,
    domain::Instant asked_after = domain::Instant::min());

/// The same in one list, ordered by horizon, series, row.
[[nodiscard]] std::vector<Task> build_tasks(const features::MarketHistory& history,
                                            domain::Instant as_of);

}  // namespace seatsync::learning
