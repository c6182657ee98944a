#include "adapters/source_sportradar/answer_kind.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace seatsync::source_sportradar {

namespace {

using feed::JsonValue;

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::string message_in(JsonValue root) {
    const auto words = feed::text_or_empty(root, "message");
    return words ? *words : std::string();
}

bool is_of_football(JsonValue root) {
    if (feed::find(root, "weeks") || feed::find(root, "week"))
        return true;
    const auto conferences = feed::array_at(root, "conferences");
    if (!conferences || !*conferences || (*conferences)->size() == 0)
        return false;
    const auto alias = feed::text_or_empty((*conferences)->at(0).value_unsafe(), "alias");
    return alias && (*alias == "AFC" || *alias == "NFC");
}

}  // namespace

Result<std::string> kind_of_answer(JsonValue root) {
    const auto has = [root](std::string_view path) { return feed::find(root, path).has_value(); };
    if (has("weeks") || has("week.games"))
        return std::string(has("weeks") ? "schedule" : "week");
    if (has("games") || has("scheduled"))
        return std::string(has("date") || has("scheduled") ? "day" : "schedule");
    if (has("league.season.leagues") || (has("season") && has("conferences")))
        return std::string("standings");
    if (has("conferences") || has("leagues"))
        return std::string("hierarchy");
    if (has("teams"))
        return std::string("injuries");
    return fail(ErrorCode::invalid_argument, "the body is of no endpoint of sportradar");
}

Result<std::string> league_told(JsonValue root) {
    SEATSYNC_TRY(std::string alias, feed::text_or_empty(root, "league.alias"));
    if (!alias.empty())
        return lower(std::move(alias));
    if (is_of_football(root))
        return std::string("nfl");
    if (const std::string words = message_in(root); !words.empty())
        return fail(ErrorCode::unavailable, words);
    return fail(ErrorCode::invalid_argument,
                "league: the answer does not tell it and the parameter is missing");
}

Error missing_from(JsonValue root, std::string_view expected) {
    if (const std::string words = message_in(root); !words.empty())
        return fail(ErrorCode::unavailable, words);
    return fail(ErrorCode::corrupt_data, fmt::format("{}: it is missing", expected));
}

}  // namespace seatsync::source_sportradar
