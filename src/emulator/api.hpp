#pragma once

#include "emulator/world.hpp"
#include "http/message.hpp"
#include "http/target.hpp"

#include <boost/json/value.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace seatsync::emulator {

/// A request as an API sees it: whole, its target taken apart and percent-decoded.
struct Request {
    std::string method = "GET";
    std::string host =
        {};  ///< "api.seatgeek.com": lower case, without port; one of the API's hosts.
    /// What stands before the path in a link that leads back here: "https://api.seatgeek.com", or
    /// "http://127.0.0.1:8090/api.seatgeek.com" when the host came as the first path segment.
    std::string base_url = {};
    std::string path = {};                   ///< "/2/events", decoded; without the host segment.
    std::vector<std::string> segments = {};  ///< {"2", "events"}; an empty last one after a slash
                                             ///< at the end. Never empty.
    std::vector<std::pair<std::string, std::string>> query = {};
    http::Headers headers = {};
    std::string body = {};

    /// The first of that name; nothing when there is none.
    [[nodiscard]] std::optional<std::string> query_value(std::string_view name) const;
    /// The same, empty when there is none.
    [[nodiscard]] std::string text(std::string_view name) const;
    /// A whole number >= 0; `fallback` when there is none or it is no such number.
    [[nodiscard]] std::size_t count(std::string_view name, std::size_t fallback) const;
    /// An instant as feed::parse_loose_instant reads it (a bare date is 12:00 UTC).
    [[nodiscard]] std::optional<Instant> instant(std::string_view name) const;
    [[nodiscard]] std::optional<std::chrono::year_month_day> date(std::string_view name) const;
    /// By name in any case of letters; empty when there is none.
    [[nodiscard]] std::string header(std::string_view name) const;
    /// A field of a body of the type application/x-www-form-urlencoded; empty when there is none.
    [[nodiscard]] std::string form_field(std::string_view name) const;
    /// Whether the path is of this pattern, where "*" stands for any one segment: "/2/events/*".
    [[nodiscard]] bool matches(std::string_view pattern) const;
};

/// What an API answers. Length, Date, Connection, Content-Encoding and the handling of
/// If-None-Match are not its business.
struct Response {
    unsigned status = 200;
    http::Headers headers = {};
    std::string body = {};

    /// How many items the body holds that a reader must account for. ONE ITEM = ONE ELEMENT OF THE
    /// LISTS THAT THE ADAPTER TURNS INTO feed::Item: exactly `items.size()` of the feed::Answer
    /// that SourceApi::parse of the source makes of this body, whether an item says something,
    /// cannot be used, or is passed over. Tokens, errors and bodies that no adapter reads hold
    /// none. The test of the emulator against the adapters compares the two numbers for every task.
    std::size_t items = 0;
};

/// What is told of an API to people.
struct ApiInfo {
    std::string name;                ///< "seatgeek": as the source is called.
    std::vector<std::string> hosts;  ///< The first is the one that links name.
    std::string example;             ///< A target that answers 200: "/2/events?client_id=x".
    std::vector<std::string> example_headers = {};  ///< "Authorization: Bearer x"
};

/// One provider. Each file of src/emulator/apis makes one. It may keep state (tokens, counters of
/// requests): it is asked by one thread at a time.
class Api {
  public:
    virtual ~Api() = default;
    [[nodiscard]] virtual const ApiInfo& info() const = 0;

    /// `world` is what is true: ask it for games, prices, weather; world.now() runs limits and
    /// tokens. `now` is what the provider's clock says: the times that the answer tells about
    /// itself
    /// ("generated at") come from it, and it may be wrong by minutes.
    [[nodiscard]] virtual Response answer(const Request& request, const World& world,
                                          Instant now) = 0;
};

}  // namespace seatsync::emulator
