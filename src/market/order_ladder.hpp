#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace seatsync::market {

/// Who offers a listing, and with it how its price moves.
enum class SellerKind {
    fan,     ///< Sets a round price and looks at it seldom.
    broker,  ///< Watches the comparable offers and undercuts them.
};

/// One offer on the ladder.
struct LadderListing {
    std::int64_t price_cents = 0;  ///< Per ticket, > 0.
    std::int64_t seats = 0;        ///< Offered together, > 0.
    SellerKind seller = SellerKind::fan;
    double quality = 0;  ///< Log worth of the seats against the cheapest seats of the house; >= 0.
    double margin = 0;   ///< Log mark-up that this seller hopes for, before time presses.
};

/// Whether so many seats can be bought of a listing: all of them, or a part that leaves no single
/// seat behind, which nobody would buy.
[[nodiscard]] bool can_sell(const LadderListing& listing, std::int64_t seats);

/// What a page of the marketplace shows. No price when nothing is offered.
struct LadderSummary {
    std::optional<std::int64_t> get_in_cents;   ///< Lowest ask.
    std::optional<std::int64_t> median_cents;   ///< Of the listings; of an even number the mean of
                                                ///< the middle two, cut to the cent.
    std::optional<std::int64_t> average_cents;  ///< Mean over listings, cut to the cent.
    std::optional<std::int64_t> highest_cents;
    std::int64_t listings = 0;
    std::int64_t seats = 0;
};

/// A count of offers and of the seats in them.
struct Tally {
    std::int64_t listings = 0;
    std::int64_t seats = 0;
    friend bool operator==(const Tally&, const Tally&) = default;
};

/// Everything that ever happened to a ladder. After any sequence of actions
/// appeared = sold + withdrawn + expired + open, in seats; in listings too, where a listing counts
/// as sold when its last seat is.
struct LadderAccount {
    Tally appeared;
    Tally sold;
    Tally withdrawn;
    Tally expired;
    Tally open;
    std::int64_t repriced = 0;  ///< Changes of price.
    std::int64_t sales = 0;     ///< Purchases, of whole listings or of a part.
    friend bool operator==(const LadderAccount&, const LadderAccount&) = default;

    /// All actions: what a benchmark counts.
    [[nodiscard]] std::int64_t actions() const {
        return appeared.listings + sales + withdrawn.listings + expired.listings + repriced;
    }
};

/// The asks of one event. Indices are valid until the next sale or withdrawal.
class OrderLadder {
  public:
    void add(const LadderListing& listing);
    /// Sells `seats` of a listing that `can_sell` them.
    void sell(std::size_t index, std::int64_t seats);
    void withdraw(std::size_t index);
    void reprice(std::size_t index, std::int64_t price_cents);
    /// The event begins: what is left is worth nothing.
    void expire_all();

    [[nodiscard]] const std::vector<LadderListing>& listings() const { return listings_; }
    [[nodiscard]] LadderSummary summary() const;
    [[nodiscard]] const LadderAccount& account() const { return account_; }

  private:
    void erase(std::size_t index);

    std::vector<LadderListing> listings_;
    LadderAccount account_;
};

}  // namespace seatsync::market
