#pragma once

#include "app/ingest_normalise.hpp"
#include "app/ingest_queue.hpp"
#include "app/ingest_schedule.hpp"
#include "app/ingest_status.hpp"
#include "app/market_store.hpp"
#include "app/source_status_store.hpp"
#include "base/sleeper.hpp"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace seatsync::app {

struct IngestOptions {
    std::size_t workers = 8;                         ///< Requests in flight at most.
    std::size_t queue_bytes_max = 32U << 20U;        ///< Read and not yet stored.
    std::size_t commit_bytes_max = 4U << 20U;        ///< Of answers, in one commit.
    std::vector<std::string> leagues = {};           ///< Besides those of the known games.
    std::map<std::string, feed::Place> venues = {};  ///< Besides those that tables know.
    std::vector<market::LeagueTeams> teams = {};     ///< Besides those that tables know.
    std::chrono::seconds horizon{21 * 24 * 3600};    ///< Games that start within it are followed.
    std::chrono::seconds refresh{60};                ///< What is followed is looked at anew.
    std::chrono::seconds status_every{5};
    std::chrono::milliseconds store_retry{1000};  ///< Real time until a store that failed is tried
                                                  ///< again.
    std::optional<Instant> until = {};            ///< Ends then by itself.
    std::uint64_t seed = 1;                       ///< Of the jitter.
    double speed = 1;                             ///< How fast the clock runs against real time.
    /// The acknowledgement: called after each commit with what it made durable, in order.
    std::function<void(const domain::ObservationBatch&)> on_stored = {};
    ScheduleOptions schedule = {};
    NormaliseOptions normalise = {};
};

/// What the pipeline works with; all of it outlives the pipeline.
struct IngestWorld {
    feed::HttpClient& client;
    MarketStore& store;
    SourceStatusStore* statuses = nullptr;  ///< Null: nobody else is told.
    const base::Clock& clock;
};

/// The pipeline: worker threads ask the sources as the schedule says; what they read waits in a
/// queue with a bound; one thread understands it in order and stores it, many pages in one commit.
/// What is committed is acknowledged, and counts. A store that fails or stands still is waited for:
/// nothing is dropped, the queue fills, and the sources are asked less.
///
/// The sources are those that are configured; the others only have a status. Use it once.
class Ingest {
  public:
    Ingest(IngestWorld world, std::vector<std::unique_ptr<feed::SourceApi>> sources,
           IngestOptions options);
    ~Ingest();
    Ingest(const Ingest&) = delete;
    Ingest& operator=(const Ingest&) = delete;

    /// Runs until `stop` or options.until; then what was read is stored. Errors: those of the store
    /// at the start, and when it failed at the end, which lost what was not acknowledged.
    [[nodiscard]] Result<void> run();

    /// From any thread; `run` then returns once the requests on their way have ended.
    void stop();

    /// By name of the source. From any thread.
    [[nodiscard]] std::vector<SourceStatus> statuses() const;
    /// The most that the queue ever held.
    [[nodiscard]] std::size_t queue_bytes_peak() const { return queue_.bytes_peak(); }

  private:
    struct Source {
        std::unique_ptr<feed::SourceApi> api;
        std::unique_ptr<feed::Fetcher> fetcher;
        bool is_failing = false;
        std::uint64_t retries = 0;
        FateCounts fates = {};
        std::uint64_t observations = 0;
        std::uint64_t flagged = 0;
        LagWindow lags = {};
        std::optional<TimedError> last_error = {};
        std::optional<Instant> last_answer_at = {};
    };

    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<void> refresh();
    void tell_statuses();
    void tick();

    void work();
    [[nodiscard]] std::optional<DueTask> wait_for_task();
    void ask(const DueTask& due);
    void note_end(const DueTask& due, const feed::FetchOutcome& outcome);

    void consume();
    struct Group;  ///< Pages that are committed together.
    [[nodiscard]] Result<Group> next_group(QueuedPage first);
    [[nodiscard]] Result<void> take(Group& group, QueuedPage page);
    [[nodiscard]] Result<void> commit_until_done(const domain::ObservationBatch& batch);
    [[nodiscard]] bool wait_for_store(const Error& error, std::size_t tries);
    void acknowledge(const Group& group);

    IngestWorld world_;
    IngestOptions options_;
    base::ClockSleeper sleeper_;
    IngestQueue queue_;
    std::map<std::string, Source> sources_;
    std::unique_ptr<market::TeamNames> names_;

    std::mutex normaliser_mutex_;
    std::unique_ptr<Normaliser> normaliser_;
    std::optional<Error> store_error_;  ///< Why the end lost something.

    mutable std::mutex mutex_;  ///< Guards the schedule and what sources_ count.
    std::condition_variable changed_;
    IngestSchedule schedule_;
    std::atomic<bool> stopping_ = false;
};

}  // namespace seatsync::app
