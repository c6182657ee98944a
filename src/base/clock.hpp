#pragma once

#include <chrono>

namespace seatsync::base {

/// UTC, microseconds since 1970 without leap seconds: the resolution of PostgreSQL.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

/// Where "now" comes from. Backtest, paper and live differ in this object alone.
class Clock {
  public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
  public:
    [[nodiscard]] Instant now() const override;
};

/// Begins at `from` when it is made and runs `speed` times as fast as real time; never goes back.
class ScaledClock final : public Clock {
  public:
    /// `speed` > 0; 200 passes a day in 7.2 minutes.
    ScaledClock(Instant from, double speed);
    [[nodiscard]] Instant now() const override;
    [[nodiscard]] double speed() const { return speed_; }

  private:
    Instant from_;
    double speed_;
    std::chrono::steady_clock::time_point began_;
};

/// Stands still until told otherwise.
class ManualClock final : public Clock {
  public:
    explicit ManualClock(Instant now) : now_(now) {}
    [[nodiscard]] Instant now() const override { return now_; }
    void set(Instant now) { now_ = now; }

  private:
    Instant now_;
};

}  // namespace seatsync::base
