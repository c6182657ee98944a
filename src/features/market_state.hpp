#pragma once

#include "features/fresh_prices.hpp"
#include "features/path_state.hpp"
#include "features/season_state.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <queue>
#include <string>
#include <utility>
#include <vector>

namespace seatsync::features {

/// Other events around one series at a moment. NaN where there are none.
struct NeighbourMoves {
    double count = 0;
    double log_price_above = 0;  ///< Own log price minus their mean.
    double move_1d = 0;          ///< Mean of their one-day log moves, each held within ±0.5.
    double move_3d = 0;          ///< The same over three days, within ±0.7.
};

/// How games that are over went from as far before their start as this one is now.
struct PastApproach {
    std::array<double, 4> move{};  ///< Log move over 1, 3, 7 days (mean, held within ±1) and to the
                                   ///< last price (median); NaN below three games.
};

/// The market as one series sees it.
struct MarketView {
    GroupMoves moves;
    double rank = 0;                ///< Share of open events that are cheaper, in [0, 1].
    NeighbourMoves same_home;       ///< Other open games of the home team.
    NeighbourMoves same_home_near;  ///< Those within four days of this game.
    NeighbourMoves same_away;       ///< Other open games of the visitor.
    PastApproach past_games;        ///< Of the last 60 games of the market.
    PastApproach past_home_games;   ///< Of the last 20 home games of the team.
    // Games of which no home team is told, as in a tournament; NaN and 0 for all others.
    NeighbourMoves same_venue;      ///< Other open games at the venue.
    NeighbourMoves same_stage;      ///< Other open games of the category.
    PastApproach past_venue_games;  ///< Of the last 20 games at the venue.
    SeasonPlace season;
};

/// Log price of the last row received by `day`, at most four days before it; NaN otherwise.
[[nodiscard]] double log_price_at(const SeriesHistory& series, double day);

/// The newest row of every series, moved forward through time. What it costs to take a row or to
/// look does not grow with the length of the histories.
class MarketState {
  public:
    explicit MarketState(const MarketHistory& history);

    /// Makes every row received at or before `now` (in days) known. `now` may not go back.
    void advance_to(double now);

    /// The history has a new row of this series, received now or later.
    void expect_row(std::size_t series);

    /// From the newest row of `series`, which must be received exactly now.
    [[nodiscard]] MarketView seen_from(const SeriesHistory& series) const;

    // For features that look further, at the newest row of a series.

    [[nodiscard]] const PathState& path_of(std::size_t series) const {
        return newest_[series].path;
    }
    /// The open events of its market whose newest price is fresh.
    [[nodiscard]] const FreshPrices& fresh_around(std::size_t series) const;
    /// Series of its market followed to their last price, whose event has started; by start.
    using Members = std::vector<std::size_t>;
    [[nodiscard]] const Members& over_around(std::size_t series) const;
    [[nodiscard]] const Members& over_at_home(std::size_t series) const {
        return *home_over_[series];
    }
    [[nodiscard]] const Members& home_mates(std::size_t series) const {
        return *home_mates_[series];
    }
    /// A row is there, its event has not started, and it is no older than 8 days.
    [[nodiscard]] bool is_open(std::size_t series) const;
    [[nodiscard]] double newest_log_price(std::size_t series) const;
    /// As known at the newest row.
    [[nodiscard]] double start_of(std::size_t series) const { return newest_[series].start; }
    [[nodiscard]] const SeasonState& seasons() const { return seasons_; }

  private:
    static constexpr std::size_t kAges = 2;
    struct Newest {
        PathState path;
        double day = 0;
        double start = 0;
        FreshPrice price;
        std::array<bool, kAges> fresh{};  ///< In `fresh` of its group.
    };
    struct Group {
        std::array<FreshPrices, kAges> fresh;  ///< Within 1.6 and within 8 days.
        Members over;
    };
    struct Due {
        double at = 0;  ///< From then on the series may be stale, or its event started.
        std::size_t series = 0;
        friend auto operator<=>(const Due&, const Due&) = default;
    };

    void find_mates();
    void take_row(std::size_t series);
    void leave(std::size_t series, std::size_t age);
    void look_after(const Due& due, std::vector<Due>& started);
    void close(const Due& started);
    void reopen(std::size_t series);
    [[nodiscard]] bool open(std::size_t series, double age_max) const;
    [[nodiscard]] NeighbourMoves neighbours(const Members& members, std::size_t self,
                                            double within_days) const;
    [[nodiscard]] PastApproach approach(const Members& over, std::size_t limit,
                                        double days_to_event) const;

    const MarketHistory& history_;
    SeasonState seasons_;
    double now_;
    std::vector<Newest> newest_;
    std::vector<bool> is_over_;  ///< Per series: in `over` of its group.
    std::vector<Group> groups_;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> due_;
    std::vector<const Members*> home_mates_;  ///< Per series: all series of its home team.
    std::vector<const Members*> away_mates_;
    std::vector<Members*> home_over_;  ///< Per series: those of `home_mates_` that are over.
    /// Per series without a home team; nullptr for all others.
    std::vector<const Members*> venue_mates_;
    std::vector<const Members*> stage_mates_;
    std::vector<Members*> venue_over_;
    using Mates = std::map<std::pair<std::size_t, std::string>, Members>;
    Mates by_home_;
    Mates by_away_;
    Mates over_by_home_;
    Mates by_venue_;
    Mates by_stage_;
    Mates over_by_venue_;
    std::vector<std::pair<double, std::size_t>>
        arrivals_;  ///< (day, series) of every row, by time.
    std::size_t next_arrival_ = 0;
};

}  // namespace seatsync::features
