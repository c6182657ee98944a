#include "learning/cell_correction.hpp"

#include "learning/day_stretches.hpp"

#include <algorithm>
#include <cmath>

namespace seatsync::learning {

namespace {

constexpr double kMemory = 1 - 1.0 / 2000;
/// No cell becomes impossible.
constexpr double kFactorMin = 1e-3;

double factor(double came, double expected, double prior, double otherwise) {
    return (came + prior * otherwise) / (expected + prior);
}

bool is_count(double value) {
    return value >= 0 && std::isfinite(value);
}

}  // namespace

CellCorrection::CellCorrection(std::size_t cells, double prior)
    : prior_(prior),
      all_{std::vector<double>(cells, 0.0), std::vector<double>(cells, 0.0)},
      by_days_(kDayEdges.size(), all_) {}

std::vector<double> CellCorrection::corrected(std::span<const double> masses,
                                              double days_to_event) const {
    const Counts& here = by_days_[day_stretch(days_to_event)];
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
    by_days_[day_stretch(days_to_event)].learn(masses, cell);
}

void CellCorrection::save(base::ByteWriter& out) const {
    out.u64(cells());
    out.f64(prior_);
    for (std::size_t stretch = 0; stretch <= by_days_.size(); ++stretch) {
        const Counts& counts = stretch == 0 ? all_ : by_days_[stretch - 1];
        for (std::size_t c = 0; c < cells(); ++c) {
            out.f64(counts.came[c]);
            out.f64(counts.expected[c]);
        }
    }
}

Result<CellCorrection> CellCorrection::load(base::ByteReader& in) {
    SEATSYNC_TRY(const std::size_t cells, in.count());
    SEATSYNC_TRY(const double prior, in.f64());
    if (!(prior > 0 && std::isfinite(prior)))
        return fail(ErrorCode::corrupt_data, "a stored correction without a prior");
    CellCorrection stored(cells, prior);
    for (std::size_t stretch = 0; stretch <= stored.by_days_.size(); ++stretch) {
        Counts& counts = stretch == 0 ? stored.all_ : stored.by_days_[stretch - 1];
        for (std::size_t c = 0; c < cells; ++c) {
            SEATSYNC_TRY(counts.came[c], in.f64());
            SEATSYNC_TRY(counts.expected[c], in.f64());
            if (!is_count(counts.came[c]) || !is_count(counts.expected[c]))
                return fail(ErrorCode::corrupt_data, "a stored correction with counts below 0");
        }
    }
    return stored;
}

void CellCorrection::Counts::learn(std::span<const double> masses, std::size_t cell) {
    for (std::size_t c = 0; c < masses.size(); ++c) {
        came[c] *= kMemory;
        expected[c] = kMemory * expected[c] + masses[c];
    }
    came[cell] += 1;
}

}  // namespace seatsync::learning
