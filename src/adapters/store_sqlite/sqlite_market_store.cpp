#include "adapters/store_sqlite/sqlite_market_store.hpp"

#include "adapters/store_sqlite/append_session.hpp"
#include "adapters/store_sqlite/everything.hpp"
#include "adapters/store_sqlite/known_things.hpp"
#include "adapters/store_sqlite/market_reader.hpp"

#include <algorithm>

namespace seatsync::store_sqlite {

using domain::Event;
using domain::EventId;
using domain::GameResult;
using domain::Instant;
using domain::Quote;
using domain::TeamRecord;

Result<std::unique_ptr<app::AppendSession>> SqliteMarketStore::begin_append() {
    SEATSYNC_TRY(Writer writer, database_.writer());
    return SqliteAppendSession::begin(std::move(writer), series_ids_);
}

Result<Event> SqliteMarketStore::event(const EventId& id, Instant as_of) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    return MarketReader(reader.connection()).event(id, as_of);
}

Result<std::vector<Event>> SqliteMarketStore::events(const app::EventFilter& filter,
                                                     Instant as_of) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    return MarketReader(reader.connection()).events(filter, as_of);
}

Result<std::vector<Event>> SqliteMarketStore::event_versions(const app::EventFilter& filter,
                                                             Instant as_of) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    return MarketReader(reader.connection()).event_versions(filter, as_of);
}
Result<std::vector<Quote>> SqliteMarketStore::quotes(const EventId& id, app::TimeRange range,
                                                     Instant as_of) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    std::vector<Quote> quotes;
    const auto keep = [&quotes](const Quote& quote) -> Result<void> {
        quotes.push_back(quote);
        return {};
    };
    SEATSYNC_CHECK(MarketReader(reader.connection()).for_each_quote(id, range, as_of, keep));
    return quotes;
}

Result<std::vector<Quote>> SqliteMarketStore::latest(const EventId& id, Instant as_of) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    return MarketReader(reader.connection()).latest(id, as_of);
}

Result<void> SqliteMarketStore::for_each_quote(const app::EventFilter& filter, app::TimeRange range,
                                               Instant as_of, const QuoteVisitor& visit) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    MarketReader market(reader.connection());
    SEATSYNC_TRY(std::vector<Event> events, market.events(filter, as_of));
    std::ranges::sort(events, {}, &Event::id);
    for (const Event& event : events)
        SEATSYNC_CHECK(market.for_each_quote(event.id, range, as_of, visit));
    return {};
}

Result<std::vector<TeamRecord>> SqliteMarketStore::records(const std::string& league,
                                                           Instant as_of) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    return MarketReader(reader.connection()).records(league, as_of);
}

Result<std::vector<GameResult>> SqliteMarketStore::results(const std::string& league,
                                                           Instant as_of) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    return MarketReader(reader.connection()).results(league, as_of);
}

Result<std::vector<domain::Reading>> SqliteMarketStore::readings(const app::ReadingFilter& filter,
                                                                 Instant as_of) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    return MarketReader(reader.connection()).readings(filter, as_of);
}

Result<std::vector<domain::Mention>> SqliteMarketStore::mentions(const std::string& subject,
                                                                 app::TimeRange event_at,
                                                                 Instant as_of) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    return MarketReader(reader.connection()).mentions(subject, event_at, as_of);
}

Result<std::vector<domain::Availability>> SqliteMarketStore::availabilities(
    const std::string& league, Instant as_of) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    return MarketReader(reader.connection()).availabilities(league, as_of);
}

Result<std::vector<domain::NearbyEvent>> SqliteMarketStore::nearby_events(app::TimeRange start,
                                                                          Instant as_of) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    return MarketReader(reader.connection()).nearby_events(start, as_of);
}

Result<std::vector<domain::OwnListing>> SqliteMarketStore::own_listings(const std::string& market,
                                                                        Instant as_of) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    return MarketReader(reader.connection()).own_listings(market, as_of);
}

Result<std::vector<domain::OwnSale>> SqliteMarketStore::own_sales(const std::string& market,
                                                                  Instant as_of) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    return MarketReader(reader.connection()).own_sales(market, as_of);
}

Result<std::vector<domain::EventLink>> SqliteMarketStore::links(Instant as_of) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    return MarketReader(reader.connection()).links(as_of);
}

Result<domain::ObservationBatch> SqliteMarketStore::known_of(const domain::ObservationBatch& about,
                                                             Instant as_of) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    return read_known(reader.connection(), about, as_of);
}

Result<std::vector<domain::Quarantined>> SqliteMarketStore::quarantined(
    const std::string& source, app::TimeRange received_at) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    return MarketReader(reader.connection()).quarantined(source, received_at);
}

Result<std::optional<Instant>> SqliteMarketStore::last_received() const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    return MarketReader(reader.connection()).last_received();
}

Result<app::RowCounts> SqliteMarketStore::row_counts() const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    return count_rows(reader.connection());
}

Result<void> SqliteMarketStore::for_each_batch(const BatchVisitor& visit) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    return walk_everything(reader.connection(), visit);
}

}  // namespace seatsync::store_sqlite
