#pragma once

#include "app/market_store.hpp"
#include "market/data_quality.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace seatsync::app {

/// What becomes of a quote.
struct JudgedQuote {
    bool is_known = false;            ///< It says what the last one of its series says.
    bool is_flagged = false;          ///< Used, and odd.
    std::string aside = {};           ///< Why it is not believed: check and reason; else empty.
    std::vector<domain::Quote> kept;  ///< To be stored: released ones first, then this one.
    std::optional<double> change;     ///< |log(get-in / last get-in)| where both have one.
};

/// The last quote of each series, and which new ones are worth keeping. Not thread-safe.
class QuoteSeries {
  public:
    /// `unchanged_after`: a quote that repeats the last one of its series is kept after so long.
    QuoteSeries(market::QualityOptions quality, std::chrono::seconds unchanged_after)
        : quality_(quality), unchanged_after_(unchanged_after) {}

    /// Reads the last quotes of an event from the store, once, and notes that it is spoken of.
    /// Errors: those of the store; the event counts as not read then.
    [[nodiscard]] Result<void> recall(const MarketStore& store, const domain::EventId& event,
                                      Instant now);
    [[nodiscard]] JudgedQuote judge(const domain::Quote& quote, Instant now);

    /// Drops the state of the recalled events for which `is_over(event, spoken_at)`; it is read
    /// again when they are recalled.
    template <class Predicate>
    void forget_if(const Predicate& is_over) {
        std::erase_if(recalled_, [&](const auto& entry) {
            if (!is_over(entry.first, entry.second))
                return false;
            forget(entry.first);
            return true;
        });
    }
    /// Events whose state is remembered.
    [[nodiscard]] std::size_t events() const { return recalled_.size(); }

  private:
    [[nodiscard]] const domain::Quote* last_of(const domain::SeriesKey& series) const;
    void keep(JudgedQuote& judged, const domain::Quote& quote);
    void forget(const domain::EventId& event);

    market::QuoteQuality quality_;
    std::chrono::seconds unchanged_after_;
    std::map<domain::SeriesKey, domain::Quote> last_;  ///< Kept quotes.
    std::map<domain::EventId, Instant> recalled_;      ///< When each was spoken of last.
};

}  // namespace seatsync::app
