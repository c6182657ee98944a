#include "adapters/source_ticketmaster/parse_discovery.hpp"

#include "adapters/source_ticketmaster/discovery_event.hpp"
#include "adapters/source_ticketmaster/discovery_query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace seatsync::source_ticketmaster {

namespace {

using feed::Instant;
using feed::Item;
using feed::JsonValue;

std::string league_of(const DiscoveryEvent& event) {
    const std::string& word = event.segment == "sports" ? event.sub_genre : event.segment;
    return word.empty() ? "unknown" : word;
}

std::string market_of(const DiscoveryEvent& event) {
    return event.id.starts_with("Z7r") ? "ticketmaster_resale" : "ticketmaster";
}

Result<feed::Sighting> sighting_of(const DiscoveryEvent& read, Instant received_at) {
    feed::Sighting sighting;
    domain::Event& event = sighting.event;
    SEATSYNC_TRY(event.id, domain::make_event_id("ticketmaster", read.id));
    event.league = league_of(read);
    event.title = read.name;
    event.home = read.home;
    event.away = read.away;
    event.venue = read.venue;
    event.start = read.start.start;
    event.start_tbd = read.start.tbd;
    event.status = read.status;
    event.received_at = received_at;
    sighting.local_date = read.start.local_date;
    return sighting;
}

Result<domain::PriceKind> kind_of(JsonValue range) {
    SEATSYNC_TRY(const std::string type, feed::text_or_empty(range, "type"));
    return type == "standard including fees" ? domain::PriceKind::all_in
                                             : domain::PriceKind::advertised;
}

/// Widens the quote of the same series, so that several ranges of a kind become one.
void merge(domain::Quote quote, std::vector<domain::Quote>& quotes) {
    const auto same = std::ranges::find(quotes, quote.series, &domain::Quote::series);
    if (same == quotes.end()) {
        quotes.push_back(std::move(quote));
        return;
    }
    if (quote.get_in_cents)
        same->get_in_cents =
            std::min(*quote.get_in_cents, same->get_in_cents.value_or(*quote.get_in_cents));
    if (quote.highest_cents)
        same->highest_cents =
            std::max(*quote.highest_cents, same->highest_cents.value_or(*quote.highest_cents));
}

Result<std::vector<domain::Quote>> quotes_of(JsonValue json, domain::Quote blank) {
    std::vector<domain::Quote> quotes;
    SEATSYNC_TRY(const auto ranges, feed::array_at(json, "priceRanges"));
    if (!ranges)
        return quotes;
    for (const JsonValue range : *ranges) {
        SEATSYNC_TRY(blank.series.kind, kind_of(range));
        SEATSYNC_TRY(blank.get_in_cents, feed::cents_at(range, "min"));
        SEATSYNC_TRY(blank.highest_cents, feed::cents_at(range, "max"));
        if (!blank.get_in_cents && !blank.highest_cents)
            continue;
        SEATSYNC_TRY(const std::string code, feed::required_text(range, "currency"));
        SEATSYNC_TRY(blank.series.currency, domain::Currency::from_code(code));
        merge(blank, quotes);
    }
    return quotes;
}

Result<void> add_event(JsonValue json, Instant received_at, Item& item) {
    SEATSYNC_TRY(const auto event, read_event(json, item));
    if (!event)
        return {};
    SEATSYNC_TRY(feed::Sighting sighting, sighting_of(*event, received_at));
    domain::Quote blank;
    blank.series.event = sighting.event.id;
    blank.series.market = market_of(*event);
    blank.event_at = blank.received_at = received_at;
    item.observations.emplace_back(std::move(sighting));
    SEATSYNC_TRY(auto quotes, quotes_of(json, std::move(blank)));
    for (domain::Quote& quote : quotes)
        item.observations.emplace_back(std::move(quote));
    return {};
}

/// Great-circle distance by the haversine formula, on a sphere of 6371 km.
double metres_between(const feed::Place& a, const feed::Place& b) {
    constexpr double kRadian = std::numbers::pi / 180.0;
    const double up = std::sin((b.latitude - a.latitude) * kRadian / 2);
    const double across = std::sin((b.longitude - a.longitude) * kRadian / 2);
    const double h =
        up * up + std::cos(a.latitude * kRadian) * std::cos(b.latitude * kRadian) * across * across;
    return 2 * 6'371'000.0 * std::asin(std::min(1.0, std::sqrt(h)));
}

bool is_own(const DiscoveryEvent& event, const OwnGames& own) {
    constexpr double kSameVenueMetres = 500;
    constexpr std::chrono::hours kSameStart{3};
    const bool here = event.venue.name == own.venue ||
                      (event.place && metres_between(*event.place, own.place) <= kSameVenueMetres);
    return here && std::ranges::any_of(own.starts, [&](Instant start) {
               return std::chrono::abs(event.start.start - start) <= kSameStart;
           });
}

domain::NearbyEvent nearby_of(const DiscoveryEvent& event, Instant received_at) {
    domain::NearbyEvent nearby;
    nearby.source = "ticketmaster_nearby";
    nearby.id = event.id;
    nearby.title = event.name;
    nearby.category = event.segment;
    nearby.start = event.start.start;
    if (event.place) {
        nearby.latitude = event.place->latitude;
        nearby.longitude = event.place->longitude;
    }
    nearby.status = event.status;
    nearby.event_at = nearby.received_at = received_at;
    return nearby;
}

Result<void> add_nearby(JsonValue json, const OwnGames& own, Instant received_at, Item& item) {
    SEATSYNC_TRY(const auto event, read_event(json, item));
    if (!event)
        return {};
    if (is_own(*event, own))
        item.passed_over = "the watched game itself";
    else
        item.observations.emplace_back(nearby_of(*event, received_at));
    return {};
}

Result<feed::Answer> one_item(JsonValue root, const feed::ItemReader& read) {
    if (!feed::find(root, "id")) {
        const std::string words = words_of_error(root);
        return words.empty() ? fail(ErrorCode::corrupt_data, "id: it is missing")
                             : fail(ErrorCode::unavailable,
                                    fmt::format("an error under status 200: {}", words));
    }
    return feed::Answer{.items = {feed::read_item(root, "id", read)}};
}

}  // namespace

Result<feed::Answer> parse_events(JsonValue root, Instant received_at) {
    return read_events(root, [received_at](JsonValue json, Item& item) {
        return add_event(json, received_at, item);
    });
}

Result<feed::Answer> parse_event(JsonValue root, Instant received_at) {
    return one_item(root, [received_at](JsonValue json, Item& item) {
        return add_event(json, received_at, item);
    });
}

Result<feed::Answer> parse_nearby(JsonValue root, const OwnGames& own, Instant received_at) {
    return read_events(
        root, [&](JsonValue json, Item& item) { return add_nearby(json, own, received_at, item); });
}

Result<feed::Answer> pass_over(JsonValue root, std::string_view list) {
    const auto read = [list](JsonValue, Item& item) -> Result<void> {
        item.passed_over = fmt::format("one of the {}, no event", list);
        return {};
    };
    SEATSYNC_TRY(const auto elements, feed::array_at(root, fmt::format("_embedded.{}", list)));
    if (!elements)
        return one_item(root, read);
    return feed::Answer{.items = feed::read_items(elements, "id", read)};
}

}  // namespace seatsync::source_ticketmaster
