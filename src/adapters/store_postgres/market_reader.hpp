#pragma once

#include "adapters/store_postgres/connection.hpp"
#include "app/market_store.hpp"

namespace seatsync::store_postgres {

/// What the market store answers, read on one connection. The contracts are those of
/// app::MarketStore.
class MarketReader {
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
    [[nodiscard]] Result<std::vector<domain::Reading>> readings(const app::ReadingFilter& filter,
                                                                domain::Instant as_of);
    [[nodiscard]] Result<std::vector<domain::Mention>> mentions(const std::string& subject,
                                                                app::TimeRange event_at,
                                                                domain::Instant as_of);
    [[nodiscard]] Result<std::vector<domain::Availability>> availabilities(
        const std::string& league, domain::Instant as_of);
    [[nodiscard]] Result<std::vector<domain::NearbyEvent>> nearby_events(app::TimeRange start,
                                                                         domain::Instant as_of);
    [[nodiscard]] Result<std::vector<domain::OwnListing>> own_listings(const std::string& market,
                                                                       domain::Instant as_of);
    [[nodiscard]] Result<std::vector<domain::OwnSale>> own_sales(const std::string& market,
                                                                 domain::Instant as_of);
    [[nodiscard]] Result<std::vector<domain::EventLink>> links(domain::Instant as_of);
    [[nodiscard]] Result<std::vector<domain::Quarantined>> quarantined(const std::string& source,
                                                                       app::TimeRange received_at);
    [[nodiscard]] Result<std::optional<domain::Instant>> last_received();

  private:
    /// The series of an event by number.
    using Series = std::map<std::int64_t, domain::SeriesKey>;

    [[nodiscard]] Result<Series> series_of(const domain::EventId& id);
    /// Rows that begin with the number of a series, as quotes.
    [[nodiscard]] Result<std::vector<domain::Quote>> quotes_of(const Rows& rows,
                                                               const Series& series);

    Connection& connection_;
};

}  // namespace seatsync::store_postgres
