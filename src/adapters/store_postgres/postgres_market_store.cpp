#include "adapters/store_postgres/postgres_market_store.hpp"

#include "adapters/store_postgres/append_session.hpp"
#include "adapters/store_postgres/everything.hpp"
#include "adapters/store_postgres/known_things.hpp"
#include "adapters/store_postgres/market_reader.hpp"

#include <algorithm>

namespace seatsync::store_postgres {

using domain::Event;
using domain::EventId;
using domain::GameResult;
using domain::Instant;
using domain::Quote;
using domain::TeamRecord;

Result<std::unique_ptr<app::AppendSession>> PostgresMarketStore::begin_append() {
    SEATSYNC_TRY(Transaction transaction, database_.begin(PostgresDatabase::Kind::append));
    return std::make_unique<PostgresAppendSession>(std::move(transaction), series_ids_);
}

Result<Event> PostgresMarketStore::event(const EventId& id, Instant as_of) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return MarketReader(reader.connection()).event(id, as_of);
}

Result<std::vector<Event>> PostgresMarketStore::events(const app::EventFilter& filter,
                                                       Instant as_of) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return MarketReader(reader.connection()).events(filter, as_of);
}

Result<std::vector<Event>> PostgresMarketStore::event_versions(const app::EventFilter& filter,
                                                               Instant as_of) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return MarketReader(reader.connection()).event_versions(filter, as_of);
}
Result<std::vector<Quote>> PostgresMarketStore::quotes(const EventId& id, app::TimeRange range,
                                                       Instant as_of) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return MarketReader(reader.connection()).quotes(id, range, as_of);
}

Result<std::vector<Quote>> PostgresMarketStore::latest(const EventId& id, Instant as_of) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return MarketReader(reader.connection()).latest(id, as_of);
}

Result<void> PostgresMarketStore::for_each_quote(const app::EventFilter& filter,
                                                 app::TimeRange range, Instant as_of,
                                                 const QuoteVisitor& visit) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    MarketReader market(reader.connection());
    SEATSYNC_TRY(std::vector<Event> events, market.events(filter, as_of));
    std::ranges::sort(events, {}, &Event::id);
    for (const Event& event : events) {
        SEATSYNC_TRY(const std::vector<Quote> quotes, market.quotes(event.id, range, as_of));
        for (const Quote& quote : quotes)
            SEATSYNC_CHECK(visit(quote));
    }
    return {};
}

Result<std::vector<TeamRecord>> PostgresMarketStore::records(const std::string& league,
                                                             Instant as_of) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return MarketReader(reader.connection()).records(league, as_of);
}

Result<std::vector<GameResult>> PostgresMarketStore::results(const std::string& league,
                                                             Instant as_of) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return MarketReader(reader.connection()).results(league, as_of);
}

Result<std::vector<domain::Reading>> PostgresMarketStore::readings(const app::ReadingFilter& filter,
                                                                   Instant as_of) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return MarketReader(reader.connection()).readings(filter, as_of);
}

Result<std::vector<domain::Mention>> PostgresMarketStore::mentions(const std::string& subject,
                                                                   app::TimeRange event_at,
                                                                   Instant as_of) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return MarketReader(reader.connection()).mentions(subject, event_at, as_of);
}

Result<std::vector<domain::Availability>> PostgresMarketStore::availabilities(
    const std::string& league, Instant as_of) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return MarketReader(reader.connection()).availabilities(league, as_of);
}

Result<std::vector<domain::NearbyEvent>> PostgresMarketStore::nearby_events(app::TimeRange start,
                                                                            Instant as_of) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return MarketReader(reader.connection()).nearby_events(start, as_of);
}

Result<std::vector<domain::OwnListing>> PostgresMarketStore::own_listings(const std::string& market,
                                                                          Instant as_of) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return MarketReader(reader.connection()).own_listings(market, as_of);
}

Result<std::vector<domain::OwnSale>> PostgresMarketStore::own_sales(const std::string& market,
                                                                    Instant as_of) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return MarketReader(reader.connection()).own_sales(market, as_of);
}

Result<std::vector<domain::EventLink>> PostgresMarketStore::links(Instant as_of) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return MarketReader(reader.connection()).links(as_of);
}

Result<domain::ObservationBatch> PostgresMarketStore::known_of(
    const domain::ObservationBatch& about, Instant as_of) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return read_known(reader.connection(), about, as_of);
}

Result<std::vector<domain::Quarantined>> PostgresMarketStore::quarantined(
    const std::string& source, app::TimeRange received_at) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return MarketReader(reader.connection()).quarantined(source, received_at);
}

Result<std::optional<Instant>> PostgresMarketStore::last_received() const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return MarketReader(reader.connection()).last_received();
}

Result<app::RowCounts> PostgresMarketStore::row_counts() const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return count_rows(reader.connection());
}

Result<void> PostgresMarketStore::for_each_batch(const BatchVisitor& visit) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return walk_everything(reader.connection(), visit);
}

}  // namespace seatsync::store_postgres
