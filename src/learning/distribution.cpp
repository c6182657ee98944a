#include "learning/distribution.hpp"

#include "base/invariant.hpp"

#include <algorithm>
#include <cmath>

namespace seatsync::learning {

namespace {

constexpr std::size_t kPointsPerCell = 9;

/// The value at `share` of a sorted sample, linear between neighbours.
double sample_quantile(std::span<const double> sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto low = static_cast<std::size_t>(place);
    const std::size_t high = std::min(low + 1, sorted.size() - 1);
    return sorted[low] + (place - static_cast<double>(low)) * (sorted[high] - sorted[low]);
}

Cell cell_from(std::span<const double> sorted) {
    Cell cell;
    for (std::size_t i = 0; i < kPointsPerCell; ++i)
        cell.points.push_back(sample_quantile(
            sorted, static_cast<double>(i) / static_cast<double>(kPointsPerCell - 1)));
    if (cell.points.front() == cell.points.back())
        cell.points.resize(1);
    return cell;
}

/// Splits one side's sorted values into cells of about equal counts; equal values stay together.
void add_side(std::vector<Cell>& cells, std::span<const double> sorted, std::size_t count_max,
              std::size_t fewest) {
    if (sorted.empty())
        return;
    const std::size_t count = std::clamp<std::size_t>(sorted.size() / fewest, 1, count_max);
    std::size_t from = 0;
    for (std::size_t i = 1; i <= count && from < sorted.size(); ++i) {
        std::size_t to = std::max(from + 1, sorted.size() * i / count);
        while (to < sorted.size() && sorted[to] == sorted[to - 1])
            ++to;
        cells.push_back(cell_from(sorted.subspan(from, to - from)));
        from = to;
    }
}

/// Shares of the cell's probability that lie below `value`, and at or below it. They differ where
/// neighbouring steps are equal (within kUnchanged, since a shift costs the last bit): many
/// outcomes of one size are an atom inside the cell.
Distributions::Cumulative shares_within(const Cell& cell, double value) {
    const auto& points = cell.points;
    const auto steps = static_cast<double>(points.size() - 1);
    const auto at = std::lower_bound(points.begin(), points.end(), value - kUnchanged);
    const auto after = std::upper_bound(at, points.end(), value + kUnchanged);
    if (at != after)
        return {static_cast<double>(at - points.begin()) / steps,
                static_cast<double>(after - points.begin() - 1) / steps};
    if (at == points.begin())
        return {0, 0};
    if (at == points.end())
        return {1, 1};
    const double inside = (value - *(at - 1)) / (*at - *(at - 1));
    const double share = (static_cast<double>(at - points.begin() - 1) + inside) / steps;
    return {share, share};
}

double value_within(const Cell& cell, double share) {
    return cell.atom() ? cell.points.front()
                       : sample_quantile(cell.points, std::clamp(share, 0.0, 1.0));
}

}  // namespace

Result<Support> Support::from(std::span<const double> log_ratios, std::size_t cells_per_side,
                              std::size_t fewest) {
    if (log_ratios.empty())
        return fail(ErrorCode::insufficient_data, "no outcome to build a distribution from");
    std::vector<double> sorted(log_ratios.begin(), log_ratios.end());
    std::sort(sorted.begin(), sorted.end());
    const auto down = std::lower_bound(sorted.begin(), sorted.end(), -kUnchanged);
    const auto up = std::upper_bound(sorted.begin(), sorted.end(), kUnchanged);
    Support support;
    add_side(support.cells, {sorted.begin(), down}, cells_per_side, fewest);
    support.cells.push_back({.points = {0.0}});
    add_side(support.cells, {up, sorted.end()}, cells_per_side, fewest);
    return support;
}

std::size_t Support::cell_of(double log_ratio) const {
    const double value = std::abs(log_ratio) <= kUnchanged ? 0.0 : log_ratio;
    const auto after =
        std::upper_bound(cells.begin(), cells.end(), value + kUnchanged,
                         [](double v, const Cell& cell) { return v < cell.points.front(); });
    if (after == cells.begin())
        return 0;
    const auto cell = static_cast<std::size_t>(after - cells.begin() - 1);
    // A value in the gap behind the atom at 0 moved, however little: it belongs to the next cell.
    const bool beyond_atom = cells[cell].atom() && value > cells[cell].points.front() + kUnchanged;
    return beyond_atom && cell + 1 < cells.size() ? cell + 1 : cell;
}

void Support::save(base::ByteWriter& out) const {
    out.u64(cells.size());
    for (const Cell& cell : cells) {
        out.u64(cell.points.size());
        for (const double point : cell.points)
            out.f64(point);
    }
}

Result<Support> Support::load(base::ByteReader& in) {
    SEATSYNC_TRY(const std::size_t count, in.count());
    Support support;
    for (std::size_t i = 0; i < count; ++i) {
        SEATSYNC_TRY(const std::size_t points, in.count());
        Cell cell;
        for (std::size_t j = 0; j < points; ++j) {
            SEATSYNC_TRY(const double point, in.f64());
            if (std::isnan(point))
                return fail(ErrorCode::corrupt_data, "a stored cell has a point that is no number");
            cell.points.push_back(point);
        }
        if (cell.points.empty() || !std::is_sorted(cell.points.begin(), cell.points.end()))
            return fail(ErrorCode::corrupt_data, "a stored cell has no ascending points");
        support.cells.push_back(std::move(cell));
    }
    if (support.cells.empty())
        return fail(ErrorCode::corrupt_data, "a stored distribution has no cells");
    return support;
}

namespace {

bool is_unchanged(const Cell& cell) {
    return cell.atom() && cell.points.front() == 0.0;
}

}  // namespace

Distributions::Distributions(std::shared_ptr<const Support> support,
                             std::vector<float> probabilities, std::vector<double> shifts)
    : support_(std::move(support)),
      probabilities_(std::move(probabilities)),
      shifts_(std::move(shifts)) {
    SEATSYNC_INVARIANT(probabilities_.size() == shifts_.size() * support_->cells.size());
}

std::span<const float> Distributions::probabilities(std::size_t row) const {
    const std::size_t cells = support_->cells.size();
    return std::span(probabilities_).subspan(row * cells, cells);
}

double Distributions::quantile(std::size_t row, double level) const {
    const auto probability = probabilities(row);
    double cumulated = 0;
    for (std::size_t i = 0; i < probability.size(); ++i) {
        const double here = static_cast<double>(probability[i]);
        if (here > 0 && cumulated + here >= level)
            return shifts_[row] + value_within(support_->cells[i], (level - cumulated) / here);
        cumulated += here;
    }
    return shifts_[row] + support_->cells.back().points.back();
}

Distributions::Cumulative Distributions::cumulative(std::size_t row, double log_ratio) const {
    const auto probability = probabilities(row);
    const double value = log_ratio - shifts_[row];
    const std::size_t own = support_->cell_of(value);
    double below = 0;
    for (std::size_t i = 0; i < own; ++i)
        below += static_cast<double>(probability[i]);
    const Cell& cell = support_->cells[own];
    const double here = static_cast<double>(probability[own]);
    if (!cell.atom()) {
        const auto within = shares_within(cell, value);
        return {below + here * within.below, below + here * within.up_to};
    }
    if (value > cell.points.front() + kUnchanged)
        return {below + here, below + here};
    if (value < cell.points.front() - kUnchanged)
        return {below, below};
    return {below, below + here};
}

std::vector<double> Distributions::masses(std::size_t row, const Support& on) const {
    std::vector<double> masses;
    double below = 0;
    for (std::size_t c = 0; c + 1 < on.cells.size(); ++c) {
        const Cell& cell = on.cells[c];
        const Cell& next = on.cells[c + 1];
        double up_to = 0;
        if (is_unchanged(cell))
            up_to = cumulative(row, 0).up_to;
        else if (is_unchanged(next))
            up_to = cumulative(row, 0).below;
        else
            up_to = cumulative(row, (cell.points.back() + next.points.front()) / 2).up_to;
        up_to = std::clamp(up_to, below, 1.0);  // Floats add to 1 but for rounding.
        masses.push_back(up_to - below);
        below = up_to;
    }
    masses.push_back(1 - below);
    return masses;
}

}  // namespace seatsync::learning
