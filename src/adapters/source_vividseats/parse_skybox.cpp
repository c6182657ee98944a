#include "adapters/source_vividseats/parse_skybox.hpp"

#include "feed/seat_range.hpp"
#include "feed/start_time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace seatsync::source_vividseats {

namespace {

using feed::Instant;
using feed::Item;
using feed::JsonValue;

constexpr std::string_view kMarket = "vividseats";

Result<domain::Seating> seating_of(JsonValue row) {
    domain::Seating seating;
    SEATSYNC_TRY(seating.section, feed::text_or_empty(row, "section"));
    SEATSYNC_TRY(seating.row, feed::text_or_empty(row, "row"));
    SEATSYNC_TRY(const std::string low, feed::text_or_empty(row, "lowSeat"));
    SEATSYNC_TRY(const std::string high, feed::text_or_empty(row, "highSeat"));
    seating.seats = feed::seats_between(low, high);
    return seating;
}

/// Where none is told it is the account's own, US dollars.
Result<domain::Currency> currency_of(JsonValue row) {
    SEATSYNC_TRY(const auto code, feed::text_at(row, "currencyCode"));
    if (code)
        return domain::Currency::from_code(*code);
    SEATSYNC_TRY(const auto codes, feed::array_at(row, "currencies"));
    if (!codes || codes->size() == 0)
        return domain::Currency::usd();
    std::string_view only;
    if (codes->size() > 1 || codes->at(0).get(only) != simdjson::SUCCESS)
        return fail(ErrorCode::corrupt_data, "currencies: it is not one currency");
    return domain::Currency::from_code(only);
}

/// Empty when the row names none.
Result<domain::EventId> event_of(JsonValue row) {
    SEATSYNC_TRY(auto id, feed::text_at(row, "eventId"));
    if (!id) {
        SEATSYNC_TRY(id, feed::text_at(row, "event.id"));
    }
    return id ? domain::make_event_id(kMarket, *id) : Result<domain::EventId>(domain::EventId());
}

/// "mlb" of "MLB".
Result<std::string> league_of(JsonValue event) {
    SEATSYNC_TRY(std::string category, feed::text_or_empty(event, "performer.category.name"));
    std::ranges::transform(category, category.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return category.empty() ? "unknown" : category;
}

/// `timeZone` is the name of a zone, or an object with it as `id`.
Result<std::optional<domain::Zone>> zone_of(JsonValue event) {
    const bool is_object = feed::find(event, "venue.timeZone.id").has_value();
    const auto name = feed::text_at(event, is_object ? "venue.timeZone.id" : "venue.timeZone");
    if (!name || !*name)
        return std::optional<domain::Zone>();
    SEATSYNC_TRY(domain::Zone zone, domain::Zone::named(**name));
    return std::optional(std::move(zone));
}

Result<feed::Sighting> sighting_of(JsonValue json, const domain::EventId& id, Instant received_at) {
    feed::Sighting sighting;
    domain::Event& event = sighting.event;
    event.id = id;
    SEATSYNC_TRY(event.league, league_of(json));
    SEATSYNC_TRY(event.title, feed::required_text(json, "name"));
    SEATSYNC_TRY(event.venue.name, feed::text_or_empty(json, "venue.name"));
    SEATSYNC_TRY(event.venue.city, feed::text_or_empty(json, "venue.city"));
    SEATSYNC_TRY(const auto zone, zone_of(json));
    event.venue.zone = zone.value_or(domain::Zone::utc());
    SEATSYNC_TRY(const std::string date, feed::required_text(json, "date"));
    SEATSYNC_TRY(const feed::StartTime start, feed::read_start(date, zone));
    event.start = start.start;
    event.start_tbd = start.tbd;
    event.received_at = received_at;
    sighting.local_date = start.local_date;
    return sighting;
}

Result<void> add_sighting(JsonValue row, const domain::EventId& id, Instant received_at,
                          Item& item) {
    const auto event = feed::find(row, "event");
    if (!event || !feed::find(*event, "date") || id.value().empty())
        return {};
    SEATSYNC_TRY(feed::Sighting sighting, sighting_of(*event, id, received_at));
    item.observations.emplace_back(std::move(sighting));
    return {};
}

Result<std::int64_t> quantity_of(JsonValue row) {
    SEATSYNC_TRY(const auto quantity, feed::integer_at(row, "quantity"));
    if (!quantity)
        return fail(ErrorCode::corrupt_data, "quantity: it is missing");
    return *quantity;
}

Result<void> read_stock(JsonValue row, Instant received_at, Item& item) {
    domain::OwnListing listing;
    listing.market = kMarket;
    SEATSYNC_TRY(listing.id, feed::required_text(row, "id"));
    SEATSYNC_TRY(listing.event, event_of(row));
    SEATSYNC_TRY(listing.seating, seating_of(row));
    SEATSYNC_TRY(listing.quantity, quantity_of(row));
    SEATSYNC_TRY(listing.currency, currency_of(row));
    SEATSYNC_TRY(listing.list_cents, feed::cents_at(row, "listPrice"));
    SEATSYNC_TRY(listing.face_cents, feed::cents_at(row, "faceValueAverage"));
    SEATSYNC_TRY(listing.status, feed::text_or_empty(row, "status"));
    listing.event_at = listing.received_at = received_at;
    SEATSYNC_CHECK(add_sighting(row, listing.event, received_at, item));
    item.observations.emplace_back(std::move(listing));
    return {};
}

/// A lot can be sold in parts: the line of the invoice is the sale.
Result<std::string> sale_id(JsonValue row) {
    SEATSYNC_TRY(const auto line, feed::text_at(row, "invoiceLineId"));
    return line ? Result<std::string>(*line) : feed::required_text(row, "id");
}

Result<void> read_sale(JsonValue row, Instant received_at, Item& item) {
    domain::OwnSale sale;
    sale.market = kMarket;
    SEATSYNC_TRY(sale.id, sale_id(row));
    SEATSYNC_TRY(sale.event, event_of(row));
    SEATSYNC_TRY(sale.seating, seating_of(row));
    SEATSYNC_TRY(sale.quantity, quantity_of(row));
    SEATSYNC_TRY(sale.currency, currency_of(row));
    SEATSYNC_TRY(sale.total_net_cents, feed::cents_at(row, "total"));
    SEATSYNC_TRY(sale.status, feed::text_or_empty(row, "fulfillmentStatus"));
    SEATSYNC_TRY(sale.event_at, feed::required_instant(row, "invoiceDate"));
    sale.received_at = received_at;
    SEATSYNC_CHECK(add_sighting(row, sale.event, received_at, item));
    item.observations.emplace_back(std::move(sale));
    return {};
}

Result<feed::Answer> read_page(JsonValue root, const PageAsked& page,
                               const feed::ItemReader& read) {
    SEATSYNC_TRY(const SkyboxRows rows, rows_of(root));
    return feed::Answer{.items = feed::read_items(rows.list, "id", read),
                        .next = page_after(page, rows)};
}

}  // namespace

Result<feed::Answer> parse_inventory(JsonValue root, const PageAsked& page, Instant received_at) {
    return read_page(root, page, [received_at](JsonValue row, Item& item) {
        return read_stock(row, received_at, item);
    });
}

Result<feed::Answer> parse_sold(JsonValue root, const PageAsked& page, Instant received_at) {
    return read_page(root, page, [received_at](JsonValue row, Item& item) {
        return read_sale(row, received_at, item);
    });
}

}  // namespace seatsync::source_vividseats
