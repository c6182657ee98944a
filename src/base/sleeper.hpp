#pragma once

#include "base/clock.hpp"

#include <condition_variable>
#include <mutex>
#include <vector>

namespace seatsync::base {

/// Waiting, by a clock, that can be ended from outside. Thread-safe.
class Sleeper {
  public:
    virtual ~Sleeper() = default;

    /// Waits until the clock shows `until`, at once when it is past. False: stopped, before or
    /// during the wait. Instant::max() waits for the stop.
    [[nodiscard]] virtual bool sleep_until(Instant until) = 0;
    /// Ends all waits, now and later.
    virtual void stop() = 0;
};

/// Waits in real time; `speed` is how fast the clock runs (1, or that of a ScaledClock).
class ClockSleeper final : public Sleeper {
  public:
    /// `clock` outlives it.
    explicit ClockSleeper(const Clock& clock, double speed = 1) : clock_(clock), speed_(speed) {}

    [[nodiscard]] bool sleep_until(Instant until) override;
    void stop() override;

  private:
    const Clock& clock_;
    double speed_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopped_ = false;
};

/// For tests: moves the clock forward instead of waiting, and remembers how far. One thread alone.
class ManualSleeper final : public Sleeper {
  public:
    explicit ManualSleeper(ManualClock& clock) : clock_(clock) {}

    [[nodiscard]] bool sleep_until(Instant until) override;
    void stop() override { stopped_ = true; }

    [[nodiscard]] const std::vector<Instant>& sleeps() const { return sleeps_; }

  private:
    ManualClock& clock_;
    std::vector<Instant> sleeps_;
    bool stopped_ = false;
};

}  // namespace seatsync::base
