#include "domain/observation.hpp"

#include <fmt/format.h>

#include <cmath>

namespace seatsync::domain {

namespace {

Error bad(const Quote& quote, std::string_view what) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("quote of {} at {}: {}", quote.series.event.value(),
                            format_utc(quote.event_at), what));
}

bool not_positive(const std::optional<std::int64_t>& cents) {
    return cents && *cents <= 0;
}

bool negative(const std::optional<std::int64_t>& count) {
    return count && *count < 0;
}

}  // namespace

Result<void> validate(const Quote& quote) {
    if (!is_event_id(quote.series.event.value()))
        return bad(quote, "its event id is not of the form namespace:id");
    if (quote.series.market.empty())
        return bad(quote, "it names no market");
    if (!is_plain_text(quote.series.market) || !is_plain_text(quote.series.zone))
        return bad(quote, "market or zone hold control characters or more than 500 bytes");
    if (quote.received_at < quote.event_at)
        return bad(quote, "received before it happened");
    if (not_positive(quote.get_in_cents) || not_positive(quote.median_cents) ||
        not_positive(quote.average_cents) || not_positive(quote.highest_cents))
        return bad(quote, "a price is not positive");
    if (negative(quote.listings) || negative(quote.tickets))
        return bad(quote, "a count is negative");
    if (quote.popularity && !(*quote.popularity >= 0.0 && std::isfinite(*quote.popularity)))
        return bad(quote, "the popularity is below 0 or not finite");
    if (!quote.get_in_cents && !quote.median_cents && !quote.average_cents &&
        !quote.highest_cents && !quote.listings && !quote.tickets && !quote.popularity)
        return bad(quote, "it holds no number at all");
    return {};
}

Result<void> validate(const TeamRecord& record) {
    const auto bad_record = [&](std::string_view what) {
        return fail(ErrorCode::invalid_argument,
                    fmt::format("record of '{}': {}", record.team, what));
    };
    if (record.league.empty() || record.team.empty())
        return bad_record("it names no league or no team");
    if (!is_plain_text(record.league) || !is_plain_text(record.season) ||
        !is_plain_text(record.team))
        return bad_record("a text holds control characters or more than 500 bytes");
    if (record.received_at < record.event_at)
        return bad_record("received before it happened");
    if (negative(record.wins) || negative(record.losses) || negative(record.wins_last10))
        return bad_record("a count is negative");
    if (record.elo && !std::isfinite(*record.elo))
        return bad_record("the Elo is not a finite number");
    return {};
}

Result<void> validate(const GameResult& result) {
    const auto bad_result = [&](std::string_view what) {
        return fail(ErrorCode::invalid_argument,
                    fmt::format("result of {}: {}", result.event.value(), what));
    };
    if (!is_event_id(result.event.value()))
        return bad_result("its event id is not of the form namespace:id");
    if (result.home_score < 0 || result.away_score < 0)
        return bad_result("a score is negative");
    if (result.received_at < result.event_at)
        return bad_result("received before it happened");
    return {};
}

std::size_t ObservationBatch::size() const {
    return std::apply([](const auto&... all) { return (all.size() + ...); }, kinds_of(*this));
}

Result<void> validate(const ObservationBatch& batch) {
    Result<void> valid;
    const auto check = [&valid](const auto& observations) {
        for (const auto& observation : observations)
            if (valid)
                valid = validate(observation);
    };
    std::apply([&check](const auto&... all) { (check(all), ...); }, kinds_of(batch));
    return valid;
}

Result<Quote> checked(Quote quote) {
    SEATSYNC_CHECK(validate(quote));
    return quote;
}

Result<TeamRecord> checked(TeamRecord record) {
    SEATSYNC_CHECK(validate(record));
    return record;
}

Result<GameResult> checked(GameResult result) {
    SEATSYNC_CHECK(validate(result));
    return result;
}

}  // namespace seatsync::domain
