#include "app/ingest_queue.hpp"

#include <algorithm>

namespace seatsync::app {

Result<void> IngestQueue::push(QueuedPage page) {
    const std::size_t bytes = page.page.bytes;
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return closed_ || pages_.empty() || bytes_ + bytes <= bytes_max_; });
    if (closed_)
        return fail(ErrorCode::unavailable, "the pipeline ends");
    pages_.push_back(std::move(page));
    bytes_ += bytes;
    bytes_peak_ = std::max(bytes_peak_, bytes_);
    filled_.notify_one();
    return {};
}

std::optional<QueuedPage> IngestQueue::pop() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [&] { return closed_ || !pages_.empty(); });
    return take();
}

std::optional<QueuedPage> IngestQueue::try_pop() {
    const std::lock_guard lock(mutex_);
    return take();
}

std::optional<QueuedPage> IngestQueue::take() {
    if (pages_.empty())
        return std::nullopt;
    QueuedPage page = std::move(pages_.front());
    pages_.pop_front();
    bytes_ -= page.page.bytes;
    room_.notify_all();
    return page;
}

void IngestQueue::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    room_.notify_all();
    filled_.notify_all();
}

std::size_t IngestQueue::bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
}

std::size_t IngestQueue::bytes_peak() const {
    const std::lock_guard lock(mutex_);
    return bytes_peak_;
}

}  // namespace seatsync::app
