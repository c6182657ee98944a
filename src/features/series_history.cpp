#include "features/series_history.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace seatsync::features {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

double log_units(std::int64_t cents) {
    return std::log(static_cast<double>(cents) / 100.0);
}

double log_ratio(const std::optional<std::int64_t>& cents, std::int64_t get_in_cents) {
    return cents ? log_units(*cents) - log_units(get_in_cents) : kMissing;
}

}  // namespace

double to_days(domain::Instant instant) {
    return std::chrono::duration<double, std::ratio<86400>>(instant.time_since_epoch()).count();
}

std::ptrdiff_t SeriesHistory::row_at(double day) const {
    return std::upper_bound(days.begin(), days.end(), day) - days.begin() - 1;
}

void SeriesHistory::push(const domain::Quote& quote) {
    const std::int64_t price = *quote.get_in_cents;
    const auto& count = quote.listings ? quote.listings : quote.tickets;
    received_at.push_back(quote.received_at);
    days.push_back(to_days(quote.received_at));
    log_price.push_back(log_units(price));
    cents.push_back(price);
    counts.push_back(count.value_or(-1));
    log_listings.push_back(count ? std::log1p(static_cast<double>(*count)) : kMissing);
    median_ratio.push_back(log_ratio(quote.median_cents, price));
    average_ratio.push_back(log_ratio(quote.average_cents, price));
    highest_ratio.push_back(log_ratio(quote.highest_cents, price));
    popularity.push_back(quote.popularity.value_or(kMissing));
    newest_event_at = quote.event_at;
}

}  // namespace seatsync::features
