#pragma once

#include "adapters/store_postgres/rows.hpp"
#include "app/newest_rows.hpp"

namespace seatsync::store_postgres {

/// What the market store answers, read on one connection. The contracts are those of
/// app::MarketStore.
class MarketReader : public app::NewestReads<MarketReader> {
  public:
    explicit MarketReader(Connection& connection) : connection_(connection) {}

    [[nodiscard]] Result<domain::Event> event(const domain::EventId& id, domain::Instant as_of);
    [[nodiscard]] Result<std::vector<domain::Event>> events(const app::EventFilter& filter,
                                                            domain::Instant as_of);
    [[nodiscard]] Result<std::vector<domain::Event>> event_versions(const app::EventFilter& filter,
                                                                    domain::Instant as_of);
    [[nodiscard]] Result<std::vector<domain::Quote>> quotes(const domain::EventId& id,
                                                            app::TimeRange range,
                                                            domain::Instant as_of);
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
    /// The series of an event by number.
    using Series = std::map<std::int64_t, domain::SeriesKey>;

    [[nodiscard]] Result<Series> series_of(const domain::EventId& id);
    /// Rows that begin with the number of a series, as quotes.
    [[nodiscard]] Result<std::vector<domain::Quote>> quotes_of(const Rows& rows,
                                                               const Series& series);

    template <class Row>
    [[nodiscard]] Result<std::vector<Row>> newest_rows(const app::Conditions& conditions) {
        Parameters parameters;
        for (const auto& value : conditions.values())
            std::visit([&](const auto& known) { parameters.add(known); }, value);
        SEATSYNC_TRY(const Rows rows,
                     connection_.query(app::newest_sql<Row>(conditions, '$'), parameters));
        return all_rows<Row>(rows);
    }

    Connection& connection_;
};

}  // namespace seatsync::store_postgres
