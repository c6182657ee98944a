#include "emulator/answers.hpp"
#include "emulator/access.hpp"

#include <gtest/gtest.h>

namespace seatsync::emulator {
namespace {

using std::chrono::seconds;

Instant at(const char* text) {
    return domain::parse_instant(text).value();
}

Request request_with(http::Headers headers, std::string body = {}) {
    Request request;
    request.headers = std::move(headers);
    request.body = std::move(body);
    return request;
}

TEST(PageTest, CoversEachElementOnce) {
    struct Row {
        std::size_t total, offset, size, begin, end;
        bool last;
    };
    for (const Row& row :
         {Row{10, 0, 4, 0, 4, false}, Row{10, 8, 4, 8, 10, true}, Row{10, 6, 4, 6, 10, true},
          Row{10, 12, 4, 10, 10, true}, Row{0, 0, 4, 0, 0, true}, Row{3, 1, ~0UL, 1, 3, true}}) {
        const Page page = page_of(row.total, row.offset, row.size);
        EXPECT_EQ(page.begin, row.begin);
        EXPECT_EQ(page.end, row.end);
        EXPECT_EQ(page.total, row.total);
        EXPECT_EQ(page.last(), row.last);
    }
    const std::vector<int> list = {1, 2, 3, 4, 5};
    const auto part = elements_of(list, page_of(5, 2, 2));
    EXPECT_EQ(std::vector<int>(part.begin(), part.end()), (std::vector<int>{3, 4}));
}

TEST(TimeTextTest, WritesEachFormOfOneInstant) {
    const Instant instant = at("2026-06-12T23:10:05.9Z");
    const auto zone = domain::Zone::named("America/Denver").value();
    EXPECT_EQ(utc_z(instant), "2026-06-12T23:10:05Z");
    EXPECT_EQ(utc_bare(instant), "2026-06-12T23:10:05");
    EXPECT_EQ(utc_minute(instant), "2026-06-12T23:10Z");
    EXPECT_EQ(local_bare(instant, zone), "2026-06-12T17:10:05");
    EXPECT_EQ(local_with_offset(instant, zone), "2026-06-12T17:10:05-06:00");
    EXPECT_EQ(local_date(at("2026-06-13T02:00:00Z"), zone), "2026-06-12");
    EXPECT_EQ(local_time(instant, zone), "17:10:05");
    EXPECT_EQ(epoch_seconds(at("1970-01-02T00:00:01Z")), 86'401);
    EXPECT_EQ(http_date(instant), "Fri, 12 Jun 2026 23:10:05 GMT");
    EXPECT_EQ(local_with_offset(instant, domain::Zone::utc()), "2026-06-12T23:10:05+00:00");
}

TEST(NameTest, SlugsAndUuidsFollowFromTheText) {
    EXPECT_EQ(slug_of("Roan Harbor Mariners' Guild"), "roan-harbor-mariners-guild");
    EXPECT_EQ(slug_of(" A  b"), "a-b");
    EXPECT_EQ(uuid_of("a"), uuid_of("a"));
    EXPECT_NE(uuid_of("a"), uuid_of("b"));
    EXPECT_EQ(uuid_of("a").size(), 36U);
}

TEST(AmountTest, MissingIsNull) {
    EXPECT_EQ(amount(5862).as_double(), 58.62);
    EXPECT_TRUE(amount(std::nullopt).is_null());
    EXPECT_TRUE(or_null(std::optional<double>()).is_null());
    EXPECT_EQ(or_null(std::optional<std::int64_t>(7)).as_int64(), 7);
}

TEST(HeaderTest, IsReplacedInAnyCase) {
    Response response = text_answer(200, "x", "text/plain");
    set_header(response, "content-type", "text/html");
    set_header(response, "X-Other", "1");
    ASSERT_EQ(response.headers.size(), 2U);
    EXPECT_EQ(response.headers[0].second, "text/html");
}

TEST(KeyTest, IsGoodUnlessEmptyOrBad) {
    EXPECT_TRUE(is_good_key("x"));
    EXPECT_FALSE(is_good_key(""));
    EXPECT_FALSE(is_good_key("bad"));
    EXPECT_FALSE(is_good_key("bad-key"));
}

TEST(CredentialsTest, AreReadFromTheHeaderAlone) {
    EXPECT_EQ(bearer_token(request_with({{"authorization", "bearer abc"}})), "abc");
    EXPECT_EQ(bearer_token(request_with({{"Authorization", "Basic abc"}})), "");
    EXPECT_EQ(bearer_token(request_with({})), "");
    // "my%20id:s:cret"
    const auto pair =
        basic_credentials(request_with({{"Authorization", "Basic bXklMjBpZDpzOmNyZXQ="}}));
    ASSERT_TRUE(pair);
    EXPECT_EQ(pair->name, "my id");
    EXPECT_EQ(pair->secret, "s:cret");
    EXPECT_FALSE(basic_credentials(request_with({{"Authorization", "Basic bm9jb2xvbg=="}})));
    EXPECT_FALSE(basic_credentials(request_with({{"Authorization", "Basic ***"}})));
}

TEST(RequestTest, ReadsFieldsOfQueryAndForm) {
    Request request = request_with({}, "grant_type=client_credentials&scope=a%20b+c&empty=");
    EXPECT_EQ(request.form_field("scope"), "a b c");
    EXPECT_EQ(request.form_field("grant_type"), "client_credentials");
    EXPECT_EQ(request.form_field("gone"), "");
    request.body = "%zz";
    EXPECT_EQ(request.form_field("scope"), "");
    request.query = {
        {"page", "7"}, {"size", "-1"}, {"since", "2026-06-12T10:00Z"}, {"day", "2026-06-12"}};
    EXPECT_EQ(request.count("page", 1), 7U);
    EXPECT_EQ(request.count("size", 5), 5U);
    EXPECT_EQ(request.count("gone", 9), 9U);
    EXPECT_EQ(request.instant("since"), at("2026-06-12T10:00:00Z"));
    EXPECT_FALSE(request.instant("page"));
    EXPECT_EQ(request.date("day"), std::chrono::year(2026) / 6 / 12);
    EXPECT_FALSE(request.date("since"));
}

TEST(RequestTest, MatchesPatternsSegmentBySegment) {
    Request request;
    request.segments = {"2", "events", "77"};
    EXPECT_TRUE(request.matches("/2/events/77"));
    EXPECT_TRUE(request.matches("/2/events/*"));
    EXPECT_TRUE(request.matches("/*/*/*"));
    EXPECT_FALSE(request.matches("/2/events"));
    EXPECT_FALSE(request.matches("/2/events/*/more"));
    EXPECT_FALSE(request.matches("/2/event/*"));
    request.segments = {"v1", "events", ""};
    EXPECT_TRUE(request.matches("/v1/events/"));
    EXPECT_FALSE(request.matches("/v1/events"));
}

TEST(TokenDeskTest, ATokenLivesItsTimeAndNoLonger) {
    TokenDesk desk;
    const Instant now = at("2026-06-12T15:00:00Z");
    const std::string token = desk.issue("x", now, seconds(60));
    const std::string other = desk.issue("x", now, seconds(120));
    EXPECT_NE(token, other);
    EXPECT_TRUE(desk.is_valid(token, now + seconds(59)));
    EXPECT_FALSE(desk.is_valid(token, now + seconds(60)));
    EXPECT_TRUE(desk.is_valid(other, now + seconds(60)));
    EXPECT_FALSE(desk.is_valid("guessed", now));
    EXPECT_FALSE(desk.is_valid("", now));
}

TEST(QuotaTest, CountsEachKeyInEachWindow) {
    Quota quota(2, seconds(60));
    const Instant now = at("2026-06-12T15:00:50Z");
    const Quota::Use first = quota.take("a", now);
    EXPECT_TRUE(first.allowed);
    EXPECT_EQ(first.limit, 2);
    EXPECT_EQ(first.used, 1);
    EXPECT_EQ(first.remaining, 1);
    EXPECT_EQ(first.reset, at("2026-06-12T15:01:00Z"));
    EXPECT_EQ(first.wait, seconds(10));
    EXPECT_TRUE(quota.take("a", now).allowed);
    EXPECT_TRUE(quota.take("b", now).allowed);
    const Quota::Use third = quota.take("a", now + seconds(9));
    EXPECT_FALSE(third.allowed);
    EXPECT_EQ(third.remaining, 0);
    EXPECT_EQ(third.wait, seconds(1));
    EXPECT_TRUE(quota.take("a", now + seconds(10)).allowed);
}

}  // namespace
}  // namespace seatsync::emulator
