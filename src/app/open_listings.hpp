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
    void add(domain::Ask ask) {
        if (!given_up_)
            asks_.push_back(std::move(ask));
    }
    void note_page(domain::Instant taken_at) { last_page_at_ = taken_at; }
    [[nodiscard]] domain::Instant last_page_at() const { return last_page_at_; }

    /// What is done with each quote of the offers; answers its fate.
    using QuoteTaker = std::function<Fate(const domain::Quote&)>;
    /// The last page came: makes the quotes, and counts each item.
    void close(const QuoteTaker& take, FateCounts& fates);
    /// The last page never came: the offers are not used.
    void abandon(FateCounts& fates) const;
    /// The same, of what is still to come too: its beginning is gone.
    void give_up(FateCounts& fates);

  private:
    [[nodiscard]] std::map<domain::EventId, std::uint64_t> duplicates() const;

    domain::Instant last_page_at_;
    bool given_up_ = false;
    std::vector<domain::Ask> asks_;
    std::map<std::pair<domain::EventId, Fate>, std::uint64_t> items_;
};

}  // namespace seatsync::app
