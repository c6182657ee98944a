#include "features/context.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace seatsync::features {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

PathWindow window_from(const SeriesHistory& series, std::size_t first, std::size_t row) {
    PathWindow window;
    double sum = 0;
    window.max_log_price = window.min_log_price = series.log_price[row];
    for (std::size_t i = first; i <= row; ++i) {
        const double price = series.log_price[i];
        sum += price;
        window.max_log_price = std::max(window.max_log_price, price);
        window.min_log_price = std::min(window.min_log_price, price);
        if (i == first)
            continue;
        const double move = price - series.log_price[i - 1];
        window.squared_moves += move * move;
        window.changes += series.cents[i] != series.cents[i - 1] ? 1 : 0;
    }
    window.mean_log_price = sum / static_cast<double>(row - first + 1);
    window.span_days = series.days[row] - series.days[first];
    return window;
}

std::size_t first_row_since(const SeriesHistory& series, double day) {
    return static_cast<std::size_t>(std::lower_bound(series.days.begin(), series.days.end(), day) -
                                    series.days.begin());
}

}  // namespace

Context::Context(const MarketHistory& history, const SeriesHistory& series, std::size_t row,
                 const MarketState& state)
    : series_(series),
      row_(row),
      event_(history.event_of(series).known_at(series.received_at[row])),
      start_days_(to_days(event_->start)),
      whole_(window_from(series, 0, row)),
      market_(state.seen_from(series)),
      local_now_(domain::to_local(series.received_at[row], event_->venue.zone)),
      local_start_(domain::to_local(event_->start, event_->venue.zone)),
      home_(history.standing({event_->league, event_->season, event_->home}, now())),
      away_(history.standing({event_->league, event_->season, event_->away}, now())),
      beside_(history.beside(series)),
      references_(history.references_of(series)) {
    for (std::size_t i = 0; i < kWindowDays.size(); ++i)
        windows_[i] = window_from(series, first_row_since(series, now() - kWindowDays[i]), row);
}

double Context::change(const std::vector<double>& column, double days) const {
    const double then = now() - days;
    const std::ptrdiff_t before = series_.row_at(then);
    if (before < 0 || then - series_.days[static_cast<std::size_t>(before)] > 0.5 * days + 0.5)
        return kMissing;
    return column[row_] - column[static_cast<std::size_t>(before)];
}

}  // namespace seatsync::features
