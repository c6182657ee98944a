#include "app/market_store.hpp"

namespace seatsync::app {

AppendCounts& AppendCounts::operator+=(const AppendCounts& other) {
    inserted += other.inserted;
    duplicate += other.duplicate;
    replaced += other.replaced;
    return *this;
}

Result<AppendCounts> MarketStore::append(const domain::ObservationBatch& batch) {
    SEATSYNC_TRY(const auto session, begin_append());
    SEATSYNC_TRY(const AppendCounts counts, session->append(batch));
    SEATSYNC_CHECK(session->commit());
    return counts;
}

}  // namespace seatsync::app
