#pragma once

#include "base/random.hpp"
#include "features/feature_table.hpp"
#include "learning/market_covariates.hpp"
#include "learning/samples.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace seatsync::learning {

/// A market whose hazards are known: rates per day, and the median size of its moves.
struct KnownFlow {
    double removal = 0.6;
    double raise = 0.2;
    double arrival = 0.3;
    double undercut = 0.5;
    double size = 0.05;
    double spread = 0;    ///< Deviation of the logarithm of a move's size.
    bool counted = true;  ///< Whether the count of listings is told.
};

/// Rows of the catalogue, every quarter of a day over the last 30 days before each event, with the
/// move of the log price over the day after. Hazards of odd events are `lively` times those of even
/// ones, and change_rate_30d shows it.
inline Samples simulated(const KnownFlow& flow, std::size_t events, double lively,
                         std::uint64_t seed) {
    constexpr std::size_t kRows = 120;
    constexpr double kGap = 0.25;
    constexpr std::size_t kDay = 4;
    base::Random random(seed);
    Samples samples;
    samples.x.columns = features::feature_names().size();
    const auto column = [](std::string_view name) { return *feature_column(name); };
    const double total = flow.removal + flow.raise + flow.arrival + flow.undercut;
    for (std::size_t e = 0; e < events; ++e) {
        const double factor = e % 2 == 1 ? lively : 1;
        std::vector<double> price = {4};
        std::vector<double> listings = {200};
        for (std::size_t i = 1; i < kRows + kDay; ++i) {
            price.push_back(price.back());
            listings.push_back(listings.back());
            for (std::int64_t n = random.poisson(total * factor * kGap); n > 0; --n) {
                const double kind = random.uniform(0, total);
                const bool up = kind < flow.removal + flow.raise;
                const double size = flow.size * std::exp(random.normal(0, flow.spread));
                price.back() += up ? size : -size;
                listings.back() -= kind < flow.removal ? 1 : 0;
                listings.back() += up || kind >= flow.removal + flow.raise + flow.arrival ? 0 : 1;
            }
        }
        std::size_t changes = 0;
        for (std::size_t i = 1; i < kRows; ++i) {
            changes += std::abs(price[i] - price[i - 1]) > 1e-9 ? 1U : 0U;
            std::vector<float> row(samples.x.columns, std::numeric_limits<float>::quiet_NaN());
            const auto set = [&](std::string_view name, double value) {
                row[column(name)] = static_cast<float>(value);
            };
            set("days_to_event", 31 - kGap * static_cast<double>(i));
            set("log_price", price[i]);
            set("price_step", price[i] - price[i - 1]);
            set("gap_days", kGap);
            if (flow.counted)
                set("log_listings", std::log1p(listings[i]));
            set("change_rate_30d", static_cast<double>(changes) / (kGap * static_cast<double>(i)));
            samples.x.add(row);
            const double move = price[i + kDay] - price[i];
            samples.log_ratio.push_back(std::abs(move) < 1e-9 ? 0 : move);
            samples.event.push_back(e);
        }
    }
    return samples;
}

}  // namespace seatsync::learning
