#pragma once

#include "base/result.hpp"
#include "domain/observation.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace seatsync::app {

using domain::Instant;

/// What an append did, observation by observation.
struct AppendCounts {
    std::size_t inserted = 0;   ///< New.
    std::size_t duplicate = 0;  ///< Already there with the same content.
    std::size_t replaced = 0;   ///< Same key and times, other content: the last one counts.

    AppendCounts& operator+=(const AppendCounts& other);
    friend bool operator==(const AppendCounts&, const AppendCounts&) = default;
};

/// Half-open range of event_at: [from, to).
struct TimeRange {
    Instant from = Instant::min();
    Instant to = Instant::max();
};

/// Which events are asked for; empty text and absent values do not restrict.
struct EventFilter {
    std::string league = {};
    std::string name_space = {};  ///< The part of the id before the colon.
    std::optional<Instant> starts_from = {};
    std::optional<Instant> starts_before = {};
};

/// Which readings are asked for; empty text does not restrict.
struct ReadingFilter {
    std::string source = {};
    std::string subject = {};
    std::string measure = {};
    TimeRange valid_at = {};  ///< [from, to).
};

/// Rows by table: "event_versions", "quotes", "team_records", "game_results", "readings",
/// "mentions", "availabilities", "nearby_events", "own_listings", "own_sales", "event_links",
/// "quarantined"; each is there, also with 0.
using RowCounts = std::map<std::string, std::uint64_t, std::less<>>;

/// Many batches that become visible and durable together, on commit; dropped without commit,
/// nothing of them was ever there.
class AppendSession {
  public:
    virtual ~AppendSession() = default;
    /// Errors: invalid_argument when an observation is not valid (the session is then of no use).
    [[nodiscard]] virtual Result<app::AppendCounts> append(
        const domain::ObservationBatch& batch) = 0;
    /// When this returns, everything appended survives a crash.
    [[nodiscard]] virtual Result<void> commit() = 0;
};

/// The history of everything observed. Keys: a quote is one (series, event_at, received_at), an
/// event version one (id, received_at), a record one (league, season, team, received_at), a result
/// one (event, received_at); those of the other kinds stand in domain/context.hpp, inventory.hpp
/// and ingestion.hpp. Appending is idempotent by key.
///
/// Every read takes `as_of` and hides what was received later. Where one (series, event_at) was
/// received several times, the version with the latest received_at <= as_of counts.
/// Thread-safe: calls may come from several threads; one append session at a time, others wait (so
/// a thread that holds a session and asks for another waits for itself).
class MarketStore {
  public:
    virtual ~MarketStore() = default;

    [[nodiscard]] virtual Result<std::unique_ptr<AppendSession>> begin_append() = 0;

    /// One batch, atomic and durable when it returns.
    [[nodiscard]] Result<AppendCounts> append(const domain::ObservationBatch& batch);

    /// The latest version known as of then. Errors: not_found.
    [[nodiscard]] virtual Result<domain::Event> event(const domain::EventId& id,
                                                      Instant as_of) const = 0;
    /// The latest version of each, by start, then id.
    [[nodiscard]] virtual Result<std::vector<domain::Event>> events(const EventFilter& filter,
                                                                    Instant as_of) const = 0;

    /// Every version received by `as_of` of the events that `events` answers, by id, then
    /// received_at: what was known when an earlier quote came in.
    [[nodiscard]] virtual Result<std::vector<domain::Event>> event_versions(
        const EventFilter& filter, Instant as_of) const = 0;

    /// All series of the event in the range, ordered by series, then event_at. An event that was
    /// never quoted has none.
    [[nodiscard]] virtual Result<std::vector<domain::Quote>> quotes(const domain::EventId& id,
                                                                    TimeRange range,
                                                                    Instant as_of) const = 0;
    /// The newest quote of each series of the event, ordered by series.
    [[nodiscard]] virtual Result<std::vector<domain::Quote>> latest(const domain::EventId& id,
                                                                    Instant as_of) const = 0;

    /// Sees one quote; an error ends the walk and is returned from it.
    using QuoteVisitor = std::function<Result<void>(const domain::Quote&)>;
    /// Quotes of all events that `events` answers for the filter, ordered by series, then event_at;
    /// not held in memory together. The visitor may read the store, but not append to it.
    [[nodiscard]] virtual Result<void> for_each_quote(const EventFilter& filter, TimeRange range,
                                                      Instant as_of,
                                                      const QuoteVisitor& visit) const = 0;

    /// Every version received by then, ordered by received_at, then key. An empty league means all;
    /// the league of a result is that of its event as known then.
    [[nodiscard]] virtual Result<std::vector<domain::TeamRecord>> records(const std::string& league,
                                                                          Instant as_of) const = 0;
    [[nodiscard]] virtual Result<std::vector<domain::GameResult>> results(const std::string& league,
                                                                          Instant as_of) const = 0;

    // Of each of the following the newest version known as of then, which is also the one that the
    // filter looks at; ordered by key. Empty text does not restrict.

    /// By source, subject, measure, valid_at.
    [[nodiscard]] virtual Result<std::vector<domain::Reading>> readings(const ReadingFilter& filter,
                                                                        Instant as_of) const = 0;
    /// By subject, source, id.
    [[nodiscard]] virtual Result<std::vector<domain::Mention>> mentions(const std::string& subject,
                                                                        TimeRange event_at,
                                                                        Instant as_of) const = 0;
    /// By league, source, athlete.
    [[nodiscard]] virtual Result<std::vector<domain::Availability>> availabilities(
        const std::string& league, Instant as_of) const = 0;
    /// That start in the range; by source, id.
    [[nodiscard]] virtual Result<std::vector<domain::NearbyEvent>> nearby_events(
        TimeRange start, Instant as_of) const = 0;
    /// By market, id.
    [[nodiscard]] virtual Result<std::vector<domain::OwnListing>> own_listings(
        const std::string& market, Instant as_of) const = 0;
    [[nodiscard]] virtual Result<std::vector<domain::OwnSale>> own_sales(const std::string& market,
                                                                         Instant as_of) const = 0;
    /// By source_event.
    [[nodiscard]] virtual Result<std::vector<domain::EventLink>> links(Instant as_of) const = 0;

    /// What is stored of the things that the rows of `about` are versions of (the columns of their
    /// key but received_at): of records and results, which do not say who told them, every version
    /// received by then, of the other kinds the newest. In no stated order, and once for each time
    /// that `about` names the thing. Quotes and what is quarantined are not looked at.
    [[nodiscard]] virtual Result<domain::ObservationBatch> known_of(
        const domain::ObservationBatch& about, Instant as_of) const = 0;

    /// Received in the range; by source, received_at, item.
    [[nodiscard]] virtual Result<std::vector<domain::Quarantined>> quarantined(
        const std::string& source, TimeRange received_at) const = 0;

    /// When anything was last received; nothing when the store is empty.
    [[nodiscard]] virtual Result<std::optional<Instant>> last_received() const = 0;

    /// All that is stored, every version.
    [[nodiscard]] virtual Result<RowCounts> row_counts() const = 0;

    /// Sees a part of what is stored; an error ends the walk and is returned from it.
    using BatchVisitor = std::function<Result<void>(const domain::ObservationBatch&)>;
    /// Every version of everything, each once, in batches of at most 4096 and in no stated order;
    /// all of one state of the store. The visitor may read the store, but not append to it.
    [[nodiscard]] virtual Result<void> for_each_batch(const BatchVisitor& visit) const = 0;
};

}  // namespace seatsync::app
