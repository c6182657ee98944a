#pragma once

#include "app/market_store.hpp"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <queue>
#include <thread>

namespace seatsync::app {

/// Appends batches to a session on a thread of its own, so that reading the next batch and storing
/// this one overlap. At most a few batches wait; then `push` waits too.
///
/// The session is used by that thread alone until `finish` returns or the object is gone.
class BackgroundAppend {
  public:
    explicit BackgroundAppend(AppendSession& session);
    /// Drops what still waits.
    ~BackgroundAppend();
    BackgroundAppend(const BackgroundAppend&) = delete;
    BackgroundAppend& operator=(const BackgroundAppend&) = delete;

    /// Errors: that of the first append that failed, now or before.
    [[nodiscard]] Result<void> push(domain::ObservationBatch batch);

    /// Waits until everything pushed is appended; nothing may be pushed after it. Errors as for
    /// `push`.
    [[nodiscard]] Result<AppendCounts> finish();

  private:
    void work();
    [[nodiscard]] std::optional<domain::ObservationBatch> take();
    void stop(bool drop_waiting);

    AppendSession& session_;
    std::mutex mutex_;  ///< Guards what follows.
    std::condition_variable changed_;
    std::queue<domain::ObservationBatch> waiting_;
    bool ended_ = false;
    Result<AppendCounts> counts_ = AppendCounts{};
    std::thread thread_;
};

}  // namespace seatsync::app
