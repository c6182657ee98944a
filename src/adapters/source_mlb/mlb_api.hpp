#pragma once

#include "feed/source_factory.hpp"

#include <string>

namespace seatsync::source_mlb {

/// What is asked of the MLB Stats API.
struct MlbSettings {
    feed::CommonConfig common;
    std::string league;      ///< What its games are called here: "mlb".
    std::string sport_id;    ///< "1": the major leagues; "11": Triple-A.
    std::string league_ids;  ///< "103,104": American and National League.
    int days_ahead = 0;      ///< How far the schedule is asked for.
};

/// Endpoints: "schedule" (parameters from, to), "standings" (season), "teams" (read only).
class MlbApi final : public feed::SourceApi {
  public:
    explicit MlbApi(MlbSettings settings);

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
    MlbSettings settings_;
    feed::SourceInfo info_;
};

}  // namespace seatsync::source_mlb
