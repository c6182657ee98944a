#include "feed/fetcher.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace seatsync::feed {

namespace {

using namespace std::chrono_literals;

constexpr int kOk = 200;
constexpr int kNotModified = 304;
constexpr int kUnauthorized = 401;
constexpr std::size_t kPagesMax = 1000;
constexpr auto kTurnWaitMax = 30s;  // Longer, and the thread is better used for another source.

/// What makes two questions the same: what is asked, and how the answer is read.
std::string question_of(const Task& task, const HttpRequest& request) {
    std::string question = fmt::format("{} {} {}", task.endpoint, shown_url(request),
                                       std::hash<std::string>()(request.body));
    for (const auto& [name, value] : task.parameters)
        question += fmt::format("\n{}={}", name, value);
    return question;
}

std::chrono::microseconds fresh_for(const Task& task) {
    return std::chrono::microseconds(task.period_min) * 8 / 10;
}

void add_conditions(const RememberedPage& page, HttpRequest& request) {
    if (!page.etag.empty())
        request.headers.push_back({"If-None-Match", page.etag});
    if (!page.last_modified.empty())
        request.headers.push_back({"If-Modified-Since", page.last_modified});
}

bool holds_asks(const Answer& answer) {
    return std::ranges::any_of(answer.items, [](const Item& item) {
        return std::ranges::any_of(item.observations, [](const Observation& observation) {
            return std::holds_alternative<domain::Ask>(observation);
        });
    });
}

/// Before its end, so that it does not end on the way.
Instant renew_at(const Token& token, Instant now) {
    const std::chrono::microseconds lifetime = token.lifetime;
    return now + lifetime - std::min<std::chrono::microseconds>(lifetime / 10, 60s);
}

}  // namespace

std::optional<double> FetchCounts::hit_rate() const {
    const std::uint64_t wanted = cache_hits + not_modified + pages;
    if (wanted == 0)
        return std::nullopt;
    return static_cast<double>(cache_hits) / static_cast<double>(wanted);
}

struct Fetcher::Walk {
    const Task& task;
    const PageSink& sink;
    FetchOutcome outcome = {};
    std::string cursor = {};
    std::string question = {};
    std::set<std::string> seen = {};  ///< Cursors.
    bool ended = false;

    /// Whether the page after this one was asked for already.
    [[nodiscard]] bool goes_back(const std::string& next) const {
        return !next.empty() && (next == cursor || seen.contains(next));
    }
    /// Goes to the next page. Errors: unavailable when the pages go round in a circle (a page sent
    /// twice: it is asked for again later), corrupt_data when they do not end.
    [[nodiscard]] Result<void> go_on(const std::string& next) {
        ended = next.empty();
        if (ended)
            return {};
        if (goes_back(next))
            return fail(ErrorCode::unavailable,
                        fmt::format("{}: the page after '{}' came twice", task.key, next));
        if (seen.size() >= kPagesMax)
            return fail(ErrorCode::corrupt_data, fmt::format("{}: the pages do not end", task.key));
        seen.insert(cursor);
        cursor = next;
        return {};
    }
};

Fetcher::Fetcher(const SourceApi& source, HttpClient& client, const base::Clock& clock,
                 base::Sleeper& sleeper)
    : source_(source),
      client_(client),
      clock_(clock),
      sleeper_(sleeper),
      pace_(source.info().limits) {}

FetchOutcome Fetcher::fetch(const Task& task, const PageSink& sink) {
    Walk walk{.task = task, .sink = sink};
    while (!walk.ended && !walk.outcome.error && !walk.outcome.not_before)
        if (auto read = read_page(walk); !read && !walk.outcome.not_before)
            walk.outcome.error = std::move(read).error();
    const std::lock_guard lock(mutex_);
    if (walk.outcome.error)
        ++counts_.errors[walk.outcome.error->code];
    return std::move(walk.outcome);
}

Result<void> Fetcher::read_page(Walk& walk) {
    HttpRequest request = source_.request(walk.task, walk.cursor, clock_.now());
    walk.question = question_of(walk.task, request);
    const auto known = remembered(walk.question);
    if (known && clock_.now() - known->answered_at < fresh_for(walk.task)) {
        const std::lock_guard lock(mutex_);
        ++counts_.cache_hits;
        return walk.go_on(known->next);
    }
    if (known)
        add_conditions(*known, request);
    SEATSYNC_TRY(const HttpResponse response, send_authorised(walk, std::move(request)));
    if (response.status == kOk)
        return hand_on(walk, response);
    if (response.status != kNotModified || !known)
        return source_.error_of(response);
    remember_unchanged(walk.question, *known);
    return walk.go_on(known->next);
}

/// A page is remembered only once it was taken: one that was lost on the way is asked for again.
/// Offers over several pages are one picture of a market, which is always taken as a whole.
Result<void> Fetcher::hand_on(Walk& walk, const HttpResponse& response) {
    const Instant now = clock_.now();
    Task asked = walk.task;
    asked.parameters["cursor"] = walk.cursor;
    SEATSYNC_TRY(Answer answer, source_.parse(asked, response.body, now));
    RememberedPage page{.answered_at = now,
                        .next = answer.next,
                        .etag = response.header("ETag").value_or(""),
                        .last_modified = response.header("Last-Modified").value_or(""),
                        .events = events_in(answer)};
    const std::size_t items = answer.items.size();
    const std::string next = answer.next;
    const bool lists_offers = holds_asks(answer);
    const bool is_alone = walk.cursor.empty() && next.empty();
    SEATSYNC_CHECK(walk.sink({.task = walk.task.key,
                              .received_at = now,
                              .answer = std::move(answer),
                              .bytes = response.body.size(),
                              .is_first = walk.cursor.empty()}));
    ++walk.outcome.pages;
    walk.outcome.items += items;
    {
        const std::lock_guard lock(mutex_);
        ++counts_.pages;
        counts_.items += items;
        if (!walk.goes_back(next) && (is_alone || !lists_offers))
            memory_.remember(walk.question, std::move(page));
    }
    return walk.go_on(next);
}

std::optional<RememberedPage> Fetcher::remembered(const std::string& question) const {
    const std::lock_guard lock(mutex_);
    const RememberedPage* page = memory_.find(question);
    return page == nullptr ? std::nullopt : std::optional(*page);
}

void Fetcher::remember_unchanged(const std::string& question, RememberedPage page) {
    page.answered_at = clock_.now();
    const std::lock_guard lock(mutex_);
    ++counts_.not_modified;
    memory_.remember(question, std::move(page));
}

/// A token may end early: a 401 is answered once with a new one.
Result<HttpResponse> Fetcher::send_authorised(Walk& walk, HttpRequest request) {
    if (!source_.token_request())
        return send(walk, request);
    SEATSYNC_TRY(const std::string first, token(walk, {}));
    HttpRequest authorised = request;
    authorised.headers.push_back({"Authorization", "Bearer " + first, true});
    SEATSYNC_TRY(HttpResponse response, send(walk, authorised));
    if (response.status != kUnauthorized)
        return response;
    SEATSYNC_TRY(const std::string second, token(walk, first));
    request.headers.push_back({"Authorization", "Bearer " + second, true});
    return send(walk, request);
}

/// `refused`: a token that is of no use any more.
Result<std::string> Fetcher::token(Walk& walk, const std::string& refused) {
    const std::lock_guard one_at_a_time(token_mutex_);
    if (token_ && token_->value != refused && clock_.now() < token_->renew_at)
        return token_->value;
    token_.reset();
    SEATSYNC_TRY(const HttpResponse response, send(walk, *source_.token_request()));
    if (response.status != kOk)
        return base::in_context(source_.error_of(response), "asking for a token");
    SEATSYNC_TRY(const Token fresh, source_.parse_token(response.body));
    token_ = LiveToken{fresh.value, renew_at(fresh, clock_.now())};
    const std::lock_guard lock(mutex_);
    ++counts_.tokens;
    return token_->value;
}

Result<HttpResponse> Fetcher::send(Walk& walk, const HttpRequest& request) {
    SEATSYNC_CHECK(wait_for_turn(walk));
    auto response = client_.send(request, source_.info().timeout);
    const std::lock_guard lock(mutex_);
    ++counts_.requests;
    if (response) {
        counts_.bytes += response->body.size();
        pace_.told(*response, clock_.now());
    }
    return response;
}

/// Takes a place in the order of requests before it waits, so that no two threads take the same.
Result<void> Fetcher::wait_for_turn(Walk& walk) {
    Instant turn;
    {
        const std::lock_guard lock(mutex_);
        turn = pace_.earliest(clock_.now());
        if (turn - clock_.now() > kTurnWaitMax) {
            walk.outcome.not_before = turn;
            return fail(ErrorCode::unavailable, "the rate limit is used up");
        }
        pace_.spent(turn);
    }
    if (!sleeper_.sleep_until(turn))
        return fail(ErrorCode::unavailable, "stopped");
    return {};
}

void Fetcher::forget(const domain::EventId& event) {
    const std::lock_guard lock(mutex_);
    memory_.forget(event);
}

void Fetcher::forget_all() {
    const std::lock_guard lock(mutex_);
    memory_.forget_all();
}

FetchCounts Fetcher::counts() const {
    const std::lock_guard lock(mutex_);
    return counts_;
}

std::optional<std::int64_t> Fetcher::quota_left() const {
    const std::lock_guard lock(mutex_);
    return pace_.left(clock_.now());
}

Instant Fetcher::earliest() const {
    const std::lock_guard lock(mutex_);
    return pace_.earliest(clock_.now());
}

}  // namespace seatsync::feed
