#include "adapters/source_espn/league_told.hpp"

#include <algorithm>
#include <cctype>
#include <map>

namespace seatsync::source_espn {

namespace {

using feed::JsonValue;

/// The text at `path` of the first element of a list; empty when there is none.
std::string first_text(JsonValue root, std::string_view list, std::string_view path) {
    const auto elements = feed::array_at(root, list);
    if (!elements || !*elements || (*elements)->size() == 0)
        return {};
    const auto text = feed::text_or_empty((*elements)->at(0).value_unsafe(), path);
    return text ? *text : std::string();
}

std::string by_uid(const std::string& uid) {
    static const std::map<std::string, std::string> kKnown = {
        {"10", "mlb"}, {"28", "nfl"}, {"46", "nba"}, {"59", "wnba"},
        {"90", "nhl"}, {"23", "cfb"}, {"41", "cbb"}, {"770", "mls"}};
    const std::size_t mark = uid.find("~l:");
    if (mark == uid.npos)
        return {};
    const std::string number = uid.substr(mark + 3, uid.find('~', mark + 3) - mark - 3);
    const auto known = kKnown.find(number);
    return known == kKnown.end() ? number : known->second;
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

}  // namespace

Result<std::string> league_told(JsonValue root) {
    if (std::string league = by_uid(first_text(root, "events", "uid")); !league.empty())
        return league;
    if (std::string league = first_text(root, "leagues", "slug"); !league.empty())
        return league;
    const auto team = feed::text_or_empty(root, "team.uid");
    if (std::string league = by_uid(team ? *team : std::string()); !league.empty())
        return league;
    const auto header = feed::text_or_empty(root, "header");
    if (header && header->ends_with(" News"))
        return lower(header->substr(0, header->find(' ')));
    return fail(ErrorCode::invalid_argument,
                "league: the answer does not tell it and the parameter is missing");
}

}  // namespace seatsync::source_espn
