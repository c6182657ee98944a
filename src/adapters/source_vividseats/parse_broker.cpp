#include "adapters/source_vividseats/parse_broker.hpp"

#include "feed/seat_range.hpp"
#include "feed/start_time.hpp"

#include <fmt/format.h>

#include <utility>

namespace seatsync::source_vividseats {

namespace {

using feed::Instant;
using feed::Item;
using feed::JsonValue;

constexpr std::string_view kMarket = "vividseats_broker";

Result<domain::Seating> seating_of(JsonValue json) {
    domain::Seating seating;
    SEATSYNC_TRY(seating.section, feed::text_or_empty(json, "section"));
    SEATSYNC_TRY(seating.row, feed::text_or_empty(json, "row"));
    SEATSYNC_TRY(const std::string from, feed::text_or_empty(json, "seatFrom"));
    SEATSYNC_TRY(const std::string thru, feed::text_or_empty(json, "seatThru"));
    seating.seats = feed::seats_between(from, thru);
    return seating;
}

Result<void> add_sighting(JsonValue json, const domain::EventId& id, Instant received_at,
                          Item& item) {
    if (!feed::find(json, "eventName") || !feed::find(json, "eventDate"))
        return {};
    feed::Sighting sighting;
    domain::Event& event = sighting.event;
    event.id = id;
    event.league = "unknown";
    SEATSYNC_TRY(event.title, feed::required_text(json, "eventName"));
    SEATSYNC_TRY(event.venue.name, feed::text_or_empty(json, "venue"));
    SEATSYNC_TRY(event.venue.city, feed::text_or_empty(json, "city"));
    SEATSYNC_TRY(const std::string date, feed::required_text(json, "eventDate"));
    SEATSYNC_TRY(const feed::StartTime start, feed::read_start(date, std::nullopt));
    event.start = start.start;
    event.start_tbd = start.tbd;
    event.received_at = received_at;
    sighting.local_date = start.local_date;
    item.observations.emplace_back(std::move(sighting));
    return {};
}

Result<void> read_listing(JsonValue json, Instant received_at, Item& item) {
    domain::OwnListing listing;
    listing.market = kMarket;
    SEATSYNC_TRY(listing.id, feed::required_text(json, "id"));
    SEATSYNC_TRY(const std::string production, feed::required_text(json, "productionId"));
    SEATSYNC_TRY(listing.event, domain::make_event_id(kMarket, production));
    SEATSYNC_TRY(listing.seating, seating_of(json));
    SEATSYNC_TRY(const auto quantity, feed::integer_at(json, "quantity"));
    if (!quantity)
        return fail(ErrorCode::corrupt_data, "quantity: it is missing");
    listing.quantity = *quantity;
    SEATSYNC_TRY(listing.list_cents, feed::cents_at(json, "price"));
    SEATSYNC_TRY(listing.face_cents, feed::cents_at(json, "faceValue"));
    listing.event_at = listing.received_at = received_at;
    SEATSYNC_CHECK(add_sighting(json, listing.event, received_at, item));
    item.observations.emplace_back(std::move(listing));
    return {};
}

/// "message; error; error"
std::string words_of(JsonValue root) {
    const auto message = feed::text_at(root, "message");
    std::string words = message && *message ? **message : "no success";
    const auto errors = feed::array_at(root, "errors");
    if (errors && *errors)
        for (const JsonValue error : **errors)
            words += "; " + feed::tidy_text(feed::json_text_of(error, 200));
    return words;
}

Result<void> check_success(JsonValue root) {
    SEATSYNC_TRY(const auto success, feed::flag_at(root, "success"));
    if (success == false)
        return fail(ErrorCode::unavailable,
                    fmt::format("an error under status 200: {}", words_of(root)));
    return {};
}

}  // namespace

Result<feed::Answer> parse_listings(JsonValue root, Instant received_at) {
    SEATSYNC_CHECK(check_success(root));
    SEATSYNC_TRY(const auto listings, feed::array_at(root, "listings"));
    if (!listings)
        return fail(ErrorCode::corrupt_data, "listings: it is missing");
    return feed::Answer{
        .items = feed::read_items(listings, "id", [received_at](JsonValue json, Item& item) {
            return read_listing(json, received_at, item);
        })};
}

Result<feed::Answer> parse_listing(JsonValue root, Instant received_at) {
    SEATSYNC_CHECK(check_success(root));
    SEATSYNC_TRY(const JsonValue listing, feed::required(root, "listing"));
    return feed::Answer{
        .items = {feed::read_item(listing, "id", [received_at](JsonValue json, Item& item) {
            return read_listing(json, received_at, item);
        })}};
}

}  // namespace seatsync::source_vividseats
