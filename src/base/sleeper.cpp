#include "base/sleeper.hpp"

#include <algorithm>

namespace seatsync::base {

bool ClockSleeper::sleep_until(Instant until) {
    // A clock may be set; a wait of at most this long in one piece notices it.
    constexpr std::chrono::duration<double, std::micro> kPieceMax = std::chrono::seconds(60);
    std::unique_lock lock(mutex_);
    while (!stopped_) {
        const Instant now = clock_.now();
        if (now >= until)
            return true;
        const std::chrono::duration<double, std::micro> left = until - now;
        changed_.wait_for(lock, std::min(left / speed_, kPieceMax));
    }
    return false;
}

void ClockSleeper::stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
}

bool ManualSleeper::sleep_until(Instant until) {
    if (stopped_)
        return false;
    if (until > clock_.now()) {
        sleeps_.push_back(until);
        clock_.set(until);
    }
    return true;
}

}  // namespace seatsync::base
