#pragma once

#include "domain/event.hpp"
#include "feed/source_api.hpp"

#include <chrono>
#include <list>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

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

struct PageMemoryLimits {
    std::size_t bytes = 1U << 20U;  ///< Of all pages together, as PageMemory::bytes counts.
    std::chrono::seconds age{std::chrono::hours(48)};  ///< Twice the longest period.
};

/// The pages of one source by question, within limits: those that were answered longest ago go.
/// Not thread-safe.
class PageMemory {
  public:
    explicit PageMemory(PageMemoryLimits limits = {}) : limits_(limits) {}
    PageMemory(const PageMemory&) = delete;
    PageMemory& operator=(const PageMemory&) = delete;

    /// Null when there is none.
    [[nodiscard]] const RememberedPage* find(const std::string& question) const;
    /// What it says was the newest answer.
    void remember(const std::string& question, RememberedPage page);

    /// The next question for a page that spoke of the event is asked anew, without conditions.
    void forget(const domain::EventId& event);
    void forget_all();
    [[nodiscard]] std::size_t size() const { return pages_.size(); }
    /// What the pages take, about.
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

  private:
    struct Entry {
        std::string question;
        RememberedPage page;
        std::size_t bytes;
    };
    using Entries = std::list<Entry>;
    void erase(Entries::iterator entry);

    PageMemoryLimits limits_;
    Entries entries_;  ///< The one answered longest ago first.
    std::unordered_map<std::string_view, Entries::iterator> pages_;  ///< By question.
    std::size_t bytes_ = 0;
};

/// The events that an answer speaks of, by the source's ids.
[[nodiscard]] std::set<domain::EventId> events_in(const Answer& answer);

}  // namespace seatsync::feed
