#include "adapters/source_newsapi/newsapi_api.hpp"

#include "adapters/source_newsapi/parse_articles.hpp"
#include "feed/watched.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace seatsync::source_newsapi {

using feed::Instant;
using feed::Task;

namespace {

/// From when on articles are asked for: twice the period back, and the day by which the developer
/// plan lags. To the whole hour, since the pages of one asking must agree.
Instant search_start(const Task& task, Instant now) {
    return std::chrono::floor<std::chrono::hours>(now - 2 * task.period - std::chrono::hours(24));
}

/// The code that an error begins with.
std::optional<ErrorCode> meaning_of(std::string_view words) {
    constexpr auto kLater =
        std::to_array<std::string_view>({"apiKeyExhausted", "rateLimited", "unexpectedError"});
    constexpr auto kWrong = std::to_array<std::string_view>(
        {"apiKeyDisabled", "apiKeyInvalid", "apiKeyMissing", "maximumResultsReached",
         "parameterInvalid", "parametersMissing", "sourceDoesNotExist", "sourcesTooMany"});
    const std::string_view code = words.substr(0, words.find(':'));
    if (std::ranges::find(kLater, code) != kLater.end())
        return ErrorCode::unavailable;
    if (std::ranges::find(kWrong, code) != kWrong.end())
        return ErrorCode::invalid_argument;
    return std::nullopt;
}

}  // namespace

Result<NewsApi> NewsApi::make(const feed::SourceConfig& config) {
    NewsApi api;
    SEATSYNC_TRY(api.common_, feed::CommonConfig::read(config));
    api.api_key_ = config.value("api_key");
    api.info_.name = "newsapi";
    api.info_.title = "NewsAPI.org v2";
    api.info_.kind = feed::SourceKind::sentiment;
    api.info_.terms =
        "The developer plan is for development only, not for production, and its articles come 24 "
        "hours late.";
    api.info_.limits = api.common_.limits;
    api.info_.missing = config.missing();
    api.info_.timeout = api.common_.timeout;
    return api;
}

std::vector<Task> NewsApi::tasks(const feed::Watch& watch, Instant /*now*/) const {
    std::vector<Task> tasks;
    for (const feed::WatchedTeam& team : feed::watched_teams(watch, common_))
        tasks.push_back({.key = fmt::format("{}/{}", kEverything, subject_of(team)),
                         .endpoint = kEverything,
                         .parameters = {{"subject", subject_of(team)},
                                        {"query", fmt::format("\"{}\"", team.name)}},
                         .period = common_.period,
                         .period_min = common_.period_min,
                         .next_start = team.next_start});
    return tasks;
}

feed::HttpRequest NewsApi::request(const Task& task, const std::string& cursor, Instant now) const {
    feed::HttpRequest request;
    request.url = common_.base_url + "/everything";
    request.query = {{"q", task.parameter("query")},
                     {"searchIn", "title,description"},
                     {"language", "en"},
                     {"sortBy", "publishedAt"},
                     {"pageSize", "100"},
                     {"from", domain::format_utc(search_start(task, now))}};
    if (!cursor.empty())
        request.query.push_back({"to", cursor});
    request.headers = {{"X-Api-Key", api_key_, true}};
    return request;
}

Result<feed::Answer> NewsApi::parse(const Task& task, std::string_view body,
                                    Instant received_at) const {
    if (task.endpoint == kSources)
        return parse_sources(body);
    return parse_articles(body, feed::subject_of(task), received_at);
}

Error NewsApi::error_of(const feed::HttpResponse& response) const {
    const std::string words = words_of_error(response.body);
    Error error = feed::error_by_status(response.status, words);
    error.code = meaning_of(words).value_or(error.code);
    return error;
}

Result<std::string> NewsApi::endpoint_of(std::string_view body) const {
    SEATSYNC_TRY(const auto document, feed::JsonDocument::parse(body));
    if (feed::find(document.root(), "articles"))
        return std::string(kEverything);
    if (feed::find(document.root(), "sources"))
        return std::string(kSources);
    return fail(ErrorCode::invalid_argument, "it holds neither articles nor sources of NewsAPI");
}

}  // namespace seatsync::source_newsapi
