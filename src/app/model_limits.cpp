#include "app/model_limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace seatsync::app {

namespace {

using learning::Breakdown;
using learning::Slice;

constexpr std::size_t kFewGames = 30;
constexpr double kNominal = 0.9;

using Limits = std::vector<std::string>;

bool kept(double coverage) {
    return coverage >= kCoverageLeast && coverage <= kCoverageMost;
}

bool beyond_chance(double coverage, std::size_t games) {
    const double standard_error = std::sqrt(kNominal * (1 - kNominal) / static_cast<double>(games));
    return std::abs(coverage - kNominal) > 2 * standard_error;
}

void add_horizon(Limits& limits, const HorizonMetrics& metrics) {
    const std::string_view horizon = name_of(metrics.horizon);
    if (metrics.events < kFewGames)
        limits.push_back(fmt::format("{}: measured on {} games only", horizon, metrics.events));
    if (!kept(metrics.coverage90))
        limits.push_back(fmt::format(
            "{}: the 90 % interval held {:.1f} % of {} prices of {} games, outside {:.0f} to "
            "{:.0f} %",
            horizon, 100 * metrics.coverage90, metrics.tasks, metrics.events, 100 * kCoverageLeast,
            100 * kCoverageMost));
    if (metrics.relative_pinball >= metrics.last_relative_pinball)
        limits.push_back(
            fmt::format("{}: no better than the last value: pinball {:.4f}, its {:.4f}", horizon,
                        metrics.relative_pinball, metrics.last_relative_pinball));
}

void add_slices(Limits& limits, std::string_view horizon, std::string_view of,
                const std::vector<Slice>& slices) {
    for (const Slice& slice : slices)
        if (slice.metrics && !kept(slice.metrics->coverage90) &&
            beyond_chance(slice.metrics->coverage90, slice.events))
            limits.push_back(fmt::format(
                "{}: {} {}: the 90 % interval held {:.1f} % of {} prices of {} games", horizon, of,
                range_of(slice), 100 * slice.metrics->coverage90, slice.tasks, slice.events));
}

void add_breakdown(Limits& limits, const Breakdown& breakdown, const HorizonMetrics& metrics) {
    const std::string_view horizon = name_of(breakdown.horizon);
    for (const learning::PeerMetrics& peer : breakdown.peers)
        if (metrics.relative_pinball >= peer.metrics.relative_pinball)
            limits.push_back(fmt::format("{}: no better than {}: pinball {:.4f}, its {:.4f}",
                                         horizon, peer.name, metrics.relative_pinball,
                                         peer.metrics.relative_pinball));
    add_slices(limits, horizon, "days to the event", breakdown.by_days);
    add_slices(limits, horizon, "price", breakdown.by_price);
}

}  // namespace

std::string range_of(const Slice& slice) {
    return std::isfinite(slice.to) ? fmt::format("{:g} to {:g}", slice.from, slice.to)
                                   : fmt::format("{:g} and more", slice.from);
}

Limits known_limits(const ModelSummary& summary) {
    Limits limits;
    for (const domain::Horizon horizon : domain::kHorizons) {
        const auto metrics = std::ranges::find(summary.metrics, horizon, &HorizonMetrics::horizon);
        if (metrics == summary.metrics.end()) {
            limits.push_back(fmt::format("{}: not measured, too few games", name_of(horizon)));
            continue;
        }
        add_horizon(limits, *metrics);
        const auto breakdown = std::ranges::find(summary.breakdowns, horizon, &Breakdown::horizon);
        if (breakdown != summary.breakdowns.end())
            add_breakdown(limits, *breakdown, *metrics);
    }
    if (summary.breakdowns.empty() && !summary.metrics.empty())
        limits.emplace_back(
            "stored by an earlier version, which did not measure by days to the "
            "event, by price or beside the decay curve");
    return limits;
}

}  // namespace seatsync::app
