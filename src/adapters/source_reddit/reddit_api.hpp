#pragma once

#include "feed/source_api.hpp"
#include "feed/source_factory.hpp"

#include <map>
#include <string>

namespace seatsync::source_reddit {

inline constexpr const char* kSearch = "search";

/// Reddit's data API: posts about each team of the watched games, in the subreddit of its league.
/// The newest are asked for at the configured period; once a day those of the whole week, whose
/// scores have changed since.
class RedditApi final : public feed::SourceApi {
  public:
    /// Errors: those of CommonConfig::read; invalid_argument for a bad list of subreddits.
    [[nodiscard]] static Result<RedditApi> make(const feed::SourceConfig& config);

    [[nodiscard]] const feed::SourceInfo& info() const override { return info_; }
    [[nodiscard]] std::vector<feed::Task> tasks(const feed::Watch& watch,
                                                feed::Instant now) const override;
    [[nodiscard]] feed::HttpRequest request(const feed::Task& task, const std::string& cursor,
                                            feed::Instant now) const override;
    [[nodiscard]] Result<feed::Answer> parse(const feed::Task& task, std::string_view body,
                                             feed::Instant received_at) const override;
    [[nodiscard]] Error error_of(const feed::HttpResponse& response) const override;
    [[nodiscard]] std::optional<feed::HttpRequest> token_request() const override;
    [[nodiscard]] Result<std::string> endpoint_of(std::string_view body) const override;

  private:
    RedditApi() = default;

    feed::SourceInfo info_;
    feed::CommonConfig common_;
    std::map<std::string, std::string> subreddits_;  ///< By league.
    std::string token_url_;
    std::string client_id_;
    std::string client_secret_;
    std::string user_agent_;
};

/// "mlb:baseball, nba:nba" by league. Errors: invalid_argument when a part is no pair.
[[nodiscard]] Result<std::map<std::string, std::string>> parse_subreddits(std::string_view text);

}  // namespace seatsync::source_reddit
