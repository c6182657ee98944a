#include "base/clock.hpp"

#include "base/invariant.hpp"

#include <cmath>

namespace seatsync::base {

Instant SystemClock::now() const {
    return std::chrono::time_point_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now());
}

ScaledClock::ScaledClock(Instant from, double speed)
    : from_(from), speed_(speed), began_(std::chrono::steady_clock::now()) {
    SEATSYNC_INVARIANT(std::isfinite(speed) && speed > 0);
}

Instant ScaledClock::now() const {
    const std::chrono::duration<double, std::micro> real =
        std::chrono::steady_clock::now() - began_;
    return from_ + std::chrono::microseconds(std::llround(real.count() * speed_));
}

}  // namespace seatsync::base
