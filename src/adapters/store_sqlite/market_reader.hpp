#pragma once

#include "adapters/store_sqlite/rows.hpp"
#include "app/newest_rows.hpp"

namespace seatsync::store_sqlite {

/// What the market store answers, read on one connection. The contracts are those of
/// app::MarketStore.
class MarketReader : public app::NewestReads<MarketReader> {
  public:
    explicit MarketReader(Connection& connection) : connection_(connection) {}

    [[nodiscard]] Result<domain::Event> event(const domain::EventId& id, domain::Instant as_of);
    [[nodiscard]] Result<std::vector<domain::Event>> event_versions(const app::EventFilter& filter,
                                                                    domain::Instant as_of);
    [[nodiscard]] Result<std::vector<domain::Event>> events(const app::EventFilter& filter,
                                                            domain::Instant as_of);
    /// Of one event, in order.
    [[nodiscard]] Result<void> for_each_quote(const domain::EventId& id, app::TimeRange range,
                                              domain::Instant as_of,
                                              const app::MarketStore::QuoteVisitor& visit);
    [[nodiscard]] Result<std::vector<domain::Quote>> latest(const domain::EventId& id,
                                                            domain::Instant as_of);
    [[nodiscard]] Result<std::vector<domain::TeamRecord>> records(const std::string& league,
                                                                  domain::Instant as_of);
    [[nodiscard]] Result<std::vector<domain::GameResult>> results(const std::string& league,
                                                                  domain::Instant as_of);
    [[nodiscard]] Result<std::vector<domain::Quarantined>> quarantined(const std::string& source,
                                                                       app::TimeRange received_at);
    [[nodiscard]] Result<std::optional<domain::Instant>> last_received();

  private:
    friend class app::NewestReads<MarketReader>;
    [[nodiscard]] Result<std::vector<domain::Event>> filtered_events(const std::string& sql,
                                                                     const app::EventFilter& filter,
                                                                     domain::Instant as_of);
    struct Series {
        domain::SeriesKey key;
        std::int64_t id;
    };

    /// Ordered by key.
    [[nodiscard]] Result<std::vector<Series>> series_of(const domain::EventId& id);
    [[nodiscard]] Result<void> for_each_quote(const Series& series, app::TimeRange range,
                                              domain::Instant as_of,
                                              const app::MarketStore::QuoteVisitor& visit);

    template <class Row>
    [[nodiscard]] Result<std::vector<Row>> newest_rows(const app::Conditions& conditions) {
        SEATSYNC_TRY(Query query, connection_.query(app::newest_sql<Row>(conditions, '?')));
        int number = 0;
        for (const auto& value : conditions.values())
            std::visit([&](const auto& known) { query.bind(++number, known); }, value);
        return all_rows<Row>(query);
    }

    Connection& connection_;
};

}  // namespace seatsync::store_sqlite
