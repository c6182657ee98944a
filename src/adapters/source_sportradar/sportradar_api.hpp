#pragma once

#include "adapters/source_sportradar/league_places.hpp"
#include "feed/source_factory.hpp"

#include <string>
#include <vector>

namespace seatsync::source_sportradar {

struct SportradarSettings {
    feed::CommonConfig common;
    LeaguePlaces places;
    std::string access;              ///< "trial"
    std::string language;            ///< "en"
    std::vector<std::string> types;  ///< "REG", "PST"
    std::string api_key;
    std::vector<std::string> missing;
};

/// Endpoints, all with the parameter league: "schedule" of a season (season, type), "day" (date),
/// "week" (the current one), "standings" (season), "injuries"; and "hierarchy", which is read
/// when a recorded file holds it.
class SportradarApi final : public feed::SourceApi {
  public:
    explicit SportradarApi(SportradarSettings settings);

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
    [[nodiscard]] feed::Task current_task(const feed::Watch& watch, const std::string& league,
                                          const LeaguePlace& place, domain::Instant now) const;
    void add_tasks(const feed::Watch& watch, const std::string& league, const LeaguePlace& place,
                   domain::Instant now, std::vector<feed::Task>& tasks) const;

    SportradarSettings settings_;
    feed::SourceInfo info_;
};

}  // namespace seatsync::source_sportradar
