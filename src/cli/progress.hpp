#pragma once

#include "cli/environment.hpp"

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

namespace seatsync::cli {

/// One line on `err` that says how far a long task has come. Shown on a terminal alone; gone at the
/// end of the scope.
class ProgressLine {
  public:
    ProgressLine(const Environment& environment, std::string label);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// `done` of `total` units of work. Shown once the task has taken two seconds.
    void update(std::uint64_t done, std::uint64_t total);

    /// A step of a task of a few long steps, begun with `share` of all work done. Shown at once: no
    /// later call may come for a while. From any thread.
    void begin_step(double share, std::string_view step);

  private:
    void show(double share, std::string_view step);

    const Environment& environment_;
    std::string label_;
    base::Instant next_at_;
    bool shown_ = false;
    std::mutex mutex_;
};

}  // namespace seatsync::cli
