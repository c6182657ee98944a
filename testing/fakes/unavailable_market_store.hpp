#pragma once

#include "app/market_store.hpp"

namespace seatsync::testing {

/// A store behind a pulled plug: every call is unavailable.
class UnavailableMarketStore final : public app::MarketStore {
  public:
    [[nodiscard]] Result<std::unique_ptr<app::AppendSession>> begin_append() override;
    [[nodiscard]] Result<domain::Event> event(const domain::EventId& id,
                                              domain::Instant as_of) const override;
    [[nodiscard]] Result<std::vector<domain::Event>> events(const app::EventFilter& filter,
                                                            domain::Instant as_of) const override;
    [[nodiscard]] Result<std::vector<domain::Event>> event_versions(
        const app::EventFilter& filter, domain::Instant as_of) const override;
    [[nodiscard]] Result<std::vector<domain::Quote>> quotes(const domain::EventId& id,
                                                            app::TimeRange range,
                                                            domain::Instant as_of) const override;
    [[nodiscard]] Result<std::vector<domain::Quote>> latest(const domain::EventId& id,
                                                            domain::Instant as_of) const override;
    [[nodiscard]] Result<void> for_each_quote(const app::EventFilter& filter, app::TimeRange range,
                                              domain::Instant as_of,
                                              const QuoteVisitor& visit) const override;
    [[nodiscard]] Result<std::vector<domain::TeamRecord>> records(
        const std::string& league, domain::Instant as_of) const override;
    [[nodiscard]] Result<std::vector<domain::GameResult>> results(
        const std::string& league, domain::Instant as_of) const override;
    [[nodiscard]] Result<std::vector<domain::Reading>> readings(
        const app::ReadingFilter& filter, domain::Instant as_of) const override;
    [[nodiscard]] Result<std::vector<domain::Mention>> mentions(
        const std::string& subject, app::TimeRange event_at, domain::Instant as_of) const override;
    [[nodiscard]] Result<std::vector<domain::Availability>> availabilities(
        const std::string& league, domain::Instant as_of) const override;
    [[nodiscard]] Result<std::vector<domain::NearbyEvent>> nearby_events(
        app::TimeRange start, domain::Instant as_of) const override;
    [[nodiscard]] Result<std::vector<domain::OwnListing>> own_listings(
        const std::string& market, domain::Instant as_of) const override;
    [[nodiscard]] Result<std::vector<domain::OwnSale>> own_sales(
        const std::string& market, domain::Instant as_of) const override;
    [[nodiscard]] Result<std::vector<domain::EventLink>> links(
        domain::Instant as_of) const override;
    [[nodiscard]] Result<domain::ObservationBatch> known_of(const domain::ObservationBatch& about,
                                                            domain::Instant as_of) const override;
    [[nodiscard]] Result<std::vector<domain::Quarantined>> quarantined(
        const std::string& source, app::TimeRange received_at) const override;
    [[nodiscard]] Result<std::optional<domain::Instant>> last_received() const override;
    [[nodiscard]] Result<app::RowCounts> row_counts() const override;
    [[nodiscard]] Result<void> for_each_batch(const BatchVisitor& visit) const override;
};

}  // namespace seatsync::testing
