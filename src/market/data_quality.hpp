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
    double jump_ratio = 4.0;        ///< Beyond it and its inverse a get-in is a jump; > 1.
    double usual_moves = 8.0;       ///< …and beyond so many usual moves of the series.
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
/// - impossible (quarantined): a price that is not positive or absurd, a get-in above the median,
///   average or highest price by more than a rounding, no number at all;
/// - future (quarantined): event_at or received_at later than `now` by more than the tolerance;
/// - backwards (flagged): event_at before the newest of the series;
/// - jump (quarantined): the get-in differs from every one of the last five by more than jump_ratio
///   and by more than usual_moves × the usual move of the series. The rule of release: when
///   `confirmations` later quotes in a row lie within jump_ratio of the first suspect, the level is
///   true: the suspects are handed back in `released` and the new level counts. A quote near the
///   old level ends the suspicion, and the suspects stay where they are. A series that has fewer
///   than three quotes has no usual level yet, and nothing is a jump in it;
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
    static constexpr std::size_t kRemembered = 5;

    struct State {
        std::vector<std::int64_t> levels;  ///< The last get-ins that were believed.
        double usual_move = 0;             ///< Of |log| changes that are not 0, running.
        std::size_t moves = 0;
        std::vector<domain::Quote> suspects;
        std::optional<domain::Quote> last;  ///< The newest that was believed.
        domain::Instant changed_at;         ///< Since when nothing has changed.
        std::size_t unchanged = 0;          ///< Quotes since then.
        std::size_t standstills = 0;        ///< That ended.
        std::chrono::microseconds longest{};
        std::uint64_t others_then = 0;  ///< Changes of all series at changed_at.
        bool told = false;              ///< This standstill was flagged.
    };

    [[nodiscard]] bool is_jump(const State& state, std::int64_t cents) const;
    [[nodiscard]] QualityVerdict suspect(State& state, const domain::Quote& quote);
    void believe(State& state, const domain::Quote& quote);
    [[nodiscard]] QualityVerdict standstill(State& state, const domain::Quote& quote);

    QualityOptions options_;
    std::map<domain::SeriesKey, State> states_;
    std::uint64_t changes_ = 0;  ///< Of all series.
};

/// Whether a reading lies in the physical range of its measure ("temperature_c" -60…57,
/// "humidity_pct" 0…100…); a measure without a known range passes. Out of range, or issued later
/// than `now`: quarantined.
[[nodiscard]] QualityVerdict check_reading(const domain::Reading& reading, domain::Instant now);

}  // namespace seatsync::market
