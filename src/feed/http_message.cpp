#include "feed/http_message.hpp"

#include <boost/url/url.hpp>

#include <algorithm>
#include <cctype>

namespace seatsync::feed {

namespace {

bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(
        a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

std::string with_query(const HttpRequest& request, bool show_secrets) {
    std::string text = request.url;
    char separator = '?';
    for (const HttpField& field : request.query) {
        boost::urls::url part;
        part.params().append({field.name, field.secret && !show_secrets ? "***" : field.value});
        text += separator;
        text += std::string_view(part.encoded_query());
        separator = '&';
    }
    return text;
}

}  // namespace

std::string full_url(const HttpRequest& request) {
    return with_query(request, true);
}

std::string shown_url(const HttpRequest& request) {
    return with_query(request, false);
}

std::string host_of(const HttpRequest& request) {
    const std::string_view url = request.url;
    const std::size_t scheme = url.find("://");
    const std::string_view rest = scheme == url.npos ? url : url.substr(scheme + 3);
    return std::string(rest.substr(0, rest.find('/')));
}

std::optional<std::string> HttpResponse::header(std::string_view name) const {
    for (const HttpField& field : headers)
        if (same_name(field.name, name))
            return field.value;
    return std::nullopt;
}

}  // namespace seatsync::feed
