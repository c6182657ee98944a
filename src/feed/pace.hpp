#pragma once

#include "feed/source_api.hpp"

#include <deque>
#include <optional>
#include <vector>

namespace seatsync::feed {

/// When the next request to one source may go out: by the limits that are documented, and by what
/// the provider says in its answers. Not thread-safe.
class Pace {
  public:
    explicit Pace(const std::vector<RateLimit>& limits);

    /// The first time, `now` or later, at which one more request breaks no limit. Requests already
    /// planned for later go first.
    [[nodiscard]] Instant earliest(Instant now) const;

    /// A request goes out at `at`, which `earliest` gave.
    void spent(Instant at);

    /// Learns from an answer: Retry-After (seconds or a date), and remaining and reset of
    /// X-RateLimit-*, RateLimit-* or Rate-Limit-* (epoch seconds, epoch milliseconds or seconds
    /// from now). What it says holds for a day at most.
    void told(const HttpResponse& response, Instant now);

    /// How many requests may go out at `now`, by the tightest limit and by what was told; nothing
    /// when there is no limit.
    [[nodiscard]] std::optional<std::int64_t> left(Instant now) const;

  private:
    /// Requests close to one another, counted as one until the last of them is out of the window.
    struct Burst {
        Instant first;
        Instant last;
        std::int64_t requests = 0;
    };
    struct Window {
        RateLimit limit;
        std::deque<Burst> bursts = {};
        [[nodiscard]] Instant earliest(Instant from) const;
        [[nodiscard]] std::int64_t left(Instant now) const;
        void spent(Instant at);
    };

    std::vector<Window> windows_;
    Instant last_spent_ = Instant::min();
    Instant blocked_until_ = Instant::min();
    std::optional<std::int64_t> told_left_;  ///< Counts until told_until_.
    Instant told_until_ = Instant::min();
};

/// "Sun, 06 Nov 1994 08:49:37 GMT", the date of HTTP. Nothing for anything else.
[[nodiscard]] std::optional<Instant> parse_http_date(std::string_view text);

}  // namespace seatsync::feed
