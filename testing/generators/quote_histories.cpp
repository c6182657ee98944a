#include "testing/generators/quote_histories.hpp"

#include <algorithm>
#include <string>

namespace seatsync::testing {

using domain::Instant;
using domain::Quote;
using std::chrono::minutes;

namespace {

constexpr std::size_t kBatchSize = 4096;
constexpr minutes kFirst{27'000'000};  // 2021-05-03.
constexpr minutes kStep{30};
constexpr std::size_t kOpenedAtOnce = 2;

Quote a_full_quote(const domain::EventId& event, Instant time, base::Random& random) {
    Quote quote;
    quote.series.event = event;
    quote.series.market = "stubhub";
    quote.event_at = time;
    quote.received_at = time;
    quote.get_in_cents = random.integer(500, 30'000);
    quote.median_cents = random.integer(30'000, 60'000);
    quote.average_cents = random.integer(30'000, 60'000);
    quote.highest_cents = random.integer(60'000, 300'000);
    quote.listings = random.integer(1, 3'000);
    quote.tickets = random.integer(1, 9'000);
    quote.popularity = random.uniform();
    return quote;
}

}  // namespace

std::vector<Quote> quote_histories(std::size_t count, QuoteOrder order) {
    base::Random random(2);
    std::vector<Quote> quotes;
    quotes.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const Instant time(kFirst + kStep * (i % kQuotesOfAnEvent) +
                           minutes(random.integer(0, 20)));
        quotes.push_back(a_full_quote(MarketOverYears::event(i / kQuotesOfAnEvent), time, random));
    }
    if (order == by_time)
        std::ranges::stable_sort(quotes, {}, &Quote::event_at);
    return quotes;
}

std::vector<domain::ObservationBatch> in_batches(const std::vector<Quote>& quotes) {
    std::vector<domain::ObservationBatch> batches;
    for (std::size_t i = 0; i < quotes.size(); i += kBatchSize) {
        const auto first = quotes.begin() + static_cast<std::ptrdiff_t>(i);
        const auto size = std::min(kBatchSize, quotes.size() - i);
        batches.push_back({.quotes = {first, first + static_cast<std::ptrdiff_t>(size)}});
    }
    return batches;
}

domain::EventId MarketOverYears::event(std::size_t nth) {
    return domain::EventId("mlb_stubhub_2021:" + std::to_string(104'722'879 + nth));
}

Instant MarketOverYears::opens_at(std::size_t nth) {
    return Instant(kFirst + kStep * (nth / kOpenedAtOnce));
}

std::size_t MarketOverYears::closed() const {
    return half_hours_ < kQuotesOfAnEvent ? 0
                                          : (half_hours_ - kQuotesOfAnEvent + 1) * kOpenedAtOnce;
}

domain::ObservationBatch MarketOverYears::next() {
    domain::ObservationBatch batch;
    for (std::size_t end = half_hours_ + 4; half_hours_ < end; ++half_hours_) {
        const Instant time(kFirst + kStep * half_hours_);
        const std::size_t opened = (half_hours_ + 1) * kOpenedAtOnce;
        for (std::size_t nth = closed(); nth < opened; ++nth)
            batch.quotes.push_back(a_full_quote(event(nth), time, random_));
    }
    return batch;
}

}  // namespace seatsync::testing
