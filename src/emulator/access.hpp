#pragma once

#include "emulator/api.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace seatsync::emulator {

/// Which keys, secrets and passwords the emulator takes: any text that is not empty and does not
/// begin with "bad".
[[nodiscard]] bool is_good_key(std::string_view key);

/// The token of "Authorization: Bearer …"; empty when there is none.
[[nodiscard]] std::string bearer_token(const Request& request);

struct Credentials {
    std::string name;
    std::string secret;
};
/// Of "Authorization: Basic …", percent-decoded; nothing when there are none.
[[nodiscard]] std::optional<Credentials> basic_credentials(const Request& request);

/// Tokens that were issued, each until its time is over. In the time of the world.
class TokenDesk {
  public:
    /// A new token; each is another one.
    [[nodiscard]] std::string issue(std::string_view name, Instant now,
                                    std::chrono::seconds lifetime);
    [[nodiscard]] bool is_valid(const std::string& token, Instant now) const;

  private:
    std::map<std::string, Instant> ends_;
    std::uint64_t issued_ = 0;
};

/// At most so many requests per window; windows follow one another without overlap, beginning at
/// multiples of their length since 1970. In the time of the world.
class Quota {
  public:
    Quota(std::int64_t requests, std::chrono::seconds window);

    struct Use {
        bool allowed = true;
        std::int64_t limit = 0;
        std::int64_t used = 0;        ///< In this window, with this request when it is allowed.
        std::int64_t remaining = 0;   ///< In this window, after this request.
        Instant reset;                ///< Begin of the next window.
        std::chrono::seconds wait{};  ///< Until then, at least 1 s: for Retry-After.
    };
    /// Counts one request of this key.
    [[nodiscard]] Use take(const std::string& key, Instant now);

  private:
    struct Window {
        Instant begin;
        std::int64_t used = 0;
    };
    std::int64_t requests_;
    std::chrono::seconds window_;
    std::map<std::string, Window> windows_;
};

}  // namespace seatsync::emulator
