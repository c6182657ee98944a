#include "market/order_ladder.hpp"

#include "base/invariant.hpp"

#include <algorithm>

namespace seatsync::market {

namespace {

void move_between(Tally& from, Tally& to, Tally amount) {
    from.listings -= amount.listings;
    from.seats -= amount.seats;
    to.listings += amount.listings;
    to.seats += amount.seats;
}

std::int64_t median_of_sorted(const std::vector<std::int64_t>& prices) {
    const std::size_t middle = prices.size() / 2;
    return prices.size() % 2 == 1 ? prices[middle] : (prices[middle - 1] + prices[middle]) / 2;
}

}  // namespace

bool can_sell(const LadderListing& listing, std::int64_t seats) {
    const std::int64_t left = listing.seats - seats;
    return seats > 0 && (left == 0 || left >= 2);
}

void OrderLadder::add(const LadderListing& listing) {
    SEATSYNC_INVARIANT(listing.price_cents > 0 && listing.seats > 0);
    listings_.push_back(listing);
    Tally nowhere;
    move_between(nowhere, account_.appeared, {1, listing.seats});
    move_between(nowhere, account_.open, {1, listing.seats});
}

void OrderLadder::sell(std::size_t index, std::int64_t seats) {
    LadderListing& listing = listings_.at(index);
    SEATSYNC_INVARIANT(can_sell(listing, seats));
    const bool whole = seats == listing.seats;
    move_between(account_.open, account_.sold, {whole ? 1 : 0, seats});
    ++account_.sales;
    listing.seats -= seats;
    if (whole)
        erase(index);
}

void OrderLadder::withdraw(std::size_t index) {
    move_between(account_.open, account_.withdrawn, {1, listings_.at(index).seats});
    erase(index);
}

void OrderLadder::reprice(std::size_t index, std::int64_t price_cents) {
    SEATSYNC_INVARIANT(price_cents > 0);
    LadderListing& listing = listings_.at(index);
    if (listing.price_cents == price_cents)
        return;
    listing.price_cents = price_cents;
    ++account_.repriced;
}

void OrderLadder::expire_all() {
    move_between(account_.open, account_.expired, Tally(account_.open));
    listings_.clear();
}

void OrderLadder::erase(std::size_t index) {
    listings_[index] = listings_.back();
    listings_.pop_back();
}

LadderSummary OrderLadder::summary() const {
    LadderSummary out;
    out.listings = account_.open.listings;
    out.seats = account_.open.seats;
    if (listings_.empty())
        return out;
    std::vector<std::int64_t> prices;
    prices.reserve(listings_.size());
    std::int64_t sum = 0;
    for (const LadderListing& listing : listings_) {
        prices.push_back(listing.price_cents);
        sum += listing.price_cents;
    }
    std::sort(prices.begin(), prices.end());
    out.get_in_cents = prices.front();
    out.median_cents = median_of_sorted(prices);
    out.average_cents = sum / static_cast<std::int64_t>(prices.size());
    out.highest_cents = prices.back();
    return out;
}

}  // namespace seatsync::market
