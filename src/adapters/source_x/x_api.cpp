#include "adapters/source_x/x_api.hpp"

#include "adapters/source_x/parse_posts.hpp"
#include "feed/watched.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::source_x {

using feed::Instant;
using feed::Task;

namespace {

/// The team by its whole name, in original posts in English.
std::string query_about(std::string team) {
    std::erase(team, '"');
    return fmt::format("\"{}\" -is:retweet lang:en", team);
}

/// From when on posts are asked for: twice the period back, so that a late asking misses nothing,
/// within the seven days that X keeps. To the whole hour, since the pages of one asking must agree.
Instant search_start(const Task& task, Instant now) {
    constexpr std::chrono::hours kKept(6 * 24);
    const auto back = std::min<std::chrono::seconds>(2 * task.period, kKept);
    return std::chrono::floor<std::chrono::hours>(now - back);
}

}  // namespace

Result<XApi> XApi::make(const feed::SourceConfig& config) {
    XApi api;
    SEATSYNC_TRY(api.common_, feed::CommonConfig::read(config));
    api.bearer_token_ = config.value("bearer_token");
    api.info_.name = "x";
    api.info_.title = "X API v2, recent search and counts";
    api.info_.kind = feed::SourceKind::sentiment;
    api.info_.terms =
        "Posts that are deleted or protected on X must be deleted here too. Only ids may be passed "
        "on; ids and derived scores are stored, never text. Each post read is paid for.";
    api.info_.limits = api.common_.limits;
    api.info_.missing = config.missing();
    api.info_.timeout = api.common_.timeout;
    return api;
}

std::vector<Task> XApi::tasks(const feed::Watch& watch, Instant /*now*/) const {
    std::vector<Task> tasks;
    for (const feed::WatchedTeam& team : feed::watched_teams(watch, common_))
        for (const char* endpoint : {kRecentSearch, kRecentCounts})
            tasks.push_back(
                {.key = fmt::format("{}/{}", endpoint, subject_of(team)),
                 .endpoint = endpoint,
                 .parameters = {{"subject", subject_of(team)}, {"query", query_about(team.name)}},
                 .period = common_.period,
                 .period_min = common_.period_min,
                 .next_start = team.next_start});
    return tasks;
}

feed::HttpRequest XApi::request(const Task& task, const std::string& cursor, Instant now) const {
    const bool counts = task.endpoint == kRecentCounts;
    feed::HttpRequest request;
    request.url = common_.base_url + (counts ? "/tweets/counts/recent" : "/tweets/search/recent");
    request.query = {{"query", task.parameter("query")}};
    if (counts) {
        request.query.push_back({"granularity", "hour"});
    } else {
        request.query.push_back({"max_results", "100"});
        request.query.push_back({"start_time", domain::format_utc(search_start(task, now))});
        request.query.push_back({"tweet.fields", "created_at,public_metrics"});
    }
    if (!cursor.empty())
        request.query.push_back({"next_token", cursor});
    request.headers = {{"Authorization", "Bearer " + bearer_token_, true}};
    return request;
}

Result<feed::Answer> XApi::parse(const Task& task, std::string_view body,
                                 Instant received_at) const {
    const std::string subject = feed::subject_of(task);
    return task.endpoint == kRecentCounts ? parse_counts(body, subject, received_at)
                                          : parse_posts(body, subject, received_at);
}

Error XApi::error_of(const feed::HttpResponse& response) const {
    return feed::error_by_status(response.status, words_of_error(response.body));
}

Result<std::string> XApi::endpoint_of(std::string_view body) const {
    SEATSYNC_TRY(const auto document, feed::JsonDocument::parse(body));
    if (feed::find(document.root(), "meta.total_tweet_count"))
        return std::string(kRecentCounts);
    if (feed::find(document.root(), "data") || feed::find(document.root(), "meta.result_count"))
        return std::string(kRecentSearch);
    return fail(ErrorCode::invalid_argument, "it is neither posts nor counts of X");
}

}  // namespace seatsync::source_x
