#include "emulator/server.hpp"

#include "emulator/server_connection.hpp"
#include "http/listening.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <condition_variable>
#include <csignal>
#include <mutex>
#include <thread>

namespace seatsync::emulator {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr std::chrono::milliseconds kAcceptRetry{100};

}  // namespace

/// Members are destroyed in reverse order: the loop with the connections that wait in it goes
/// before what they use.
class Server::Loop {
  public:
    explicit Loop(const ServerOptions& options) : options_(options) {}
    ~Loop() { stop(); }
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    Result<void> bind();
    void begin(Switchboard& switchboard, const base::Clock& clock);
    void stop_on_signals();
    void stop();
    bool wait(std::chrono::milliseconds limit);
    [[nodiscard]] const tcp::endpoint& endpoint() const { return bound_; }

  private:
    asio::awaitable<void> accept_all();
    asio::awaitable<void> wait_for_room();
    asio::awaitable<void> keep(std::shared_ptr<ServerConnection> connection);
    void note_stopped();

    ServerOptions options_;
    Shared shared_{.options = options_};
    tcp::endpoint bound_;
    std::size_t open_ = 0;
    asio::io_context io_{1};
    tcp::acceptor acceptor_{io_};
    asio::signal_set signals_{io_};
    asio::steady_timer room_{io_};  ///< Cancelled when a connection ends.
    std::thread thread_;
    std::mutex stopped_mutex_;
    std::condition_variable stopped_changed_;
    bool stopped_ = false;
};

Result<void> Server::Loop::bind() {
    SEATSYNC_TRY(bound_, http::listen_at(acceptor_, options_.host, options_.port));
    return {};
}

void Server::Loop::begin(Switchboard& switchboard, const base::Clock& clock) {
    shared_.switchboard = &switchboard;
    shared_.clock = &clock;
    asio::co_spawn(io_, accept_all(), asio::detached);
    thread_ = std::thread([this] {
        io_.run();
        note_stopped();
    });
}

void Server::Loop::stop_on_signals() {
    signals_.add(SIGINT);
    signals_.add(SIGTERM);
    signals_.async_wait([this](const boost::system::error_code& error, int) {
        if (!error)
            io_.stop();
    });
}

void Server::Loop::stop() {
    io_.stop();
    if (!thread_.joinable())
        return;
    thread_.join();
    io_.restart();
    io_.poll();  // Readers that have gone before the stop are still told to the account.
}

void Server::Loop::note_stopped() {
    const std::lock_guard lock(stopped_mutex_);
    stopped_ = true;
    stopped_changed_.notify_all();
}

bool Server::Loop::wait(std::chrono::milliseconds limit) {
    std::unique_lock lock(stopped_mutex_);
    return stopped_changed_.wait_for(lock, limit, [this] { return stopped_; });
}

asio::awaitable<void> Server::Loop::accept_all() {
    for (;;) {
        co_await wait_for_room();
        boost::system::error_code error;
        tcp::socket socket =
            co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (error) {  // For instance no free file descriptor: one may become free.
            spdlog::error("emulator: accept: {}", error.message());
            room_.expires_after(kAcceptRetry);
            co_await room_.async_wait(asio::redirect_error(asio::use_awaitable, error));
            continue;
        }
        auto connection = std::make_shared<ServerConnection>(std::move(socket), shared_);
        asio::co_spawn(io_, keep(std::move(connection)), asio::detached);
    }
}

asio::awaitable<void> Server::Loop::wait_for_room() {
    while (open_ >= options_.connections_max) {
        boost::system::error_code cancelled;
        room_.expires_at(asio::steady_timer::time_point::max());
        co_await room_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    }
}

asio::awaitable<void> Server::Loop::keep(std::shared_ptr<ServerConnection> connection) {
    ++open_;
    co_await connection->serve();
    --open_;
    room_.cancel();
}

Server::Server(std::unique_ptr<Loop> loop) : loop_(std::move(loop)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::listen(const ServerOptions& options) {
    auto loop = std::make_unique<Loop>(options);
    SEATSYNC_CHECK(loop->bind());
    return std::unique_ptr<Server>(new Server(std::move(loop)));
}

std::uint16_t Server::port() const {
    return loop_->endpoint().port();
}

std::string Server::url() const {
    return http::url_of(loop_->endpoint());
}

void Server::begin(Switchboard& switchboard, const base::Clock& clock) {
    loop_->begin(switchboard, clock);
}

void Server::stop_on_signals() {
    loop_->stop_on_signals();
}

void Server::stop() {
    loop_->stop();
}

bool Server::wait(std::chrono::milliseconds limit) {
    return loop_->wait(limit);
}

}  // namespace seatsync::emulator
