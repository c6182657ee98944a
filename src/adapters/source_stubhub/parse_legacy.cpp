#include "adapters/source_stubhub/parse_legacy.hpp"

#include "adapters/source_stubhub/hal_page.hpp"
#include "feed/event_status.hpp"
#include "feed/start_time.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace seatsync::source_stubhub {

namespace {

using domain::EventStatus;
using feed::Instant;
using feed::Item;
using feed::JsonValue;

Result<domain::Ask> ask_of(JsonValue json, const domain::EventId& event, Instant received_at) {
    domain::Ask ask;
    ask.series.event = event;
    ask.series.market = "stubhub";
    SEATSYNC_TRY(ask.id, feed::required_text(json, "listingId"));
    SEATSYNC_TRY(ask.seating.section, feed::text_or_empty(json, "sectionName"));
    SEATSYNC_TRY(ask.seating.row, feed::text_or_empty(json, "row"));
    SEATSYNC_TRY(ask.seating.seats, feed::text_or_empty(json, "seatNumbers"));
    SEATSYNC_TRY(const auto quantity, feed::integer_at(json, "quantity"));
    ask.quantity = quantity.value_or(0);
    SEATSYNC_TRY(const auto face, amount_at(json, "faceValue"));
    if (face)
        ask.face_cents = face->cents;
    ask.event_at = ask.received_at = received_at;
    return ask;
}

Result<void> add_ask(JsonValue json, std::string_view path, domain::PriceKind kind, domain::Ask ask,
                     Item& item) {
    SEATSYNC_TRY(const auto price, amount_at(json, path));
    if (!price)
        return {};
    ask.series.kind = kind;
    ask.series.currency = price->currency;
    ask.price_cents = price->cents;
    item.observations.emplace_back(std::move(ask));
    return {};
}

Result<void> read_offer(JsonValue json, const domain::EventId& event, Instant received_at,
                        Item& item) {
    SEATSYNC_TRY(const domain::Ask ask, ask_of(json, event, received_at));
    SEATSYNC_CHECK(add_ask(json, "currentPrice", domain::PriceKind::all_in, ask, item));
    return add_ask(json, "listingPrice", domain::PriceKind::list, ask, item);
}

/// "nba" of "NBA Tickets".
Result<std::string> league_of(JsonValue event) {
    SEATSYNC_TRY(const auto groupings, feed::array_at(event, "ancestors.groupings"));
    if (!groupings || groupings->size() == 0)
        return std::string("unknown");
    SEATSYNC_TRY(std::string name, feed::required_text(JsonValue(groupings->at(0)), "name"));
    name.erase(std::ranges::find(name, ' '), name.end());
    std::ranges::transform(name, name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return name;
}

/// Only the away side is named as such.
Result<void> read_teams(JsonValue json, domain::Event& into) {
    SEATSYNC_TRY(const auto performers, feed::array_at(json, "performers"));
    if (!performers || performers->size() != 2)
        return {};
    std::string home;
    for (const JsonValue performer : *performers) {
        SEATSYNC_TRY(const std::string role, feed::text_or_empty(performer, "role"));
        SEATSYNC_TRY((role == "AWAY_TEAM" ? into.away : home),
                     feed::required_text(performer, "name"));
    }
    if (!into.away.empty())
        into.home = std::move(home);
    return {};
}

Result<EventStatus> status_of(JsonValue json) {
    constexpr std::array<feed::StatusWord, 4> kStatuses = {{{"active", EventStatus::scheduled},
                                                            {"postponed", EventStatus::postponed},
                                                            {"cancelled", EventStatus::cancelled},
                                                            {"completed", EventStatus::finished}}};
    SEATSYNC_TRY(const std::string word, feed::required_text(json, "status"));
    return feed::status_of_word(word, "status", kStatuses);
}

Result<void> read_event(JsonValue json, Instant received_at, Item& item) {
    feed::Sighting sighting;
    domain::Event& event = sighting.event;
    SEATSYNC_TRY(const std::string id, feed::required_text(json, "id"));
    SEATSYNC_TRY(event.id, domain::make_event_id("stubhub", id));
    SEATSYNC_TRY(event.league, league_of(json));
    SEATSYNC_TRY(event.title, feed::required_text(json, "name"));
    SEATSYNC_CHECK(read_teams(json, event));
    SEATSYNC_TRY(event.venue.name, feed::text_or_empty(json, "venue.name"));
    SEATSYNC_TRY(event.venue.city, feed::text_or_empty(json, "venue.locality"));
    SEATSYNC_TRY(const std::string zone, feed::required_text(json, "timezone"));
    SEATSYNC_TRY(event.venue.zone, domain::Zone::named(zone));
    SEATSYNC_TRY(event.status, status_of(json));
    SEATSYNC_TRY(const std::string start, feed::required_text(json, "eventDateUTC"));
    SEATSYNC_TRY(const auto when, feed::read_start(start, event.venue.zone));
    event.start = when.start;
    sighting.local_date = when.local_date;
    event.received_at = received_at;
    item.observations.emplace_back(std::move(sighting));
    return {};
}

}  // namespace

Result<feed::Answer> parse_inventory(JsonValue root, Instant received_at) {
    SEATSYNC_TRY(const std::string id, feed::required_text(root, "eventId"));
    SEATSYNC_TRY(const domain::EventId event, domain::make_event_id("stubhub", id));
    SEATSYNC_TRY(const auto offers, feed::array_at(root, "listing"));
    feed::Answer answer;
    answer.items = feed::read_items(offers, "listingId", [&](JsonValue json, Item& item) {
        return read_offer(json, event, received_at, item);
    });
    return answer;
}

Result<feed::Answer> parse_legacy_event(JsonValue root, Instant received_at) {
    feed::Answer answer;
    answer.items.push_back(feed::read_item(root, "id", [&](JsonValue json, Item& item) {
        return read_event(json, received_at, item);
    }));
    return answer;
}

Result<feed::Answer> parse_venue_configurations(JsonValue root) {
    SEATSYNC_TRY(const auto list, feed::array_at(root, "venueConfiguration"));
    feed::Answer answer;
    answer.items = feed::read_items(list, "id", [](JsonValue, Item& item) -> Result<void> {
        item.passed_over = "a seating plan, no offer";
        return {};
    });
    return answer;
}

}  // namespace seatsync::source_stubhub
