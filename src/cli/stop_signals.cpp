#include "cli/stop_signals.hpp"

namespace seatsync::cli {

StopSignals::StopSignals(std::function<void()> on_stop) : on_stop_(std::move(on_stop)) {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals_, &before_);
    thread_ = std::thread([this] { watch(); });
}

StopSignals::~StopSignals() {
    ended_ = true;
    thread_.join();
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void StopSignals::watch() {
    constexpr timespec kPiece{.tv_sec = 0, .tv_nsec = 100'000'000};
    while (!ended_) {
        if (sigtimedwait(&signals_, nullptr, &kPiece) < 0)
            continue;
        pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);  // The next one ends the program.
        return on_stop_();
    }
}

}  // namespace seatsync::cli
