#include "features/context.hpp"

#include <cmath>
#include <limits>

namespace seatsync::features {

Context::Context(const MarketHistory& history, const SeriesHistory& series, std::size_t row,
                 const MarketState& state, domain::Instant now)
    : history_(history),
      state_(state),
      series_(series),
      index_(static_cast<std::size_t>(&series - history.series().data())),
      row_(row),
      now_(to_days(now)),
      event_(history.event_of(series).known_at(now)),
      start_days_(to_days(event_->start)),
      market_(state.seen_from(series)),
      local_now_(domain::to_local(now, event_->venue.zone)),
      local_start_(domain::to_local(event_->start, event_->venue.zone)),
      home_(history.standing({event_->league, event_->season, event_->home}, now_)),
      away_(history.standing({event_->league, event_->season, event_->away}, now_)),
      beside_(history.beside(series)),
      references_(history.references_of(series)) {
    for (std::size_t i = 0; i < kWindowDays.size(); ++i)
        windows_[i] = state.path_of(index_).window(series, i);
}

double Context::change(const std::vector<double>& column, double days) const {
    const double then = now() - days;
    const std::ptrdiff_t before = series_.row_at(then);
    if (before < 0 || then - series_.days[static_cast<std::size_t>(before)] > 0.5 * days + 0.5)
        return std::numeric_limits<double>::quiet_NaN();
    return column[row_] - column[static_cast<std::size_t>(before)];
}

}  // namespace seatsync::features
