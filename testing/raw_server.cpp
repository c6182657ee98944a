#include "testing/raw_server.hpp"

#include "base/invariant.hpp"

#include <fmt/format.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <charconv>

namespace seatsync::testing {

namespace {

/// The whole length of the first request in the bytes; 0 while its end has not come.
std::size_t request_size(const std::string& bytes) {
    const std::size_t head_end = bytes.find("\r\n\r\n");
    if (head_end == bytes.npos)
        return 0;
    std::string head = bytes.substr(0, head_end);
    std::ranges::transform(head, head.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    constexpr std::string_view kField = "content-length: ";
    std::size_t body = 0;
    if (const std::size_t at = head.find(kField); at != head.npos)
        std::from_chars(head.data() + at + kField.size(), head.data() + head.size(), body);
    const std::size_t whole = head_end + 4 + body;
    return bytes.size() >= whole ? whole : 0;
}

void send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

/// False at the end of the connection.
bool receive_more(int socket, std::string& bytes) {
    char piece[4096];
    const ssize_t got = ::recv(socket, piece, sizeof piece, 0);
    if (got <= 0)
        return false;
    bytes.append(piece, static_cast<std::size_t>(got));
    return true;
}

void reset_on_close(int socket) {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

}  // namespace

RawServer::RawServer(Answer answer)
    : answer_(std::move(answer)), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    SEATSYNC_INVARIANT(::bind(listener_, generic, size) == 0);
    SEATSYNC_INVARIANT(::listen(listener_, 64) == 0);
    SEATSYNC_INVARIANT(::getsockname(listener_, generic, &size) == 0);
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
}

RawServer::~RawServer() {
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
        for (const int socket : open_)
            ::shutdown(socket, SHUT_RDWR);
    }
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    for (std::thread& thread : threads_)
        thread.join();
    ::close(listener_);
}

std::string RawServer::address() const {
    return fmt::format("127.0.0.1:{}", port_);
}

std::vector<std::string> RawServer::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

std::size_t RawServer::connections() const {
    const std::lock_guard lock(mutex_);
    return connections_;
}

std::string RawServer::answer(int status, const std::string& body, const std::string& fields) {
    return fmt::format("HTTP/1.1 {} X\r\nContent-Length: {}\r\n{}\r\n{}", status, body.size(),
                       fields, body);
}

void RawServer::accept_all() {
    while (true) {
        const int socket = ::accept(listener_, nullptr, nullptr);
        const std::lock_guard lock(mutex_);
        if (socket < 0 || ended_) {
            if (socket >= 0)
                ::close(socket);
            return;
        }
        ++connections_;
        open_.insert(socket);
        threads_.emplace_back([this, socket] { serve(socket); });
    }
}

RawServer::Reply RawServer::reply_to(const std::string& request) {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
    return answer_(request);
}

void RawServer::serve(int socket) {
    std::string bytes;
    bool more = true;
    while (more) {
        const std::size_t size = request_size(bytes);
        if (size == 0) {
            more = receive_more(socket, bytes);
            continue;
        }
        const Reply reply = reply_to(bytes.substr(0, size));
        bytes.erase(0, size);
        send_all(socket, reply.bytes);
        if (reply.then == Then::reset)
            reset_on_close(socket);
        if (reply.then == Then::silence)
            while (receive_more(socket, bytes)) {
            }
        more = reply.then == Then::keep;
    }
    const std::lock_guard lock(mutex_);
    open_.erase(socket);
    ::close(socket);
}

}  // namespace seatsync::testing
