#include "learning/sale_curve.hpp"

#include <algorithm>
#include <cmath>

namespace seatsync::learning {

namespace {

constexpr std::size_t kHalf = 100;  ///< Points on each side of the middle.
constexpr std::size_t kPoints = 2 * kHalf + 1;
constexpr std::size_t kNowhere = kPoints;  ///< No listing of one's own.
/// The grid reaches so many deviations of the end, within these log ratios.
constexpr double kDeviations = 6;
constexpr double kReachMin = 0.5;
constexpr double kReachMax = 3;
constexpr double kLeftOver = 1e-9;
/// More expected moves than this in one step of the series would lose digits.
constexpr double kMovesMax = 30;

bool sound(const FlowSlice& slice) {
    const FlowHazards& h = slice.hazards;
    const auto fine = [](double value) { return value >= 0 && std::isfinite(value); };
    return fine(h.removal) && fine(h.raise) && fine(h.arrival) && fine(h.undercut) &&
           fine(h.jump_size) && fine(slice.days);
}

double mean_square(const std::vector<double>& sizes) {
    double sum = 0;
    for (const double size : sizes)
        sum += size * size;
    return sum / static_cast<double>(sizes.size());
}

/// Each size shared between the two points around it; at least the nearest but 0, for a move moves.
std::vector<double> weights_of(const std::vector<double>& sizes, double scale, double step) {
    std::vector<double> weights(kPoints, 0.0);
    for (const double size : sizes) {
        const double place = std::clamp(size * scale / step, 1.0, static_cast<double>(kPoints - 1));
        const auto low = static_cast<std::size_t>(place);
        const double share = place - static_cast<double>(low);
        weights[low] += (1 - share) / static_cast<double>(sizes.size());
        if (share > 0)
            weights[low + 1] += share / static_cast<double>(sizes.size());
    }
    while (weights.size() > 2 && weights.back() == 0)
        weights.pop_back();
    return weights;
}

}  // namespace

Result<PriceProcess> PriceProcess::make(std::vector<FlowSlice> slices, std::vector<double> up_sizes,
                                        std::vector<double> down_sizes) {
    const auto no_size = [](double size) { return !(size >= 0 && std::isfinite(size)); };
    if (slices.empty() || up_sizes.empty() || down_sizes.empty() ||
        !std::all_of(slices.begin(), slices.end(), sound) ||
        std::any_of(up_sizes.begin(), up_sizes.end(), no_size) ||
        std::any_of(down_sizes.begin(), down_sizes.end(), no_size))
        return fail(ErrorCode::invalid_argument, "hazards or sizes that are none");
    PriceProcess process;
    double variance = 0;
    for (const FlowSlice& slice : slices)
        variance += slice.days * slice.hazards.jump_size * slice.hazards.jump_size *
                    (slice.hazards.up() * mean_square(up_sizes) +
                     slice.hazards.down() * mean_square(down_sizes));
    process.step_ = std::clamp(kDeviations * std::sqrt(variance), kReachMin, kReachMax) /
                    static_cast<double>(kHalf);
    process.slices_ = std::move(slices);
    process.up_sizes_ = std::move(up_sizes);
    process.down_sizes_ = std::move(down_sizes);
    return process;
}

double PriceProcess::log_ratio(std::size_t point) const {
    return (static_cast<double>(point) - static_cast<double>(kHalf)) * step_;
}

PriceProcess::Kernel PriceProcess::kernel_of(const FlowSlice& slice) const {
    return {weights_of(up_sizes_, slice.hazards.jump_size, step_),
            weights_of(down_sizes_, slice.hazards.jump_size, step_)};
}

void PriceProcess::advance(const FlowSlice& slice, std::size_t own_point, std::vector<double>& mass,
                           double& taken) const {
    const double rate = slice.hazards.total();
    if (rate <= 0 || slice.days <= 0)
        return;
    const Kernel kernel = kernel_of(slice);
    const double up = slice.hazards.up() / rate;
    const double removal = slice.hazards.removal / rate;
    const double moves = rate * slice.days;
    double weight = std::exp(-moves);
    double done = weight;
    std::vector<double> now = mass;
    for (double& value : mass)
        value *= weight;
    double taken_so_far = 0;
    for (std::size_t k = 1; done < 1 - kLeftOver; ++k) {
        std::vector<double> next(kPoints, 0.0);
        for (std::size_t i = 0; i < kPoints; ++i) {
            if (now[i] == 0)
                continue;
            const bool own_is_cheapest = i >= own_point;
            // One's own listing is the cheapest: what takes the cheapest takes it.
            const double up_mass = now[i] * (own_is_cheapest ? up - removal : up);
            taken_so_far += own_is_cheapest ? now[i] * removal : 0.0;
            for (std::size_t j = 1; j < kernel.up.size(); ++j)
                next[std::min(i + j, kPoints - 1)] += up_mass * kernel.up[j];
            for (std::size_t j = 1; j < kernel.down.size(); ++j)
                next[i > j ? i - j : 0] += now[i] * (1 - up) * kernel.down[j];
        }
        now = std::move(next);
        weight *= moves / static_cast<double>(k);
        done += weight;
        for (std::size_t i = 0; i < kPoints; ++i)
            mass[i] += weight * now[i];
        taken += weight * taken_so_far;
    }
}

double PriceProcess::run(std::size_t own_point, std::vector<double>& mass) const {
    mass.assign(kPoints, 0.0);
    mass[kHalf] = 1;
    double taken = 0;
    for (const FlowSlice& slice : slices_) {
        const auto parts =
            static_cast<std::size_t>(slice.hazards.total() * slice.days / kMovesMax) + 1;
        const FlowSlice part{slice.hazards, slice.days / static_cast<double>(parts)};
        for (std::size_t i = 0; i < parts; ++i)
            advance(part, own_point, mass, taken);
    }
    return taken;
}

std::vector<double> PriceProcess::at_end() const {
    std::vector<double> mass;
    run(kNowhere, mass);
    return mass;
}

double PriceProcess::taken(double price_ratio) const {
    if (!(price_ratio > 0))
        return 0;
    const double place = std::log(price_ratio) / step_ + static_cast<double>(kHalf);
    // Equal prices share the top of the list; the grid point at or above the price counts.
    const double point = std::ceil(std::clamp(place, 0.0, static_cast<double>(kPoints)) - 1e-9);
    std::vector<double> mass;
    return std::min(run(static_cast<std::size_t>(point), mass), 1.0);
}

}  // namespace seatsync::learning
