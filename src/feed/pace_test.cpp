#include "feed/pace.hpp"

#include "base/random.hpp"

#include <gtest/gtest.h>

namespace seatsync::feed {
namespace {

using namespace std::chrono_literals;

// 2023-11-14T22:13:20Z
constexpr Instant kNow{1'700'000'000s};

/// Sends as early as it may, `count` times from `now`; answers when each went out.
std::vector<Instant> send(Pace& pace, Instant now, int count) {
    std::vector<Instant> times;
    for (int i = 0; i < count; ++i) {
        times.push_back(pace.earliest(now));
        pace.spent(times.back());
    }
    return times;
}

HttpResponse response_with(std::vector<HttpField> headers, int status = 200) {
    return {.status = status, .headers = std::move(headers), .body = {}};
}

TEST(PaceTest, WithoutLimitsNothingWaits) {
    Pace pace({});
    EXPECT_EQ(send(pace, kNow, 3), std::vector(3, kNow));
    EXPECT_EQ(pace.left(kNow), std::nullopt);
}

TEST(PaceTest, TheNextRequestWaitsUntilTheFirstHasLeftTheWindow) {
    Pace pace({{2, 10s}});
    EXPECT_EQ(send(pace, kNow, 1), std::vector{kNow});
    EXPECT_EQ(send(pace, kNow + 4s, 3), (std::vector<Instant>{kNow + 4s, kNow + 10s, kNow + 14s}));
}

TEST(PaceTest, EveryOneOfSeveralWindowsHolds) {
    Pace pace({{1, 1s}, {3, 60s}});
    EXPECT_EQ(send(pace, kNow, 5),
              (std::vector<Instant>{kNow, kNow + 1s, kNow + 2s, kNow + 60s, kNow + 61s}));
}

TEST(PaceTest, LeftCountsTheTightestWindow) {
    Pace pace({{5, 1s}, {3, 60s}});
    EXPECT_EQ(pace.left(kNow), 3);
    send(pace, kNow, 2);
    EXPECT_EQ(pace.left(kNow), 1);
    EXPECT_EQ(pace.left(kNow + 60s), 3);
}

TEST(PaceTest, NoStretchOfTimeEverHoldsMoreThanItsLimit) {
    base::Random random(7);
    Pace pace({{5, 1s}, {20, 60s}, {300, 3600s}});
    std::vector<Instant> sent;
    Instant now = kNow;
    for (int i = 0; i < 2000; ++i) {
        now += std::chrono::milliseconds(random.integer(0, 3000));
        const Instant at = pace.earliest(now);
        ASSERT_GE(at, now);
        pace.spent(at);
        sent.push_back(at);
    }
    const auto most_in = [&](std::chrono::seconds window) {
        std::size_t most = 0;
        for (std::size_t first = 0, last = 0; last < sent.size(); ++last) {
            while (sent[last] - sent[first] >= window)
                ++first;
            most = std::max(most, last - first + 1);
        }
        return most;
    };
    EXPECT_LE(most_in(1s), 5U);
    EXPECT_LE(most_in(60s), 20U);
    EXPECT_LE(most_in(3600s), 300U);
    EXPECT_GE(most_in(3600s), 298U);  // And the limit is used.
}

TEST(PaceTest, HeedsRetryAfter) {
    struct Row {
        const char* name;
        const char* value;
        Instant until;
    };
    const Row rows[] = {
        {"seconds", "7", kNow + 7s},
        {"a fraction of a second", "0.5", kNow + 500ms},
        {"a date", "Tue, 14 Nov 2023 22:14:00 GMT", kNow + 40s},
        {"a date that is past", "Tue, 14 Nov 2023 22:00:00 GMT", kNow},
        {"a year", "31536000", kNow + 24h},
        {"no time at all", "soon", kNow},
        {"a negative number", "-5", kNow},
    };
    for (const Row& row : rows) {
        Pace pace({});
        pace.told(response_with({{"Retry-After", row.value}}, 429), kNow);
        EXPECT_EQ(pace.earliest(kNow), row.until) << row.name;
    }
}

TEST(PaceTest, AnEmptyQuotaWaitsForItsReset) {
    struct Row {
        const char* name;
        std::vector<HttpField> headers;
        Instant until;
    };
    const Row rows[] = {
        {"epoch seconds",
         {{"x-rate-limit-remaining", "0"}, {"x-rate-limit-reset", "1700000090"}},
         kNow + 90s},
        {"seconds from now",
         {{"X-Ratelimit-Remaining", "0.0"}, {"X-Ratelimit-Reset", "459"}},
         kNow + 459s},
        {"epoch milliseconds",
         {{"Rate-Limit-Available", "0"}, {"Rate-Limit-Reset", "1700000012500"}},
         kNow + 12500ms},
        {"without a reset", {{"x-rate-limit-remaining", "0"}}, kNow},
        {"not empty", {{"x-rate-limit-remaining", "1"}, {"x-rate-limit-reset", "99"}}, kNow},
    };
    for (const Row& row : rows) {
        Pace pace({});
        pace.told(response_with(row.headers), kNow);
        EXPECT_EQ(pace.earliest(kNow), row.until) << row.name;
    }
}

TEST(PaceTest, WhatIsLeftFollowsWhatWasToldUntilItsReset) {
    Pace pace({{1000, 1s}});
    pace.told(response_with({{"X-Ratelimit-Remaining", "598.0"}, {"X-Ratelimit-Reset", "60"}}),
              kNow);
    EXPECT_EQ(pace.left(kNow), 598);
    pace.spent(kNow);
    EXPECT_EQ(pace.left(kNow), 597);
    EXPECT_EQ(pace.left(kNow + 60s), 1000);
}

TEST(HttpDateTest, ReadsTheDateOfHttpAndNothingElse) {
    EXPECT_EQ(parse_http_date("Tue, 14 Nov 2023 22:13:20 GMT"), kNow);
    for (const char* text : {"", "Tue, 14 Nov 2023 22:13:20 UTC", "Tue, 14 Nox 2023 22:13:20 GMT",
                             "2023-11-14T22:13:20Z", "Tue, 99 Nov 2023 22:13:20 GMT"})
        EXPECT_EQ(parse_http_date(text), std::nullopt) << text;
}

}  // namespace
}  // namespace seatsync::feed
