#include "cli/observation_json.hpp"

#include "http/json_text.hpp"

#include <boost/json/array.hpp>

namespace seatsync::cli {

namespace {

namespace json = boost::json;
using domain::format_utc;
using http::or_null;

json::value or_null(const std::optional<double>& value) {
    return value ? json::value(*value) : json::value(nullptr);
}

json::value or_null(const std::optional<domain::Instant>& value) {
    return value ? json::value(format_utc(*value)) : json::value(nullptr);
}

json::value or_null(const domain::EventId& id) {
    return http::or_null(id.value());
}

json::object of(const domain::SeriesKey& series) {
    return {{"event", series.event.value()},
            {"market", series.market},
            {"zone", or_null(series.zone)},
            {"kind", domain::name_of(series.kind)},
            {"currency", series.currency.code()}};
}

json::object of(const domain::Seating& seating) {
    return {{"section", or_null(seating.section)},
            {"row", or_null(seating.row)},
            {"seats", or_null(seating.seats)}};
}

json::object of(const domain::Venue& venue) {
    return {{"name", or_null(venue.name)},
            {"city", or_null(venue.city)},
            {"zone", venue.zone.name()},
            {"capacity", or_null(venue.capacity)}};
}

json::object of(const domain::Event& event) {
    return {{"id", event.id.value()},
            {"league", event.league},
            {"season", or_null(event.season)},
            {"category", or_null(event.category)},
            {"title", or_null(event.title)},
            {"home", or_null(event.home)},
            {"away", or_null(event.away)},
            {"venue", of(event.venue)},
            {"start", format_utc(event.start)},
            {"start_tbd", event.start_tbd},
            {"status", domain::name_of(event.status)},
            {"received_at", format_utc(event.received_at)}};
}

json::object of(const feed::Sighting& sighting) {
    json::value date = nullptr;
    if (sighting.local_date)
        date = domain::format_date(*sighting.local_date);
    json::value number = nullptr;
    if (sighting.game_number)
        number = *sighting.game_number;
    return {{"type", "sighting"},
            {"event", of(sighting.event)},
            {"local_date", std::move(date)},
            {"game_number", std::move(number)}};
}

json::object of(const domain::Quote& quote) {
    return {{"type", "quote"},
            {"series", of(quote.series)},
            {"event_at", format_utc(quote.event_at)},
            {"received_at", format_utc(quote.received_at)},
            {"get_in_cents", or_null(quote.get_in_cents)},
            {"median_cents", or_null(quote.median_cents)},
            {"average_cents", or_null(quote.average_cents)},
            {"highest_cents", or_null(quote.highest_cents)},
            {"listings", or_null(quote.listings)},
            {"tickets", or_null(quote.tickets)},
            {"popularity", or_null(quote.popularity)}};
}

json::object of(const domain::Ask& ask) {
    return {{"type", "ask"},
            {"series", of(ask.series)},
            {"id", ask.id},
            {"seating", of(ask.seating)},
            {"price_cents", ask.price_cents},
            {"face_cents", or_null(ask.face_cents)},
            {"quantity", ask.quantity},
            {"event_at", format_utc(ask.event_at)},
            {"received_at", format_utc(ask.received_at)}};
}

json::object of(const domain::TeamRecord& record) {
    return {{"type", "team_record"},
            {"league", record.league},
            {"season", or_null(record.season)},
            {"team", record.team},
            {"wins", or_null(record.wins)},
            {"losses", or_null(record.losses)},
            {"wins_last10", or_null(record.wins_last10)},
            {"elo", or_null(record.elo)},
            {"event_at", format_utc(record.event_at)},
            {"received_at", format_utc(record.received_at)}};
}

json::object of(const domain::GameResult& result) {
    return {{"type", "game_result"},
            {"event", result.event.value()},
            {"home_score", result.home_score},
            {"away_score", result.away_score},
            {"event_at", format_utc(result.event_at)},
            {"received_at", format_utc(result.received_at)}};
}

json::object of(const domain::Reading& reading) {
    return {{"type", "reading"},
            {"source", reading.source},
            {"subject", reading.subject},
            {"measure", reading.measure},
            {"valid_at", format_utc(reading.valid_at)},
            {"event_at", format_utc(reading.event_at)},
            {"received_at", format_utc(reading.received_at)},
            {"value", or_null(reading.value)}};
}

json::object of(const domain::Mention& mention) {
    return {{"type", "mention"},
            {"source", mention.source},
            {"id", mention.id},
            {"subject", mention.subject},
            {"event_at", format_utc(mention.event_at)},
            {"received_at", format_utc(mention.received_at)},
            {"tone", or_null(mention.tone)},
            {"reach", or_null(mention.reach)},
            {"comments", or_null(mention.comments)}};
}

json::object of(const domain::Availability& availability) {
    return {{"type", "availability"},
            {"source", availability.source},
            {"league", availability.league},
            {"team", or_null(availability.team)},
            {"athlete", availability.athlete},
            {"status", or_null(availability.status)},
            {"returns_at", or_null(availability.returns_at)},
            {"event_at", format_utc(availability.event_at)},
            {"received_at", format_utc(availability.received_at)}};
}

json::object of(const domain::NearbyEvent& event) {
    return {{"type", "nearby_event"},
            {"source", event.source},
            {"id", event.id},
            {"title", or_null(event.title)},
            {"category", or_null(event.category)},
            {"start", format_utc(event.start)},
            {"end", or_null(event.end)},
            {"latitude", or_null(event.latitude)},
            {"longitude", or_null(event.longitude)},
            {"attendance", or_null(event.attendance)},
            {"rank", or_null(event.rank)},
            {"status", domain::name_of(event.status)},
            {"event_at", format_utc(event.event_at)},
            {"received_at", format_utc(event.received_at)}};
}

json::object of(const domain::OwnListing& listing) {
    return {{"type", "own_listing"},
            {"market", listing.market},
            {"id", listing.id},
            {"event", or_null(listing.event)},
            {"seating", of(listing.seating)},
            {"quantity", listing.quantity},
            {"currency", listing.currency.code()},
            {"list_cents", or_null(listing.list_cents)},
            {"seller_net_cents", or_null(listing.seller_net_cents)},
            {"all_in_cents", or_null(listing.all_in_cents)},
            {"face_cents", or_null(listing.face_cents)},
            {"status", or_null(listing.status)},
            {"event_at", format_utc(listing.event_at)},
            {"received_at", format_utc(listing.received_at)}};
}

json::object of(const domain::OwnSale& sale) {
    return {{"type", "own_sale"},
            {"market", sale.market},
            {"id", sale.id},
            {"event", or_null(sale.event)},
            {"seating", of(sale.seating)},
            {"quantity", sale.quantity},
            {"currency", sale.currency.code()},
            {"total_net_cents", or_null(sale.total_net_cents)},
            {"status", or_null(sale.status)},
            {"event_at", format_utc(sale.event_at)},
            {"received_at", format_utc(sale.received_at)}};
}

}  // namespace

json::object observation_json(const feed::Observation& observation) {
    return std::visit([](const auto& one) { return of(one); }, observation);
}

json::object item_json(const feed::Item& item) {
    json::array observations;
    for (const feed::Observation& observation : item.observations)
        observations.push_back(observation_json(observation));
    return {{"key", item.key},
            {"observations", std::move(observations)},
            {"problem", or_null(item.problem)},
            {"passed_over", or_null(item.passed_over)},
            {"content", or_null(item.content)}};
}

}  // namespace seatsync::cli
