#include "learning/cell_prior.hpp"

#include "base/invariant.hpp"
#include "learning/stretches.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace seatsync::learning {

namespace {

constexpr std::size_t kFewestSamples = 300;
constexpr std::size_t kCellsPerSide = 6;
constexpr std::size_t kFewestInCell = 25;
/// A stretch's own frequencies count against the whole sample as if that were so many rows.
constexpr double kWholeSampleWeight = 200;

std::size_t stretch_of(float days_to_event) {
    const auto found =
        std::upper_bound(kPriorDays.begin(), kPriorDays.end(), static_cast<double>(days_to_event));
    return std::min(static_cast<std::size_t>(found - kPriorDays.begin()), kPriorDays.size() - 1);
}

void softmax(std::span<const float> prior, std::span<const float> margins, std::span<float> out) {
    float largest = -std::numeric_limits<float>::infinity();
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = prior[i] + (margins.empty() ? 0.0F : margins[i]);
        largest = std::max(largest, out[i]);
    }
    float sum = 0;
    for (float& value : out) {
        value = std::exp(value - largest);
        sum += value;
    }
    for (float& value : out)
        value /= sum;
}

}  // namespace

Result<CellPrior> CellPrior::fit(const Samples& train, std::size_t days_to_event_column) {
    if (train.size() < kFewestSamples)
        return fail(ErrorCode::insufficient_data,
                    fmt::format("{} answered questions, {} needed", train.size(), kFewestSamples));
    CellPrior prior;
    prior.column_ = days_to_event_column;
    SEATSYNC_TRY(Support support, Support::from(train.log_ratio, kCellsPerSide, kFewestInCell));
    prior.support_ = std::make_shared<const Support>(std::move(support));
    std::vector<double> whole(prior.cells(), 0.5);  // Half a row each: no cell is impossible.
    std::array<std::vector<double>, kPriorDays.size()> counts;
    counts.fill(std::vector<double>(prior.cells(), 0.0));
    for (std::size_t i = 0; i < train.size(); ++i) {
        const std::size_t cell = prior.support_->cell_of(train.log_ratio[i]);
        whole[cell] += 1;
        counts[stretch_of(train.x.row(i)[days_to_event_column])][cell] += 1;
    }
    double all = 0;
    for (const double count : whole)
        all += count;
    for (std::size_t s = 0; s < counts.size(); ++s) {
        double rows = kWholeSampleWeight;
        for (const double count : counts[s])
            rows += count;
        for (std::size_t c = 0; c < whole.size(); ++c)
            prior.log_probabilities_[s].push_back(static_cast<float>(
                std::log((counts[s][c] + kWholeSampleWeight * whole[c] / all) / rows)));
    }
    return prior;
}

std::span<const float> CellPrior::log_probabilities(std::span<const float> row) const {
    return log_probabilities_[stretch_of(row[column_])];
}

Distributions CellPrior::distributions(const Matrix& x, std::span<const float> margins,
                                       std::size_t threads) const {
    const std::size_t count = cells();
    std::vector<float> probabilities(x.rows() * count);
    SEATSYNC_INVARIANT(margins.empty() || margins.size() == probabilities.size());
    for_each_stretch(x.rows(), threads, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            softmax(log_probabilities(x.row(i)),
                    margins.empty() ? margins : margins.subspan(i * count, count),
                    std::span(probabilities).subspan(i * count, count));
    });
    return Distributions(support_, std::move(probabilities), std::vector<double>(x.rows(), 0.0));
}

void CellPrior::save(base::ByteWriter& out) const {
    out.u64(column_);
    support_->save(out);
    for (const auto& stretch : log_probabilities_)
        for (const float value : stretch)
            out.f64(static_cast<double>(value));
}

Result<CellPrior> CellPrior::load(base::ByteReader& in, std::size_t columns) {
    CellPrior prior;
    SEATSYNC_TRY(prior.column_, in.u64());
    if (prior.column_ >= columns)
        return fail(ErrorCode::corrupt_data,
                    fmt::format("column {} of a stored model of {}", prior.column_, columns));
    SEATSYNC_TRY(Support support, Support::load(in));
    prior.support_ = std::make_shared<const Support>(std::move(support));
    for (auto& stretch : prior.log_probabilities_)
        for (std::size_t c = 0; c < prior.cells(); ++c) {
            SEATSYNC_TRY(const double value, in.f64());
            stretch.push_back(static_cast<float>(value));
        }
    return prior;
}

}  // namespace seatsync::learning
