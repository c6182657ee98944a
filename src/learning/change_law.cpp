#include "learning/change_law.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace seatsync::learning {

namespace {

constexpr std::size_t kLawPoints = 199;
constexpr std::size_t kCellsPerSide = 24;

std::vector<double> law_of(std::vector<double> residuals) {
    std::sort(residuals.begin(), residuals.end());
    std::vector<double> law;
    for (std::size_t i = 0; i < kLawPoints; ++i)
        law.push_back(residuals[(2 * i + 1) * residuals.size() / (2 * kLawPoints)]);
    return law;
}

}  // namespace

Result<ChangeLaw> ChangeLaw::fit(const Covariates& x, std::span<const double> log_sizes,
                                 double ridge) {
    ChangeLaw law;
    SEATSYNC_TRY(law.centre_, fit_regression(x, Link::identity, log_sizes, {}, ridge));
    std::vector<double> residuals;
    for (std::size_t i = 0; i < log_sizes.size(); ++i)
        residuals.push_back(log_sizes[i] - law.centre_.at(x.row(i)));
    law.law_ = law_of(std::move(residuals));
    return law;
}

double ChangeLaw::share_below(double size, double centre) const {
    const double residual = std::log(size) - centre;
    const auto after = std::upper_bound(law_.begin(), law_.end(), residual);
    if (after == law_.begin() || after == law_.end())
        return after == law_.begin() ? 0.0 : 1.0;
    const double step = *after - *(after - 1);
    const double inside = step > 0 ? (residual - *(after - 1)) / step : 0.0;
    return (static_cast<double>(after - law_.begin()) - 0.5 + inside) /
           static_cast<double>(law_.size());
}

void ChangeLaw::save(base::ByteWriter& out) const {
    centre_.save(out);
    for (const double value : law_)
        out.f64(value);
}

Result<ChangeLaw> ChangeLaw::load(base::ByteReader& in, std::size_t columns) {
    ChangeLaw stored;
    SEATSYNC_TRY(stored.centre_, Regression::load(in, columns));
    for (std::size_t i = 0; i < kLawPoints; ++i) {
        SEATSYNC_TRY(const double value, in.f64());
        stored.law_.push_back(value);
    }
    if (!std::is_sorted(stored.law_.begin(), stored.law_.end()))
        return fail(ErrorCode::corrupt_data, "a stored law of sizes does not ascend");
    return stored;
}

Support change_support(std::span<const double> log_ratios) {
    std::vector<double> sizes;
    for (const double value : log_ratios)
        if (std::abs(value) > kUnchanged)
            sizes.push_back(std::abs(value));
    std::sort(sizes.begin(), sizes.end());
    const double least = sizes[sizes.size() / 200];
    const double most = std::max(1.5 * sizes.back(), 2 * least);
    std::vector<double> edges = {2 * kUnchanged};
    for (std::size_t i = 0; i < kCellsPerSide; ++i)
        edges.push_back(least * std::pow(most / least, static_cast<double>(i) /
                                                           static_cast<double>(kCellsPerSide - 1)));
    Support support;
    for (std::size_t i = edges.size() - 1; i > 0; --i)
        support.cells.push_back({.points = {-edges[i], -edges[i - 1]}});
    support.cells.push_back({.points = {0.0}});
    for (std::size_t i = 1; i < edges.size(); ++i)
        support.cells.push_back({.points = {edges[i - 1], edges[i]}});
    return support;
}

}  // namespace seatsync::learning
