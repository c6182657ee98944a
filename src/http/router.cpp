#include "http/router.hpp"

#include "base/invariant.hpp"
#include "http/problem.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>
#include <boost/algorithm/string/split.hpp>

#include <algorithm>
#include <exception>
#include <optional>
#include <set>

namespace seatsync::http {

namespace {

using Params = std::vector<std::pair<std::string, std::string>>;

bool is_param(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

std::optional<Params> match(const std::vector<std::string>& pattern,
                            const std::vector<std::string>& segments) {
    if (pattern.size() != segments.size())
        return std::nullopt;
    Params params;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (is_param(pattern[i]) && !segments[i].empty())
            params.emplace_back(pattern[i].substr(1, pattern[i].size() - 2), segments[i]);
        else if (pattern[i] != segments[i])
            return std::nullopt;
    }
    return params;
}

bool accepts(const Route& route, const std::string& method) {
    return route.method == method || (method == "HEAD" && route.method == "GET");
}

Result<void> check_query(const Route& route, const Target& target) {
    if (!route.query)
        return {};
    const auto& known = *route.query;
    std::set<std::string> seen;
    for (const auto& [name, value] : target.query) {
        if (std::find(known.begin(), known.end(), name) == known.end())
            return fail(ErrorCode::invalid_argument,
                        fmt::format("unknown query parameter '{}'; known here: [{}]",
                                    name.substr(0, 60), fmt::join(known, ", ")));
        if (!seen.insert(name).second)
            return fail(ErrorCode::invalid_argument,
                        fmt::format("the query parameter '{}' occurs twice", name));
    }
    return {};
}

Response guarded(const Route& route, const Call& call) {
    const std::string& path = call.target.path;
    try {
        if (const auto checked = check_query(route, call.target); !checked)
            return problem(checked.error(), path);
        const auto response = route.handle(call);
        return response ? *response : problem(response.error(), path);
    } catch (const std::exception& error) {
        spdlog::error("{} {}: a handler threw: {}", call.request.method, path, error.what());
        return problem(
            fail(ErrorCode::internal, "the request failed inside the server; its log says how"),
            path);
    }
}

Response method_not_allowed(const Request& request, const Target& target,
                            std::vector<std::string> allowed) {
    if (std::find(allowed.begin(), allowed.end(), "GET") != allowed.end())
        allowed.emplace_back("HEAD");
    const std::string list = fmt::format("{}", fmt::join(allowed, ", "));
    Response response = problem(
        405, "method_not_allowed",
        fmt::format("{} is not answered here; allowed: {}", request.method, list), target.path);
    response.headers.emplace_back("Allow", list);
    return response;
}

}  // namespace

const std::string& Call::param(std::string_view name) const {
    const auto found = std::find_if(params.begin(), params.end(),
                                    [&](const auto& entry) { return entry.first == name; });
    SEATSYNC_INVARIANT(found != params.end());
    return found->second;
}

void Router::add(Route route) {
    SEATSYNC_INVARIANT(route.pattern.starts_with('/'));
    std::vector<std::string> segments;
    boost::algorithm::split(segments, std::string_view(route.pattern).substr(1),
                            [](char c) { return c == '/'; });
    entries_.push_back({.route = std::move(route), .segments = std::move(segments)});
}

Response Router::handle(const Request& request) const {
    const auto target = parse_target(request.target);
    if (!target)
        return problem(target.error(), "");
    std::vector<std::string> allowed;
    for (const Entry& entry : entries_) {
        auto params = match(entry.segments, target->segments);
        if (!params)
            continue;
        if (accepts(entry.route, request.method))
            return run(entry.route, {.request = request, .target = *target, .params = *params});
        allowed.push_back(entry.route.method);
    }
    return unmatched(request, *target, std::move(allowed));
}

Response Router::run(const Route& route, const Call& call) {
    Response response = guarded(route, call);
    response.route = route.pattern;
    return response;
}

Response Router::unmatched(const Request& request, const Target& target,
                           std::vector<std::string> allowed) const {
    if (!allowed.empty())
        return method_not_allowed(request, target, std::move(allowed));
    const bool reads = request.method == "GET" || request.method == "HEAD";
    if (fallback_.handle && reads)
        return run(fallback_, {.request = request, .target = target, .params = {}});
    return problem(fail(ErrorCode::not_found, fmt::format("there is nothing at {}", target.path)),
                   target.path);
}

}  // namespace seatsync::http
