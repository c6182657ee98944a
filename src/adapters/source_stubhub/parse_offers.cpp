#include "adapters/source_stubhub/parse_offers.hpp"

#include "adapters/source_stubhub/hal_page.hpp"
#include "adapters/source_stubhub/parse_catalog.hpp"
#include "feed/seat_range.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::source_stubhub {

namespace {

using feed::Instant;
using feed::Item;
using feed::JsonValue;

Result<domain::Seating> seating_of(JsonValue json) {
    domain::Seating seating;
    SEATSYNC_TRY(seating.section, feed::text_or_empty(json, "seating.section"));
    SEATSYNC_TRY(seating.row, feed::text_or_empty(json, "seating.row"));
    SEATSYNC_TRY(const std::string from, feed::text_or_empty(json, "seating.seat_from"));
    SEATSYNC_TRY(const std::string to, feed::text_or_empty(json, "seating.seat_to"));
    seating.seats = feed::seats_between(from, to);
    return seating;
}

Result<std::int64_t> tickets_of(JsonValue json) {
    SEATSYNC_TRY(const auto tickets, feed::integer_at(json, "number_of_tickets"));
    if (!tickets)
        return fail(ErrorCode::corrupt_data, "number_of_tickets: it is missing");
    return *tickets;
}

/// The event that the resource names; empty when it names none.
Result<domain::EventId> event_of(JsonValue json) {
    SEATSYNC_TRY(const auto id, feed::text_at(json, "_embedded.event.id"));
    return id ? domain::make_event_id("stubhub", *id) : Result<domain::EventId>(domain::EventId());
}

/// The event too, where it is told: that of a sale may be over, and not in the catalog any more.
Result<void> add_sighting(JsonValue json, Instant received_at, Item& item) {
    const auto event = feed::find(json, "_embedded.event");
    if (!event || !feed::find(*event, "start_date"))
        return {};
    SEATSYNC_TRY(feed::Sighting sighting, sighting_of(*event, "", received_at));
    auto& venue = sighting.event.venue;
    SEATSYNC_TRY(venue.name, feed::text_or_empty(json, "_embedded.venue.name"));
    SEATSYNC_TRY(venue.city, feed::text_or_empty(json, "_embedded.venue.city"));
    item.observations.emplace_back(std::move(sighting));
    return {};
}

/// ".../v2/events/735160?page=1" ends with the event's id.
Result<domain::EventId> linked_event(JsonValue json) {
    SEATSYNC_TRY(const std::string link, feed::required_text(json, "_links.listing:event.href"));
    const std::string_view path = std::string_view(link).substr(0, link.find('?'));
    return domain::make_event_id("stubhub", path.substr(path.rfind('/') + 1));
}

/// Cents of the field; its currency must be that of the fields before it.
class OneCurrency {
  public:
    Result<std::optional<std::int64_t>> cents_at(JsonValue json, std::string_view path) {
        SEATSYNC_TRY(const auto amount, amount_at(json, path));
        if (!amount)
            return std::optional<std::int64_t>();
        if (currency_ && *currency_ != amount->currency)
            return fail(ErrorCode::corrupt_data,
                        fmt::format("{}: it is in {}, the fields before it in {}", path,
                                    amount->currency.code(), currency_->code()));
        currency_ = amount->currency;
        return std::optional(amount->cents);
    }
    [[nodiscard]] domain::Currency currency() const {
        return currency_.value_or(domain::Currency::usd());
    }

  private:
    std::optional<domain::Currency> currency_;
};

Result<void> read_seller_listing(JsonValue json, Instant received_at, Item& item) {
    domain::OwnListing listing;
    listing.market = "stubhub";
    SEATSYNC_TRY(listing.id, feed::required_text(json, "id"));
    SEATSYNC_TRY(listing.event, event_of(json));
    SEATSYNC_TRY(listing.seating, seating_of(json));
    SEATSYNC_TRY(listing.quantity, tickets_of(json));
    OneCurrency money;
    SEATSYNC_TRY(listing.list_cents, money.cents_at(json, "ticket_price"));
    SEATSYNC_TRY(listing.seller_net_cents, money.cents_at(json, "ticket_proceeds"));
    SEATSYNC_TRY(listing.face_cents, money.cents_at(json, "face_value"));
    listing.currency = money.currency();
    SEATSYNC_TRY(listing.status, feed::text_or_empty(json, "status"));
    listing.event_at = listing.received_at = received_at;
    SEATSYNC_CHECK(add_sighting(json, received_at, item));
    item.observations.emplace_back(std::move(listing));
    return {};
}

Result<void> read_sale(JsonValue json, Instant received_at, Item& item) {
    domain::OwnSale sale;
    sale.market = "stubhub";
    SEATSYNC_TRY(sale.id, feed::required_text(json, "id"));
    SEATSYNC_TRY(sale.event, event_of(json));
    SEATSYNC_TRY(sale.seating, seating_of(json));
    SEATSYNC_TRY(sale.quantity, tickets_of(json));
    OneCurrency money;
    SEATSYNC_TRY(sale.total_net_cents, money.cents_at(json, "proceeds"));
    sale.currency = money.currency();
    SEATSYNC_TRY(sale.status, feed::text_or_empty(json, "status"));
    SEATSYNC_TRY(sale.event_at, feed::required_instant(json, "created_at"));
    sale.received_at = received_at;
    SEATSYNC_CHECK(add_sighting(json, received_at, item));
    item.observations.emplace_back(std::move(sale));
    return {};
}

Result<domain::Ask> ask_of(JsonValue json, Instant received_at) {
    domain::Ask ask;
    ask.series.market = "stubhub";
    SEATSYNC_TRY(ask.series.event, linked_event(json));
    SEATSYNC_TRY(ask.id, feed::required_text(json, "id"));
    SEATSYNC_TRY(ask.seating, seating_of(json));
    SEATSYNC_TRY(ask.quantity, tickets_of(json));
    ask.event_at = ask.received_at = received_at;
    return ask;
}

void add_ask(domain::Ask ask, domain::PriceKind kind, Amount per_ticket, Item& item) {
    ask.series.kind = kind;
    ask.series.currency = per_ticket.currency;
    ask.price_cents = per_ticket.cents;
    item.observations.emplace_back(std::move(ask));
}

Result<void> read_listing(JsonValue json, Instant received_at, Item& item) {
    SEATSYNC_TRY(const domain::Ask ask, ask_of(json, received_at));
    SEATSYNC_TRY(const auto price, amount_at(json, "ticket_price"));
    if (price)
        add_ask(ask, domain::PriceKind::list, *price, item);
    SEATSYNC_TRY(const auto total, amount_at(json, "estimated_total_charge"));
    if (total) {
        SEATSYNC_TRY(const domain::Money share,
                     domain::mul_ratio({total->cents, total->currency}, 1, ask.quantity,
                                       domain::Rounding::half_even));
        add_ask(ask, domain::PriceKind::all_in, {share.cents(), share.currency()}, item);
    }
    return {};
}

}  // namespace

Result<feed::Answer> parse_seller_listings(JsonValue root, Instant received_at) {
    return read_page(root, [received_at](JsonValue json, Item& item) {
        return read_seller_listing(json, received_at, item);
    });
}

Result<feed::Answer> parse_sales(JsonValue root, Instant received_at) {
    return read_page(root, [received_at](JsonValue json, Item& item) {
        return read_sale(json, received_at, item);
    });
}

Result<feed::Answer> parse_listings(JsonValue root, Instant received_at) {
    return read_page(root, [received_at](JsonValue json, Item& item) {
        return read_listing(json, received_at, item);
    });
}

}  // namespace seatsync::source_stubhub
