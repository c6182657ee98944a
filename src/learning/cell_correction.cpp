#include "learning/cell_correction.hpp"

#include <algorithm>

namespace seatsync::learning {

namespace {

constexpr double kMemory = 1 - 1.0 / 2000;
/// No cell becomes impossible.
constexpr double kFactorMin = 1e-3;

double factor(double came, double expected, double prior, double otherwise) {
    return (came + prior * otherwise) / (expected + prior);
}

}  // namespace

std::size_t online_stretch(double days_to_event) {
    return static_cast<std::size_t>(
        std::upper_bound(kOnlineDays.begin(), kOnlineDays.end(), days_to_event) -
        kOnlineDays.begin());
}

CellCorrection::CellCorrection(std::size_t cells, double prior)
    : prior_(prior),
      all_{std::vector<double>(cells, 0.0), std::vector<double>(cells, 0.0)},
      by_days_(kOnlineDays.size() + 1, all_) {}

std::vector<double> CellCorrection::corrected(std::span<const double> masses,
                                              double days_to_event) const {
    const Counts& here = by_days_[online_stretch(days_to_event)];
    std::vector<double> corrected;
    double sum = 0;
    for (std::size_t c = 0; c < masses.size(); ++c) {
        const double everywhere = factor(all_.came[c], all_.expected[c], prior_, 1);
        const double now = factor(here.came[c], here.expected[c], prior_, everywhere);
        corrected.push_back(masses[c] * std::max(now, kFactorMin));
        sum += corrected.back();
    }
    for (double& mass : corrected)
        mass /= sum;
    return corrected;
}

void CellCorrection::learn(std::span<const double> masses, double days_to_event, std::size_t cell) {
    all_.learn(masses, cell);
    by_days_[online_stretch(days_to_event)].learn(masses, cell);
}

void CellCorrection::Counts::learn(std::span<const double> masses, std::size_t cell) {
    for (std::size_t c = 0; c < masses.size(); ++c) {
        came[c] *= kMemory;
        expected[c] = kMemory * expected[c] + masses[c];
    }
    came[cell] += 1;
}

}  // namespace seatsync::learning
