#pragma once

#include "domain/context.hpp"
#include "domain/observation.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::market {

enum class Trust {
    ok,
    flagged,      ///< Used, and said to be odd.
    quarantined,  ///< Kept aside; nothing of it is used.
};
[[nodiscard]] std::string_view name_of(Trust trust);

/// What the checks found in one observation.
struct QualityVerdict {
    Trust trust = Trust::ok;
    std::string check;   ///< "jump", "impossible", "future", "backwards", "vanished", "stuck".
    std::string reason;  ///< What it saw, for a person.
    /// Earlier quotes of the series, quarantined as a jump, that this one confirms: use them now.
    std::vector<domain::Quote> released = {};
};

struct QualityOptions {
    double jump_ratio_least = 4.0;  ///< What differs by less, up or down, is no jump; > 1.
    double jump_ratio_most = 8.0;   ///< What differs by more always is; >= jump_ratio_least.
    double usual_moves = 8.0;       ///< Between the two: so many usual moves of the series.
    std::size_t confirmations = 2;  ///< Later quotes at the new level that release a jump; >= 1.
    std::int64_t price_cents_max = 100'000'000;  ///< A get-in above it is absurd.
    double stuck_factor = 4.0;                   ///< Times the longest earlier standstill; > 1.
    std::chrono::seconds stuck_least{std::chrono::hours(24)};
    std::chrono::seconds future_tolerance{300};  ///< Clocks differ.
};

/// Judges the quotes of many series as they come. Pure and deterministic; the state of a series is
/// bounded (a dozen numbers and at most `confirmations` quotes).
///
/// Checks, the first that applies:
/// - impossible (quarantined): a price that is not positive or absurd, a get-in above the highest
///   price by more than a dollar, a negative count, no number at all;
/// - future (quarantined): event_at or received_at later than `now` by more than the tolerance;
/// - jump (quarantined): the get-in, or the median, differs from every one of the last five by more
///   than the greater of jump_ratio_least and usual_moves × the usual move of the series, but never
///   more is needed than jump_ratio_most. The rule of release: when `confirmations` later quotes in
///   a row lie within jump_ratio_least of the first suspect, the level is true: the suspects are
///   handed back in `released`, oldest first, and the new level counts. A quote near the old level
///   ends the suspicion, and the suspects stay where they are. A series with fewer than three
///   quotes has no level yet, and nothing is a jump in it;
/// - backwards (flagged): event_at before the newest of the series;
/// - vanished (flagged): listings or tickets fall to 0 from ten or more;
/// - stuck (flagged, once for each standstill): no number has changed for stuck_factor × the
/// longest
///   earlier standstill of the series and at least stuck_least, over ten quotes or more, while
///   other series changed at least twenty times.
class QuoteQuality {
  public:
    explicit QuoteQuality(QualityOptions options = {}) : options_(options) {}

    [[nodiscard]] QualityVerdict check(const domain::Quote& quote, domain::Instant now);

    /// Drops the state of an event that is over.
    void forget(const domain::EventId& event);
    [[nodiscard]] std::size_t series() const { return states_.size(); }

  private:
    /// The recent prices of one kind, and how they mostly move.
    struct Level {
        std::vector<std::int64_t> recent;  ///< The last that were believed.
        double usual_move = 0;             ///< Of |log ratio| where there was a move, running.
    };
    struct State {
        Level get_in;
        Level median;
        std::vector<domain::Quote> suspects;  ///< The first suspect and what confirms it.
        std::optional<domain::Quote> last;    ///< The newest that was believed.
        domain::Instant changed_at;           ///< Since when nothing has changed.
        std::size_t unchanged = 0;            ///< Quotes since then.
        std::size_t standstills = 0;          ///< That ended.
        std::chrono::microseconds longest{};  ///< Of them.
        std::uint64_t changes_then = 0;       ///< Of all series, at changed_at.
        bool told = false;                    ///< This standstill was flagged.
    };

    [[nodiscard]] double jump_size(const Level& level) const;
    [[nodiscard]] std::string jump_in(const State& state, const domain::Quote& quote) const;
    [[nodiscard]] bool confirms(const domain::Quote& suspect, const domain::Quote& quote) const;
    [[nodiscard]] QualityVerdict suspect(State& state, const domain::Quote& quote,
                                         std::string reason);
    void learn(Level& level, const std::optional<std::int64_t>& cents) const;
    void believe(State& state, const domain::Quote& quote);
    void follow_changes(State& state, const domain::Quote& quote);
    [[nodiscard]] bool is_stuck(const State& state, const domain::Quote& quote) const;
    [[nodiscard]] QualityVerdict take(State& state, const domain::Quote& quote);

    QualityOptions options_;
    std::map<domain::SeriesKey, State> states_;
    std::uint64_t changes_ = 0;  ///< Of all series.
};

/// Whether a reading lies in the physical range of its measure ("temperature_c" -60…57,
/// "humidity_pct" 0…100…); a measure without a known range passes. Out of range, or issued later
/// than `now`: quarantined.
[[nodiscard]] QualityVerdict check_reading(const domain::Reading& reading, domain::Instant now);

}  // namespace seatsync::market
