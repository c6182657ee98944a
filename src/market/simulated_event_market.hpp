#pragma once

#include "base/random.hpp"
#include "domain/time.hpp"
#include "market/market_parameters.hpp"
#include "market/order_ladder.hpp"

#include <cstdint>
#include <vector>

namespace seatsync::market {

/// From `at` on, the public news move the worth of an event to this log level.
struct LevelChange {
    domain::Instant at;
    double log_level = 0;
};

/// What is fixed about one event before its market opens.
struct EventConditions {
    domain::Instant start;
    std::int64_t capacity = 0;  ///< Seats, > 0.
    /// Log worth, in dollars, of the cheapest seats; not empty, by time; the first holds from the
    /// beginning on.
    std::vector<LevelChange> levels;
    double surprise = 0;  ///< Log by which buyers value the event above what sellers expect.
};

/// The resale market of one event: sellers who list, look at the competition, reprice and withdraw;
/// buyers who arrive and take the cheapest offer or the best value. Time is continuous: waiting
/// times are exponential at the rates of the moment, which are refreshed with each action and at
/// least every two hours. The path depends on the seed alone, not on when it is looked at.
class SimulatedEventMarket {
  public:
    /// The market opens at `opening`, with its first offers on the ladder. `conditions.start` lies
    /// after it.
    SimulatedEventMarket(const MarketParameters& parameters, EventConditions conditions,
                         domain::Instant opening, base::Random random);

    /// Lets everything happen up to `instant`, which does not lie before the last one given. From
    /// the start of the event on the ladder is empty.
    void advance_to(domain::Instant instant);

    [[nodiscard]] const OrderLadder& ladder() const { return ladder_; }

  private:
    /// Actions per day at a moment.
    struct Rates {
        double arrival = 0;
        double purchase = 0;
        double look = 0;  ///< As if all sellers were of the busier kind; look() thins it.
        double withdrawal = 0;
        double news = 0;
        [[nodiscard]] double total() const { return arrival + purchase + look + withdrawal + news; }
    };

    [[nodiscard]] Rates rates() const;
    [[nodiscard]] double look_rate(SellerKind kind) const;
    /// Log worth of the cheapest seats as everyone sees it now, in dollars.
    [[nodiscard]] double log_worth() const;
    [[nodiscard]] double days_left() const;

    void draw_next();
    void act();
    void list_one();
    void look();
    void buy();
    void buy_cheapest(std::int64_t seats);
    void buy_best_value(std::int64_t seats);
    void withdraw_one();
    void hear_news();

    [[nodiscard]] std::size_t any_listing();
    [[nodiscard]] std::int64_t seats_wanted();
    [[nodiscard]] double log_target(const LadderListing& listing) const;
    [[nodiscard]] std::int64_t broker_price(std::size_t index) const;

    MarketParameters parameters_;
    EventConditions conditions_;
    base::Random random_;
    OrderLadder ladder_;
    double first_offers_ = 0;
    double news_ = 0;
    std::size_t level_ = 0;
    domain::Instant now_;
    domain::Instant next_;
    bool next_acts_ = false;  ///< Whether something happens at next_, or the rates are refreshed.
};

/// The price point nearest to an amount in dollars, which is > 0; never less than one dollar.
/// Brokers ask whole dollars, and multiples of 5 from 150 on. Fans ask whole dollars below 50,
/// multiples of 5 below 300, and of 10 beyond.
[[nodiscard]] std::int64_t price_point_cents(double units, SellerKind kind);

}  // namespace seatsync::market
