#include "cli/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace seatsync::cli {

namespace {

using namespace std::chrono_literals;

constexpr auto kSilence = 2s;
constexpr auto kStep = 200ms;
constexpr const char* kEraseLine = "\r\x1b[K";

}  // namespace

ProgressLine::ProgressLine(const Environment& environment, std::string label)
    : environment_(environment),
      label_(std::move(label)),
      next_at_(environment.clock.now() + kSilence) {}

ProgressLine::~ProgressLine() {
    if (shown_)
        environment_.err << kEraseLine << std::flush;
}

void ProgressLine::update(std::uint64_t done, std::uint64_t total) {
    const auto now = environment_.clock.now();
    if (!environment_.err_is_terminal || now < next_at_)
        return;
    next_at_ = now + kStep;
    shown_ = true;
    const std::uint64_t percent = total == 0 ? 0 : std::min(done, total) * 100 / total;
    environment_.err << kEraseLine << fmt::format("{} {:3} %", label_, percent) << std::flush;
}

}  // namespace seatsync::cli
