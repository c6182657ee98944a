#include "app/ingest.hpp"

#include "app/ingest_watch.hpp"
#include "market/team_tables.hpp"

#include <algorithm>
#include <thread>

namespace seatsync::app {

namespace {

using namespace std::chrono_literals;

constexpr auto kLookBack = 6h;          // A game that runs is still followed.
constexpr auto kPieceMax = 1s;          // Of a wait: clocks may be set.
constexpr auto kRealTickLeast = 500ms;  // However fast the clock runs.

}  // namespace

Ingest::Ingest(IngestWorld world, std::vector<std::unique_ptr<feed::SourceApi>> sources,
               IngestOptions options)
    : world_(world),
      options_(std::move(options)),
      sleeper_(world.clock, options_.speed),
      queue_(options_.queue_bytes_max),
      schedule_(options_.schedule, base::Random(options_.seed)) {
    for (auto& api : sources) {
        Source source;
        source.fetcher =
            std::make_unique<feed::Fetcher>(*api, world_.client, world_.clock, sleeper_);
        source.api = std::move(api);
        const std::string name = source.api->info().name;
        sources_.emplace(name, std::move(source));
    }
}

Ingest::~Ingest() = default;

Result<void> Ingest::run() {
    SEATSYNC_CHECK(prepare());
    std::thread consumer([this] { consume(); });
    std::vector<std::thread> workers;
    for (std::size_t i = 0; i < options_.workers; ++i)
        workers.emplace_back([this] { work(); });
    tick();
    stop();
    for (std::thread& worker : workers)
        worker.join();
    queue_.close();
    consumer.join();
    tell_statuses();
    if (store_error_)
        return base::in_context(*store_error_, "what was read last could not be stored");
    return {};
}

void Ingest::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    sleeper_.stop();
    changed_.notify_all();
}

Result<void> Ingest::prepare() {
    // A database server may still be committing for a pipeline that was killed: a session of our
    // own comes after that, so that what is recalled below is all that was stored.
    SEATSYNC_CHECK(world_.store.begin_append());
    const Instant now = world_.clock.now();
    SEATSYNC_TRY(const auto games, world_.store.events({.starts_from = now - kLookBack}, now));
    names_ = team_names_with(options_.teams, games);
    normaliser_ = std::make_unique<Normaliser>(world_.store, *names_,
                                               market::shipped_venue_tables(), options_.normalise);
    return refresh();
}

/// Looks anew at what is followed, and gives the schedule the tasks for it.
Result<void> Ingest::refresh() {
    const Instant now = world_.clock.now();
    std::vector<domain::Event> games;
    {
        const std::lock_guard lock(normaliser_mutex_);
        SEATSYNC_CHECK(normaliser_->load(now));
        games = normaliser_->events().games_in(now - kLookBack, now + options_.horizon);
    }
    const auto watch = watch_of(std::move(games), options_.leagues, options_.venues, *names_);
    const std::lock_guard lock(mutex_);
    for (const auto& [name, source] : sources_) {
        std::vector<PlannedTask> tasks;
        if (source.api->info().missing.empty())
            for (feed::Task& task : source.api->tasks(watch, now)) {
                std::string host = feed::host_of(source.api->request(task, {}, now));
                tasks.push_back({std::move(task), std::move(host)});
            }
        schedule_.set_tasks(name, tasks, now);
    }
    changed_.notify_all();
    return {};
}

/// Until the end: statuses and what is followed, again and again.
void Ingest::tick() {
    const auto at_least = [this](std::chrono::microseconds interval) {
        const auto real = std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::duration<double>(kRealTickLeast) * options_.speed);
        return std::max(interval, real);
    };
    const Instant begin = world_.clock.now();
    Instant next_status = begin + at_least(options_.status_every);
    Instant next_refresh = begin + at_least(options_.refresh);
    const Instant until = options_.until.value_or(Instant::max());
    while (sleeper_.sleep_until(std::min({next_status, next_refresh, until}))) {
        const Instant now = world_.clock.now();
        if (now >= until)
            return;
        if (now >= next_refresh) {
            // A store that does not answer is waited for where it matters, by `consume`.
            if (refresh())
                next_refresh = now + at_least(options_.refresh);
            else
                next_refresh = now + at_least(options_.status_every);
        }
        if (now >= next_status) {
            tell_statuses();
            next_status = now + at_least(options_.status_every);
        }
    }
}

void Ingest::tell_statuses() {
    if (world_.statuses == nullptr)
        return;
    std::vector<StoredSourceStatus> stored;
    for (const SourceStatus& status : statuses())
        stored.push_back(stored_form(status, world_.clock.now()));
    // The next one tells the same and more; a status that is lost is no loss.
    static_cast<void>(world_.statuses->save(stored));
}

std::vector<SourceStatus> Ingest::statuses() const {
    const std::lock_guard lock(mutex_);
    std::vector<SourceStatus> all;
    for (const auto& [name, source] : sources_)
        all.push_back({.info = source.api->info(),
                       .breaker = schedule_.breaker(name),
                       .is_failing = source.is_failing,
                       .tasks = schedule_.tasks(name),
                       .fetched = source.fetcher->counts(),
                       .retries = source.retries,
                       .fates = source.fates,
                       .observations = source.observations,
                       .flagged = source.flagged,
                       .lag_p50 = source.lags.quantile(0.5),
                       .lag_p99 = source.lags.quantile(0.99),
                       .last_error = source.last_error,
                       .last_answer_at = source.last_answer_at,
                       .quota_left = source.fetcher->quota_left(),
                       .next_run = schedule_.next_run(name)});
    return all;
}

void Ingest::work() {
    while (const auto due = wait_for_task())
        ask(*due);
}

std::optional<DueTask> Ingest::wait_for_task() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        const Instant now = world_.clock.now();
        if (auto due = schedule_.due(now))
            return due;
        const auto wake = schedule_.next_wake();
        const std::chrono::duration<double> wait =
            wake ? std::chrono::duration<double>(*wake - now) / options_.speed : kPieceMax;
        changed_.wait_for(lock, std::clamp<std::chrono::duration<double>>(wait, 0s, kPieceMax));
    }
    return std::nullopt;
}

void Ingest::ask(const DueTask& due) {
    feed::Fetcher& fetcher = *sources_.at(due.source).fetcher;
    const auto sink = [&](feed::FetchedPage page) {
        return queue_.push({due.source, std::move(page)});
    };
    const auto outcome = fetcher.fetch(due.task, sink);
    if (!stopping_ || !outcome.error)
        note_end(due, outcome);
}

void Ingest::note_end(const DueTask& due, const feed::FetchOutcome& outcome) {
    const Instant now = world_.clock.now();
    TaskEnd end{.error = {}, .not_before = outcome.not_before};
    if (outcome.error)
        end.error = outcome.error->code;
    const std::lock_guard lock(mutex_);
    Source& source = sources_.at(due.source);
    source.retries += due.is_retry ? 1 : 0;
    if (outcome.error)
        source.last_error = TimedError{*outcome.error, now};
    else if (!outcome.not_before)
        source.last_answer_at = now;
    source.is_failing = outcome.error.has_value();
    schedule_.finished(due.source, due.task.key, end, now);
    changed_.notify_all();
}

}  // namespace seatsync::app
