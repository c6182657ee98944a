#pragma once

#include <csignal>

#include <atomic>
#include <functional>
#include <thread>

namespace seatsync::cli {

/// Calls a function once at the first SIGINT or SIGTERM, on a thread of its own; the next one ends
/// the program. Make it before other threads: they inherit that they do not get these signals.
class StopSignals {
  public:
    explicit StopSignals(std::function<void()> on_stop);
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

  private:
    void watch();

    std::function<void()> on_stop_;
    sigset_t signals_{};
    sigset_t before_{};
    std::atomic<bool> ended_ = false;
    std::thread thread_;
};

}  // namespace seatsync::cli
