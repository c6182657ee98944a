#pragma once

#include "app/event_registry.hpp"
#include "app/ingest_fates.hpp"
#include "app/open_listings.hpp"
#include "app/quote_series.hpp"
#include "app/said_before.hpp"
#include "feed/fetcher.hpp"
#include "market/zones.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace seatsync::app {

struct NormaliseOptions {
    /// A quote that repeats the last one of its series is kept after so long all the same: it says
    /// that the market still looks like that.
    std::chrono::seconds unchanged_quote_after{900};
    market::QualityOptions quality = {};
    /// Of which it is remembered what was said last, at 40 bytes at most; the store is asked about
    /// the others. Several times what goes into one commit.
    std::size_t things_max = 200'000;
};

/// How much the prices moved that a task told of.
struct Movement {
    std::string source;
    std::string task;
    double log_change = 0;  ///< Mean |log(new / last)| over its series.
};

/// What pages came to: to be stored as a whole.
struct Normalised {
    domain::ObservationBatch batch = {};
    std::map<std::string, FateCounts> fates = {};            ///< By source.
    std::map<std::string, std::uint64_t> observations = {};  ///< In the batch, by source.
    std::map<std::string, std::uint64_t> flagged = {};       ///< Used, and odd; by source.
    std::vector<Movement> movements = {};
    std::set<domain::EventId> changed_events = {};  ///< Whose status or start changed, by the
                                                    ///< names that sources gave them.
};

/// Turns what sources said into what is stored: understands events, places sections, makes quotes
/// of offers, judges quality, leaves out what is known. Every item that goes in is counted under
/// exactly one fate by the time `end` was called. One thread alone.
class Normaliser {
  public:
    /// All outlive it.
    Normaliser(const MarketStore& store, const market::TeamNames& names,
               const market::VenueTables& venues, NormaliseOptions options = {});

    /// See EventRegistry::load. Forgets what is over.
    [[nodiscard]] Result<void> load(Instant now);

    /// Errors: those of the store, which is asked about what is remembered no longer, or since the
    /// start not yet; `into` is then as before and the page can be taken again.
    [[nodiscard]] Result<void> take(const std::string& source, feed::SourceKind kind,
                                    const feed::FetchedPage& page, Instant now, Normalised& into);

    /// No more pages come: listings whose last page never came are rejected.
    void end(Normalised& into);

    [[nodiscard]] const EventRegistry& events() const { return events_; }

  private:
    struct Page;  ///< What the work on one page needs to know.

    [[nodiscard]] Result<void> recall(const std::string& source, const feed::Answer& answer,
                                      Instant now);
    void abandon_silent(Instant now, Normalised& into);
    void take_item(Page& page, const feed::Item& item);
    void reject(Page& page, const feed::Item& item);
    void take_ask(Page& page, domain::Ask ask);
    [[nodiscard]] std::optional<Fate> take_observation(Page& page,
                                                       const feed::Observation& observation);
    /// The game meant, or the source's own name of it while that is not decided.
    [[nodiscard]] domain::EventId meant(const domain::EventId& source_event) const;

    [[nodiscard]] Fate take_one(Page& page, const feed::Sighting& sighting);
    [[nodiscard]] Fate take_one(Page& page, domain::Quote quote);
    [[nodiscard]] Fate take_one(Page& page, const domain::GameResult& result);
    [[nodiscard]] Fate take_one(Page& page, const domain::Reading& reading);
    template <class Row>
    [[nodiscard]] Fate take_one(Page& page, const Row& row);

    template <class Row>
    [[nodiscard]] Fate keep_if_news(Page& page, const Row& row);
    [[nodiscard]] Fate judge(Page& page, const domain::Quote& quote);
    template <class Row>
    Fate set_aside(Page& page, const Row& row, const std::string& reason, Fate fate);
    void quarantine(Page& page, const std::string& item, const std::string& reason,
                    const std::string& content);

    const MarketStore& store_;
    const market::VenueTables& venues_;
    const market::TeamNames& names_;
    EventRegistry events_;
    QuoteSeries quotes_;
    SaidBefore said_;
    /// By source and task.
    std::map<std::pair<std::string, std::string>, OpenListing> open_;
    Instant silence_checked_at_;  ///< Of the open listings.
};

}  // namespace seatsync::app
