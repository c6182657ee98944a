#include "app/ingest_schedule.hpp"

#include "base/invariant.hpp"

#include <algorithm>
#include <cmath>

namespace seatsync::app {

namespace {

using std::chrono::microseconds;
using Seconds = std::chrono::duration<double>;

constexpr std::chrono::seconds kFirstWaitMax{30};
constexpr double kMovementWeight = 0.3;  // Of the newest change in the running mean.

bool may_pass(ErrorCode code) {
    return code == ErrorCode::unavailable || code == ErrorCode::deadline_exceeded ||
           code == ErrorCode::conflict || code == ErrorCode::internal;
}

/// A question about something that is not there says nothing against its source.
bool counts_against_source(ErrorCode code) {
    return code != ErrorCode::not_found;
}

microseconds doubled(std::chrono::seconds first, std::size_t times, std::chrono::seconds most) {
    constexpr std::size_t kDoublingsMax = 30;
    const auto factor = std::int64_t{1} << std::min(times, kDoublingsMax);
    return first > most / factor ? most : first * factor;
}

}  // namespace

std::string_view name_of(BreakerState state) {
    switch (state) {
        case BreakerState::closed:
            return "closed";
        case BreakerState::open:
            return "open";
        case BreakerState::half_open:
            return "half_open";
    }
    return "closed";
}

IngestSchedule::IngestSchedule(ScheduleOptions options, base::Random random)
    : options_(options), random_(random) {}

void IngestSchedule::set_tasks(const std::string& source, const std::vector<PlannedTask>& tasks,
                               Instant now) {
    auto& slots = sources_[source].slots;
    for (auto& [key, slot] : slots)
        slot.retired = true;
    for (const PlannedTask& planned : tasks) {
        const auto [found, is_new] = slots.try_emplace(planned.task.key);
        Slot& slot = found->second;
        slot.retired = false;
        slot.task = planned.task;
        if (!slot.in_flight)
            slot.host = planned.host;
        if (is_new)
            slot.due_at =
                now + microseconds(std::llround(
                          random_.uniform() *
                          static_cast<double>(
                              std::min<microseconds>(wait_of(slot, now), kFirstWaitMax).count())));
    }
    std::erase_if(
        slots, [](const auto& entry) { return entry.second.retired && !entry.second.in_flight; });
}

bool IngestSchedule::may_ask(const Source& source, const Slot& slot) const {
    const auto host = in_flight_.find(slot.host);
    const bool host_free = host == in_flight_.end() || host->second < options_.per_host_max;
    const bool probing = source.breaker != BreakerState::closed && source.in_flight > 0;
    return !slot.in_flight && !slot.retired && host_free && !probing;
}

std::optional<DueTask> IngestSchedule::due(Instant now) {
    Source* best_source = nullptr;
    Slot* best = nullptr;
    std::string name;
    double best_rank = 0;
    for (auto& [source_name, source] : sources_) {
        if (source.not_before > now)
            continue;
        for (auto& [key, slot] : source.slots) {
            if (slot.due_at > now || !may_ask(source, slot))
                continue;
            const double rank =
                slot.task.priority + Seconds(now - slot.due_at) / Seconds(wait_of(slot, now));
            if (best != nullptr && rank <= best_rank)
                continue;
            best_source = &source;
            best = &slot;
            best_rank = rank;
            name = source_name;
        }
    }
    if (best == nullptr)
        return std::nullopt;
    if (best_source->breaker == BreakerState::open)
        best_source->breaker = BreakerState::half_open;
    best->in_flight = true;
    ++best_source->in_flight;
    ++in_flight_[best->host];
    return DueTask{std::move(name), best->task, best->failures > 0};
}

void IngestSchedule::finished(const std::string& source_name, const std::string& task,
                              const TaskEnd& end, Instant now) {
    const auto source = sources_.find(source_name);
    SEATSYNC_INVARIANT(source != sources_.end());
    const auto found = source->second.slots.find(task);
    SEATSYNC_INVARIANT(found != source->second.slots.end() && found->second.in_flight);
    Slot& slot = found->second;
    slot.in_flight = false;
    --source->second.in_flight;
    --in_flight_[slot.host];
    if (end.error && counts_against_source(*end.error))
        note_failure(source->second, now);
    else if (!end.not_before)
        note_success(source->second);
    if (end.not_before)
        source->second.not_before = std::max(source->second.not_before, *end.not_before);
    plan_next(slot, end, now);
    if (slot.retired)
        source->second.slots.erase(found);
}

void IngestSchedule::note_success(Source& source) {
    source.failures = 0;
    source.breaker = BreakerState::closed;
    source.pause = {};
}

void IngestSchedule::note_failure(Source& source, Instant now) {
    ++source.failures;
    const bool probe_failed = source.breaker == BreakerState::half_open;
    if (!probe_failed && source.failures < options_.breaker_failures)
        return;
    source.pause = probe_failed ? std::min(source.pause * 2, options_.breaker_pause_max)
                                : options_.breaker_pause;
    source.breaker = BreakerState::open;
    source.not_before = std::max(source.not_before, Instant(now + source.pause));
}

void IngestSchedule::plan_next(Slot& slot, const TaskEnd& end, Instant now) {
    if (end.not_before) {
        slot.due_at = now;  // The source rests, not the task.
        return;
    }
    if (!end.error) {
        slot.failures = 0;
        slot.due_at = now + jittered(wait_of(slot, now));
        return;
    }
    ++slot.failures;
    const bool passes = may_pass(*end.error);
    slot.due_at = now + jittered(passes ? backoff_of(slot) : wait_of(slot, now));
}

microseconds IngestSchedule::backoff_of(const Slot& slot) const {
    return doubled(options_.backoff, slot.failures - 1, options_.backoff_max);
}

microseconds IngestSchedule::jittered(microseconds wait) {
    const double factor = 1 + options_.jitter * (2 * random_.uniform() - 1);
    return microseconds(std::llround(static_cast<double>(wait.count()) * factor));
}

microseconds IngestSchedule::wait_of(const Slot& slot, Instant now) const {
    const Seconds most = slot.task.period;
    const Seconds least = std::min(slot.task.period, slot.task.period_min);
    Seconds wait = most;
    if (slot.task.next_start) {
        const double left = Seconds(*slot.task.next_start - now) / Seconds(options_.near);
        const double far = std::log(Seconds(options_.far) / Seconds(options_.near));
        const double share = left <= 1 ? 0.0 : std::min(1.0, std::log(left) / far);
        wait = least * std::pow(most / least, share);
    }
    wait = std::max(least, wait / (1 + slot.movement / options_.usual_move));
    return microseconds(std::llround(wait.count() * 1e6));
}

void IngestSchedule::moved(const std::string& source, const std::string& task, double log_change) {
    const auto found = sources_.find(source);
    if (found == sources_.end())
        return;
    const auto slot = found->second.slots.find(task);
    if (slot != found->second.slots.end())
        slot->second.movement += kMovementWeight * (log_change - slot->second.movement);
}

std::optional<Instant> IngestSchedule::next_wake() const {
    std::optional<Instant> next;
    for (const auto& [name, source] : sources_)
        for (const auto& [key, slot] : source.slots) {
            if (!may_ask(source, slot))
                continue;
            const Instant at = std::max(slot.due_at, source.not_before);
            next = next ? std::min(*next, at) : at;
        }
    return next;
}

BreakerState IngestSchedule::breaker(const std::string& source) const {
    const auto found = sources_.find(source);
    return found == sources_.end() ? BreakerState::closed : found->second.breaker;
}

std::optional<Instant> IngestSchedule::next_run(const std::string& source) const {
    std::optional<Instant> next;
    const auto found = sources_.find(source);
    if (found == sources_.end())
        return next;
    for (const auto& [key, slot] : found->second.slots)
        if (!slot.in_flight && !slot.retired) {
            const Instant at = std::max(slot.due_at, found->second.not_before);
            next = next ? std::min(*next, at) : at;
        }
    return next;
}

microseconds IngestSchedule::wait_of(const std::string& source, const std::string& task,
                                     Instant now) const {
    return wait_of(sources_.at(source).slots.at(task), now);
}

std::size_t IngestSchedule::tasks(const std::string& source) const {
    const auto found = sources_.find(source);
    if (found == sources_.end())
        return 0;
    return static_cast<std::size_t>(std::ranges::count_if(
        found->second.slots, [](const auto& entry) { return !entry.second.retired; }));
}

}  // namespace seatsync::app
