#pragma once

#include "feed/source_factory.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace seatsync::source_stubhub {

/// The StubHub and viagogo API v2. Endpoints that are asked: "events", a category of the catalog;
/// "search", one game in the catalog; "sellerlistings" and "sales", the own account. Endpoints that
/// are only read, from recorded files: "listings", "search_v2", "inventory_v2", "event_legacy",
/// "venue_configurations", "constraints", "token", "reference".
class StubHubApi final : public feed::SourceApi {
  public:
    /// Errors: invalid_argument naming the setting.
    [[nodiscard]] static Result<std::unique_ptr<feed::SourceApi>> make(
        const feed::SourceConfig& config);

    [[nodiscard]] const feed::SourceInfo& info() const override { return info_; }

    /// A league with a category: "events/mlb/near", the first page of it by start, and
    /// "events/mlb", all pages. A league without: "search/<game>" for each game within days_ahead.
    /// The own account where the scope holds it.
    [[nodiscard]] std::vector<feed::Task> tasks(const feed::Watch& watch,
                                                feed::Instant now) const override;
    [[nodiscard]] feed::HttpRequest request(const feed::Task& task, const std::string& cursor,
                                            feed::Instant now) const override;
    [[nodiscard]] Result<feed::Answer> parse(const feed::Task& task, std::string_view body,
                                             feed::Instant received_at) const override;
    [[nodiscard]] Error error_of(const feed::HttpResponse& response) const override;
    /// OAuth2 client credentials; id and secret in the header Authorization.
    [[nodiscard]] std::optional<feed::HttpRequest> token_request() const override;
    [[nodiscard]] Result<std::string> endpoint_of(std::string_view body) const override;

  private:
    StubHubApi() = default;

    [[nodiscard]] Result<void> read(const feed::SourceConfig& config);
    [[nodiscard]] bool may(std::string_view scope) const;
    void add_category(const std::string& league, const feed::Watch& watch, feed::Instant now,
                      std::vector<feed::Task>& tasks) const;
    void add_searches(const std::string& league, const feed::Watch& watch, feed::Instant now,
                      std::vector<feed::Task>& tasks) const;
    [[nodiscard]] std::string path_of(const feed::Task& task) const;

    feed::SourceInfo info_;
    feed::CommonConfig config_;
    std::map<std::string, std::string> categories_;  ///< By league.
    std::chrono::days days_ahead_{};
    std::string client_id_;
    std::string client_secret_;
    std::string token_url_;
    std::string scope_;
    std::string user_agent_;
};

}  // namespace seatsync::source_stubhub
