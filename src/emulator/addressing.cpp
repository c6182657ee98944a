#include "emulator/addressing.hpp"

#include <fmt/format.h>
#include <boost/algorithm/string/case_conv.hpp>
#include <boost/algorithm/string/join.hpp>

#include <utility>

namespace seatsync::emulator {

namespace {

std::string host_header(const http::Request& request) {
    const std::string_view value = http::header(request.headers, "Host");
    return boost::algorithm::to_lower_copy(std::string(value.substr(0, value.find(':'))));
}

}  // namespace

Result<Request> addressed(const http::Request& request, const std::set<std::string>& hosts,
                          const std::string& origin) {
    SEATSYNC_TRY(http::Target target, http::parse_target(request.target));
    Request out{.method = request.method, .headers = request.headers, .body = request.body};
    const std::string first = boost::algorithm::to_lower_copy(target.segments.front());
    if (hosts.contains(first)) {
        out.host = first;
        out.base_url = origin + "/" + first;
        target.segments.erase(target.segments.begin());
        if (target.segments.empty())
            target.segments.emplace_back();
    } else {
        out.host = host_header(request);
        out.base_url = "https://" + out.host;
    }
    if (!hosts.contains(out.host))
        return fail(ErrorCode::not_found,
                    fmt::format("'{}' is no host that is emulated", out.host));
    out.path = "/" + boost::algorithm::join(target.segments, "/");
    out.segments = std::move(target.segments);
    out.query = std::move(target.query);
    return out;
}

}  // namespace seatsync::emulator
