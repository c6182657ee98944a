#include "feed/pace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace seatsync::feed {

namespace {

using namespace std::chrono_literals;

constexpr auto kToldMax = 24h;
constexpr int kBurstsPerWindow = 1024;  // Bounds the memory of a limit of any size.

std::optional<double> number_in(const std::optional<std::string>& text) {
    double number = 0;
    if (!text)
        return std::nullopt;
    const char* end = text->data() + text->size();
    const auto [last, problem] = std::from_chars(text->data(), end, number);
    if (problem != std::errc() || last != end || !(number >= 0))
        return std::nullopt;
    return number;
}

std::optional<double> first_number(const HttpResponse& response,
                                   std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names)
        if (const auto number = number_in(response.header(name)))
            return number;
    return std::nullopt;
}

/// Seconds from now, epoch seconds and epoch milliseconds are told apart by their size.
Instant reset_at(double number, Instant now) {
    constexpr double kEpochSecondsLeast = 1e9;
    constexpr double kEpochMillisecondsLeast = 1e12;
    const double seconds = number >= kEpochMillisecondsLeast ? number / 1000 : number;
    const Instant from = number >= kEpochSecondsLeast ? Instant() : now;
    const double bounded = std::min(seconds, 1e11);
    return std::min(from + std::chrono::microseconds(std::llround(bounded * 1e6)),
                    Instant(now + kToldMax));
}

std::optional<Instant> retry_at(const HttpResponse& response, Instant now) {
    const auto text = response.header("Retry-After");
    if (!text)
        return std::nullopt;
    if (const auto seconds = number_in(text))
        return now + std::min<std::chrono::microseconds>(
                         std::chrono::microseconds(std::llround(std::min(*seconds, 1e6) * 1e6)),
                         kToldMax);
    if (const auto date = parse_http_date(*text))
        return std::min(*date, Instant(now + kToldMax));
    return std::nullopt;
}

}  // namespace

std::optional<Instant> parse_http_date(std::string_view text) {
    constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    constexpr std::size_t kLength = 29;
    if (text.size() != kLength || !text.ends_with(" GMT"))
        return std::nullopt;
    const auto month = std::ranges::find(kMonths, text.substr(8, 3));
    if (month == kMonths.end())
        return std::nullopt;
    const auto instant = domain::parse_instant(fmt::format("{}-{:02}-{}T{}Z", text.substr(12, 4),
                                                           month - kMonths.begin() + 1,
                                                           text.substr(5, 2), text.substr(17, 8)));
    return instant ? std::optional(*instant) : std::nullopt;
}

Pace::Pace(const std::vector<RateLimit>& limits) {
    for (const RateLimit& limit : limits)
        windows_.push_back({limit});
}

Instant Pace::Window::earliest(Instant from) const {
    std::int64_t used = 0;
    for (auto burst = bursts.rbegin(); burst != bursts.rend(); ++burst) {
        const Instant gone = burst->last + limit.window;
        if (gone <= from)
            break;
        used += burst->requests;
        if (used >= limit.requests)
            return gone;
    }
    return from;
}

std::int64_t Pace::Window::left(Instant now) const {
    std::int64_t used = 0;
    for (const Burst& burst : bursts)
        if (burst.last + limit.window > now)
            used += burst.requests;
    return std::max<std::int64_t>(0, limit.requests - used);
}

void Pace::Window::spent(Instant at) {
    while (!bursts.empty() && bursts.front().last + limit.window <= at)
        bursts.pop_front();
    const auto close = std::chrono::microseconds(limit.window) / kBurstsPerWindow;
    if (!bursts.empty() && at - bursts.back().first < close) {
        bursts.back().last = std::max(bursts.back().last, at);
        ++bursts.back().requests;
    } else {
        bursts.push_back({at, at, 1});
    }
}

Instant Pace::earliest(Instant now) const {
    Instant at = std::max({now, last_spent_, blocked_until_});
    for (const Window& window : windows_)
        at = std::max(at, window.earliest(at));
    // A later time frees more of every window, so one pass over them is enough.
    return at;
}

void Pace::spent(Instant at) {
    last_spent_ = std::max(last_spent_, at);
    for (Window& window : windows_)
        window.spent(at);
    if (told_left_ && *told_left_ > 0)
        --*told_left_;
}

void Pace::told(const HttpResponse& response, Instant now) {
    if (const auto at = retry_at(response, now))
        blocked_until_ = std::max(blocked_until_, *at);
    const auto remaining =
        first_number(response, {"X-RateLimit-Remaining", "X-Rate-Limit-Remaining",
                                "RateLimit-Remaining", "Rate-Limit-Available"});
    if (!remaining)
        return;
    const auto reset = first_number(response, {"X-RateLimit-Reset", "X-Rate-Limit-Reset",
                                               "RateLimit-Reset", "Rate-Limit-Reset"});
    told_left_ = static_cast<std::int64_t>(std::min(*remaining, 1e15));
    told_until_ = reset ? reset_at(*reset, now) : now + kToldMax;
    if (*told_left_ == 0 && reset)
        blocked_until_ = std::max(blocked_until_, told_until_);
}

std::optional<std::int64_t> Pace::left(Instant now) const {
    std::optional<std::int64_t> least;
    if (told_left_ && now < told_until_)
        least = told_left_;
    for (const Window& window : windows_) {
        const std::int64_t left = window.left(now);
        least = least ? std::min(*least, left) : left;
    }
    return least;
}

}  // namespace seatsync::feed
