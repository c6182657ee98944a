#include "app/typical_features.hpp"

namespace seatsync::app {

using features::RowRef;

namespace {

constexpr std::size_t kRowsMost = 4000;

std::size_t count_rows(const features::MarketHistory& history,
                       const std::function<bool(const RowRef&)>& wanted) {
    std::size_t rows = 0;
    for (std::size_t i = 0; i < history.series().size(); ++i)
        for (std::size_t row = 0; row < history.series()[i].size(); ++row)
            if (wanted({i, row}))
                ++rows;
    return rows;
}

}  // namespace

features::Normalisation typical_features(const features::MarketHistory& history,
                                         const std::function<bool(const RowRef&)>& wanted) {
    const std::size_t step = count_rows(history, wanted) / kRowsMost + 1;
    std::vector<const features::Feature*> all;
    for (const features::Feature& feature : features::catalogue())
        all.push_back(&feature);
    std::size_t seen = 0;
    const auto values = compute_values(
        history, all, [&](const RowRef& ref) { return wanted(ref) && seen++ % step == 0; });
    return features::Normalisation::fit(all, values);
}

}  // namespace seatsync::app
