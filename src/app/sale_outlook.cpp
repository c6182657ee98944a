#include "app/sale_outlook.hpp"

#include "app/stored_forecaster.hpp"
#include "features/feature_table.hpp"
#include "learning/order_flow.hpp"
#include "learning/sale_curve.hpp"
#include "learning/tasks.hpp"

#include <fmt/format.h>

namespace seatsync::app {

namespace {

using domain::Instant;
using learning::OrderFlow;

/// Every row that has one before it, with its event.
struct Rows {
    features::FeatureTable table;
    std::vector<std::size_t> event;
};

Rows rows_of(const features::MarketHistory& history) {
    Rows rows;
    rows.table = compute_features(history, [](const features::RowRef& ref) { return ref.row > 0; });
    for (const features::RowRef& ref : rows.table.rows)
        rows.event.push_back(history.series()[ref.series].event);
    return rows;
}

Result<HorizonOutlook> horizon_outlook(const OrderFlow& flow, std::vector<double>& state,
                                       double days_to_event, domain::Horizon horizon,
                                       std::span<const double> price_ratios) {
    const auto slices = learning::slices_of(flow, state, days_to_event, domain::days_of(horizon));
    HorizonOutlook out;
    out.horizon = horizon;
    out.flow = learning::outlook_of(slices);
    const auto sizes = [](std::span<const double> all) {
        return std::vector<double>(all.begin(), all.end());
    };
    SEATSYNC_TRY(const auto process, learning::PriceProcess::make(slices, sizes(flow.up_sizes()),
                                                                  sizes(flow.down_sizes())));
    const std::vector<double> end = process.at_end();
    for (std::size_t point = 0; point < end.size(); ++point) {
        const double ratio = process.log_ratio(point);
        (ratio < 0 ? out.lower : ratio > 0 ? out.higher : out.unchanged) += end[point];
    }
    for (const double ratio : price_ratios)
        out.taken.push_back(process.taken(ratio));
    return out;
}

Result<SeriesOutlook> series_outlook(const OrderFlow& flow, const features::SeriesHistory& series,
                                     std::span<const float> row, double days_to_event,
                                     std::span<const double> price_ratios) {
    SeriesOutlook out;
    out.series = series.key;
    out.last_at = series.received_at.back();
    out.last_cents = series.cents.back();
    std::vector<double> state = flow.state_of(row);
    out.now = flow.hazards(state, days_to_event);
    for (const domain::Horizon horizon : domain::kHorizons) {
        if (!learning::lies_before_event(horizon, days_to_event))
            continue;
        SEATSYNC_TRY(HorizonOutlook one,
                     horizon_outlook(flow, state, days_to_event, horizon, price_ratios));
        out.horizons.push_back(std::move(one));
    }
    return out;
}

}  // namespace

Result<SaleOutlook> sale_outlook(const MarketStore& store, const domain::EventId& id, Instant as_of,
                                 std::span<const double> price_ratios) {
    SaleOutlook out;
    SEATSYNC_TRY(out.event, store.event(id, as_of));
    if (out.event.start <= as_of)
        return fail(ErrorCode::insufficient_data,
                    fmt::format("{} has started by {}", domain::display_name(out.event),
                                domain::format_utc(as_of)));
    const std::string name_space = id.value().substr(0, id.value().find(':'));
    SEATSYNC_TRY(const auto known, read_observations(store, {.name_space = name_space}, as_of));
    const auto history = features::MarketHistory::from(known);
    Rows rows = rows_of(history);
    const learning::Matrix x{rows.table.columns, std::move(rows.table.values)};
    SEATSYNC_TRY(const OrderFlow flow, OrderFlow::fit(x, rows.event));
    out.pairs = flow.pairs();
    out.moves = flow.moves();
    out.tells_counts = flow.tells_counts();
    for (std::size_t i = 0; i < rows.table.rows.size(); ++i) {
        const auto& series = history.series()[rows.table.rows[i].series];
        const bool newest = rows.table.rows[i].row + 1 == series.size();
        if (series.key.event != id || !newest || as_of - series.received_at.back() > kQuoteAgeMax)
            continue;
        SEATSYNC_TRY(SeriesOutlook one,
                     series_outlook(flow, series, x.row(i),
                                    domain::days_between(as_of, out.event.start), price_ratios));
        out.series.push_back(std::move(one));
    }
    if (out.series.empty())
        return fail(ErrorCode::insufficient_data,
                    fmt::format("{} has no market with two prices, the newest within {} days",
                                domain::display_name(out.event), kQuoteAgeMax.count()));
    return out;
}

}  // namespace seatsync::app
