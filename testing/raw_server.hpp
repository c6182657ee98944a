#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace seatsync::testing {

/// A server on 127.0.0.1 that sends exactly the bytes it is given: for what a well-behaved server
/// never does. Each connection has a thread; all end with the object.
class RawServer {
  public:
    enum class Then {
        keep,     ///< Waits for the next request on the connection.
        close,    ///< Ends the connection as agreed.
        reset,    ///< Ends it with a reset.
        silence,  ///< Says nothing more until the client leaves.
    };
    struct Reply {
        std::string bytes;
        Then then = Then::close;
    };
    /// `request`: its head and body as received. Called from several threads, one at a time.
    using Answer = std::function<Reply(const std::string& request)>;

    explicit RawServer(Answer answer);
    ~RawServer();
    RawServer(const RawServer&) = delete;
    RawServer& operator=(const RawServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    /// "127.0.0.1:PORT"
    [[nodiscard]] std::string address() const;
    [[nodiscard]] std::vector<std::string> requests() const;
    [[nodiscard]] std::size_t connections() const;

    /// A whole answer with Content-Length. `fields`: lines, each ended by \r\n.
    [[nodiscard]] static std::string answer(int status, const std::string& body,
                                            const std::string& fields = "");

  private:
    void accept_all();
    void serve(int socket);
    [[nodiscard]] Reply reply_to(const std::string& request);

    Answer answer_;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    mutable std::mutex mutex_;  ///< Guards what follows.
    std::vector<std::string> requests_;
    std::set<int> open_;
    std::vector<std::thread> threads_;
    std::size_t connections_ = 0;
    bool ended_ = false;
    std::thread acceptor_;
};

}  // namespace seatsync::testing
