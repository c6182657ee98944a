#include "learning/horizon_samples.hpp"

#include "base/invariant.hpp"
#include "features/recent_path.hpp"

#include <algorithm>

namespace seatsync::learning {

std::size_t place_of(const features::FeatureTable& table, const features::RowRef& row) {
    const auto found = std::lower_bound(table.rows.begin(), table.rows.end(), row);
    SEATSYNC_INVARIANT(found != table.rows.end() && *found == row);
    return static_cast<std::size_t>(found - table.rows.begin());
}

HorizonSamples samples_of(const features::MarketHistory& history,
                          const features::FeatureTable& table, std::span<const Task> tasks,
                          domain::Instant as_of) {
    std::vector<bool> used(history.events().size(), false);
    for (const Task& task : tasks)
        used[history.series()[task.row.series].event] = true;
    const std::vector<Part> parts = split_by_time(history, used, as_of);
    HorizonSamples out;
    out.samples.x.columns = table.columns;
    for (const Task& task : tasks) {
        const features::SeriesHistory& series = history.series()[task.row.series];
        add_question(out.samples.x, history, table, place_of(table, task.row));
        out.samples.log_ratio.push_back(task.log_ratio);
        out.samples.event.push_back(series.event);
        out.parts.push_back(parts[series.event]);
        out.last_prices.push_back(static_cast<double>(series.cents[task.row.row]) / 100.0);
    }
    return out;
}

void add_question(Matrix& x, const features::MarketHistory& history,
                  const features::FeatureTable& table, std::size_t i) {
    x.columns = table.columns;
    x.paths.steps = features::kPathSteps;
    x.paths.channels = features::kPathChannels;
    x.add(table.row(i));
    const features::RowRef& row = table.rows[i];
    features::append_recent_path(history.series()[row.series], row.row, x.paths.values);
}

std::size_t days_to_event_column() {
    const auto names = features::feature_names();
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), "days_to_event") -
                                    names.begin());
}

}  // namespace seatsync::learning
