#include "adapters/source_reddit/reddit_api.hpp"

#include "adapters/source_reddit/parse_listing.hpp"
#include "feed/basic_credentials.hpp"
#include "feed/watched.hpp"

#include <fmt/format.h>

namespace seatsync::source_reddit {

using feed::Instant;
using feed::Task;

namespace {

using namespace std::chrono_literals;

constexpr auto kWholeWeek = 24h;  // Between two readings of it.

/// The shortest span of the search that holds all posts since the last asking, also when one asking
/// failed: the API cannot be asked for what is newer than a time.
const char* span_for(std::chrono::seconds period) {
    if (2 * period <= 1h)
        return "hour";
    return 2 * period <= 24h ? "day" : "week";
}

Task search(const feed::WatchedTeam& team, const std::string& subreddit) {
    return {.endpoint = kSearch,
            .parameters = {{"subject", subject_of(team)},
                           {"query", fmt::format("\"{}\"", team.name)},
                           {"subreddit", subreddit}},
            .next_start = team.next_start};
}

}  // namespace

Result<std::map<std::string, std::string>> parse_subreddits(std::string_view text) {
    std::map<std::string, std::string> by_league;
    for (const std::string& pair : feed::parse_list(text)) {
        const std::size_t colon = pair.find(':');
        if (colon == pair.npos || colon == 0 || colon + 1 == pair.size())
            return fail(
                ErrorCode::invalid_argument,
                fmt::format("[sources.reddit] subreddits: '{}' is no pair such as nba:nba", pair));
        by_league[pair.substr(0, colon)] = pair.substr(colon + 1);
    }
    return by_league;
}

Result<RedditApi> RedditApi::make(const feed::SourceConfig& config) {
    RedditApi api;
    SEATSYNC_TRY(api.common_, feed::CommonConfig::read(config));
    SEATSYNC_TRY(api.subreddits_, parse_subreddits(config.value("subreddits")));
    api.token_url_ = config.value("token_url");
    api.client_id_ = config.value("client_id");
    api.client_secret_ = config.value("client_secret");
    api.user_agent_ = config.value("user_agent");
    api.info_.name = "reddit";
    api.info_.title = "Reddit data API";
    api.info_.kind = feed::SourceKind::sentiment;
    api.info_.terms =
        "Commercial use needs a contract with Reddit, and so does the training of models on its "
        "content. What users delete must be deleted here; ids and derived scores are stored, never "
        "text.";
    api.info_.limits = api.common_.limits;
    api.info_.missing = config.missing();
    api.info_.timeout = api.common_.timeout;
    return api;
}

std::vector<Task> RedditApi::tasks(const feed::Watch& watch, Instant /*now*/) const {
    std::vector<Task> tasks;
    for (const feed::WatchedTeam& team : feed::watched_teams(watch, common_)) {
        const auto subreddit = subreddits_.find(team.league);
        if (subreddit == subreddits_.end())
            continue;
        Task newest = search(team, subreddit->second);
        newest.key = fmt::format("{}/{}", kSearch, subject_of(team));
        newest.parameters["span"] = span_for(common_.period);
        newest.period = common_.period;
        newest.period_min = common_.period_min;
        tasks.push_back(newest);
        if (newest.parameter("span") == "week")
            continue;
        Task week = search(team, subreddit->second);
        week.key = fmt::format("week/{}", subject_of(team));
        week.parameters["span"] = "week";
        week.period = week.period_min = kWholeWeek;
        week.priority = -1;
        tasks.push_back(std::move(week));
    }
    return tasks;
}

feed::HttpRequest RedditApi::request(const Task& task, const std::string& cursor,
                                     Instant /*now*/) const {
    feed::HttpRequest request;
    request.url = fmt::format("{}/r/{}/search", common_.base_url, task.parameter("subreddit"));
    request.query = {{"q", task.parameter("query")}, {"restrict_sr", "1"}, {"sort", "new"},
                     {"t", task.parameter("span")},  {"limit", "100"},     {"raw_json", "1"}};
    if (!cursor.empty())
        request.query.push_back({"after", cursor});
    request.headers = {{"User-Agent", user_agent_}};
    return request;
}

std::optional<feed::HttpRequest> RedditApi::token_request() const {
    feed::HttpRequest request;
    request.method = feed::HttpRequest::Method::post;
    request.url = token_url_;
    request.headers = {
        {"Authorization", feed::basic_credentials(client_id_, client_secret_), true},
        {"User-Agent", user_agent_},
        {"Content-Type", "application/x-www-form-urlencoded"},
    };
    request.body = "grant_type=client_credentials";
    return request;
}

Result<feed::Answer> RedditApi::parse(const Task& task, std::string_view body,
                                      Instant received_at) const {
    return parse_listing(body, feed::subject_of(task), received_at);
}

Error RedditApi::error_of(const feed::HttpResponse& response) const {
    return feed::error_by_status(response.status, words_of_error(response.body));
}

Result<std::string> RedditApi::endpoint_of(std::string_view body) const {
    SEATSYNC_TRY(const auto document, feed::JsonDocument::parse(body));
    feed::JsonValue root = document.root();
    feed::JsonArray listings;
    if (root.get(listings) == simdjson::SUCCESS && listings.size() > 0)
        root = listings.at(0).value_unsafe();
    const auto kind = feed::text_at(root, "kind");
    if (kind && *kind == "Listing")
        return std::string(kSearch);
    return fail(ErrorCode::invalid_argument, "it is no listing of Reddit");
}

}  // namespace seatsync::source_reddit
