#include "adapters/source_seatgeek/parse_events.hpp"

#include "feed/event_status.hpp"
#include "feed/start_time.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace seatsync::source_seatgeek {

namespace {

using domain::EventStatus;
using feed::Instant;
using feed::Item;
using feed::JsonValue;

/// League and taxonomy, where they differ.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kTaxonomies = {
    {{"cfb", "ncaa_football"}, {"ncaam", "ncaa_basketball"}, {"ncaaw", "ncaa_womens_basketball"}}};

constexpr std::array<feed::StatusWord, 6> kStatuses = {{{"normal", EventStatus::scheduled},
                                                        {"rescheduled", EventStatus::scheduled},
                                                        {"contingent", EventStatus::scheduled},
                                                        {"postponed", EventStatus::postponed},
                                                        {"canceled", EventStatus::cancelled},
                                                        {"cancelled", EventStatus::cancelled}}};

Result<domain::Venue> venue_of(JsonValue event) {
    domain::Venue venue;
    SEATSYNC_TRY(venue.name, feed::text_or_empty(event, "venue.name"));
    SEATSYNC_TRY(venue.city, feed::text_or_empty(event, "venue.city"));
    SEATSYNC_TRY(const auto zone, feed::text_at(event, "venue.timezone"));
    if (zone) {
        SEATSYNC_TRY(venue.zone, domain::Zone::named(*zone));
    }
    SEATSYNC_TRY(const auto capacity, feed::integer_at(event, "venue.capacity"));
    if (capacity && *capacity > 0)
        venue.capacity = capacity;
    return venue;
}

Result<bool> is_flagged(JsonValue event, std::string_view flag) {
    SEATSYNC_TRY(const auto value, feed::flag_at(event, flag));
    return value.value_or(false);
}

/// `datetime_local` tells the date, `datetime_utc` the instant; both are written without a zone.
Result<feed::StartTime> start_of(JsonValue event) {
    SEATSYNC_TRY(const std::string local, feed::required_text(event, "datetime_local"));
    SEATSYNC_TRY(const auto date, domain::parse_date(std::string_view(local).substr(0, 10)));
    SEATSYNC_TRY(const bool no_hour, is_flagged(event, "time_tbd"));
    SEATSYNC_TRY(const bool no_date, is_flagged(event, "date_tbd"));
    SEATSYNC_TRY(const bool neither, is_flagged(event, "datetime_tbd"));
    feed::StartTime start = feed::start_on(date);
    if (no_date || neither)
        start.local_date.reset();
    if (no_hour || no_date || neither)
        return start;
    SEATSYNC_TRY(start.start, feed::required_instant(event, "datetime_utc"));
    start.tbd = false;
    return start;
}

Result<void> read_teams(JsonValue event, domain::Event& into) {
    SEATSYNC_TRY(const auto performers, feed::array_at(event, "performers"));
    if (!performers)
        return {};
    for (const JsonValue performer : *performers) {
        SEATSYNC_TRY(const bool home, is_flagged(performer, "home_team"));
        SEATSYNC_TRY(const bool away, is_flagged(performer, "away_team"));
        if (home || away) {
            SEATSYNC_TRY((home ? into.home : into.away), feed::required_text(performer, "name"));
        }
    }
    return {};
}

Result<feed::Sighting> sighting_of(JsonValue json, Instant received_at) {
    feed::Sighting sighting;
    domain::Event& event = sighting.event;
    SEATSYNC_TRY(const std::string id, feed::required_text(json, "id"));
    SEATSYNC_TRY(event.id, domain::make_event_id("seatgeek", id));
    SEATSYNC_TRY(const std::string type, feed::required_text(json, "type"));
    event.league = league_of(type);
    SEATSYNC_TRY(event.title, feed::text_or_empty(json, "title"));
    SEATSYNC_TRY(const bool conditional, is_flagged(json, "conditional"));
    if (conditional)
        event.category = "playoff_conditional";
    SEATSYNC_TRY(event.venue, venue_of(json));
    SEATSYNC_TRY(event.status, feed::status_at(json, "status", kStatuses));
    SEATSYNC_CHECK(read_teams(json, event));
    SEATSYNC_TRY(const feed::StartTime start, start_of(json));
    event.start = start.start;
    event.start_tbd = start.tbd;
    event.received_at = received_at;
    sighting.local_date = start.local_date;
    return sighting;
}

domain::Quote quote_of(const domain::EventId& event, domain::PriceKind kind, Instant received_at) {
    domain::Quote quote;
    quote.series = {.event = event, .market = "seatgeek", .zone = {}, .kind = kind};
    quote.event_at = quote.received_at = received_at;
    return quote;
}

Result<void> read_stats(JsonValue json, const domain::EventId& event, Instant received_at,
                        Item& item) {
    auto with_fees = quote_of(event, domain::PriceKind::all_in, received_at);
    SEATSYNC_TRY(with_fees.get_in_cents, feed::cents_at(json, "stats.lowest_price"));
    SEATSYNC_TRY(with_fees.median_cents, feed::cents_at(json, "stats.median_price"));
    SEATSYNC_TRY(with_fees.average_cents, feed::cents_at(json, "stats.average_price"));
    SEATSYNC_TRY(with_fees.highest_cents, feed::cents_at(json, "stats.highest_price"));
    SEATSYNC_TRY(with_fees.listings, feed::integer_at(json, "stats.listing_count"));
    const bool any = with_fees.get_in_cents || with_fees.median_cents || with_fees.average_cents ||
                     with_fees.highest_cents || with_fees.listings;
    SEATSYNC_TRY(with_fees.popularity, feed::number_at(json, "score"));
    if (any)
        item.observations.emplace_back(std::move(with_fees));
    auto base = quote_of(event, domain::PriceKind::list, received_at);
    SEATSYNC_TRY(base.get_in_cents, feed::cents_at(json, "stats.lowest_sg_base_price"));
    if (base.get_in_cents)
        item.observations.emplace_back(std::move(base));
    return {};
}

Result<void> read_event(JsonValue json, Instant received_at, Item& item) {
    SEATSYNC_TRY(feed::Sighting sighting, sighting_of(json, received_at));
    const domain::EventId event = sighting.event.id;
    item.observations.emplace_back(std::move(sighting));
    return read_stats(json, event, received_at, item);
}

/// The number of the next page; empty after the last, and after one without events.
Result<std::string> next_page(JsonValue root, std::size_t events) {
    SEATSYNC_TRY(const auto total, feed::integer_at(root, "meta.total"));
    SEATSYNC_TRY(const auto page, feed::integer_at(root, "meta.page"));
    SEATSYNC_TRY(const auto per_page, feed::integer_at(root, "meta.per_page"));
    constexpr std::int64_t kPageMax = 1'000'000;
    if (events == 0 || !total || !page || !per_page || *page < 1 || *page > kPageMax ||
        *per_page < 1 || *per_page > kPageMax || *page * *per_page >= *total)
        return std::string();
    return fmt::format("{}", *page + 1);
}

Error unlike_an_answer(JsonValue root, std::string_view expected) {
    if (const std::string words = words_of_error(root); !words.empty())
        return fail(ErrorCode::unavailable, fmt::format("an error under status 200: {}", words));
    return fail(ErrorCode::corrupt_data, fmt::format("{}: it is missing", expected));
}

}  // namespace

Result<feed::Answer> parse_events(JsonValue root, Instant received_at) {
    SEATSYNC_TRY(const auto events, feed::array_at(root, "events"));
    if (!events)
        return unlike_an_answer(root, "events");
    feed::Answer answer;
    answer.items = feed::read_items(events, "id", [&](JsonValue json, Item& item) {
        return read_event(json, received_at, item);
    });
    SEATSYNC_TRY(answer.next, next_page(root, answer.items.size()));
    return answer;
}

Result<feed::Answer> parse_event(JsonValue root, Instant received_at) {
    if (!feed::find(root, "id"))
        return unlike_an_answer(root, "id");
    return feed::Answer{.items = {feed::read_item(root, "id", [&](JsonValue json, Item& item) {
                            return read_event(json, received_at, item);
                        })}};
}

Result<feed::Answer> pass_over_list(JsonValue root, std::string_view list) {
    SEATSYNC_TRY(const auto elements, feed::array_at(root, list));
    if (!elements)
        return unlike_an_answer(root, list);
    feed::Answer answer;
    answer.items = feed::read_items(elements, "slug", [&](JsonValue, Item& item) -> Result<void> {
        item.passed_over = fmt::format("one of the {}, no event", list);
        return {};
    });
    return answer;
}

std::string words_of_error(JsonValue root) {
    const auto message = feed::text_at(root, "message");
    return message && *message ? **message : std::string();
}

std::string taxonomy_of(std::string_view league) {
    for (const auto& [ours, theirs] : kTaxonomies)
        if (ours == league)
            return std::string(theirs);
    return std::string(league);
}

std::string league_of(std::string_view taxonomy) {
    for (const auto& [ours, theirs] : kTaxonomies)
        if (theirs == taxonomy)
            return std::string(ours);
    return std::string(taxonomy);
}

}  // namespace seatsync::source_seatgeek
