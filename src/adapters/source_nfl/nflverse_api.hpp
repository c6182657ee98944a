#pragma once

#include "feed/source_factory.hpp"

#include <string>

namespace seatsync::source_nfl {

struct NflverseSettings {
    feed::CommonConfig common;  ///< base_url: the folder of games.csv.
    std::string league;         ///< What its games are called here: "nfl".
};

/// The table of all games that the nflverse project publishes: one file, no key. Endpoint
/// "games_csv" (parameter seasons_from).
class NflverseApi final : public feed::SourceApi {
  public:
    explicit NflverseApi(NflverseSettings settings);

    [[nodiscard]] const feed::SourceInfo& info() const override { return info_; }
    [[nodiscard]] std::vector<feed::Task> tasks(const feed::Watch& watch,
                                                domain::Instant now) const override;
    [[nodiscard]] feed::HttpRequest request(const feed::Task& task, const std::string& cursor,
                                            domain::Instant now) const override;
    [[nodiscard]] Result<feed::Answer> parse(const feed::Task& task, std::string_view body,
                                             domain::Instant received_at) const override;
    [[nodiscard]] Result<std::string> endpoint_of(std::string_view body) const override;

  private:
    NflverseSettings settings_;
    feed::SourceInfo info_;
};

}  // namespace seatsync::source_nfl
