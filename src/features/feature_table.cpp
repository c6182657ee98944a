#include "features/feature_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace seatsync::features {

namespace {

float finite_or_missing(double value) {
    return std::isfinite(value) ? static_cast<float>(value)
                                : std::numeric_limits<float>::quiet_NaN();
}

std::vector<RowRef> rows_wanted(const MarketHistory& history,
                                const std::function<bool(const RowRef&)>& wanted) {
    std::vector<RowRef> rows;
    for (std::size_t s = 0; s < history.series().size(); ++s)
        for (std::size_t r = 0; r < history.series()[s].size(); ++r)
            if (wanted({s, r}))
                rows.push_back({s, r});
    return rows;
}

/// Positions of `rows` in the order of time.
std::vector<std::size_t> by_time(const MarketHistory& history, const std::vector<RowRef>& rows) {
    std::vector<std::size_t> order(rows.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    const auto day = [&](std::size_t i) {
        return history.series()[rows[i].series].days[rows[i].row];
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return day(a) < day(b); });
    return order;
}

/// Calls `compute(context, i)` for each of the rows, in the order of time.
template <class Compute>
void each_row(const MarketHistory& history, const std::vector<RowRef>& rows, Compute compute,
              const Progress& progress) {
    MarketState state(history);
    std::size_t done = 0;
    for (const std::size_t i : by_time(history, rows)) {
        const SeriesHistory& series = history.series()[rows[i].series];
        state.advance_to(series.days[rows[i].row]);
        compute(Context(history, series, rows[i].row, state, series.received_at[rows[i].row]), i);
        if (progress && ++done % 1000 == 0)
            progress(static_cast<double>(done) / static_cast<double>(rows.size()));
    }
}

}  // namespace

FeatureTable compute_features(const MarketHistory& history,
                              const std::function<bool(const RowRef&)>& wanted,
                              const Progress& progress) {
    const auto features = model_inputs();
    FeatureTable table{
        .rows = rows_wanted(history, wanted), .columns = features.size(), .values = {}};
    table.values.resize(table.rows.size() * table.columns);
    const auto compute = [&](const Context& context, std::size_t i) {
        for (std::size_t j = 0; j < features.size(); ++j)
            table.values[i * table.columns + j] =
                finite_or_missing(features[j].formula.number(context));
    };
    each_row(history, table.rows, compute, progress);
    return table;
}

ValueTable compute_values(const MarketHistory& history, std::span<const Feature* const> features,
                          const std::function<bool(const RowRef&)>& wanted,
                          const Progress& progress) {
    ValueTable table{
        .rows = rows_wanted(history, wanted), .columns = features.size(), .values = {}};
    table.values.resize(table.rows.size() * table.columns);
    const auto compute = [&](const Context& context, std::size_t i) {
        for (std::size_t j = 0; j < features.size(); ++j)
            table.values[i * table.columns + j] = features[j]->at(context).number;
    };
    each_row(history, table.rows, compute, progress);
    return table;
}

std::vector<std::string> feature_names() {
    std::vector<std::string> names;
    for (const Feature& feature : model_inputs())
        names.emplace_back(feature.name);
    return names;
}

}  // namespace seatsync::features
