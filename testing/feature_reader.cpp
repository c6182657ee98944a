#include "testing/feature_reader.hpp"

#include "testing/observations.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace seatsync::testing {

domain::Instant on_day(double days) {
    return at("2021-06-01T00:00:00Z") + std::chrono::microseconds(std::llround(days * 86400e6));
}

FeatureReader::FeatureReader(const domain::ObservationBatch& observations) {
    const auto history = features::MarketHistory::from(observations);
    table_ = compute_features(history, [](const features::RowRef&) { return true; });
    for (std::size_t i = 0; i < table_.rows.size(); ++i) {
        const auto& series = history.series()[table_.rows[i].series];
        rows_[{series.key, series.received_at[table_.rows[i].row]}] = i;
    }
}

double FeatureReader::value(const domain::SeriesKey& series, domain::Instant time,
                            std::string_view feature) const {
    const auto names = features::feature_names();
    const auto column = std::find(names.begin(), names.end(), feature);
    const auto row = rows_.find({series, time});
    if (column == names.end() || row == rows_.end())
        throw std::invalid_argument("no row " + series.event.value() + " at " +
                                    domain::format_utc(time) + " or no feature " +
                                    std::string(feature));
    return static_cast<double>(
        table_.row(row->second)[static_cast<std::size_t>(column - names.begin())]);
}

double FeatureReader::value(std::string_view event, double day, std::string_view feature) const {
    return value(a_quote(event, {}, 1).series, on_day(day), feature);
}

}  // namespace seatsync::testing
