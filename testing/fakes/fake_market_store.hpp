#pragma once

#include "app/market_store.hpp"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <tuple>

namespace seatsync::testing {

/// The market store as plain maps: for tests of what reads a store, and the model that real stores
/// are compared with. A session works on a copy of everything and swaps it in on commit.
class FakeMarketStore : public app::MarketStore {
  public:
    /// Everything ever committed, by key.
    struct State {
        using EventKey = std::tuple<domain::EventId, domain::Instant>;
        using QuoteKey = std::tuple<domain::SeriesKey, domain::Instant, domain::Instant>;
        using RecordKey = std::tuple<domain::Instant, std::string, std::string, std::string>;
        using ResultKey = std::tuple<domain::Instant, domain::EventId>;

        std::map<EventKey, domain::Event> events;
        std::map<domain::EventId, std::map<QuoteKey, domain::Quote>> quotes;
        std::map<RecordKey, domain::TeamRecord> records;
        std::map<ResultKey, domain::GameResult> results;

        // Of the kinds that are read alike: what the versions have in common, then when each was
        // received.
        template <class Row, class... Names>
        using Versions = std::map<std::tuple<Names...>, std::map<domain::Instant, Row>>;
        using Text = std::string;

        Versions<domain::Reading, Text, Text, Text, domain::Instant> readings;
        Versions<domain::Mention, Text, Text, Text> mentions;
        Versions<domain::Availability, Text, Text, Text, Text> availabilities;
        Versions<domain::NearbyEvent, Text, Text> nearby_events;
        Versions<domain::OwnListing, Text, Text> own_listings;
        Versions<domain::OwnSale, Text, Text> own_sales;
        Versions<domain::EventLink, domain::EventId> links;
        std::map<std::tuple<Text, domain::Instant, Text>, domain::Quarantined> quarantined;
    };

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

  private:
    class Session;

    [[nodiscard]] std::shared_ptr<const State> state() const;
    void end_session(std::shared_ptr<const State> committed);

    mutable std::mutex mutex_;
    std::condition_variable session_ended_;
    bool in_session_ = false;
    std::shared_ptr<const State> state_ = std::make_shared<const State>();
};

}  // namespace seatsync::testing
