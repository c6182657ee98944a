#include "adapters/model_torch/input_scaling.hpp"

#include "features/recent_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace seatsync::model_torch {

namespace {

using features::kPathChannels;
using features::PathChannel;
using learning::Matrix;

/// Outliers end here, in deviations: a net extrapolates badly.
constexpr double kFarthest = 4;
/// Smaller deviations are rounding, not information.
constexpr double kSmallestDeviation = 1e-9;
/// Periods of the time encodings, in days.
constexpr std::array<double, 4> kPeriods = {1, 4, 16, 64};
/// Present, age, gap, price, listings and whether they are missing, median likewise, changes.
constexpr std::size_t kPlainStepInputs = 9;

float scaled(double value, double mean, double deviation) {
    return static_cast<float>(std::clamp((value - mean) / deviation, -kFarthest, kFarthest));
}

/// What of a step is scaled, NaN where it is missing: age, gap to the newer step, price, listings,
/// median ratio, changes.
struct Step {
    std::array<double, 6> numbers;
    double age = 0;
    bool present = false;
};

Step step_of(std::span<const float> path, std::size_t k) {
    const auto channel = [&](std::size_t at, PathChannel c) {
        return static_cast<double>(path[at * kPathChannels + static_cast<std::size_t>(c)]);
    };
    const double age = channel(k, PathChannel::age_days);
    const bool newest = (k + 1) * kPathChannels >= path.size();
    const double gap = newest ? 0.0 : age - channel(k + 1, PathChannel::age_days);
    return {.numbers = {std::log1p(age), std::log1p(gap), channel(k, PathChannel::price),
                        channel(k, PathChannel::listings), channel(k, PathChannel::median_ratio),
                        std::log1p(channel(k, PathChannel::changes))},
            .age = age,
            .present = !std::isnan(age)};
}

}  // namespace

InputScaling::Scale InputScaling::measured(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values)
        sum += value;
    const double mean = values.empty() ? 0.0 : sum / static_cast<double>(values.size());
    double squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    const double deviation =
        values.empty() ? 0.0 : std::sqrt(squares / static_cast<double>(values.size()));
    return {mean, deviation};
}

InputScaling InputScaling::fit(const Matrix& train, bool with_time_encodings) {
    InputScaling scaling;
    scaling.columns_ = train.columns;
    scaling.steps_ = train.paths.steps;
    scaling.with_time_encodings_ = with_time_encodings;
    std::vector<double> values;
    for (std::size_t j = 0; j < train.columns; ++j) {
        values.clear();
        for (std::size_t i = 0; i < train.rows(); ++i)
            if (const float value = train.row(i)[j]; !std::isnan(value))
                values.push_back(static_cast<double>(value));
        const Scale scale = measured(values);
        const bool masked = values.size() < train.rows();
        if (scale.deviation > kSmallestDeviation)
            scaling.kept_.push_back({j, scale, masked});
    }
    for (std::size_t c = 0; c < kScaledChannels; ++c) {
        values.clear();
        for (std::size_t i = 0; i < train.rows(); ++i)
            for (std::size_t k = 0; k < scaling.steps_; ++k)
                if (const double value = step_of(train.paths.row(i), k).numbers[c];
                    !std::isnan(value))
                    values.push_back(value);
        scaling.channels_[c] = measured(values);
        if (scaling.channels_[c].deviation <= kSmallestDeviation)
            scaling.channels_[c].deviation = 1;
    }
    return scaling;
}

std::size_t InputScaling::statics() const {
    return kept_.size() +
           static_cast<std::size_t>(
               std::count_if(kept_.begin(), kept_.end(), [](const Column& c) { return c.masked; }));
}

std::size_t InputScaling::step_inputs() const {
    return kPlainStepInputs + (with_time_encodings_ ? 2 * kPeriods.size() : 0);
}

bool InputScaling::fits(const Matrix& x) const {
    return x.columns == columns_ && x.paths.steps == steps_ && x.paths.channels == kPathChannels &&
           x.paths.values.size() == x.rows() * steps_ * kPathChannels;
}

std::size_t InputScaling::column_of(std::size_t static_number) const {
    std::size_t numbers = 0;
    for (const Column& column : kept_) {
        numbers += column.masked ? 2 : 1;
        if (static_number < numbers)
            return column.index;
    }
    return columns_;
}

void InputScaling::encode(const Matrix& x, std::size_t i, std::span<float> statics,
                          std::span<float> steps) const {
    const auto row = x.row(i);
    std::size_t at = 0;
    for (const Column& column : kept_) {
        const float value = row[column.index];
        const bool missing = std::isnan(value);
        statics[at++] =
            missing ? 0.0F
                    : scaled(static_cast<double>(value), column.scale.mean, column.scale.deviation);
        if (column.masked)
            statics[at++] = missing ? 1.0F : 0.0F;
    }
    const auto path = x.paths.row(i);
    const std::size_t inputs = step_inputs();
    for (std::size_t k = 0; k < steps_; ++k) {
        const std::span<float> out = steps.subspan(k * inputs, inputs);
        std::fill(out.begin(), out.end(), 0.0F);
        const Step step = step_of(path, k);
        if (!step.present)
            continue;
        const auto number = [&](std::size_t c) {
            return std::isnan(step.numbers[c])
                       ? 0.0F
                       : scaled(step.numbers[c], channels_[c].mean, channels_[c].deviation);
        };
        const auto missing = [&](std::size_t c) {
            return std::isnan(step.numbers[c]) ? 1.0F : 0.0F;
        };
        const std::array<float, kPlainStepInputs> plain = {1.0F,      number(0),  number(1),
                                                           number(2), number(3),  missing(3),
                                                           number(4), missing(4), number(5)};
        std::copy(plain.begin(), plain.end(), out.begin());
        if (!with_time_encodings_)
            continue;
        for (std::size_t p = 0; p < kPeriods.size(); ++p) {
            const double angle = 2 * std::numbers::pi * step.age / kPeriods[p];
            out[kPlainStepInputs + 2 * p] = static_cast<float>(std::sin(angle));
            out[kPlainStepInputs + 2 * p + 1] = static_cast<float>(std::cos(angle));
        }
    }
}

void InputScaling::save(base::ByteWriter& out) const {
    out.u64(columns_);
    out.u64(steps_);
    out.u64(with_time_encodings_ ? 1 : 0);
    out.u64(kept_.size());
    for (const Column& column : kept_) {
        out.u64(column.index);
        out.f64(column.scale.mean);
        out.f64(column.scale.deviation);
        out.u64(column.masked ? 1 : 0);
    }
    for (const Scale& scale : channels_) {
        out.f64(scale.mean);
        out.f64(scale.deviation);
    }
}

Result<InputScaling> InputScaling::load(base::ByteReader& in) {
    InputScaling scaling;
    const auto scale = [&]() -> Result<Scale> {
        Scale loaded;
        SEATSYNC_TRY(loaded.mean, in.f64());
        SEATSYNC_TRY(loaded.deviation, in.f64());
        if (!std::isfinite(loaded.mean) || !(loaded.deviation > 0))
            return fail(ErrorCode::corrupt_data, "a stored scale is none");
        return loaded;
    };
    SEATSYNC_TRY(scaling.columns_, in.u64());
    SEATSYNC_TRY(scaling.steps_, in.u64());
    SEATSYNC_TRY(const std::uint64_t encodings, in.u64());
    scaling.with_time_encodings_ = encodings == 1;
    SEATSYNC_TRY(const std::size_t kept, in.count());
    for (std::size_t i = 0; i < kept; ++i) {
        Column column;
        SEATSYNC_TRY(column.index, in.u64());
        SEATSYNC_TRY(column.scale, scale());
        SEATSYNC_TRY(const std::uint64_t masked, in.u64());
        column.masked = masked == 1;
        if (column.index >= scaling.columns_)
            return fail(ErrorCode::corrupt_data, fmt::format("column {} of a stored net of {}",
                                                             column.index, scaling.columns_));
        scaling.kept_.push_back(column);
    }
    for (Scale& channel : scaling.channels_) {
        SEATSYNC_TRY(channel, scale());
    }
    if (scaling.steps_ > features::kPathSteps)
        return fail(ErrorCode::corrupt_data, "a stored net reads longer paths than there are");
    return scaling;
}

}  // namespace seatsync::model_torch
