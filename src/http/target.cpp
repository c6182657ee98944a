#include "http/target.hpp"

#include <fmt/format.h>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>

namespace seatsync::http {

namespace {

Error bad_target(std::string_view text) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("'{}' is no request target such as /health", text.substr(0, 80)));
}

bool has_nul(const std::string& text) {
    return text.find('\0') != std::string::npos;
}

}  // namespace

std::optional<std::string> Target::query_value(std::string_view name) const {
    const auto found = std::find_if(query.begin(), query.end(),
                                    [&](const auto& field) { return field.first == name; });
    return found == query.end() ? std::nullopt : std::optional(found->second);
}

Result<Target> parse_target(std::string_view text) {
    const auto url = boost::urls::parse_origin_form(text);
    if (!url || url->path().empty())
        return bad_target(text);
    Target target;
    target.path = url->encoded_path();
    for (const auto& segment : url->segments())
        target.segments.push_back(segment);
    if (target.segments.empty())
        target.segments.emplace_back();
    boost::urls::encoding_opts plus_is_space;
    plus_is_space.space_as_plus = true;
    for (const auto& field : url->params(plus_is_space))
        target.query.emplace_back(field.key, field.value);
    const bool nul = std::any_of(target.segments.begin(), target.segments.end(), has_nul) ||
                     std::any_of(target.query.begin(), target.query.end(), [](const auto& field) {
                         return has_nul(field.first) || has_nul(field.second);
                     });
    if (nul)
        return bad_target(text);
    return target;
}

}  // namespace seatsync::http
