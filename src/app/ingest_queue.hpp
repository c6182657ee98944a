#pragma once

#include "feed/fetcher.hpp"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>

namespace seatsync::app {

/// A page on its way from the source to the store.
struct QueuedPage {
    std::string source;
    feed::FetchedPage page;
};

/// The pages that were read and are not yet stored, in order. While they hold more than
/// `bytes_max`, whoever wants to put one in waits: so a store that stands still slows the sources
/// down, and memory has a bound. Thread-safe.
class IngestQueue {
  public:
    explicit IngestQueue(std::size_t bytes_max) : bytes_max_(bytes_max) {}

    /// Waits for room. A page larger than the whole queue goes in when the queue is empty.
    /// Errors: unavailable when the queue is closed, before or during the wait.
    [[nodiscard]] Result<void> push(QueuedPage page);

    /// Waits for the next page; nothing when the queue is closed and empty.
    [[nodiscard]] std::optional<QueuedPage> pop();
    /// The next page if one is there.
    [[nodiscard]] std::optional<QueuedPage> try_pop();

    /// Nothing more comes in; what is in can be taken.
    void close();

    [[nodiscard]] std::size_t bytes() const;
    /// The most it ever held.
    [[nodiscard]] std::size_t bytes_peak() const;

  private:
    [[nodiscard]] std::optional<QueuedPage> take();

    const std::size_t bytes_max_;
    mutable std::mutex mutex_;  ///< Guards what follows.
    std::condition_variable room_;
    std::condition_variable filled_;
    std::deque<QueuedPage> pages_;
    std::size_t bytes_ = 0;
    std::size_t bytes_peak_ = 0;
    bool closed_ = false;
};

}  // namespace seatsync::app
