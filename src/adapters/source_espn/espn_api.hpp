#pragma once

#include "adapters/source_espn/sport_paths.hpp"
#include "feed/source_factory.hpp"

namespace seatsync::source_espn {

struct EspnSettings {
    feed::CommonConfig common;
    SportPaths paths;
    int days_ahead = 0;  ///< How far the scoreboards are asked for.
};

/// Endpoints, all with the parameter league: "scoreboard" (parameter date; reads a team's schedule
/// too), "standings", "injuries", "news", "team" (read only).
class EspnApi final : public feed::SourceApi {
  public:
    explicit EspnApi(EspnSettings settings);

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
    void add_tasks(const feed::Watch& watch, const std::string& league, domain::Instant now,
                   std::vector<feed::Task>& tasks) const;

    EspnSettings settings_;
    feed::SourceInfo info_;
};

}  // namespace seatsync::source_espn
