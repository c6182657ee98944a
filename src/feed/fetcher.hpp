#pragma once

#include "base/sleeper.hpp"
#include "feed/pace.hpp"
#include "feed/page_memory.hpp"
#include "feed/source_api.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace seatsync::feed {

/// One page of an answer, read.
struct FetchedPage {
    std::string task = {};  ///< Its key.
    Instant received_at = {};
    Answer answer = {};
    std::size_t bytes = 0;  ///< Of the body.
    bool is_first = true;   ///< Of the pages of this asking.
};

/// What the asking for one task came to.
struct FetchOutcome {
    std::optional<Error> error;         ///< Nothing: every page was read.
    std::optional<Instant> not_before;  ///< The limit is used up until then; no failure.
    std::size_t pages = 0;              ///< Handed on.
    std::size_t items = 0;              ///< In them.
};

struct FetchCounts {
    std::uint64_t requests = 0;      ///< That went out, for tokens too.
    std::uint64_t bytes = 0;         ///< Of bodies, unpacked.
    std::uint64_t pages = 0;         ///< Handed on.
    std::uint64_t items = 0;         ///< In them.
    std::uint64_t not_modified = 0;  ///< Answers 304.
    std::uint64_t cache_hits = 0;    ///< Pages that no request was needed for.
    std::uint64_t tokens = 0;        ///< Fetched.
    std::map<ErrorCode, std::uint64_t> errors = {};

    /// Of all pages wanted, the share that cost no request; nothing before the first.
    [[nodiscard]] std::optional<double> hit_rate() const;
};

/// Asks one source. For one task: token, pages to the end, conditional requests, the rate limit.
/// A page that was read within 0.8 of the task's period_min is not asked for again, so that equal
/// questions of two tasks cost one request, and a task that failed on a later page goes on there.
/// Thread-safe; requests of several threads share the pace.
class Fetcher {
  public:
    /// Takes each page in order. May wait; an error ends the task, and its page counts as unread.
    using PageSink = std::function<Result<void>(FetchedPage)>;

    /// Everything outlives it. `sleeper` goes by `clock`.
    Fetcher(const SourceApi& source, HttpClient& client, const base::Clock& clock,
            base::Sleeper& sleeper);

    [[nodiscard]] FetchOutcome fetch(const Task& task, const PageSink& sink);

    /// What is remembered of pages that spoke of the event, or of all, counts no more.
    void forget(const domain::EventId& event);
    void forget_all();

    [[nodiscard]] FetchCounts counts() const;
    [[nodiscard]] std::optional<std::int64_t> quota_left() const;
    /// When the next request may go out.
    [[nodiscard]] Instant earliest() const;
    [[nodiscard]] const SourceApi& source() const { return source_; }

  private:
    struct LiveToken {
        std::string value;
        Instant renew_at;
    };
    struct Walk;  ///< Where the asking for one task stands.

    [[nodiscard]] Result<void> read_page(Walk& walk);
    [[nodiscard]] Result<void> hand_on(Walk& walk, const HttpResponse& response);
    [[nodiscard]] std::optional<RememberedPage> remembered(const std::string& question) const;
    void remember_unchanged(const std::string& question, RememberedPage page);

    [[nodiscard]] Result<HttpResponse> send_authorised(Walk& walk, HttpRequest request);
    [[nodiscard]] Result<std::string> token(Walk& walk, const std::string& refused);
    [[nodiscard]] Result<HttpResponse> send(Walk& walk, const HttpRequest& request);
    [[nodiscard]] Result<void> wait_for_turn(Walk& walk);

    const SourceApi& source_;
    HttpClient& client_;
    const base::Clock& clock_;
    base::Sleeper& sleeper_;

    std::mutex token_mutex_;  ///< One thread fetches a token, the others wait for it.
    std::optional<LiveToken> token_;
    mutable std::mutex mutex_;  ///< Guards what follows.
    Pace pace_;
    PageMemory memory_;
    FetchCounts counts_;
};

}  // namespace seatsync::feed
