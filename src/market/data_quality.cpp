#include "market/data_quality.hpp"

#include "market/listing_duplicates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace seatsync::market {

namespace {

using domain::Instant;
using domain::Quote;

constexpr std::size_t kRemembered = 5;
constexpr std::size_t kLevelLeast = 3;
constexpr std::int64_t kManyOffers = 10;
constexpr std::size_t kStandstillsLeast = 3;
constexpr std::size_t kUnchangedLeast = 10;
constexpr std::uint64_t kChangesElsewhere = 20;
constexpr std::int64_t kRoundingCents = 100;  ///< Sources round to dollars.
constexpr double kNewest = 0.2;               ///< Weight of the newest move in the usual one.

QualityVerdict quarantined(std::string check, std::string reason) {
    return {.trust = Trust::quarantined, .check = std::move(check), .reason = std::move(reason)};
}

QualityVerdict flagged(std::string check, std::string reason) {
    return {.trust = Trust::flagged, .check = std::move(check), .reason = std::move(reason)};
}

std::string dollars(std::int64_t cents) {
    return fmt::format("{:.2f}", static_cast<double>(cents) / 100.0);
}

double log_ratio(std::int64_t a, std::int64_t b) {
    return std::abs(std::log(static_cast<double>(a) / static_cast<double>(b)));
}

struct NamedNumber {
    std::string_view name;
    const std::optional<std::int64_t>& value;
};

std::array<NamedNumber, 4> prices_of(const Quote& quote) {
    return {{{"get-in", quote.get_in_cents},
             {"median", quote.median_cents},
             {"average", quote.average_cents},
             {"highest", quote.highest_cents}}};
}

std::array<NamedNumber, 2> counts_of(const Quote& quote) {
    return {{{"listings", quote.listings}, {"tickets", quote.tickets}}};
}

/// What cannot be in any market; empty when nothing is.
std::string impossible(const Quote& quote, std::int64_t price_cents_max) {
    bool any = quote.popularity.has_value();
    for (const auto& [name, cents] : prices_of(quote)) {
        any = any || cents.has_value();
        if (cents && *cents <= 0)
            return fmt::format("the {} price is {}", name, dollars(*cents));
    }
    for (const auto& [name, count] : counts_of(quote)) {
        any = any || count.has_value();
        if (count && *count < 0)
            return fmt::format("there are {} {}", *count, name);
    }
    if (quote.get_in_cents && *quote.get_in_cents > price_cents_max)
        return fmt::format("the get-in price is {}", dollars(*quote.get_in_cents));
    if (quote.get_in_cents && quote.highest_cents &&
        *quote.get_in_cents - kRoundingCents > *quote.highest_cents)
        return fmt::format("the get-in price {} is above the highest {}",
                           dollars(*quote.get_in_cents), dollars(*quote.highest_cents));
    return any ? "" : "it holds no number";
}

std::string in_future(Instant event_at, Instant received_at, Instant now,
                      std::chrono::seconds tolerance) {
    if (event_at > now + tolerance)
        return fmt::format("it happened at {}, which is to come", domain::format_utc(event_at));
    if (received_at > now + tolerance)
        return fmt::format("it was received at {}, which is to come",
                           domain::format_utc(received_at));
    return "";
}

bool same_numbers(Quote a, const Quote& b) {
    a.popularity = b.popularity;
    return same_content(a, b);
}

std::string vanished(const Quote& before, const Quote& now) {
    const auto then = counts_of(before);
    const auto counts = counts_of(now);
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (then[i].value.value_or(0) >= kManyOffers && counts[i].value == 0)
            return fmt::format("{} {} became none", *then[i].value, counts[i].name);
    return "";
}

double nearest(const std::vector<std::int64_t>& recent, std::int64_t cents) {
    double least = log_ratio(recent.front(), cents);
    for (const std::int64_t level : recent)
        least = std::min(least, log_ratio(level, cents));
    return least;
}

}  // namespace

std::string_view name_of(Trust trust) {
    switch (trust) {
        case Trust::ok:
            return "ok";
        case Trust::flagged:
            return "flagged";
        case Trust::quarantined:
            return "quarantined";
    }
    return "quarantined";
}

double QuoteQuality::jump_size(const Level& level) const {
    return std::clamp(options_.usual_moves * level.usual_move, std::log(options_.jump_ratio_least),
                      std::log(options_.jump_ratio_most));
}

std::string QuoteQuality::jump_in(const State& state, const Quote& quote) const {
    const std::array<std::pair<NamedNumber, const Level*>, 2> prices = {
        {{{"get-in", quote.get_in_cents}, &state.get_in},
         {{"median", quote.median_cents}, &state.median}}};
    for (const auto& [price, level] : prices) {
        if (!price.value || level->recent.size() < kLevelLeast)
            continue;
        if (nearest(level->recent, *price.value) > jump_size(*level))
            return fmt::format("the {} price went from {} to {}", price.name,
                               dollars(level->recent.back()), dollars(*price.value));
    }
    return "";
}

bool QuoteQuality::confirms(const Quote& suspect, const Quote& quote) const {
    const auto near = [&](const auto& a, const auto& b) {
        return a.has_value() == b.has_value() &&
               (!a || log_ratio(*a, *b) <= std::log(options_.jump_ratio_least));
    };
    return near(suspect.get_in_cents, quote.get_in_cents) &&
           near(suspect.median_cents, quote.median_cents);
}

QualityVerdict QuoteQuality::suspect(State& state, const Quote& quote, std::string reason) {
    if (!state.suspects.empty() && !confirms(state.suspects.front(), quote))
        state.suspects.clear();
    if (state.suspects.size() < options_.confirmations) {
        state.suspects.push_back(quote);
        return quarantined("jump", std::move(reason));
    }
    QualityVerdict verdict;
    verdict.released = std::move(state.suspects);
    state.suspects.clear();
    state.get_in.recent.clear();
    state.median.recent.clear();
    for (const Quote& earlier : verdict.released)
        believe(state, earlier);
    believe(state, quote);
    return verdict;
}

void QuoteQuality::learn(Level& level, const std::optional<std::int64_t>& cents) const {
    if (!cents)
        return;
    if (!level.recent.empty() && level.recent.back() != *cents) {
        const double move = log_ratio(level.recent.back(), *cents);
        level.usual_move =
            level.usual_move == 0 ? move : (1 - kNewest) * level.usual_move + kNewest * move;
    }
    level.recent.push_back(*cents);
    if (level.recent.size() > kRemembered)
        level.recent.erase(level.recent.begin());
}

void QuoteQuality::follow_changes(State& state, const Quote& quote) {
    if (state.last && same_numbers(*state.last, quote)) {
        ++state.unchanged;
        return;
    }
    if (state.last) {
        ++changes_;
        ++state.standstills;
        state.longest = std::max(state.longest, state.last->event_at - state.changed_at);
    }
    state.changed_at = quote.event_at;
    state.unchanged = 0;
    state.changes_then = changes_;
    state.told = false;
}

void QuoteQuality::believe(State& state, const Quote& quote) {
    learn(state.get_in, quote.get_in_cents);
    learn(state.median, quote.median_cents);
    follow_changes(state, quote);
    state.last = quote;
}

bool QuoteQuality::is_stuck(const State& state, const Quote& quote) const {
    const auto still = quote.event_at - state.changed_at;
    return !state.told && state.standstills >= kStandstillsLeast &&
           state.unchanged >= kUnchangedLeast && still >= options_.stuck_least &&
           static_cast<double>(still.count()) >
               options_.stuck_factor * static_cast<double>(state.longest.count()) &&
           changes_ - state.changes_then >= kChangesElsewhere;
}

/// A quote that is no jump.
QualityVerdict QuoteQuality::take(State& state, const Quote& quote) {
    state.suspects.clear();
    const std::string gone = state.last ? vanished(*state.last, quote) : "";
    believe(state, quote);
    if (!gone.empty())
        return flagged("vanished", gone);
    if (!is_stuck(state, quote))
        return {};
    state.told = true;
    return flagged("stuck", fmt::format("no number has changed since {}",
                                        domain::format_utc(state.changed_at)));
}

QualityVerdict QuoteQuality::check(const Quote& quote, Instant now) {
    if (auto reason = impossible(quote, options_.price_cents_max); !reason.empty())
        return quarantined("impossible", std::move(reason));
    if (auto reason = in_future(quote.event_at, quote.received_at, now, options_.future_tolerance);
        !reason.empty())
        return quarantined("future", std::move(reason));
    State& state = states_[quote.series];
    auto jump = jump_in(state, quote);
    const bool backwards = state.last && quote.event_at < state.last->event_at;
    if (backwards && jump.empty())
        return flagged("backwards", fmt::format("the newest is of {}",
                                                domain::format_utc(state.last->event_at)));
    if (backwards)
        return quarantined("jump", std::move(jump));
    return jump.empty() ? take(state, quote) : suspect(state, quote, std::move(jump));
}

void QuoteQuality::forget(const domain::EventId& event) {
    std::erase_if(states_, [&](const auto& entry) { return entry.first.event == event; });
}

namespace {

/// What a measure can be on earth, by the end of its name.
struct Range {
    std::string_view ending;
    double least = 0;
    double most = 0;
};

constexpr std::array<Range, 14> kRanges = {{
    {"temperature_c", -90, 57},  // WMO records: -89.2 and 56.7.
    {"dew_point_c", -100, 36},   // WMO record: 35.
    {"feels_like_c", -110, 85},  // Wind chill and heat index go beyond the air.
    {"temperature_f", -130, 135},
    {"temperature_k", 183, 331},
    {"humidity_pct", 0, 100},
    {"cloud_cover_pct", 0, 100},
    {"probability_pct", 0, 100},
    {"precipitation_mm", 0, 2000},  // WMO record of a day: 1825.
    {"rain_mm", 0, 2000},
    {"snowfall_cm", 0, 300},
    {"_kmh", 0, 410},  // WMO record of a gust: 408.
    {"_mps", 0, 115},
    {"pressure_hpa", 850, 1090},
}};

}  // namespace

QualityVerdict check_reading(const domain::Reading& reading, Instant now) {
    const QualityOptions options;
    if (auto reason =
            in_future(reading.event_at, reading.received_at, now, options.future_tolerance);
        !reason.empty())
        return quarantined("future", std::move(reason));
    for (const Range& range : kRanges)
        if (reading.value && reading.measure.ends_with(range.ending) &&
            !(*reading.value >= range.least && *reading.value <= range.most))
            return quarantined("impossible",
                               fmt::format("{} of {} lies outside {} to {}", reading.measure,
                                           *reading.value, range.least, range.most));
    return {};
}

}  // namespace seatsync::market
