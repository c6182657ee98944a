#pragma once

#include <boost/random/mersenne_twister.hpp>

#include <cstdint>
#include <string_view>

namespace seatsync::base {

/// Seeded randomness. The same seed gives the same numbers on every platform and standard library
/// (Boost.Random fixes its algorithms; those of <random> are free to differ).
class Random {
  public:
    explicit Random(std::uint64_t seed) : seed_(seed), engine_(seed) {}

    /// An independent stream for a part of the work, named so that adding a part leaves the
    /// numbers of the others as they were.
    [[nodiscard]] Random stream(std::string_view name) const;

    [[nodiscard]] double uniform();                         ///< In [0, 1).
    [[nodiscard]] double uniform(double low, double high);  ///< In [low, high); low < high.
    [[nodiscard]] std::int64_t integer(std::int64_t low, std::int64_t high);  ///< In [low, high].
    [[nodiscard]] double normal(double mean, double deviation);               ///< deviation >= 0.
    [[nodiscard]] double exponential(double rate);    ///< rate > 0; mean 1/rate.
    [[nodiscard]] std::int64_t poisson(double mean);  ///< mean >= 0.
    [[nodiscard]] bool chance(double probability) { return uniform() < probability; }

  private:
    std::uint64_t seed_;
    boost::random::mt19937_64 engine_;
};

}  // namespace seatsync::base
