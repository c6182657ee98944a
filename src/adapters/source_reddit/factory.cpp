#include "adapters/source_reddit/factory.hpp"

#include "adapters/source_reddit/reddit_api.hpp"

namespace seatsync::source_reddit {

namespace {

Result<std::unique_ptr<feed::SourceApi>> make(const feed::SourceConfig& config) {
    SEATSYNC_TRY(RedditApi api, RedditApi::make(config));
    return std::unique_ptr<feed::SourceApi>(std::make_unique<RedditApi>(std::move(api)));
}

std::vector<feed::Setting> own_settings() {
    return {
        {.name = "client_id",
         .description = "id of the registered app",
         .secret = true,
         .required = true},
        {.name = "client_secret", .description = "its secret", .secret = true, .required = true},
        {.name = "user_agent",
         .description = "what Reddit demands: 'linux:my.app:1.0 (by /u/my_name)'",
         .required = true},
        {.name = "subreddits",
         .description = "league:subreddit, …; a league without one is not asked for",
         .fallback = "mlb:baseball, nba:nba, nfl:nfl, nhl:hockey"},
        {.name = "token_url",
         .description = "where the bearer token is asked for",
         .fallback = "https://www.reddit.com/api/v1/access_token"},
    };
}

}  // namespace

std::vector<feed::SourceFactory> factories() {
    const feed::CommonSettings common{.base_url = "https://oauth.reddit.com",
                                      .limits = "100/1m",
                                      .period_s = "3600",
                                      .period_min_s = "900"};
    return {
        {.name = "reddit", .settings = feed::settings_of(common, own_settings()), .make = make}};
}

}  // namespace seatsync::source_reddit
