#pragma once

#include "cli/environment.hpp"

#include <cstdint>
#include <string>

namespace seatsync::cli {

/// One line on `err` that says how far a long task has come. Shown on a terminal alone, and only
/// once the task has taken two seconds; gone at the end of the scope.
class ProgressLine {
  public:
    ProgressLine(const Environment& environment, std::string label);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// `done` of `total` units of work.
    void update(std::uint64_t done, std::uint64_t total);

  private:
    const Environment& environment_;
    std::string label_;
    base::Instant next_at_;
    bool shown_ = false;
};

}  // namespace seatsync::cli
