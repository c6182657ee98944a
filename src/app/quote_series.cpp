#include "app/quote_series.hpp"

#include "market/listing_duplicates.hpp"

#include <cmath>

namespace seatsync::app {

namespace {

std::optional<double> log_change(const domain::Quote& from, const domain::Quote& to) {
    if (!from.get_in_cents || !to.get_in_cents)
        return std::nullopt;
    return std::abs(
        std::log(static_cast<double>(*to.get_in_cents) / static_cast<double>(*from.get_in_cents)));
}

}  // namespace

Result<void> QuoteSeries::recall(const MarketStore& store, const domain::EventId& event,
                                 Instant now) {
    if (const auto known = recalled_.find(event); known != recalled_.end()) {
        known->second = now;
        return {};
    }
    SEATSYNC_TRY(const auto quotes, store.latest(event, Instant::max()));
    for (const domain::Quote& quote : quotes)
        last_.insert_or_assign(quote.series, quote);
    recalled_.emplace(event, now);
    return {};
}

JudgedQuote QuoteSeries::judge(const domain::Quote& quote, Instant now) {
    JudgedQuote judged;
    if (const auto* last = last_of(quote.series);
        last != nullptr && last->event_at == quote.event_at && market::same_content(*last, quote)) {
        judged.is_known = true;  // The same snapshot again says nothing of how the market stands.
        return judged;
    }
    const auto verdict = quality_.check(quote, now);
    if (verdict.trust == market::Trust::quarantined) {
        judged.aside = verdict.check + ": " + verdict.reason;
        return judged;
    }
    judged.is_flagged = verdict.trust == market::Trust::flagged;
    for (const domain::Quote& released : verdict.released)
        keep(judged, released);
    const auto* last = last_of(quote.series);
    judged.change = last == nullptr ? std::nullopt : log_change(*last, quote);
    judged.is_known = last != nullptr && market::same_content(*last, quote) &&
                      quote.event_at - last->event_at < unchanged_after_;
    if (!judged.is_known)
        keep(judged, quote);
    return judged;
}

const domain::Quote* QuoteSeries::last_of(const domain::SeriesKey& series) const {
    const auto last = last_.find(series);
    return last == last_.end() ? nullptr : &last->second;
}

void QuoteSeries::keep(JudgedQuote& judged, const domain::Quote& quote) {
    const auto [last, is_new] = last_.try_emplace(quote.series, quote);
    if (!is_new && last->second.event_at <= quote.event_at)
        last->second = quote;
    judged.kept.push_back(quote);
}

void QuoteSeries::forget(const domain::EventId& event) {
    quality_.forget(event);
    std::erase_if(last_, [&](const auto& entry) { return entry.first.event == event; });
}

}  // namespace seatsync::app
