#include "adapters/source_ticketmaster/parse_partner.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <utility>

namespace seatsync::source_ticketmaster {

namespace {

using feed::Instant;
using feed::Item;
using feed::JsonValue;

Result<std::optional<double>> code_of(const std::string& status) {
    constexpr std::array<std::pair<std::string_view, double>, 3> kCodes = {
        {{"TICKETS_AVAILABLE", 2}, {"FEW_TICKETS_LEFT", 1}, {"TICKETS_NOT_AVAILABLE", 0}}};
    for (const auto& [name, code] : kCodes)
        if (name == status)
            return std::optional(code);
    if (status == "UNKNOWN")
        return std::optional<double>();
    return fail(ErrorCode::corrupt_data, fmt::format("status: '{}' is not known", status));
}

Result<void> read_availability(JsonValue json, Instant received_at, Item& item) {
    const bool documented = !feed::find(json, "eventId");
    SEATSYNC_TRY(const std::string id,
                 feed::required_text(json, documented ? "eventid" : "eventId"));
    item.key = id;
    SEATSYNC_TRY(const std::string status, feed::required_text(json, "status"));
    domain::Reading reading;
    reading.source = "ticketmaster";
    reading.subject = "ticketmaster:" + id;
    reading.measure = "availability_code";
    reading.valid_at = reading.event_at = reading.received_at = received_at;
    SEATSYNC_TRY(reading.value, code_of(status));
    item.observations.emplace_back(std::move(reading));
    return {};
}

/// ".../event/1C00506FB56F338A/image?..."
Result<domain::EventId> pictured_event(JsonValue pick) {
    SEATSYNC_TRY(const std::string link, feed::required_text(pick, "snapshotImageUrl"));
    constexpr std::string_view kBefore = "/event/";
    const std::size_t at = link.find(kBefore);
    if (at == link.npos)
        return fail(ErrorCode::corrupt_data, "snapshotImageUrl: it names no event");
    const std::string_view rest = std::string_view(link).substr(at + kBefore.size());
    return domain::make_event_id("ticketmaster", rest.substr(0, rest.find('/')));
}

/// What one offer costs.
struct Offer {
    domain::Currency currency = domain::Currency::usd();
    std::optional<std::int64_t> total_cents;
    std::optional<std::int64_t> face_cents;
};

Result<Offer> read_offer(JsonValue json) {
    Offer offer;
    SEATSYNC_TRY(const std::string code, feed::required_text(json, "currency"));
    SEATSYNC_TRY(offer.currency, domain::Currency::from_code(code));
    SEATSYNC_TRY(offer.total_cents, feed::cents_at(json, "totalPrice"));
    SEATSYNC_TRY(offer.face_cents, feed::cents_at(json, "faceValue"));
    return offer;
}

using Offers = std::map<std::string, Offer>;

Result<Offers> offers_of(JsonValue root) {
    Offers offers;
    SEATSYNC_TRY(const auto list, feed::array_at(root, "_embedded.offer"));
    if (list)
        for (const JsonValue json : *list) {
            SEATSYNC_TRY(std::string id, feed::required_text(json, "offerId"));
            SEATSYNC_TRY(offers[std::move(id)], read_offer(json));
        }
    return offers;
}

Result<std::string> text_of(JsonValue value) {
    if (!value.is_string())
        return fail(ErrorCode::corrupt_data, "a seat or an offer is no text");
    return feed::tidy_text(std::string_view(value.get_string().value_unsafe()));
}

Result<void> read_seats(JsonValue pick, domain::Ask& ask) {
    SEATSYNC_TRY(const auto seats, feed::array_at(pick, "seats"));
    if (!seats)
        return {};
    for (const JsonValue seat : *seats) {
        SEATSYNC_TRY(const std::string name, text_of(seat));
        ask.seating.seats += (ask.quantity == 0 ? "" : ",") + name;
        ++ask.quantity;
    }
    return {};
}

Result<domain::Ask> blank_ask(JsonValue pick, const std::string& event_id, Instant received_at) {
    domain::Ask ask;
    SEATSYNC_TRY(ask.series.event, event_id.empty()
                                       ? pictured_event(pick)
                                       : domain::make_event_id("ticketmaster", event_id));
    SEATSYNC_TRY(const std::string selection, feed::text_or_empty(pick, "selection"));
    ask.series.market = selection == "resale" ? "ticketmaster_resale" : "ticketmaster";
    SEATSYNC_TRY(ask.seating.section, feed::text_or_empty(pick, "section"));
    SEATSYNC_TRY(ask.seating.row, feed::text_or_empty(pick, "row"));
    SEATSYNC_CHECK(read_seats(pick, ask));
    ask.event_at = ask.received_at = received_at;
    return ask;
}

Result<void> add_ask(domain::Ask ask, const std::string& id, const Offers& offers, Item& item) {
    const auto offer = offers.find(id);
    if (offer == offers.end())
        return fail(ErrorCode::corrupt_data, fmt::format("offers: there is no offer '{}'", id));
    ask.id =
        fmt::format("{}/{}/{}/{}", id, ask.seating.section, ask.seating.row, ask.seating.seats);
    ask.series.currency = offer->second.currency;
    ask.face_cents = offer->second.face_cents;
    ask.series.kind =
        offer->second.total_cents ? domain::PriceKind::all_in : domain::PriceKind::face;
    ask.price_cents = offer->second.total_cents.value_or(ask.face_cents.value_or(0));
    item.observations.emplace_back(std::move(ask));
    return {};
}

Result<void> read_pick(JsonValue pick, const std::string& event_id, const Offers& offers,
                       Instant received_at, Item& item) {
    SEATSYNC_TRY(const domain::Ask ask, blank_ask(pick, event_id, received_at));
    SEATSYNC_TRY(const auto ids, feed::array_at(pick, "offers"));
    if (ids)
        for (const JsonValue id : *ids) {
            SEATSYNC_TRY(const std::string offer, text_of(id));
            SEATSYNC_CHECK(add_ask(ask, offer, offers, item));
        }
    return {};
}

/// Pages are counted from 1.
Result<std::string> next_page(JsonValue root) {
    SEATSYNC_TRY(const auto number, feed::integer_at(root, "page.number"));
    SEATSYNC_TRY(const auto pages, feed::integer_at(root, "page.totalPages"));
    if (!number || !pages || *number < 1 || *number >= *pages)
        return std::string();
    return fmt::format("{}", *number + 1);
}

}  // namespace

Result<feed::Answer> parse_availability(JsonValue root, Instant received_at) {
    simdjson::dom::array list;
    if (root.get(list) != simdjson::SUCCESS)
        return fail(ErrorCode::corrupt_data, "the answer is no list of events");
    feed::Answer answer;
    answer.items = feed::read_items(list, {}, [received_at](JsonValue json, Item& item) {
        return read_availability(json, received_at, item);
    });
    return answer;
}

Result<feed::Answer> parse_top_picks(JsonValue root, const std::string& event_id,
                                     Instant received_at) {
    SEATSYNC_TRY(const auto picks, feed::array_at(root, "picks"));
    if (!picks)
        return fail(ErrorCode::corrupt_data, "picks: it is missing");
    SEATSYNC_TRY(const Offers offers, offers_of(root));
    feed::Answer answer;
    answer.items = feed::read_items(picks, {}, [&](JsonValue pick, Item& item) {
        return read_pick(pick, event_id, offers, received_at, item);
    });
    if (!answer.items.empty()) {
        SEATSYNC_TRY(answer.next, next_page(root));
    }
    return answer;
}

}  // namespace seatsync::source_ticketmaster
