#include "adapters/source_stubhub/parse_catalog.hpp"

#include "adapters/source_stubhub/hal_page.hpp"
#include "feed/event_status.hpp"
#include "feed/start_time.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace seatsync::source_stubhub {

namespace {

using domain::EventStatus;
using feed::Instant;
using feed::Item;
using feed::JsonValue;

constexpr std::array<feed::StatusWord, 6> kStatuses = {{{"Normal", EventStatus::scheduled},
                                                        {"Rescheduled", EventStatus::scheduled},
                                                        {"Relocated", EventStatus::scheduled},
                                                        {"Contingent", EventStatus::scheduled},
                                                        {"Postponed", EventStatus::postponed},
                                                        {"Cancelled", EventStatus::cancelled}}};

Result<bool> is_denied(JsonValue event, std::string_view flag) {
    SEATSYNC_TRY(const auto confirmed, feed::flag_at(event, flag));
    return confirmed == false;
}

Result<void> read_start(JsonValue json, feed::Sighting& into) {
    SEATSYNC_TRY(const std::string text, feed::required_text(json, "start_date"));
    SEATSYNC_TRY(feed::StartTime start, feed::read_start(text, std::nullopt));
    SEATSYNC_TRY(const bool no_date, is_denied(json, "date_confirmed"));
    SEATSYNC_TRY(const bool no_hour, is_denied(json, "time_confirmed"));
    if ((no_date || no_hour) && start.local_date)
        start = feed::start_on(*start.local_date);
    into.event.start = start.start;
    into.event.start_tbd = start.tbd || no_date || no_hour;
    if (!no_date)
        into.local_date = start.local_date;
    return {};
}

Result<void> read_price(JsonValue json, const domain::EventId& event, Instant received_at,
                        Item& item) {
    SEATSYNC_TRY(const auto lowest, amount_at(json, "min_ticket_price"));
    if (!lowest)
        return {};
    domain::Quote quote;
    quote.series = {.event = event,
                    .market = "stubhub",
                    .zone = {},
                    .kind = domain::PriceKind::advertised,
                    .currency = lowest->currency};
    quote.event_at = quote.received_at = received_at;
    quote.get_in_cents = lowest->cents;
    item.observations.emplace_back(std::move(quote));
    return {};
}

Result<void> read_event(JsonValue json, const std::string& league, Instant received_at,
                        Item& item) {
    SEATSYNC_TRY(const std::string type, feed::text_or_empty(json, "type"));
    if (type == "Parking") {
        item.passed_over = "a parking pass";
        return {};
    }
    SEATSYNC_TRY(feed::Sighting sighting, sighting_of(json, league, received_at));
    const domain::EventId event = sighting.event.id;
    item.observations.emplace_back(std::move(sighting));
    return read_price(json, event, received_at, item);
}

Result<void> read_result(JsonValue json, const std::string& league, Instant received_at,
                         Item& item) {
    const auto event = feed::find(json, "_embedded.event");
    if (event) {
        SEATSYNC_TRY(item.key, feed::required_text(*event, "id"));
        return read_event(*event, league, received_at, item);
    }
    SEATSYNC_TRY(const std::string type, feed::required_text(json, "type"));
    item.passed_over = fmt::format("a search result of the type {}, no event", type);
    return {};
}

}  // namespace

Result<feed::Sighting> sighting_of(JsonValue json, const std::string& league, Instant received_at) {
    feed::Sighting sighting;
    domain::Event& event = sighting.event;
    SEATSYNC_TRY(const std::string id, feed::required_text(json, "id"));
    SEATSYNC_TRY(event.id, domain::make_event_id("stubhub", id));
    event.league = league.empty() ? "unknown" : league;
    SEATSYNC_TRY(event.title, feed::required_text(json, "name"));
    SEATSYNC_TRY(event.venue.name, feed::text_or_empty(json, "_embedded.venue.name"));
    SEATSYNC_TRY(event.venue.city, feed::text_or_empty(json, "_embedded.venue.city"));
    SEATSYNC_TRY(event.status, feed::status_at(json, "status", kStatuses));
    SEATSYNC_CHECK(read_start(json, sighting));
    event.received_at = received_at;
    return sighting;
}

Result<feed::Answer> parse_events(JsonValue root, const std::string& league, Instant received_at) {
    return read_page(root, [&](JsonValue json, Item& item) {
        return read_event(json, league, received_at, item);
    });
}

Result<feed::Answer> parse_search(JsonValue root, const std::string& league, Instant received_at) {
    return read_page(root, [&](JsonValue json, Item& item) {
        return read_result(json, league, received_at, item);
    });
}

Result<feed::Answer> pass_over_page(JsonValue root, const std::string& what) {
    return read_page(root, [&](JsonValue, Item& item) -> Result<void> {
        item.passed_over = what;
        return {};
    });
}

}  // namespace seatsync::source_stubhub
