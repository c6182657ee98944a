#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace seatsync::testing {

/// An answer as it came over the wire.
struct RawAnswer {
    unsigned status = 0;  ///< 0 when the connection ended before a whole header.
    std::string head;     ///< Status line and fields.
    std::string body;

    /// The value of a field; empty when it is not there.
    [[nodiscard]] std::string field(std::string_view name) const;
};

/// A client that sends exactly the bytes it is given: for what a well-behaved client never does.
/// Every wait ends after 20 seconds, so that a server that hangs fails the test.
class RawClient {
  public:
    /// Connects to 127.0.0.1. A failure shows in the first answer, which has status 0.
    explicit RawClient(std::uint16_t port);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    void send(std::string_view bytes);
    void get(std::string_view target, std::string_view fields = "");

    /// The next answer; `with_body` is false after a HEAD.
    [[nodiscard]] RawAnswer receive(bool with_body = true);
    /// Whether the server has closed the connection, once everything sent before was received.
    [[nodiscard]] bool at_end();
    /// Whether the connection was torn down instead of closed, as seen by the last receive.
    [[nodiscard]] bool was_reset() const { return reset_; }

  private:
    bool fill();

    int socket_;
    bool ended_ = false;
    bool reset_ = false;
    std::string buffer_;
};

}  // namespace seatsync::testing
