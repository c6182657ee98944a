#pragma once

#include "testing/fakes/fake_market_store.hpp"

#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

namespace seatsync::testing {

/// A store in memory whose appending can be made to stand still, or to fail. The first session, by
/// which a pipeline waits for those before it, is no append. Thread-safe.
class TroubleStore : public FakeMarketStore {
  public:
    /// Appends wait from now on, until `go_on`.
    void stand_still() {
        const std::lock_guard lock(mutex_);
        standing_ = true;
    }
    void go_on() {
        const std::lock_guard lock(mutex_);
        standing_ = false;
        changed_.notify_all();
    }
    /// The next so many appends fail.
    void fail_next(std::size_t appends, ErrorCode code) {
        const std::lock_guard lock(mutex_);
        failures_ = appends;
        code_ = code;
    }
    /// What a writer that is gone has sent: it is stored before the first session begins.
    void commit_late(std::vector<domain::ObservationBatch> batches) {
        const std::lock_guard lock(mutex_);
        late_ = std::move(batches);
    }
    /// Waits until so many appends were tried since the beginning.
    void await_appends(std::size_t tried) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return tried_ >= tried; });
    }

    /// Tried so far.
    [[nodiscard]] std::size_t appends() const {
        const std::lock_guard lock(mutex_);
        return tried_;
    }

    [[nodiscard]] Result<std::unique_ptr<app::AppendSession>> begin_append() override {
        {
            std::unique_lock lock(mutex_);
            if (!std::exchange(begun_, true)) {
                append_late();
                return FakeMarketStore::begin_append();
            }
            ++tried_;
            changed_.notify_all();
            changed_.wait(lock, [this] { return !standing_; });
            if (failures_ > 0) {
                --failures_;
                return fail(code_, "the disk is gone");
            }
        }
        return FakeMarketStore::begin_append();
    }

  private:
    void append_late() {
        const auto session = FakeMarketStore::begin_append().value();
        for (const domain::ObservationBatch& batch : std::exchange(late_, {}))
            session->append(batch).value();
        session->commit().value();
    }

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool begun_ = false;
    std::vector<domain::ObservationBatch> late_;
    bool standing_ = false;
    std::size_t failures_ = 0;
    std::size_t tried_ = 0;
    ErrorCode code_ = ErrorCode::unavailable;
};

}  // namespace seatsync::testing
