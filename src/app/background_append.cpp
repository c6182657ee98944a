#include "app/background_append.hpp"

namespace seatsync::app {

namespace {

constexpr std::size_t kWaitingMax = 4;

}  // namespace

BackgroundAppend::BackgroundAppend(AppendSession& session)
    : session_(session), thread_([this] { work(); }) {}

BackgroundAppend::~BackgroundAppend() {
    stop(true);
}

Result<void> BackgroundAppend::push(domain::ObservationBatch batch) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_.size() < kWaitingMax || !counts_; });
    if (!counts_)
        return counts_.error();
    waiting_.push(std::move(batch));
    changed_.notify_all();
    return {};
}

Result<AppendCounts> BackgroundAppend::finish() {
    stop(false);
    return counts_;
}

void BackgroundAppend::work() {
    while (const auto batch = take()) {
        const auto counts = session_.append(*batch);
        const std::lock_guard lock(mutex_);
        if (counts)
            *counts_ += *counts;
        else
            counts_ = counts.error();
        changed_.notify_all();
    }
}

std::optional<domain::ObservationBatch> BackgroundAppend::take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !waiting_.empty() || ended_ || !counts_; });
    if (waiting_.empty() || !counts_)
        return std::nullopt;
    auto batch = std::move(waiting_.front());
    waiting_.pop();
    changed_.notify_all();
    return batch;
}

void BackgroundAppend::stop(bool drop_waiting) {
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
        if (drop_waiting)
            waiting_ = {};
        changed_.notify_all();
    }
    if (thread_.joinable())
        thread_.join();
}

}  // namespace seatsync::app
