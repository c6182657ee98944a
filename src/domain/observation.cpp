#include "domain/observation.hpp"

#include <fmt/format.h>

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

Result<Quote> checked(Quote quote) {
    if (const auto id = parse_event_id(quote.series.event.value()); !id)
        return id.error();
    if (quote.series.market.empty())
        return bad(quote, "it names no market");
    if (quote.received_at < quote.event_at)
        return bad(quote, "received before it happened");
    if (not_positive(quote.get_in_cents) || not_positive(quote.median_cents) ||
        not_positive(quote.average_cents) || not_positive(quote.highest_cents))
        return bad(quote, "a price is not positive");
    if (negative(quote.listings) || negative(quote.tickets))
        return bad(quote, "a count is negative");
    if (quote.popularity && !(*quote.popularity >= 0.0 && *quote.popularity <= 1.0))
        return bad(quote, "the popularity lies outside 0 to 1");
    if (!quote.get_in_cents && !quote.median_cents && !quote.average_cents && !quote.highest_cents &&
        !quote.listings && !quote.tickets && !quote.popularity)
        return bad(quote, "it holds no number at all");
    return quote;
}

Result<TeamRecord> checked(TeamRecord record) {
    const auto bad_record = [&](std::string_view what) {
        return fail(ErrorCode::invalid_argument, fmt::format("record of '{}': {}", record.team, what));
    };
    if (record.league.empty() || record.team.empty())
        return bad_record("it names no league or no team");
    if (record.received_at < record.event_at)
        return bad_record("received before it happened");
    if (negative(record.wins) || negative(record.losses) || negative(record.wins_last10))
        return bad_record("a count is negative");
    return record;
}

Result<GameResult> checked(GameResult result) {
    const auto bad_result = [&](std::string_view what) {
        return fail(ErrorCode::invalid_argument,
                    fmt::format("result of {}: {}", result.event.value(), what));
    };
    if (const auto id = parse_event_id(result.event.value()); !id)
        return id.error();
    if (result.home_score < 0 || result.away_score < 0)
        return bad_result("a score is negative");
    if (result.received_at < result.event_at)
        return bad_result("received before it happened");
    return result;
}

}  // namespace seatsync::domain
