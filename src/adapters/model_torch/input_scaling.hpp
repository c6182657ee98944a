#pragma once

#include "base/bytes.hpp"
#include "learning/samples.hpp"

#include <array>
#include <span>
#include <vector>

namespace seatsync::model_torch {

/// Turns a row of features and its path into the numbers a net reads: standardised with what was
/// measured on the training rows, never NaN. What is missing becomes 0, which is the mean, and a
/// number beside it that says so, if it ever was missing in training.
class InputScaling {
  public:
    /// `with_time_encodings`: steps also carry sines and cosines of their age (for attention, which
    /// knows no order of its own). Columns that never change are not read.
    [[nodiscard]] static InputScaling fit(const learning::Matrix& train, bool with_time_encodings);

    [[nodiscard]] std::size_t statics() const;
    [[nodiscard]] std::size_t step_inputs() const;
    [[nodiscard]] std::size_t steps() const { return steps_; }
    [[nodiscard]] std::size_t columns() const { return columns_; }
    /// Whether a matrix has the columns and paths that this was fitted on.
    [[nodiscard]] bool fits(const learning::Matrix& x) const;

    /// Writes row i of `x`; `statics` and `steps` have the sizes above.
    void encode(const learning::Matrix& x, std::size_t i, std::span<float> statics,
                std::span<float> steps) const;

    /// The column of the matrix that a static number comes from.
    [[nodiscard]] std::size_t column_of(std::size_t static_number) const;

    void save(base::ByteWriter& out) const;
    /// Errors: corrupt_data.
    [[nodiscard]] static Result<InputScaling> load(base::ByteReader& in);

  private:
    struct Scale {
        double mean = 0;
        double deviation = 1;
        friend bool operator==(const Scale&, const Scale&) = default;
    };
    struct Column {
        std::size_t index = 0;
        Scale scale;
        bool masked = false;  ///< Whether a second number tells that it is missing.
    };
    static constexpr std::size_t kScaledChannels = 6;

    [[nodiscard]] static Scale measured(const std::vector<double>& values);

    std::size_t columns_ = 0;
    std::size_t steps_ = 0;
    bool with_time_encodings_ = false;
    std::vector<Column> kept_;
    std::array<Scale, kScaledChannels> channels_;
};

}  // namespace seatsync::model_torch
