#include "testing/raw_client.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace seatsync::testing {

namespace {

constexpr time_t kWaitSecondsMax = 20;

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

}  // namespace

std::string RawAnswer::field(std::string_view name) const {
    const std::string wanted = "\r\n" + lower(name) + ": ";
    const auto found = lower(head).find(wanted);
    if (found == std::string::npos)
        return {};
    const auto begin = found + wanted.size();
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

RawClient::RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr generic{};
    static_assert(sizeof(generic) == sizeof(address));
    std::memcpy(&generic, &address, sizeof(address));
    const timeval limit{.tv_sec = kWaitSecondsMax, .tv_usec = 0};
    (void)::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    if (::connect(socket_, &generic, sizeof(generic)) != 0)
        (void)::shutdown(socket_, SHUT_RDWR);
}

RawClient::~RawClient() {
    (void)::close(socket_);
}

void RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void RawClient::get(std::string_view target, std::string_view fields) {
    send(fmt::format("GET {} HTTP/1.1\r\nHost: test\r\n{}\r\n", target, fields));
}

bool RawClient::fill() {
    std::array<char, 4096> bytes{};
    const auto received = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (received <= 0) {
        ended_ = received == 0 || errno != EAGAIN;
        reset_ = received < 0 && errno == ECONNRESET;
        return false;
    }
    buffer_.append(bytes.data(), static_cast<std::size_t>(received));
    return true;
}

RawAnswer RawClient::receive(bool with_body) {
    RawAnswer answer;
    while (buffer_.find("\r\n\r\n") == std::string::npos)
        if (!fill())
            return answer;
    const auto end = buffer_.find("\r\n\r\n") + 4;
    answer.head = buffer_.substr(0, end);
    buffer_.erase(0, end);
    const std::string length = answer.field("Content-Length");
    const std::size_t bytes = with_body && !length.empty() ? std::stoul(length) : 0;
    while (buffer_.size() < bytes)
        if (!fill())
            return answer;
    answer.body = buffer_.substr(0, bytes);
    buffer_.erase(0, bytes);
    answer.status = static_cast<unsigned>(std::stoul(answer.head.substr(answer.head.find(' '))));
    return answer;
}

bool RawClient::at_end() {
    return buffer_.empty() && !fill() && ended_;
}

}  // namespace seatsync::testing
