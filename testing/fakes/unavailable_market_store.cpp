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

Result<std::optional<domain::Instant>> Store::last_received() const {
    return unavailable();
}

}  // namespace seatsync::testing
