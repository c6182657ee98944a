#pragma once

#include "feed/source_factory.hpp"

#include <string>

namespace seatsync::source_nba {

struct NbaSettings {
    feed::CommonConfig common;  ///< base_url: "https://cdn.nba.com".
    std::string stats_url;      ///< "https://stats.nba.com"
    std::string league;         ///< What its games are called here: "nba".
    std::string user_agent;
};

/// Endpoints: "schedule" (the season), "scoreboard" (parameter date; without it that of today),
/// "standings" (season), and, read only, "day" (scoreboardv2) and "playoff_picture".
class NbaApi final : public feed::SourceApi {
  public:
    explicit NbaApi(NbaSettings settings);

    [[nodiscard]] const feed::SourceInfo& info() const override { return info_; }
    [[nodiscard]] std::vector<feed::Task> tasks(const feed::Watch& watch,
                                                domain::Instant now) const override;
    [[nodiscard]] feed::HttpRequest request(const feed::Task& task, const std::string& cursor,
                                            domain::Instant now) const override;
    [[nodiscard]] Result<feed::Answer> parse(const feed::Task& task, std::string_view body,
                                             domain::Instant received_at) const override;
    [[nodiscard]] Error error_of(const feed::HttpResponse& response) const override;
    [[nodiscard]] Result<std::string> endpoint_of(std::string_view body) const override;

  private:
    [[nodiscard]] feed::HttpRequest stats_request(const std::string& name,
                                                  std::vector<feed::HttpField> query) const;

    NbaSettings settings_;
    feed::SourceInfo info_;
};

}  // namespace seatsync::source_nba
