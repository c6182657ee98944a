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
    show(total == 0 ? 0.0 : static_cast<double>(done) / static_cast<double>(total), "");
}

void ProgressLine::begin_step(double share, std::string_view step) {
    const std::scoped_lock lock(mutex_);
    if (environment_.err_is_terminal)
        show(share, step);
}

void ProgressLine::show(double share, std::string_view step) {
    constexpr int kBarColumns = 20;
    const double held = std::clamp(share, 0.0, 1.0);
    const auto filled = static_cast<std::size_t>(held * kBarColumns);
    shown_ = true;
    environment_.err << kEraseLine
                     << fmt::format("{} [{:<{}}] {:3.0f} % {}", label_, std::string(filled, '='),
                                    kBarColumns, held * 100, step)
                     << std::flush;
}

}  // namespace seatsync::cli
