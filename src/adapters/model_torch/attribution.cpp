#include "adapters/model_torch/attribution.hpp"

#include <algorithm>
#include <cmath>

namespace seatsync::model_torch {

namespace {

/// Rows of numbers on the way from a reference to a question.
class Way {
  public:
    Way(std::span<const float> from, std::span<const float> to) : from_(from), to_(to) {}

    void add(double share) {
        for (std::size_t i = 0; i < to_.size(); ++i)
            rows.push_back(static_cast<float>(static_cast<double>(from_[i]) + share * length(i)));
    }
    [[nodiscard]] double length(std::size_t i) const {
        return static_cast<double>(to_[i]) - static_cast<double>(from_[i]);
    }

    std::vector<float> rows;

  private:
    std::span<const float> from_;
    std::span<const float> to_;
};

/// Where the slope is taken, and for how much of the way it stands.
struct Stop {
    double share = 0;
    double weight = 0;
};

/// Midpoints of equal steps of the fourth root of the share: a normalised layer turns around near
/// the reference, where its numbers are nearly 0, and equal steps of the share miss that.
Stop stop_at(std::size_t p, std::size_t points) {
    const double root = (static_cast<double>(p) + 0.5) / static_cast<double>(points);
    const double cube = root * root * root;
    return {.share = cube * root, .weight = 4 * cube / static_cast<double>(points)};
}

/// Weighted mean slope over the stops, times the way gone.
std::vector<double> gone(const Way& way, std::span<const float> slopes, std::size_t numbers,
                         std::size_t points) {
    std::vector<double> parts(numbers, 0.0);
    for (std::size_t p = 0; p < points; ++p)
        for (std::size_t i = 0; i < numbers; ++i)
            parts[i] += stop_at(p, points).weight * static_cast<double>(slopes[p * numbers + i]);
    for (std::size_t i = 0; i < numbers; ++i)
        parts[i] *= way.length(i);
    return parts;
}

double expected(std::span<const float> log_prior, std::span<const float> margins,
                std::span<const float> cell_values) {
    double largest = -1e300;
    for (std::size_t c = 0; c < log_prior.size(); ++c)
        largest = std::max(largest, static_cast<double>(log_prior[c] + margins[c]));
    double sum = 0;
    double value = 0;
    for (std::size_t c = 0; c < log_prior.size(); ++c) {
        const double share = std::exp(static_cast<double>(log_prior[c] + margins[c]) - largest);
        sum += share;
        value += share * static_cast<double>(cell_values[c]);
    }
    return value / sum;
}

std::vector<float> repeated(std::span<const float> numbers, std::size_t times) {
    std::vector<float> all;
    for (std::size_t i = 0; i < times; ++i)
        all.insert(all.end(), numbers.begin(), numbers.end());
    return all;
}

}  // namespace

Result<Attribution> integrated_gradients(Differentiator& net, const NetShape& shape,
                                         std::span<const float> parameters,
                                         const NetInputs& question,
                                         std::span<const float> log_prior,
                                         std::span<const float> cell_values, std::size_t points) {
    const std::vector<float> no_statics(shape.statics, 0.0F);
    std::vector<float> no_steps(shape.steps * shape.step_inputs, 0.0F);
    for (std::size_t k = 0; k < shape.steps; ++k)
        no_steps[k * shape.step_inputs] = question.steps[k * shape.step_inputs];
    Way statics(no_statics, question.statics);
    Way steps(no_steps, question.steps);
    for (std::size_t p = 0; p < points; ++p) {
        statics.add(stop_at(p, points).share);
        steps.add(stop_at(p, points).share);
    }
    std::vector<float> by_statics(statics.rows.size());
    std::vector<float> by_steps(steps.rows.size());
    SEATSYNC_CHECK(net.input_gradient(parameters, {points, statics.rows, steps.rows},
                                      repeated(log_prior, points), cell_values, by_statics,
                                      by_steps));
    Way static_ends(no_statics, question.statics);
    Way step_ends(no_steps, question.steps);
    for (const double end : {0.0, 1.0}) {
        static_ends.add(end);
        step_ends.add(end);
    }
    std::vector<float> margins(2 * shape.cells);
    SEATSYNC_CHECK(net.margins(parameters, {2, static_ends.rows, step_ends.rows}, margins));
    const auto at_end = [&](std::size_t end) {
        return expected(log_prior, std::span(margins).subspan(end * shape.cells, shape.cells),
                        cell_values);
    };
    return Attribution{.base = at_end(0),
                       .answer = at_end(1),
                       .statics = gone(statics, by_statics, shape.statics, points),
                       .steps = gone(steps, by_steps, no_steps.size(), points)};
}

}  // namespace seatsync::model_torch
