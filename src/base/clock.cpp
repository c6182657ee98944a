#include "base/clock.hpp"

namespace seatsync::base {

Instant SystemClock::now() const {
    return std::chrono::time_point_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now());
}

}  // namespace seatsync::base
