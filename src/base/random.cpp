#include "base/random.hpp"

#include <boost/random/exponential_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <boost/random/uniform_int_distribution.hpp>

#include <algorithm>
#include <cmath>

namespace seatsync::base {

Random Random::stream(std::string_view name) const {
    // FNV-1a over the name, started from the seed: stable across runs and platforms.
    std::uint64_t hash = 14695981039346656037ULL ^ (seed_ * 0x9E3779B97F4A7C15ULL);
    for (const char c : name) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ULL;
    }
    return Random(hash);
}

double Random::uniform() {
    return boost::random::uniform_01<double>{}(engine_);
}

double Random::uniform(double low, double high) {
    // The sum may round up to `high` itself, which is not of the range.
    return std::min(low + (high - low) * uniform(), std::nextafter(high, low));
}

std::int64_t Random::integer(std::int64_t low, std::int64_t high) {
    return boost::random::uniform_int_distribution<std::int64_t>(low, high)(engine_);
}

double Random::normal(double mean, double deviation) {
    return boost::random::normal_distribution<double>(mean, deviation)(engine_);
}

double Random::exponential(double rate) {
    return boost::random::exponential_distribution<double>(rate)(engine_);
}

std::int64_t Random::poisson(double mean) {
    return mean <= 0 ? 0 : boost::random::poisson_distribution<std::int64_t>(mean)(engine_);
}

}  // namespace seatsync::base
