#pragma once

#include "app/ingest_fates.hpp"
#include "app/ingest_schedule.hpp"
#include "app/source_status_store.hpp"
#include "feed/fetcher.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace seatsync::app {

/// The newest lags, of which quantiles are told. At most 1000 are kept.
class LagWindow {
  public:
    void add(std::chrono::microseconds lag);
    /// By nearest rank; `share` in (0, 1]. Nothing before the first.
    [[nodiscard]] std::optional<std::chrono::microseconds> quantile(double share) const;

  private:
    std::deque<std::chrono::microseconds> lags_;
};

/// An error and when it came.
struct TimedError {
    Error error;
    Instant at;
};

/// How one source is doing. Counts are since the pipeline began.
struct SourceStatus {
    feed::SourceInfo info = {};
    BreakerState breaker = BreakerState::closed;
    bool is_failing = false;  ///< The last asking failed.
    std::size_t tasks = 0;
    feed::FetchCounts fetched = {};
    std::uint64_t retries = 0;                              ///< Askings after a failure.
    FateCounts fates = {};                                  ///< Of the items, acknowledged.
    std::uint64_t observations = 0;                         ///< Stored.
    std::uint64_t flagged = 0;                              ///< Stored, and odd.
    std::optional<std::chrono::microseconds> lag_p50 = {};  ///< From received to durable, by the
    std::optional<std::chrono::microseconds> lag_p99 = {};  ///< pipeline's clock.
    std::optional<TimedError> last_error = {};
    std::optional<Instant> last_answer_at = {};
    std::optional<std::int64_t> quota_left = {};
    std::optional<Instant> next_run = {};
};

/// "unconfigured", "open" (the breaker), "degraded" (the last asking failed), "waiting" (no answer
/// yet) or "ok".
[[nodiscard]] std::string_view state_of(const SourceStatus& status);

/// docs/api.md lists the fields.
[[nodiscard]] StoredSourceStatus stored_form(const SourceStatus& status, Instant now);

}  // namespace seatsync::app
