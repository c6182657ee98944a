#include "emulator/emulator.hpp"

#include "testing/raw_client.hpp"
#include "testing/temporary_folder.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

#include <fstream>
#include <thread>

namespace seatsync::emulator {
namespace {

namespace json = boost::json;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::RawAnswer;
using testing::RawClient;

constexpr const char* kEvents = "/api.seatgeek.com/2/events?client_id=x&per_page=5";

struct Running {
    explicit Running(FaultShares shares = {}, ServerOptions server = {})
        : Running(EmulatorOptions{.world = default_world(1),
                                  .faults = {.seed = 1, .all = shares, .apis = {}},
                                  .recorded = {},
                                  .speed = 1,
                                  .server = server}) {}
    explicit Running(const EmulatorOptions& options) : clock(options.world.from) {
        auto started = Emulator::start(options, clock);
        EXPECT_TRUE(started.has_value()) << (started ? "" : started.error().detail);
        emulator = *std::move(started);
    }

    [[nodiscard]] HostAccount seatgeek() const {
        return emulator->account()[{"seatgeek", "api.seatgeek.com"}];
    }
    /// Once the server has noted so many answers as sent, which it does after the last byte.
    [[nodiscard]] HostAccount seatgeek_after(std::int64_t sent) const {
        const auto give_up = std::chrono::steady_clock::now() + seconds(10);
        HostAccount host = seatgeek();
        while (host.answers_sent() < sent && std::chrono::steady_clock::now() < give_up) {
            std::this_thread::yield();
            host = seatgeek();
        }
        EXPECT_EQ(host.answers_sent(), sent);
        return host;
    }

    /// Once one answer counts as not read.
    [[nodiscard]] HostAccount seatgeek_without_reader() const {
        const auto give_up = std::chrono::steady_clock::now() + seconds(10);
        HostAccount host = seatgeek();
        while (host.broken_off == 0 && std::chrono::steady_clock::now() < give_up) {
            std::this_thread::yield();
            host = seatgeek();
        }
        return host;
    }

    base::ManualClock clock;
    std::unique_ptr<Emulator> emulator;
};

void expect_unread(const HostAccount& host) {
    EXPECT_EQ(host.requests, 1);
    EXPECT_EQ(host.broken_off, 1);
    EXPECT_EQ(host.items_sent, 0);
    EXPECT_EQ(host.bytes_sent, 0);
    EXPECT_TRUE(host.answers.empty());
}

std::size_t events_in(const RawAnswer& answer) {
    return json::parse(answer.body).at("events").as_array().size();
}

TEST(EmulatorTest, AnswersOverOneConnectionWhatItCounts) {
    Running running;
    RawClient client(running.emulator->port());
    std::int64_t items = 0;
    std::int64_t bytes = 0;
    for (int page = 1; page <= 3; ++page) {
        client.get(fmt::format("{}&page={}", kEvents, page));
        const RawAnswer answer = client.receive();
        ASSERT_EQ(answer.status, 200U);
        items += static_cast<std::int64_t>(events_in(answer));
        bytes += static_cast<std::int64_t>(answer.head.size() + answer.body.size());
    }
    const HostAccount host = running.seatgeek_after(3);
    EXPECT_EQ(items, 15);
    EXPECT_EQ(host.items_sent, items);
    EXPECT_EQ(host.bytes_sent, bytes);
    EXPECT_EQ(host.requests, 3);
    EXPECT_EQ(host.answers.at(200), 3);
    EXPECT_TRUE(host.faults.empty());
}

TEST(EmulatorTest, FollowsItsClock) {
    Running running;
    RawClient client(running.emulator->port());
    running.clock.set(running.clock.now() + std::chrono::hours(2));
    client.get("/emulator/clock");
    EXPECT_THAT(client.receive().body, ::testing::HasSubstr("2026-06-12T17:00:00Z"));
}

TEST(EmulatorTest, RefusesBytesThatAreNoRequest) {
    Running running;
    RawClient client(running.emulator->port());
    client.send("WHAT IS THIS\r\n\r\n");
    EXPECT_EQ(client.receive().status, 400U);
    EXPECT_TRUE(client.at_end());
}

TEST(EmulatorTest, APostWithItsBodyIsReadWhole) {
    Running running;
    RawClient client(running.emulator->port());
    client.send(
        "POST /api.seatgeek.com/2/events?client_id=x HTTP/1.1\r\nHost: t\r\n"
        "Content-Length: 5\r\n\r\na=b&cGET /emulator/clock HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_EQ(client.receive().status, 200U);
    EXPECT_THAT(client.receive().body, ::testing::HasSubstr("speed"));
}

TEST(EmulatorTest, AnotherOneOnItsPortIsAnError) {
    Running running;
    const auto second =
        Emulator::start({.server = {.port = running.emulator->port()}}, running.clock);
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().code, ErrorCode::unavailable);
    const auto nowhere = Emulator::start({.server = {.host = "nowhere"}}, running.clock);
    EXPECT_EQ(nowhere.error().code, ErrorCode::invalid_argument);
}

TEST(EmulatorTest, MoreConnectionsThanItTakesWait) {
    Running running({}, {.connections_max = 1});
    RawClient second(running.emulator->port());
    auto first = std::make_unique<RawClient>(running.emulator->port());
    second.get(kEvents);
    EXPECT_EQ(second.receive().status, 200U);
    first->get(kEvents, "Connection: close\r\n");
    second.send("GET /emulator/clock HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(second.receive().status, 200U);
    EXPECT_EQ(first->receive().status, 200U);
}

TEST(EmulatorTest, StopsWithConnectionsOpenAndKeepsItsAccount) {
    Running running;
    RawClient client(running.emulator->port());
    client.get(kEvents);
    EXPECT_EQ(client.receive().status, 200U);
    EXPECT_FALSE(running.emulator->wait(milliseconds(0)));
    (void)running.seatgeek_after(1);
    running.emulator->stop();
    EXPECT_TRUE(running.emulator->wait(milliseconds(0)));
    EXPECT_EQ(running.seatgeek().items_sent, 5);
}

TEST(EmulatorTest, AnAnswerThatIsLeftUnreadDoesNotCount) {
    Running running;
    {
        RawClient client(running.emulator->port());
        client.get(kEvents);
        (void)running.seatgeek_after(1);
    }
    expect_unread(running.seatgeek_without_reader());
}

TEST(EmulatorTest, AnAnswerThatIsLeftUnreadDoesNotCountAfterAStop) {
    Running running;
    {
        RawClient client(running.emulator->port());
        client.get(kEvents);
        (void)running.seatgeek_after(1);
    }
    running.emulator->stop();
    expect_unread(running.seatgeek());
}

TEST(EmulatorFaultTest, AnAnswerThatComesAfterItsReaderHasLeftDoesNotCount) {
    Running running({.latency = 1, .latency_max = milliseconds(50)});
    {
        RawClient client(running.emulator->port());
        client.get(kEvents);
    }
    expect_unread(running.seatgeek_without_reader());
}

TEST(EmulatorFaultTest, ATruncatedAnswerEndsBeforeItsLength) {
    Running running({.truncated = 1});
    RawClient client(running.emulator->port());
    client.get(kEvents);
    const RawAnswer answer = client.receive();
    EXPECT_THAT(answer.head, ::testing::StartsWith("HTTP/1.1 200"));
    EXPECT_EQ(answer.status, 0U);  // The body never came whole.
    const HostAccount host = running.seatgeek();
    EXPECT_EQ(host.faults.at(Fault::truncated), 1);
    EXPECT_EQ(host.items_sent, 0);
    EXPECT_TRUE(host.answers.empty());
}

TEST(EmulatorFaultTest, AResetConnectionIsNotClosedInOrder) {
    Running running({.reset = 1});
    RawClient client(running.emulator->port());
    client.get(kEvents);
    EXPECT_EQ(client.receive().status, 0U);
    EXPECT_TRUE(client.was_reset());
    EXPECT_EQ(running.seatgeek().faults.at(Fault::reset), 1);
}

TEST(EmulatorFaultTest, SilenceEndsWithoutAByte) {
    Running running({.silence = 1, .silence_max = seconds(1)});
    RawClient client(running.emulator->port());
    client.get(kEvents);
    EXPECT_EQ(client.receive().head, "");
    EXPECT_TRUE(client.at_end());
    EXPECT_EQ(running.seatgeek().faults.at(Fault::silence), 1);
}

TEST(EmulatorFaultTest, AVanishedFeedClosesAtOnce) {
    Running running({.vanishes_every = seconds(1'000'000), .vanishes_for = seconds(999'999)});
    RawClient client(running.emulator->port());
    client.get(kEvents);
    EXPECT_EQ(client.receive().head, "");
    EXPECT_TRUE(client.at_end());
    EXPECT_FALSE(client.was_reset());
}

TEST(EmulatorFaultTest, WhatAReaderCountsUnderHarshFaultsIsWhatWasSent) {
    FaultShares shares = named_fault_plan("harsh")->all;
    shares.latency_max = milliseconds(25);
    shares.silence = 0;
    Running running(shares);
    constexpr int kRequests = 300;
    std::int64_t items = 0;
    std::int64_t whole = 0;
    auto client = std::make_unique<RawClient>(running.emulator->port());
    for (int i = 0; i < kRequests; ++i) {
        running.clock.set(running.clock.now() + seconds(30));
        client->get(fmt::format("{}&page={}", kEvents, i % 7 + 1));
        const RawAnswer answer = client->receive();
        whole += answer.status != 0 ? 1 : 0;
        if (answer.status == 200 && answer.field("Content-Type") == "application/json")
            items += static_cast<std::int64_t>(events_in(answer));
        if (answer.status == 0)
            client = std::make_unique<RawClient>(running.emulator->port());
    }
    const HostAccount host = running.seatgeek_after(whole);
    EXPECT_EQ(host.requests, kRequests);
    EXPECT_EQ(host.items_sent, items);
    EXPECT_GT(items, 500);
    EXPECT_LT(items, 5 * kRequests);
    for (const Fault fault :
         {Fault::skew, Fault::duplicate, Fault::reordered, Fault::too_many_requests,
          Fault::server_error, Fault::html, Fault::truncated, Fault::reset})
        EXPECT_GT(host.faults.contains(fault) ? host.faults.at(fault) : 0, 0) << name_of(fault);
    EXPECT_GT(host.delayed, 40);
}

TEST(EmulatorTest, ServesRecordedAnswersFirst) {
    testing::TemporaryFolder folder;
    std::ofstream(folder.path() / "a.http.json")
        << R"({"request":{"method":"GET","url":"https://api.seatgeek.com/2/events?client_id=x"},)"
        << R"("status":200,"headers":{"Content-Type":"text/html"},"body":"recorded"})";
    Running running(EmulatorOptions{.recorded = folder.path()});
    EXPECT_EQ(running.emulator->recordings(), 1U);
    RawClient client(running.emulator->port());
    client.get("/api.seatgeek.com/2/events?client_id=x");
    EXPECT_EQ(client.receive().body, "recorded");
    client.get(kEvents);
    EXPECT_EQ(events_in(client.receive()), 5U);
    const auto gone = Emulator::start({.recorded = folder.path() / "gone"}, running.clock);
    EXPECT_EQ(gone.error().code, ErrorCode::not_found);
}

TEST(EmulatorTest, EachApiAnswersItsExample) {
    Running running;
    for (const ApiInfo& api : running.emulator->apis()) {
        RawClient client(running.emulator->port());
        std::string fields;
        for (const std::string& header : api.example_headers)
            fields += header + "\r\n";
        client.get("/" + api.hosts.front() + api.example, fields);
        EXPECT_EQ(client.receive().status, 200U) << api.name;
    }
}

}  // namespace
}  // namespace seatsync::emulator
