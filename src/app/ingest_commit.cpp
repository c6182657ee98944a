// The second half of the pipeline: from the queue into the store.

#include "app/ingest.hpp"

namespace seatsync::app {

namespace {

constexpr std::size_t kLastTries = 5;  // To store, once the end has come.

}  // namespace

struct Ingest::Group {
    struct Received {
        std::string source;
        Instant at;
    };
    Normalised normalised = {};
    std::vector<Received> pages = {};
    std::size_t bytes = 0;
};

void Ingest::consume() {
    while (auto page = queue_.pop()) {
        auto group = next_group(*std::move(page));
        auto done = group ? commit_until_done(group->normalised.batch) : group.error();
        if (!done) {
            store_error_ = std::move(done).error();
            stop();
            return queue_.close();
        }
        acknowledge(*group);
    }
    Group rest;
    normaliser_->end(rest.normalised);
    acknowledge(rest);
}

/// The page and those that wait behind it, as much as goes into one commit: far less than what the
/// normaliser remembers, which must not forget what is not stored yet.
Result<Ingest::Group> Ingest::next_group(QueuedPage first) {
    Group group;
    std::optional<QueuedPage> page = std::move(first);
    while (page) {
        SEATSYNC_CHECK(take(group, *std::move(page)));
        const bool has_room = group.bytes < options_.commit_bytes_max &&
                              group.normalised.batch.size() < options_.normalise.things_max / 4;
        page = has_room ? queue_.try_pop() : std::nullopt;
    }
    return group;
}

Result<void> Ingest::take(Group& group, QueuedPage page) {
    const Source& source = sources_.at(page.source);
    const auto once = [&] {
        const std::lock_guard lock(normaliser_mutex_);
        return normaliser_->take(page.source, source.api->info().kind, page.page,
                                 world_.clock.now(), group.normalised);
    };
    for (std::size_t tries = 1;; ++tries) {
        auto done = once();
        if (done)
            break;
        if (!wait_for_store(done.error(), tries))
            return done;
    }
    group.pages.push_back({page.source, page.page.received_at});
    group.bytes += page.page.bytes;
    return {};
}

/// Appending is idempotent, so that a step whose end is not known is done again.
Result<void> Ingest::commit_until_done(const domain::ObservationBatch& batch) {
    if (batch.empty())
        return {};
    const auto once = [&]() -> Result<void> {
        SEATSYNC_CHECK(world_.store.append(batch));
        return {};
    };
    for (std::size_t tries = 1;; ++tries) {
        auto done = once();
        if (done || !wait_for_store(done.error(), tries))
            return done;
    }
}

/// False when there is no use in trying again.
bool Ingest::wait_for_store(const Error& error, std::size_t tries) {
    if (error.code == ErrorCode::invalid_argument || error.code == ErrorCode::corrupt_data)
        return false;
    if (stopping_ && tries >= kLastTries)
        return false;
    std::unique_lock lock(mutex_);
    const bool was_stopping = stopping_;
    changed_.wait_for(lock, options_.store_retry, [&] { return stopping_ != was_stopping; });
    return true;
}

void Ingest::acknowledge(const Group& group) {
    for (const domain::EventId& event : group.normalised.changed_events)
        for (const auto& [name, source] : sources_)
            source.fetcher->forget(event);
    if (options_.on_stored && !group.normalised.batch.empty())
        options_.on_stored(group.normalised.batch);
    const Instant now = world_.clock.now();
    const std::lock_guard lock(mutex_);
    for (const auto& [name, fates] : group.normalised.fates)
        sources_.at(name).fates += fates;
    for (const auto& [name, count] : group.normalised.observations)
        sources_.at(name).observations += count;
    for (const auto& [name, count] : group.normalised.flagged)
        sources_.at(name).flagged += count;
    for (const Group::Received& page : group.pages)
        sources_.at(page.source).lags.add(now - page.at);
    for (const Movement& movement : group.normalised.movements)
        schedule_.moved(movement.source, movement.task, movement.log_change);
}

}  // namespace seatsync::app
