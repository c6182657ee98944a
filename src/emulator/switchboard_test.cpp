#include "emulator/switchboard.hpp"

#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"
#include "emulator/wire.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <set>

namespace seatsync::emulator {
namespace {

namespace json = boost::json;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::string_view kEvents = "/2/events?client_id=x&per_page=5";

/// A switchboard over one API, in which this goes wrong.
struct Board {
    explicit Board(FaultShares shares = {}) {
        auto world = World::make(default_world(1));
        EXPECT_TRUE(world.has_value());
        now = (*world)->now();
        std::vector<std::unique_ptr<Api>> apis;
        apis.push_back(make_seatgeek());
        switchboard = std::make_unique<Switchboard>(
            Switchboard::Parts{.world = *std::move(world),
                               .apis = std::move(apis),
                               .recordings = {},
                               .faults = {.seed = 1, .all = shares, .apis = {}},
                               .origin = "http://127.0.0.1:1",
                               .speed = 3});
    }

    Delivery get(std::string_view target, http::Headers headers = {}) {
        return ask("GET", target, std::move(headers));
    }
    Delivery ask(std::string method, std::string_view target, http::Headers headers = {}) {
        headers.emplace_back("Host", "API.seatgeek.com:443");
        return switchboard->answer({.method = std::move(method),
                                    .target = std::string(target),
                                    .headers = std::move(headers),
                                    .body = {}},
                                   now, true);
    }

    Instant now;
    std::unique_ptr<Switchboard> switchboard;
};

std::string head_of(const Delivery& delivery) {
    return delivery.bytes.substr(0, delivery.bytes.find("\r\n\r\n") + 4);
}

std::string body_of(const Delivery& delivery) {
    return delivery.bytes.substr(head_of(delivery).size());
}

std::vector<std::int64_t> ids_of(const Delivery& delivery) {
    std::vector<std::int64_t> ids;
    const json::value body = json::parse(body_of(delivery));
    for (const auto& event : body.at("events").as_array())
        ids.push_back(event.at("id").as_int64());
    return ids;
}

std::string gunzip(const std::string& bytes) {
    z_stream stream{};
    EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
    std::string in = bytes;
    std::string out(1'000'000, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    EXPECT_EQ(inflateEnd(&stream), Z_OK);
    return out;
}

TEST(SwitchboardTest, FindsTheApiByHostOrFirstSegment) {
    Board board;
    const Delivery by_host = board.get(kEvents);
    EXPECT_THAT(by_host.bytes,
                StartsWith("HTTP/1.1 200 OK\r\nDate: Fri, 12 Jun 2026 15:00:00 GMT"));
    EXPECT_THAT(head_of(by_host),
                HasSubstr("Content-Length: " + std::to_string(body_of(by_host).size()) + "\r\n"));
    EXPECT_THAT(head_of(by_host), HasSubstr("Connection: keep-alive\r\n"));
    const Delivery by_segment =
        board.switchboard->answer({.method = "GET",
                                   .target = "/api.seatgeek.com" + std::string(kEvents),
                                   .headers = {{"Host", "127.0.0.1:8090"}},
                                   .body = {}},
                                  board.now, false);
    EXPECT_EQ(body_of(by_segment), body_of(by_host));
    EXPECT_THAT(head_of(by_segment), HasSubstr("Connection: close\r\n"));
    EXPECT_EQ(by_segment.ending, Ending::closed);
    EXPECT_EQ(by_host.ending, Ending::stays);
    EXPECT_EQ(by_host.receipt.api, "seatgeek");
    EXPECT_EQ(by_host.receipt.host, "api.seatgeek.com");
    EXPECT_EQ(by_host.receipt.items, 5U);
    EXPECT_EQ(by_host.receipt.bytes, by_host.bytes.size());
    EXPECT_TRUE(by_host.whole);
}

TEST(SwitchboardTest, NamesTheHostsToOneWhoAsksForAnother) {
    Board board;
    const Delivery delivery = board.switchboard->answer(
        {.method = "GET", .target = "/x", .headers = {{"Host", "example.org"}}, .body = {}},
        board.now, true);
    EXPECT_EQ(delivery.receipt.status, 404U);
    EXPECT_EQ(delivery.receipt.api, "");
    EXPECT_THAT(body_of(delivery), HasSubstr("'example.org' is no host that is emulated"));
    EXPECT_THAT(body_of(delivery), HasSubstr("api.seatgeek.com"));
    EXPECT_EQ(board.get("/%zz").receipt.status, 400U);
}

TEST(SwitchboardTest, TellsClockAndAccount) {
    Board board;
    Delivery sent = board.get(kEvents);
    board.switchboard->account().note_sent(sent.receipt);
    const auto ask = [&](const char* target) {
        return json::parse(body_of(board.switchboard->answer(
            {.method = "GET", .target = target, .headers = {{"Host", "h"}}, .body = {}}, board.now,
            true)));
    };
    const auto clock = ask("/emulator/clock");
    EXPECT_EQ(clock.at("now").as_string(), "2026-06-12T15:00:00Z");
    EXPECT_EQ(clock.at("speed").to_number<double>(), 3);
    const auto account = ask("/emulator/account?x=1");
    EXPECT_EQ(account.at("items_sent").as_int64(), 5);
    const auto& own = account.at("apis").at(1);
    EXPECT_EQ(own.at("api").as_string(), "seatgeek");
    EXPECT_EQ(own.at("host").as_string(), "api.seatgeek.com");
    EXPECT_EQ(own.at("requests").as_int64(), 1);
    EXPECT_EQ(own.at("answers").at("200").as_int64(), 1);
    EXPECT_EQ(own.at("bytes_sent").as_int64(), static_cast<std::int64_t>(sent.bytes.size()));
}

TEST(SwitchboardTest, NothingIsSentUntilItIsSent) {
    Board board;
    const Delivery delivery = board.get(kEvents);
    Account& account = board.switchboard->account();
    EXPECT_EQ(items_sent(account.by_host(), "seatgeek"), 0);
    account.note_broken_off(delivery.receipt);
    EXPECT_EQ(items_sent(account.by_host(), "seatgeek"), 0);
    account.note_sent(delivery.receipt);
    EXPECT_EQ(items_sent(account.by_host(), "seatgeek"), 5);
    const HostAccount host = account.by_host().at({"seatgeek", "api.seatgeek.com"});
    EXPECT_EQ(host.requests, 1);
    EXPECT_EQ(host.broken_off, 1);
}

TEST(SwitchboardTest, CompressesForThoseWhoTakeIt) {
    Board board;
    const Delivery plain = board.get(kEvents);
    const Delivery zipped = board.get(kEvents, {{"Accept-Encoding", "br, gzip"}});
    EXPECT_THAT(head_of(zipped), HasSubstr("Content-Encoding: gzip\r\n"));
    EXPECT_LT(zipped.bytes.size() * 2, plain.bytes.size());
    EXPECT_EQ(gunzip(body_of(zipped)), body_of(plain));
    EXPECT_EQ(zipped.receipt.items, 5U);
    const Delivery small =
        board.get("/2/events?client_id=x&per_page=0", {{"Accept-Encoding", "gzip"}});
    EXPECT_THAT(head_of(small), ::testing::Not(HasSubstr("gzip")));
    EXPECT_TRUE(accepts_gzip("gzip;q=0.5"));
    EXPECT_FALSE(accepts_gzip("gzip;q=0"));
    EXPECT_FALSE(accepts_gzip("br"));
}

TEST(SwitchboardTest, AHeadIsWithoutBodyAndItems) {
    Board board;
    const Delivery delivery = board.ask("HEAD", kEvents);
    EXPECT_EQ(body_of(delivery), "");
    EXPECT_THAT(head_of(delivery), HasSubstr("Content-Length: "));
    EXPECT_EQ(delivery.receipt.items, 0U);
}

/// Answers with an ETag, and tells of the time.
struct StampedApi final : Api {
    const ApiInfo& info() const override {
        static const ApiInfo info{.name = "stamped", .hosts = {"stamped.test"}, .example = "/"};
        return info;
    }
    Response answer(const Request& request, const World& world, Instant now) override {
        return with_etag(json_answer({{"told", utc_z(now)},
                                      {"true", utc_z(world.now())},
                                      {"base", request.base_url},
                                      {"list", {{{"id", 1}}, {{"id", 2}}, {{"id", 3}}}}},
                                     3),
                         seconds(60));
    }
};

struct StampedBoard {
    explicit StampedBoard(FaultShares shares = {}) {
        std::vector<std::unique_ptr<Api>> apis;
        apis.push_back(std::make_unique<StampedApi>());
        auto world = World::make(default_world(1));
        now = (*world)->now();
        switchboard = std::make_unique<Switchboard>(
            Switchboard::Parts{.world = *std::move(world),
                               .apis = std::move(apis),
                               .recordings = {},
                               .faults = {.seed = 1, .all = shares, .apis = {}},
                               .origin = "http://127.0.0.1:1"});
    }
    Delivery get(http::Headers headers = {}, const char* target = "/") {
        headers.emplace_back("Host", "stamped.test");
        return switchboard->answer(
            {.method = "GET", .target = target, .headers = headers, .body = {}}, now, true);
    }
    Instant now;
    std::unique_ptr<Switchboard> switchboard;
};

TEST(SwitchboardTest, AnswersNotModifiedToOneWhoHasIt) {
    StampedBoard board;
    const Delivery first = board.get();
    const std::string head = head_of(first);
    EXPECT_THAT(head, HasSubstr("Cache-Control: public, max-age=60\r\n"));
    const auto begin = head.find("ETag: ") + 6;
    const std::string etag = head.substr(begin, head.find("\r\n", begin) - begin);
    const Delivery again = board.get({{"If-None-Match", etag}});
    EXPECT_EQ(again.receipt.status, 304U);
    EXPECT_EQ(again.receipt.items, 0U);
    EXPECT_EQ(body_of(again), "");
    EXPECT_THAT(head_of(again), ::testing::Not(HasSubstr("Content-Length")));
    EXPECT_EQ(board.get({{"If-None-Match", "\"other\""}}).receipt.status, 200U);
    board.now += seconds(5);
    EXPECT_EQ(board.get({{"If-None-Match", etag}}).receipt.status, 200U);
}

TEST(SwitchboardTest, LinksLeadBackTheWayTheRequestCame) {
    StampedBoard board;
    EXPECT_THAT(board.get().bytes, HasSubstr(R"("base":"https://stamped.test")"));
    EXPECT_THAT(board.get({}, "/stamped.test/").bytes,
                HasSubstr(R"("base":"http://127.0.0.1:1/stamped.test")"));
}

TEST(SwitchboardFaultTest, ASkewedClockTellsAnotherTimeOfTheSameWorld) {
    StampedBoard board({.skew = 1});
    const Delivery delivery = board.get();
    const auto body = json::parse(body_of(delivery));
    EXPECT_EQ(body.at("true").as_string(), "2026-06-12T15:00:00Z");
    EXPECT_NE(body.at("told").as_string(), "2026-06-12T15:00:00Z");
    const auto told = domain::parse_instant(std::string(body.at("told").as_string())).value();
    EXPECT_LE(std::chrono::abs(told - board.now), seconds(300));
    EXPECT_THAT(head_of(delivery), HasSubstr("Date: " + http_date(told) + "\r\n"));
    EXPECT_TRUE(delivery.whole);
    EXPECT_EQ(delivery.receipt.items, 3U);
    EXPECT_EQ(delivery.receipt.fault, Fault::skew);
}

TEST(SwitchboardFaultTest, AReorderedListHasTheSameElements) {
    Board plain;
    Board reordered({.reordered = 1});
    std::vector<std::int64_t> ids = ids_of(plain.get(kEvents));
    const Delivery delivery = reordered.get(kEvents);
    std::reverse(ids.begin(), ids.end());
    EXPECT_EQ(ids_of(delivery), ids);
    EXPECT_EQ(delivery.receipt.items, 5U);
    EXPECT_TRUE(delivery.whole);
}

TEST(SwitchboardFaultTest, ADuplicateIsThePageBeforeOfTheSameList) {
    Board plain;
    Board board({.duplicate = 1});
    const auto first = ids_of(board.get("/2/events?client_id=x&per_page=2&page=1"));
    EXPECT_EQ(ids_of(board.get("/2/events?client_id=x&per_page=2&page=2")), first);
    const auto second = ids_of(plain.get("/2/events?client_id=x&per_page=2&page=2"));
    EXPECT_NE(first, second);
    const auto other = ids_of(board.get("/2/events?client_id=x&per_page=2&page=2&type=nfl"));
    EXPECT_NE(other, first);
}

TEST(SwitchboardFaultTest, AnEmptyPageIsNoPageBefore) {
    Board board({.duplicate = 1});
    EXPECT_EQ(ids_of(board.get("/2/events?client_id=x&per_page=2&page=9999")).size(), 0U);
    EXPECT_EQ(ids_of(board.get("/2/events?client_id=x&per_page=2&page=1")).size(), 2U);
}

TEST(SwitchboardFaultTest, SomeFaultsAreAnswersThatHoldNothing) {
    struct Row {
        FaultShares shares;
        unsigned status;
        const char* sign;
    };
    for (const Row& row :
         {Row{{.too_many_requests = 1, .retry_after = seconds(17)}, 429, "Retry-After: 17\r\n"},
          Row{{.server_error = 1}, 500, "Internal Server Error"},
          Row{{.html = 1}, 200, "Content-Type: text/html\r\n"}}) {
        Board board(row.shares);
        const Delivery delivery = board.get(kEvents);
        EXPECT_EQ(delivery.receipt.status, row.status);
        EXPECT_EQ(delivery.receipt.items, 0U);
        EXPECT_TRUE(delivery.whole);
        EXPECT_EQ(delivery.ending, Ending::stays);
        EXPECT_THAT(delivery.bytes, HasSubstr(row.sign));
    }
}

TEST(SwitchboardFaultTest, BrokenAnswersLackAtLeastTheirLastByte) {
    Board plain;
    const std::string whole = plain.get(kEvents).bytes;
    for (const bool reset : {false, true}) {
        FaultShares shares;
        (reset ? shares.reset : shares.truncated) = 1;
        Board board(shares);
        std::set<std::size_t> lengths;
        for (int i = 0; i < 20; ++i) {
            const Delivery delivery = board.get(kEvents);
            EXPECT_EQ(delivery.ending, reset ? Ending::reset : Ending::closed);
            EXPECT_FALSE(delivery.whole);
            EXPECT_LT(delivery.bytes.size(), whole.size());
            EXPECT_EQ(delivery.bytes, whole.substr(0, delivery.bytes.size()));
            EXPECT_EQ(delivery.receipt.items, 0U);
            EXPECT_EQ(delivery.receipt.status, 0U);
            lengths.insert(delivery.bytes.size());
        }
        EXPECT_GT(lengths.size(), 10U);
    }
}

TEST(SwitchboardFaultTest, SilenceSendsNothing) {
    Board silent({.silence = 1, .silence_max = seconds(7)});
    const Delivery nothing = silent.get(kEvents);
    EXPECT_EQ(nothing.bytes, "");
    EXPECT_EQ(nothing.delay, seconds(7));
    EXPECT_EQ(nothing.ending, Ending::closed);
    EXPECT_FALSE(nothing.whole);
}

TEST(SwitchboardFaultTest, AVanishedFeedComesBack) {
    Board board({.vanishes_every = minutes(60), .vanishes_for = minutes(20)});
    int gone = 0;
    for (int minute = 0; minute < 60; ++minute) {
        const Delivery delivery = board.get(kEvents);
        if (delivery.receipt.fault == Fault::vanished) {
            ++gone;
            EXPECT_EQ(delivery.bytes, "");
            EXPECT_EQ(delivery.delay, milliseconds(0));
            EXPECT_EQ(delivery.ending, Ending::closed);
            EXPECT_FALSE(delivery.whole);
        } else {
            EXPECT_EQ(delivery.receipt.items, 5U);
        }
        board.now += minutes(1);
    }
    EXPECT_NEAR(gone, 20, 1);
}

TEST(SwitchboardFaultTest, LatencyComesBesideTheAnswer) {
    Board board({.latency = 1, .latency_min = milliseconds(30), .latency_max = milliseconds(40)});
    const Delivery delivery = board.get(kEvents);
    EXPECT_GE(delivery.delay, milliseconds(30));
    EXPECT_LE(delivery.delay, milliseconds(40));
    EXPECT_EQ(delivery.receipt.items, 5U);
    EXPECT_TRUE(delivery.receipt.delayed);
    EXPECT_EQ(delivery.receipt.fault, Fault::none);
}

TEST(SwitchboardFaultTest, TheSameSeedGivesTheSameBytes) {
    Board one(named_fault_plan("harsh")->all);
    Board two(named_fault_plan("harsh")->all);
    for (int i = 0; i < 200; ++i) {
        one.now += seconds(30);
        two.now += seconds(30);
        const Delivery a = one.get(kEvents);
        const Delivery b = two.get(kEvents);
        EXPECT_EQ(a.bytes, b.bytes);
        EXPECT_EQ(a.delay, b.delay);
        EXPECT_EQ(a.ending, b.ending);
    }
}

}  // namespace
}  // namespace seatsync::emulator
