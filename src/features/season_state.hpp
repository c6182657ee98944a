#pragma once

#include "features/market_history.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace seatsync::features {

/// Where an event stands in its season, by the schedule as known at a moment. NaN where unknown.
struct SeasonPlace {
    double games = 0;    ///< Of the season that are known, this one included.
    double started = 0;  ///< Of these, started by now.
    double before = 0;   ///< Of these, that start before this one.
    double stage = 0;    ///< How many stages of the season come before the event's.
    /// Day on which each side of the pairing is decided, the earlier one first; NaN for a side that
    /// is named, and for one that is not decided by any game known.
    std::array<double, 2> sides_decided_at{};
    double called_off = 0;  ///< Games of the season that are postponed or cancelled.
    double sides_open = 0;  ///< Sides that the title does not name and that are not decided by now.
};

/// The schedules of all seasons, moved forward through time.
class SeasonState {
  public:
    explicit SeasonState(const MarketHistory& history);

    /// Makes every version received at or before `now` (in days) known. `now` may not go back.
    void advance_to(double now);

    /// Of an event with a version known now.
    [[nodiscard]] SeasonPlace place_of(std::size_t event) const;

  private:
    struct Stage {
        double first = 0;  ///< Start of its first game.
        double last = 0;
        double number = 0;
    };
    struct Season {
        std::vector<std::size_t> events;
        std::vector<double> starts;  ///< Sorted.
        double called_off = 0;
        bool stale = true;  ///< `stages` and `sides` are older than `starts`.
        std::map<std::string, Stage, std::less<>> stages;    ///< By category.
        std::map<std::size_t, std::array<double, 2>> sides;  ///< By event.
    };

    void take_version(std::size_t event);
    void refresh(Season& season) const;
    void number_stages(Season& season) const;
    void decide_sides(Season& season) const;
    [[nodiscard]] const domain::Event& version(std::size_t event) const;
    [[nodiscard]] double start(std::size_t event) const;

    const MarketHistory& history_;
    double now_;
    std::vector<std::ptrdiff_t> version_;  ///< Per event; -1: not known yet.
    mutable std::vector<Season> seasons_;
    std::vector<std::pair<double, std::size_t>> arrivals_;  ///< (day, event) of every version.
    std::size_t next_arrival_ = 0;
};

}  // namespace seatsync::features
