#pragma once

#include "base/result.hpp"
#include "http/message.hpp"
#include "http/target.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace seatsync::http {

/// A request that met a route.
struct Call {
    const Request& request;
    const Target& target;
    std::vector<std::pair<std::string, std::string>> params;  ///< {id} → its decoded value.

    /// The value of a {name} of the pattern, which must be one of it.
    [[nodiscard]] const std::string& param(std::string_view name) const;
};

/// An Error becomes a problem document by its code.
using Handler = std::function<Result<Response>(const Call&)>;

/// One thing the server answers. `pattern` is "/api/v1/events/{id}"; `query` names every parameter
/// it knows: any other, or the same one twice, is answered 400. Without `query`, none is looked at.
struct Route {
    std::string method;
    std::string pattern;
    std::optional<std::vector<std::string>> query;
    Handler handle;
};

/// From a request to an answer, without sockets. HEAD is answered by GET's route; an unknown path
/// is 404, a known one with another method 405 with Allow; what a handler throws is logged and 500.
/// Once all routes are added, handle() may run on several threads.
class Router {
  public:
    void add(Route route);
    /// Answers GET and HEAD of paths that no pattern matches; its own pattern is a label only.
    /// Without it they are 404.
    void set_fallback(Route route) { fallback_ = std::move(route); }

    [[nodiscard]] Response handle(const Request& request) const;

  private:
    struct Entry {
        Route route;
        std::vector<std::string> segments;
    };

    [[nodiscard]] static Response run(const Route& route, const Call& call);
    [[nodiscard]] Response unmatched(const Request& request, const Target& target,
                                     std::vector<std::string> allowed) const;

    std::vector<Entry> entries_;
    Route fallback_;
};

}  // namespace seatsync::http
