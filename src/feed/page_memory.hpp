#pragma once

#include "domain/event.hpp"
#include "feed/source_api.hpp"

#include <map>
#include <set>
#include <string>

namespace seatsync::feed {

/// What is remembered of a page that was read: enough to know that asking again would tell nothing
/// new, and to ask "only if it changed".
struct RememberedPage {
    Instant answered_at;
    std::string next = {};                  ///< The cursor of the page after it; empty: the end.
    std::string etag = {};                  ///< As received; empty when not told.
    std::string last_modified = {};         ///< Likewise.
    std::set<domain::EventId> events = {};  ///< That it spoke of.
};

/// The pages of one source by question. Holds at most `pages_max`; the oldest go. Not thread-safe.
class PageMemory {
  public:
    explicit PageMemory(std::size_t pages_max = 4096) : pages_max_(pages_max) {}

    /// Null when there is none.
    [[nodiscard]] const RememberedPage* find(const std::string& question) const;
    void remember(const std::string& question, RememberedPage page);

    /// The next question for a page that spoke of the event is asked anew, without conditions.
    void forget(const domain::EventId& event);
    void forget_all() { pages_.clear(); }
    [[nodiscard]] std::size_t size() const { return pages_.size(); }

  private:
    std::size_t pages_max_;
    std::map<std::string, RememberedPage> pages_;
};

/// The events that an answer speaks of, by the source's ids.
[[nodiscard]] std::set<domain::EventId> events_in(const Answer& answer);

}  // namespace seatsync::feed
