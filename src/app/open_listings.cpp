#include "app/open_listings.hpp"

#include "market/listing_duplicates.hpp"

#include <algorithm>

namespace seatsync::app {

void OpenListing::close(const QuoteTaker& take, FateCounts& fates) {
    if (given_up_)
        return abandon(fates);
    auto twice = duplicates();
    std::map<domain::EventId, Fate> of_quotes;
    for (const domain::Quote& quote : market::quotes_of(std::move(asks_))) {
        const Fate fate = take(quote);
        const auto [found, is_new] = of_quotes.try_emplace(quote.series.event, fate);
        found->second = stronger(found->second, fate);
    }
    for (const auto& [item, count] : items_) {
        const auto& [event, so_far] = item;
        const std::uint64_t again = std::min(count, twice[event]);
        twice[event] -= again;
        fates.add(stronger(so_far, Fate::duplicate), again);
        fates.add(stronger(so_far, of_quotes.at(event)), count - again);
    }
}

void OpenListing::abandon(FateCounts& fates) const {
    for (const auto& [item, count] : items_)
        fates.add(stronger(item.second, Fate::rejected), count);
}

void OpenListing::give_up(FateCounts& fates) {
    abandon(fates);
    asks_ = {};
    items_ = {};
    given_up_ = true;
}

/// How many offers of each event are there a second time.
std::map<domain::EventId, std::uint64_t> OpenListing::duplicates() const {
    std::map<domain::EventId, std::uint64_t> counts;
    for (const domain::Ask& ask : asks_)
        ++counts[ask.series.event];
    for (const domain::Ask& ask : market::without_duplicates(asks_).asks)
        --counts[ask.series.event];
    return counts;
}

}  // namespace seatsync::app
