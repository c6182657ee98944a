#include "emulator/api.hpp"

#include "feed/json_fields.hpp"

#include <boost/algorithm/string/predicate.hpp>
#include <boost/url/parse_query.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <charconv>

namespace seatsync::emulator {

namespace {

std::optional<std::string> first_of(const std::vector<std::pair<std::string, std::string>>& fields,
                                    std::string_view name) {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const auto& field) { return field.first == name; });
    return found == fields.end() ? std::nullopt : std::optional(found->second);
}

/// What stands before the next slash; takes it and the slash off the front of `rest`.
std::string_view take_segment(std::string_view& rest) {
    const std::string_view segment = rest.substr(0, rest.find('/'));
    rest.remove_prefix(std::min(rest.size(), segment.size() + 1));
    return segment;
}

}  // namespace

std::optional<std::string> Request::query_value(std::string_view name) const {
    return first_of(query, name);
}

std::string Request::text(std::string_view name) const {
    return query_value(name).value_or("");
}

std::size_t Request::count(std::string_view name, std::size_t fallback) const {
    const std::string digits = text(name);
    std::size_t value = 0;
    const char* end = digits.data() + digits.size();
    const auto parsed = std::from_chars(digits.data(), end, value);
    return !digits.empty() && parsed.ec == std::errc{} && parsed.ptr == end ? value : fallback;
}

std::optional<Instant> Request::instant(std::string_view name) const {
    const auto value = feed::parse_loose_instant(text(name));
    return value ? std::optional(*value) : std::nullopt;
}

std::optional<std::chrono::year_month_day> Request::date(std::string_view name) const {
    const auto value = domain::parse_date(text(name));
    return value ? std::optional(*value) : std::nullopt;
}

std::string Request::header(std::string_view name) const {
    return std::string(http::header(headers, name));
}

std::string Request::form_field(std::string_view name) const {
    const auto form = boost::urls::parse_query(body);
    if (!form)
        return {};
    boost::urls::encoding_opts plus_is_space;
    plus_is_space.space_as_plus = true;
    for (const auto& field : boost::urls::params_view(*form, plus_is_space))
        if (std::string_view(field.key) == name)
            return std::string(field.value);
    return {};
}

bool Request::matches(std::string_view pattern) const {
    pattern.remove_prefix(pattern.starts_with('/') ? 1 : 0);
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const bool last = pattern.find('/') == std::string_view::npos;
        const std::string_view wanted = take_segment(pattern);
        const bool ends_alike = last == (i + 1 == segments.size());
        if (!ends_alike || (wanted != "*" && wanted != segments[i]))
            return false;
    }
    return true;
}

}  // namespace seatsync::emulator
