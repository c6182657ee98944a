#pragma once

#include "base/random.hpp"
#include "features/recent_path.hpp"
#include "learning/predictor.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace seatsync::model_torch {

using features::kPathChannels;
using features::kPathSteps;

inline constexpr std::size_t kDaysColumn = 0;
inline constexpr std::size_t kColumns = 3;
inline constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();
/// So many steps before the row tell by their prices where the price will go.
inline constexpr std::size_t kTelling = 3;

/// Room for a path with nothing in it; the last step is written first.
class PathWriter {
  public:
    PathWriter() : values_(kPathSteps * kPathChannels, kMissing) {}
    void write(std::size_t back, const std::array<float, kPathChannels>& numbers) {
        for (std::size_t c = 0; c < kPathChannels; ++c)
            values_[(kPathSteps - 1 - back) * kPathChannels + c] = numbers[c];
    }
    void append_to(learning::Matrix& x) const {
        x.paths.steps = kPathSteps;
        x.paths.channels = kPathChannels;
        x.paths.values.insert(x.paths.values.end(), values_.begin(), values_.end());
    }

  private:
    std::vector<float> values_;
};

/// Questions whose features are noise. The price moves up where the path's prices one to three
/// steps back lie above that at the row in sum, and down where they lie below, in `agree` of the
/// rows; a fifth does not move. Paths are of uneven length, some numbers are missing.
inline learning::Samples planted_paths(std::size_t rows, std::uint64_t seed, double agree = 0.9) {
    base::Random random(seed);
    learning::Samples samples;
    samples.x.columns = kColumns;
    for (std::size_t i = 0; i < rows; ++i) {
        const std::array<float, kColumns> row = {
            static_cast<float>(random.uniform(0.1, 40)), static_cast<float>(random.normal(0, 1)),
            random.chance(0.2) ? kMissing : static_cast<float>(random.normal(0, 1))};
        samples.x.add(row);
        PathWriter path;
        path.write(0, {0, 0, 3, 0.5F, 0});
        const auto steps = static_cast<std::size_t>(random.integer(5, 16));
        double telling = 0;
        for (std::size_t back = 1; back < steps; ++back) {
            const double price = random.normal(0, 0.2);
            telling += back <= kTelling ? price : 0.0;
            path.write(back, {static_cast<float>(back) * 0.5F, static_cast<float>(price),
                              static_cast<float>(random.normal(3, 0.5)),
                              random.chance(0.1) ? kMissing : 0.5F, 1});
        }
        path.append_to(samples.x);
        const double size = std::abs(random.normal(0, 0.1));
        const bool up = (telling > 0) == random.chance(agree);
        samples.log_ratio.push_back(random.chance(0.2) ? 0.0 : up ? size : -size);
        samples.event.push_back(i);
    }
    return samples;
}

/// One question of `kColumns` numbers, five days before the event, with a path of six steps whose
/// price was `before` up to three steps back.
inline learning::Matrix question_with(float before) {
    learning::Matrix x{.columns = kColumns, .values = {5, 0, 0}, .paths = {}};
    PathWriter path;
    path.write(0, {0, 0, 3, 0.5F, 0});
    for (std::size_t back = 1; back < 6; ++back)
        path.write(back,
                   {static_cast<float>(back) * 0.5F, back <= kTelling ? before : 0.0F, 3, 0.5F, 1});
    path.append_to(x);
    return x;
}

}  // namespace seatsync::model_torch
