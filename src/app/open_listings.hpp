#pragma once

#include "app/ingest_fates.hpp"
#include "domain/inventory.hpp"
#include "domain/observation.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace seatsync::app {

/// The offers of one asking, page by page. Only all of them together are a picture of a market, so
/// the items that list them wait for their fate until the last page came.
class OpenListing {
  public:
    /// An item whose offers are of `event`; `so_far`: the fate of what else it says.
    void add_item(const domain::EventId& event, Fate so_far) { ++items_[{event, so_far}]; }
    void add(domain::Ask ask) { asks_.push_back(std::move(ask)); }

    /// What is done with each quote of the offers; answers its fate.
    using QuoteTaker = std::function<Fate(const domain::Quote&)>;
    /// The last page came: makes the quotes, and counts each item.
    void close(const QuoteTaker& take, FateCounts& fates);
    /// The last page never came: the offers are not used.
    void abandon(FateCounts& fates) const;

  private:
    [[nodiscard]] std::map<domain::EventId, std::uint64_t> duplicates() const;

    std::vector<domain::Ask> asks_;
    std::map<std::pair<domain::EventId, Fate>, std::uint64_t> items_;
};

}  // namespace seatsync::app
