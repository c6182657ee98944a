#include "testing/fakes/unavailable_market_store.hpp"

namespace seatsync::testing {

namespace {

Error unavailable() {
    return fail(ErrorCode::unavailable, "the plug is pulled");
}

}  // namespace

using Store = UnavailableMarketStore;

Result<std::unique_ptr<app::AppendSession>> Store::begin_append() {
    return unavailable();
}

Result<domain::Event> Store::event(const domain::EventId&, domain::Instant) const {
    return unavailable();
}

Result<std::vector<domain::Event>> Store::events(const app::EventFilter&, domain::Instant) const {
    return unavailable();
}

Result<std::vector<domain::Event>> Store::event_versions(const app::EventFilter&,
                                                         domain::Instant) const {
    return unavailable();
}

Result<std::vector<domain::Quote>> Store::quotes(const domain::EventId&, app::TimeRange,
                                                 domain::Instant) const {
    return unavailable();
}

Result<std::vector<domain::Quote>> Store::latest(const domain::EventId&, domain::Instant) const {
    return unavailable();
}

Result<void> Store::for_each_quote(const app::EventFilter&, app::TimeRange, domain::Instant,
                                   const QuoteVisitor&) const {
    return unavailable();
}

Result<std::vector<domain::TeamRecord>> Store::records(const std::string&, domain::Instant) const {
    return unavailable();
}

Result<std::vector<domain::GameResult>> Store::results(const std::string&, domain::Instant) const {
    return unavailable();
}

Result<std::vector<domain::Reading>> Store::readings(const app::ReadingFilter&,
                                                     domain::Instant) const {
    return unavailable();
}

Result<std::vector<domain::Mention>> Store::mentions(const std::string&, app::TimeRange,
                                                     domain::Instant) const {
    return unavailable();
}

Result<std::vector<domain::Availability>> Store::availabilities(const std::string&,
                                                                domain::Instant) const {
    return unavailable();
}

Result<std::vector<domain::NearbyEvent>> Store::nearby_events(app::TimeRange,
                                                              domain::Instant) const {
    return unavailable();
}

Result<std::vector<domain::OwnListing>> Store::own_listings(const std::string&,
                                                            domain::Instant) const {
    return unavailable();
}

Result<std::vector<domain::OwnSale>> Store::own_sales(const std::string&, domain::Instant) const {
    return unavailable();
}

Result<std::vector<domain::EventLink>> Store::links(domain::Instant) const {
    return unavailable();
}

Result<domain::ObservationBatch> Store::known_of(const domain::ObservationBatch&,
                                                 domain::Instant) const {
    return unavailable();
}

Result<std::vector<domain::Quarantined>> Store::quarantined(const std::string&,
                                                            app::TimeRange) const {
    return unavailable();
}

Result<std::optional<domain::Instant>> Store::last_received() const {
    return unavailable();
}

Result<app::RowCounts> Store::row_counts() const {
    return unavailable();
}

Result<void> Store::for_each_batch(const BatchVisitor&) const {
    return unavailable();
}

}  // namespace seatsync::testing
