#pragma once

#include <cmath>
#include <cstdint>

namespace seatsync::features {

// Sums from which a part can be taken out again without a trace: whole numbers of a fixed fraction.
// A sum over a sliding window is then the same, bit for bit, whether it was carried along or added
// up anew, and an unchanged price is exactly unchanged.

__extension__ using Wide = __int128;

/// Fraction of log prices and log counts: 2^-36, 1.5e-11.
inline constexpr int kFractionBits = 36;

/// `value` in whole numbers of 2^-bits; finite.
[[nodiscard]] inline std::int64_t quantised(double value, int bits = kFractionBits) {
    return std::llround(std::ldexp(value, bits));
}

[[nodiscard]] inline double unquantised(double sum, int bits = kFractionBits) {
    return std::ldexp(sum, -bits);
}

/// A straight line through points by least squares.
struct Line {
    double slope = 0;  ///< Of y over x; NaN when x does not vary.
    double error = 0;  ///< Its standard error; NaN below three points.
    std::int64_t points = 0;
};

/// Sums over pairs (x, y) of whole numbers, |x| < 2^42, |y| < 2^42, fewer than 2^21 of them.
class PairSums {
  public:
    void add(std::int64_t x, std::int64_t y) { change(x, y, 1); }
    void remove(std::int64_t x, std::int64_t y) { change(x, y, -1); }
    [[nodiscard]] std::int64_t points() const { return points_; }
    /// NaN without points.
    [[nodiscard]] double mean_y() const;
    /// In units of y per x.
    [[nodiscard]] Line line() const;

  private:
    void change(std::int64_t x, std::int64_t y, int sign) {
        points_ += sign;
        x_ += sign * Wide{x};
        y_ += sign * Wide{y};
        xx_ += sign * Wide{x} * x;
        xy_ += sign * Wide{x} * y;
        yy_ += sign * Wide{y} * y;
    }

    std::int64_t points_ = 0;
    Wide x_ = 0, y_ = 0, xx_ = 0, xy_ = 0, yy_ = 0;
};

/// Count, sum and squares of numbers.
class Moments {
  public:
    void add(double value) { change(quantised(value), 1); }
    void remove(double value) { change(quantised(value), -1); }
    void add(const Moments& other, int sign) {
        count_ += sign * other.count_;
        sum_ += sign * other.sum_;
        squares_ += sign * other.squares_;
    }
    [[nodiscard]] std::int64_t count() const { return count_; }
    /// NaN when there are none.
    [[nodiscard]] double mean() const;
    /// Of the mean; NaN below two.
    [[nodiscard]] double error_of_mean() const;
    /// With the n - 1 divisor; NaN below two.
    [[nodiscard]] double deviation() const;

  private:
    void change(std::int64_t value, int sign) {
        count_ += sign;
        sum_ += sign * value;
        squares_ += sign * Wide{value} * value;
    }

    std::int64_t count_ = 0;
    Wide sum_ = 0;
    Wide squares_ = 0;
};

}  // namespace seatsync::features
