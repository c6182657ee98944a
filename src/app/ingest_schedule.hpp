#pragma once

#include "base/random.hpp"
#include "feed/source_api.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::app {

using domain::Instant;

struct ScheduleOptions {
    std::size_t per_host_max = 2;                      ///< Tasks of one host in flight.
    double jitter = 0.1;                               ///< Of each wait, up or down; in [0, 0.2].
    std::chrono::seconds near{std::chrono::hours(6)};  ///< Before the start: period_min.
    std::chrono::seconds far{std::chrono::hours(14 * 24)};  ///< And earlier: the whole period.
    double usual_move = 0.02;  ///< A price that moves so much between two askings halves the wait.
    std::chrono::seconds backoff{2};  ///< After the first failure; doubles with each.
    std::chrono::seconds backoff_max{300};
    std::size_t breaker_failures = 5;        ///< In a row, of one source: the breaker opens.
    std::chrono::seconds breaker_pause{60};  ///< Until the probe; doubles with each that fails.
    std::chrono::seconds breaker_pause_max{1800};
};

enum class BreakerState {
    closed,     ///< All is well.
    open,       ///< The source is left alone until the pause is over.
    half_open,  ///< One task is asked, as a probe.
};
[[nodiscard]] std::string_view name_of(BreakerState state);

/// A task and the host it is asked at.
struct PlannedTask {
    feed::Task task;
    std::string host;
};

/// A task whose time has come.
struct DueTask {
    std::string source;
    feed::Task task;
    bool is_retry = false;  ///< Its last asking failed.
};

/// How an asking ended. Neither member set: well.
struct TaskEnd {
    std::optional<ErrorCode> error = {};
    std::optional<Instant> not_before = {};  ///< The rate limit: the source rests; no failure.
};

/// Says what to ask when. Pure: time comes in, randomness is seeded. A task is in flight from `due`
/// to `finished`. Not thread-safe.
///
/// A task waits between its period, far from its next game, and period_min, near it (the logarithm
/// of the wait falls evenly with the logarithm of the time left), less when its prices move. After
/// a failure that may pass it waits a backoff; after one that will not (a wrong request, an answer
/// that makes no sense) its period. Failures in a row open the breaker of their source alone.
class IngestSchedule {
  public:
    IngestSchedule(ScheduleOptions options, base::Random random);

    /// The tasks of a source, in the place of those before. A task that stays keeps its state; a
    /// new one is due at a time within its first wait, at most 30 s ahead.
    void set_tasks(const std::string& source, const std::vector<PlannedTask>& tasks, Instant now);

    /// The task that is due and matters most (greatest priority, where each missed period counts
    /// one more); nothing when none may be asked now.
    [[nodiscard]] std::optional<DueTask> due(Instant now);
    void finished(const std::string& source, const std::string& task, const TaskEnd& end,
                  Instant now);

    /// The mean |log| change of the prices that the last asking of the task told.
    void moved(const std::string& source, const std::string& task, double log_change);

    /// When `due` may next have an answer, if nothing finishes before; nothing: when something
    /// finishes.
    [[nodiscard]] std::optional<Instant> next_wake() const;

    [[nodiscard]] BreakerState breaker(const std::string& source) const;
    /// The first time at which a task of the source is to be asked; nothing without tasks.
    [[nodiscard]] std::optional<Instant> next_run(const std::string& source) const;
    /// What it waits after a success, before jitter.
    [[nodiscard]] std::chrono::microseconds wait_of(const std::string& source,
                                                    const std::string& task, Instant now) const;
    [[nodiscard]] std::size_t tasks(const std::string& source) const;

  private:
    struct Slot {
        feed::Task task;
        std::string host;
        Instant due_at;
        bool in_flight = false;
        bool retired = false;  ///< Goes when it is no longer in flight.
        std::size_t failures = 0;
        double movement = 0;  ///< Of its prices, running mean.
    };
    struct Source {
        std::map<std::string, Slot> slots;
        BreakerState breaker = BreakerState::closed;
        std::size_t failures = 0;  ///< In a row.
        std::chrono::seconds pause{};
        Instant not_before = Instant::min();  ///< Rate limit, or the end of the breaker's pause.
        std::size_t in_flight = 0;
    };

    [[nodiscard]] std::chrono::microseconds wait_of(const Slot& slot, Instant now) const;
    [[nodiscard]] std::chrono::microseconds backoff_of(const Slot& slot) const;
    [[nodiscard]] std::chrono::microseconds jittered(std::chrono::microseconds wait);
    [[nodiscard]] bool may_ask(const Source& source, const Slot& slot) const;
    void note_success(Source& source);
    void note_failure(Source& source, Instant now);
    void plan_next(Slot& slot, const TaskEnd& end, Instant now);

    ScheduleOptions options_;
    base::Random random_;
    std::map<std::string, Source> sources_;
    std::map<std::string, std::size_t> in_flight_;  ///< By host.
};

}  // namespace seatsync::app
