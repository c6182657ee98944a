#include "emulator/access.hpp"

#include <fmt/format.h>
#include <boost/algorithm/string/predicate.hpp>
#include <boost/beast/core/detail/base64.hpp>
#include <boost/url/pct_string_view.hpp>

#include <algorithm>

namespace seatsync::emulator {

namespace {

/// What follows "Scheme " in the header Authorization; empty when it is of another scheme.
std::string after_scheme(const Request& request, std::string_view scheme) {
    const std::string header = request.header("Authorization");
    const std::string start = std::string(scheme) + " ";
    return boost::algorithm::istarts_with(header, start) ? header.substr(start.size()) : "";
}

std::string base64_decoded(const std::string& text) {
    namespace base64 = boost::beast::detail::base64;
    std::string out(base64::decoded_size(text.size()), '\0');
    out.resize(base64::decode(out.data(), text.data(), text.size()).first);
    return out;
}

/// The text as it is when it holds a broken escape.
std::string percent_decoded(const std::string& text) {
    const auto encoded = boost::urls::make_pct_string_view(text);
    return encoded ? encoded->decode() : text;
}

}  // namespace

bool is_good_key(std::string_view key) {
    return !key.empty() && !key.starts_with("bad");
}

std::string bearer_token(const Request& request) {
    return after_scheme(request, "Bearer");
}

std::optional<Credentials> basic_credentials(const Request& request) {
    const std::string pair = base64_decoded(after_scheme(request, "Basic"));
    const auto colon = pair.find(':');
    if (colon == std::string::npos)
        return std::nullopt;
    return Credentials{percent_decoded(pair.substr(0, colon)),
                       percent_decoded(pair.substr(colon + 1))};
}

std::string TokenDesk::issue(std::string_view name, Instant now, std::chrono::seconds lifetime) {
    std::erase_if(ends_, [now](const auto& token) { return token.second <= now; });
    std::string token = fmt::format("{}-token-{}", name, ++issued_);
    ends_[token] = now + lifetime;
    return token;
}

bool TokenDesk::is_valid(const std::string& token, Instant now) const {
    const auto found = ends_.find(token);
    return found != ends_.end() && now < found->second;
}

Quota::Quota(std::int64_t requests, std::chrono::seconds window)
    : requests_(requests), window_(window) {}

Quota::Use Quota::take(const std::string& key, Instant now) {
    const auto since_1970 = now.time_since_epoch();
    const Instant begin(since_1970 - since_1970 % std::chrono::microseconds(window_));
    std::erase_if(windows_, [begin](const auto& window) { return window.second.begin != begin; });
    Window& own = windows_[key];
    own.begin = begin;
    Use use{.allowed = own.used < requests_, .limit = requests_, .reset = begin + window_};
    if (use.allowed)
        ++own.used;
    use.used = own.used;
    use.remaining = requests_ - own.used;
    use.wait =
        std::max(std::chrono::seconds(1), std::chrono::ceil<std::chrono::seconds>(use.reset - now));
    return use;
}

}  // namespace seatsync::emulator
