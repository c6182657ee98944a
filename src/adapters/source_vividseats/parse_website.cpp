#include "adapters/source_vividseats/parse_website.hpp"

#include <utility>

namespace seatsync::source_vividseats {

namespace {

using feed::Instant;
using feed::Item;
using feed::JsonValue;

domain::Quote blank_quote(const domain::EventId& event, domain::PriceKind kind,
                          Instant received_at) {
    domain::Quote quote;
    quote.series = {.event = event, .market = "vividseats", .zone = {}, .kind = kind};
    quote.event_at = quote.received_at = received_at;
    return quote;
}

Result<void> read_production(JsonValue json, Instant received_at, Item& item) {
    SEATSYNC_TRY(const std::string id, feed::required_text(json, "id"));
    SEATSYNC_TRY(const auto event, domain::make_event_id("vividseats", id));
    auto base = blank_quote(event, domain::PriceKind::list, received_at);
    SEATSYNC_TRY(base.get_in_cents, feed::cents_at(json, "minPrice"));
    SEATSYNC_TRY(base.median_cents, feed::cents_at(json, "medianPrice"));
    SEATSYNC_TRY(base.average_cents, feed::cents_at(json, "avgPrice"));
    SEATSYNC_TRY(base.highest_cents, feed::cents_at(json, "maxPrice"));
    SEATSYNC_TRY(base.listings, feed::integer_at(json, "listingCount"));
    SEATSYNC_TRY(base.tickets, feed::integer_at(json, "ticketCount"));
    item.observations.emplace_back(std::move(base));
    auto with_fees = blank_quote(event, domain::PriceKind::all_in, received_at);
    SEATSYNC_TRY(with_fees.get_in_cents, feed::cents_at(json, "minAipPrice"));
    SEATSYNC_TRY(with_fees.highest_cents, feed::cents_at(json, "maxAipPrice"));
    if (with_fees.get_in_cents || with_fees.highest_cents)
        item.observations.emplace_back(std::move(with_fees));
    return {};
}

}  // namespace

Result<feed::Answer> parse_website_production(JsonValue root, Instant received_at) {
    SEATSYNC_CHECK(feed::required_text(root, "id"));
    return feed::Answer{
        .items = {feed::read_item(root, "id", [received_at](JsonValue json, Item& item) {
            return read_production(json, received_at, item);
        })}};
}

}  // namespace seatsync::source_vividseats
