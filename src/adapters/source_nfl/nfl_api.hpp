#pragma once

#include "feed/source_factory.hpp"

#include <string>

namespace seatsync::source_nfl {

struct NflSettings {
    feed::CommonConfig common;  ///< base_url: "https://api.nfl.com".
    std::string ngs_url;        ///< "https://nextgenstats.nfl.com"
    std::string league;         ///< What its games are called here: "nfl".
    std::string access_token;   ///< Of the website's own client; short-lived.
    std::vector<std::string> missing;
};

/// The season that a day belongs to, by its first year: a new one begins in March.
[[nodiscard]] int season_on(std::chrono::year_month_day day);

/// What each of the two sources can read, by endpoint: "games" and "weekly_details", "standings",
/// "ngs_schedule", "venues", and "games_csv" (parameter seasons_from). Errors: see
/// feed::SourceApi::parse.
[[nodiscard]] Result<feed::Answer> parse_any(const feed::Task& task, std::string_view body,
                                             const std::string& league,
                                             domain::Instant received_at);
/// The endpoint whose answer a body looks like. Errors: invalid_argument.
[[nodiscard]] Result<std::string> endpoint_of_any(std::string_view body);

/// The API behind NFL.com and Next Gen Stats. Endpoints that are asked for: "games" (parameters
/// season, type, week), "standings" (season, week), "ngs_schedule".
class NflApi final : public feed::SourceApi {
  public:
    explicit NflApi(NflSettings settings);

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
    NflSettings settings_;
    feed::SourceInfo info_;
};

}  // namespace seatsync::source_nfl
