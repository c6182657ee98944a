#include "adapters/source_stubhub/parse_pos.hpp"

#include "adapters/source_stubhub/hal_page.hpp"
#include "feed/seat_range.hpp"
#include "feed/start_time.hpp"

#include <fmt/format.h>

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

constexpr std::string_view kMarket = "stubhub_pos";

Result<domain::Seating> seating_of(JsonValue json) {
    domain::Seating seating;
    SEATSYNC_TRY(seating.section, feed::text_or_empty(json, "seating.section"));
    SEATSYNC_TRY(seating.row, feed::text_or_empty(json, "seating.row"));
    SEATSYNC_TRY(const std::string from, feed::text_or_empty(json, "seating.seatFrom"));
    SEATSYNC_TRY(const std::string to, feed::text_or_empty(json, "seating.seatTo"));
    seating.seats = feed::seats_between(from, to);
    return seating;
}

Result<domain::Currency> currency_of(JsonValue json) {
    SEATSYNC_TRY(const std::string code, feed::required_text(json, "currencyCode"));
    return domain::Currency::from_code(code);
}

Result<domain::EventId> event_at(JsonValue json, std::string_view path) {
    SEATSYNC_TRY(const auto id, feed::text_at(json, path));
    return id ? domain::make_event_id(kMarket, *id) : Result<domain::EventId>(domain::EventId());
}

Result<std::int64_t> quantity_at(JsonValue json, std::string_view path) {
    SEATSYNC_TRY(const auto quantity, feed::integer_at(json, path));
    if (!quantity)
        return fail(ErrorCode::corrupt_data, fmt::format("{}: it is missing", path));
    return *quantity;
}

Result<EventStatus> status_of(JsonValue json) {
    SEATSYNC_TRY(const std::string word, feed::text_or_empty(json, "event.eventStatus"));
    if (word == "Postponed")
        return EventStatus::postponed;
    return word == "Cancelled" ? EventStatus::cancelled : EventStatus::scheduled;
}

Result<void> read_start(JsonValue json, feed::Sighting& into) {
    SEATSYNC_TRY(const std::string local, feed::required_text(json, "event.date"));
    SEATSYNC_TRY(const auto date, domain::parse_date(std::string_view(local).substr(0, 10)));
    SEATSYNC_TRY(const auto date_stands, feed::flag_at(json, "event.dateConfirmed"));
    SEATSYNC_TRY(const auto hour_stands, feed::flag_at(json, "event.timeConfirmed"));
    SEATSYNC_TRY(const auto start, feed::instant_at(json, "eventMapping.eventDateUtc"));
    const bool tbd = date_stands == false || hour_stands == false || !start;
    into.event.start = tbd ? feed::start_on(date).start : *start;
    into.event.start_tbd = tbd;
    if (date_stands != false)
        into.local_date = date;
    return {};
}

/// "nba" of "NBA".
Result<std::string> league_of(JsonValue json) {
    SEATSYNC_TRY(std::string genre, feed::text_or_empty(json, "performer.genreName"));
    std::ranges::transform(genre, genre.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return genre.empty() ? "unknown" : genre;
}

Result<void> add_sighting(JsonValue json, Instant received_at, Item& item) {
    if (!feed::find(json, "event.date"))
        return {};
    feed::Sighting sighting;
    domain::Event& event = sighting.event;
    SEATSYNC_TRY(event.id, event_at(json, "event.id"));
    SEATSYNC_TRY(event.league, league_of(json));
    SEATSYNC_TRY(event.title, feed::required_text(json, "event.name"));
    SEATSYNC_TRY(event.venue.name, feed::text_or_empty(json, "venue.name"));
    SEATSYNC_TRY(event.venue.city, feed::text_or_empty(json, "venue.city"));
    SEATSYNC_TRY(event.status, status_of(json));
    SEATSYNC_CHECK(read_start(json, sighting));
    event.received_at = received_at;
    item.observations.emplace_back(std::move(sighting));
    return {};
}

/// The word for StubHub among the marketplaces; empty when it is not there.
Result<std::string> status_on_stubhub(JsonValue json) {
    SEATSYNC_TRY(const auto list, feed::array_at(json, "listingStatusByMarketplace"));
    if (list)
        for (const JsonValue one : *list) {
            SEATSYNC_TRY(const std::string name, feed::text_or_empty(one, "marketplaceName"));
            if (name == "StubHub")
                return feed::text_or_empty(one, "listingStatus");
        }
    return std::string();
}

Result<void> read_stock(JsonValue json, Instant received_at, Item& item) {
    domain::OwnListing listing;
    listing.market = kMarket;
    SEATSYNC_TRY(listing.id, feed::required_text(json, "id"));
    SEATSYNC_TRY(listing.event, event_at(json, "event.id"));
    SEATSYNC_TRY(listing.seating, seating_of(json));
    SEATSYNC_TRY(listing.quantity, quantity_at(json, "availableQuantity"));
    SEATSYNC_TRY(listing.currency, currency_of(json));
    SEATSYNC_TRY(listing.face_cents, feed::cents_at(json, "faceValue"));
    SEATSYNC_TRY(listing.status, status_on_stubhub(json));
    listing.event_at = listing.received_at = received_at;
    SEATSYNC_CHECK(add_sighting(json, received_at, item));
    item.observations.emplace_back(std::move(listing));
    return {};
}

Result<void> read_deleted(JsonValue id, Instant received_at, Item& item) {
    domain::OwnListing listing;
    listing.market = kMarket;
    listing.id = item.key = feed::tidy_text(feed::json_text_of(id, 40));
    listing.status = "Deleted";
    listing.event_at = listing.received_at = received_at;
    if (!id.is_number())
        return fail(ErrorCode::corrupt_data, "deletedInventoryIds: it is no number");
    item.observations.emplace_back(std::move(listing));
    return {};
}

Result<void> read_lean(JsonValue json, Instant received_at, Item& item) {
    domain::OwnListing listing;
    listing.market = kMarket;
    SEATSYNC_TRY(listing.id, feed::required_text(json, "listingId"));
    SEATSYNC_TRY(listing.event, event_at(json, "eventId"));
    SEATSYNC_TRY(listing.seating.section, feed::text_or_empty(json, "section"));
    SEATSYNC_TRY(listing.seating.row, feed::text_or_empty(json, "row"));
    SEATSYNC_TRY(listing.quantity, quantity_at(json, "quantity"));
    SEATSYNC_TRY(listing.list_cents, feed::cents_at(json, "price"));
    SEATSYNC_TRY(listing.status, feed::text_or_empty(json, "broadcastStatus"));
    listing.event_at = listing.received_at = received_at;
    item.observations.emplace_back(std::move(listing));
    return {};
}

Result<void> read_invoice(JsonValue json, Instant received_at, Item& item) {
    domain::OwnSale sale;
    sale.market = kMarket;
    SEATSYNC_TRY(sale.id, feed::required_text(json, "id"));
    SEATSYNC_TRY(sale.event, event_at(json, "event.id"));
    SEATSYNC_TRY(sale.seating, seating_of(json));
    SEATSYNC_TRY(sale.quantity, quantity_at(json, "quantitySold"));
    SEATSYNC_TRY(sale.currency, currency_of(json));
    SEATSYNC_TRY(sale.total_net_cents, feed::cents_at(json, "totalNetProceeds"));
    SEATSYNC_TRY(sale.status, feed::text_or_empty(json, "posState.saleStatus"));
    if (feed::find(json, "cancellationDate"))
        sale.status = "Cancelled";
    SEATSYNC_TRY(sale.event_at, feed::required_instant(json, "saleDate"));
    sale.received_at = received_at;
    SEATSYNC_CHECK(add_sighting(json, received_at, item));
    item.observations.emplace_back(std::move(sale));
    return {};
}

Error unlike_an_answer(JsonValue root, std::string_view expected) {
    for (const char* field : {"message", "title", "error"})
        if (const auto words = feed::text_at(root, field); words && *words)
            return fail(ErrorCode::unavailable,
                        fmt::format("an error under status 200: {}", **words));
    return fail(ErrorCode::corrupt_data, fmt::format("{}: it is missing", expected));
}

Result<feed::Answer> read_export(JsonValue root, std::string_view list, std::string_view key,
                                 const feed::ItemReader& read) {
    SEATSYNC_TRY(const auto elements, feed::array_at(root, list));
    if (!elements)
        return unlike_an_answer(root, list);
    feed::Answer answer;
    answer.items = feed::read_items(elements, key, read);
    if (!answer.items.empty()) {
        SEATSYNC_TRY(answer.next, feed::text_or_empty(root, "paginationToken"));
    }
    return answer;
}

}  // namespace

Result<feed::Answer> parse_pos_inventory(JsonValue root, Instant received_at) {
    SEATSYNC_TRY(feed::Answer answer,
                 read_export(root, "inventory", "id", [received_at](JsonValue json, Item& item) {
                     return read_stock(json, received_at, item);
                 }));
    SEATSYNC_TRY(const auto deleted, feed::array_at(root, "deletedInventoryIds"));
    for (Item& item : feed::read_items(deleted, {}, [received_at](JsonValue id, Item&one) {
             return read_deleted(id, received_at, one);
         }))
        answer.items.push_back(std::move(item));
    return answer;
}

Result<feed::Answer> parse_pos_lean(JsonValue root, Instant received_at) {
    return read_export(root, "inventory", "listingId", [received_at](JsonValue json, Item& item) {
        return read_lean(json, received_at, item);
    });
}

Result<feed::Answer> parse_pos_invoices(JsonValue root, Instant received_at) {
    return read_export(root, "invoices", "id", [received_at](JsonValue json, Item& item) {
        return read_invoice(json, received_at, item);
    });
}

Result<feed::Answer> parse_pos_bulk(JsonValue root) {
    SEATSYNC_TRY(const auto finished, feed::flag_at(root, "finished"));
    if (!finished)
        return unlike_an_answer(root, "finished");
    feed::Answer answer;
    answer.items.push_back(
        {.key = "bulk",
         .passed_over = *finished ? "a bulk change that is done" : "a bulk change under way"});
    return answer;
}

}  // namespace seatsync::source_stubhub
