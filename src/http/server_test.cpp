#include "http/server.hpp"

#include "testing/raw_client.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

#include <condition_variable>
#include <csignal>
#include <mutex>
#include <optional>
#include <thread>

namespace seatsync::http {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::RawAnswer;
using testing::RawClient;

/// Closed doors that handlers wait at, and that tests open.
class Gate {
  public:
    void wait() {
        std::unique_lock lock(mutex_);
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [&] { return open_; });
    }
    void open() {
        const std::lock_guard lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }
    void await_waiting(int count) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return waiting_ >= count; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int waiting_ = 0;
    bool open_ = false;
};

/// A server on a free port in a thread of its own. "/gate" waits at the gate; every other target is
/// answered with the method, the target and the body.
class ServerTest : public ::testing::Test {
  protected:
    ServerTest() { options_.port = 0; }
    ~ServerTest() override {
        gate_.open();
        (void)stop();
    }

    void start() {
        const auto handle = [this](const Request& request) {
            if (request.target == "/gate")
                gate_.wait();
            return text_response(
                fmt::format("{} {} {}", request.method, request.target, request.body),
                "text/plain");
        };
        auto server = Server::listen(options_, handle, metrics_);
        ASSERT_TRUE(server) << server.error().detail;
        server_ = std::move(*server);
        thread_ = std::thread([this] { ended_ = server_->run(); });
    }

    Result<void> stop() {
        if (server_)
            server_->stop();
        return joined();
    }
    Result<void> joined() {
        if (thread_.joinable())
            thread_.join();
        return ended_.value_or(Result<void>());
    }
    [[nodiscard]] std::uint16_t port() const { return server_->port(); }

    ServerOptions options_;
    Metrics metrics_{base::Instant{}};
    Gate gate_;
    std::unique_ptr<Server> server_;
    std::thread thread_;
    std::optional<Result<void>> ended_;
};

TEST_F(ServerTest, KeepsTheConnection) {
    start();
    RawClient client(port());
    for (const char* target : {"/one", "/two"}) {
        client.get(target);
        const auto answer = client.receive();
        EXPECT_EQ(answer.status, 200U);
        EXPECT_EQ(answer.body, std::string("GET ") + target + " ");
        EXPECT_EQ(answer.field("Content-Type"), "text/plain");
        EXPECT_EQ(answer.field("Server"), "seatsync");
        EXPECT_THAT(answer.field("Date"), ::testing::EndsWith(" GMT"));
    }
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrder) {
    start();
    RawClient client(port());
    client.send(
        "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
        "GET /b HTTP/1.1\r\nHost: x\r\n\r\n"
        "POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n0\r\n\r\n");
    EXPECT_EQ(client.receive().body, "POST /a abc");
    EXPECT_EQ(client.receive().body, "GET /b ");
    EXPECT_EQ(client.receive().body, "POST /c de");
}

TEST_F(ServerTest, ClosesWhenAskedTo) {
    start();
    RawClient close(port());
    close.get("/", "Connection: close\r\n");
    EXPECT_EQ(close.receive().field("Connection"), "close");
    EXPECT_TRUE(close.at_end());
    RawClient old(port());
    old.send("GET / HTTP/1.0\r\n\r\n");
    EXPECT_EQ(old.receive().status, 200U);
    EXPECT_TRUE(old.at_end());
}

TEST_F(ServerTest, HeadHasTheLengthAndNoBody) {
    start();
    RawClient client(port());
    client.send("HEAD /x HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto head = client.receive(false);
    EXPECT_EQ(head.field("Content-Length"), "8");
    client.get("/next");
    EXPECT_EQ(client.receive().body, "GET /next ");
}

TEST_F(ServerTest, ContinuesABodyThatWaits) {
    start();
    RawClient client(port());
    client.send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.receive(false).status, 100U);
    client.send("ab");
    EXPECT_EQ(client.receive().body, "POST /x ab");
}

TEST_F(ServerTest, RefusesWhatBreaksALimitOrTheProtocol) {
    options_.body_bytes_max = 10;
    options_.header_bytes_max = 200;
    start();
    struct Row {
        const char* name;
        std::string bytes;
        unsigned status;
    };
    const std::string post = "POST / HTTP/1.1\r\nHost: x\r\n";
    const Row rows[] = {
        {"body", post + "Content-Length: 11\r\n\r\nelevenbytes", 413},
        {"announced body", post + "Content-Length: 99999999999\r\n\r\n", 413},
        {"chunked body", post + "Transfer-Encoding: chunked\r\n\r\nb\r\nelevenbytes\r\n0\r\n\r\n",
         413},
        {"header", "GET / HTTP/1.1\r\nX: " + std::string(300, 'a') + "\r\n\r\n", 431},
        {"no HTTP", "hello there\r\n\r\n", 400},
        {"two lengths", post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\na", 400},
        {"length and chunks", post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
         400},
    };
    for (const auto& row : rows) {
        RawClient client(port());
        client.send(row.bytes);
        const auto answer = client.receive();
        EXPECT_EQ(answer.status, row.status) << row.name;
        ASSERT_EQ(answer.field("Content-Type"), "application/problem+json") << row.name;
        EXPECT_EQ(boost::json::parse(answer.body).at("status"), row.status) << row.name;
        EXPECT_TRUE(client.at_end()) << row.name;
    }
    RawClient client(port());
    client.send(post + "Content-Length: 10\r\n\r\n0123456789");
    EXPECT_EQ(client.receive().status, 200U);
}

TEST_F(ServerTest, EndsConnectionsThatAreTooSlow) {
    struct Row {
        const char* name;
        std::string bytes;
        std::chrono::milliseconds ServerOptions::*limit;
    };
    const Row rows[] = {
        {"silent client", "", &ServerOptions::header_timeout},
        {"half a header", "GET / HTTP/1.1\r\nHo", &ServerOptions::header_timeout},
        {"half a body", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab",
         &ServerOptions::body_timeout},
        {"idle after an answer", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", &ServerOptions::idle_timeout},
    };
    for (const auto& row : rows) {
        options_ = ServerOptions{.port = 0,
                                 .header_timeout = 1h,
                                 .body_timeout = 1h,
                                 .handler_timeout = 1h,
                                 .write_timeout = 1h,
                                 .idle_timeout = 1h};
        options_.*row.limit = 30ms;
        start();
        RawClient client(port());
        client.send(row.bytes);
        if (row.limit == &ServerOptions::idle_timeout) {
            EXPECT_EQ(client.receive().status, 200U) << row.name;
        }
        EXPECT_TRUE(client.at_end()) << row.name;
        EXPECT_TRUE(stop()) << row.name;
    }
}

TEST_F(ServerTest, AnswersOthersWhileOneHandlerBlocks) {
    start();
    RawClient slow(port());
    slow.get("/gate");
    gate_.await_waiting(1);
    RawClient quick(port());
    quick.get("/quick");
    EXPECT_EQ(quick.receive().body, "GET /quick ");
    gate_.open();
    EXPECT_EQ(slow.receive().body, "GET /gate ");
}

TEST_F(ServerTest, ALateHandlerIs504AndTheConnectionLives) {
    options_.handler_timeout = 30ms;
    start();
    RawClient client(port());
    client.get("/gate");
    EXPECT_EQ(client.receive().status, 504U);
    client.get("/next");
    EXPECT_EQ(client.receive().status, 200U);
}

TEST_F(ServerTest, TurnsAwayWhatItCannotQueue) {
    options_.requests_max = 1;
    start();
    RawClient first(port());
    first.get("/gate");
    gate_.await_waiting(1);
    RawClient second(port());
    second.get("/x");
    const auto answer = second.receive();
    EXPECT_EQ(answer.status, 503U);
    EXPECT_EQ(answer.field("Retry-After"), "1");
    gate_.open();
    EXPECT_EQ(first.receive().status, 200U);
}

TEST_F(ServerTest, FurtherConnectionsWaitForRoom) {
    options_.connections_max = 1;
    start();
    auto first = std::make_unique<RawClient>(port());
    first->get("/gate");
    gate_.await_waiting(1);
    RawClient second(port());
    second.get("/second");
    EXPECT_THAT(metrics_.text({}), HasSubstr("\nseatsync_http_connections 1\n"));
    gate_.open();
    EXPECT_EQ(first->receive().status, 200U);
    first.reset();
    EXPECT_EQ(second.receive().body, "GET /second ");
}

TEST_F(ServerTest, StopFinishesTheRunningRequest) {
    start();
    RawClient idle(port());
    idle.get("/");
    EXPECT_EQ(idle.receive().status, 200U);
    RawClient running(port());
    running.get("/gate");
    gate_.await_waiting(1);
    server_->stop();
    EXPECT_TRUE(idle.at_end());
    RawClient late(port());
    late.get("/");
    EXPECT_EQ(late.receive().status, 0U);
    gate_.open();
    const auto answer = running.receive();
    EXPECT_EQ(answer.body, "GET /gate ");
    EXPECT_EQ(answer.field("Connection"), "close");
    EXPECT_TRUE(running.at_end());
    EXPECT_TRUE(joined());
}

TEST_F(ServerTest, GraceHasAnEnd) {
    options_.grace_period = 30ms;
    start();
    RawClient running(port());
    running.get("/gate");
    gate_.await_waiting(1);
    const auto ended = stop();
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().code, ErrorCode::deadline_exceeded);
    EXPECT_EQ(running.receive().status, 0U);
}

TEST_F(ServerTest, ASignalStopsIt) {
    auto server = Server::listen(
        options_, [](const Request&) { return Response{}; }, metrics_);
    ASSERT_TRUE(server);
    (*server)->stop_on_signals();
    std::raise(SIGTERM);
    EXPECT_TRUE((*server)->run());
}

TEST_F(ServerTest, CountsWhatItAnswered) {
    options_.body_bytes_max = 1;
    start();
    RawClient client(port());
    client.get("/x");
    (void)client.receive();
    client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde");
    EXPECT_EQ(client.receive().status, 413U);
    EXPECT_TRUE(client.at_end());
    EXPECT_TRUE(stop());
    const auto text = metrics_.text({});
    EXPECT_THAT(text, HasSubstr("{route=\"unmatched\",method=\"GET\",status=\"200\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("status=\"413\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("\nseatsync_http_connections 0\n"));
    EXPECT_THAT(text, HasSubstr("\nseatsync_http_requests_in_flight 0\n"));
}

TEST(ServerListenTest, SaysWhyItCannotListen) {
    Metrics metrics{base::Instant{}};
    const auto handle = [](const Request&) { return Response{}; };
    const auto named = Server::listen({.host = "localhost"}, handle, metrics);
    ASSERT_FALSE(named);
    EXPECT_EQ(named.error().code, ErrorCode::invalid_argument);
    const auto first = Server::listen({.port = 0}, handle, metrics);
    ASSERT_TRUE(first);
    const auto second = Server::listen({.port = (*first)->port()}, handle, metrics);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::unavailable);
    EXPECT_THAT(second.error().detail, HasSubstr(fmt::format("127.0.0.1:{}", (*first)->port())));
    EXPECT_EQ((*first)->url(), fmt::format("http://127.0.0.1:{}", (*first)->port()));
}

}  // namespace
}  // namespace seatsync::http
