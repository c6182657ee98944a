#pragma once

#include "feed/source_factory.hpp"

#include <memory>
#include <string>
#include <vector>

namespace seatsync::source_seatgeek {

/// The SeatGeek Platform API v2: events with a summary of their market. Endpoints: "events", the
/// list by league; "event", one of them; "genres", "taxonomies", "performers" and "venues", of
/// which nothing is kept.
class SeatGeekApi final : public feed::SourceApi {
  public:
    /// Errors: invalid_argument naming the setting.
    [[nodiscard]] static Result<std::unique_ptr<feed::SourceApi>> make(
        const feed::SourceConfig& config);

    [[nodiscard]] const feed::SourceInfo& info() const override { return info_; }

    /// Two tasks for each league: "events/mlb/near", the games of the next two days, and
    /// "events/mlb", the later ones; so that a short period costs a page or two.
    [[nodiscard]] std::vector<feed::Task> tasks(const feed::Watch& watch,
                                                feed::Instant now) const override;
    /// Times are whole hours, so that the same question has the same URL for an hour.
    [[nodiscard]] feed::HttpRequest request(const feed::Task& task, const std::string& cursor,
                                            feed::Instant now) const override;
    [[nodiscard]] Result<feed::Answer> parse(const feed::Task& task, std::string_view body,
                                             feed::Instant received_at) const override;
    /// 406 and a page for people come from the network in front of the API: unavailable.
    [[nodiscard]] Error error_of(const feed::HttpResponse& response) const override;
    [[nodiscard]] Result<std::string> endpoint_of(std::string_view body) const override;

  private:
    SeatGeekApi() = default;

    feed::SourceInfo info_;
    feed::CommonConfig config_;
    std::string client_id_;
    std::string client_secret_;
    std::string per_page_;
};

}  // namespace seatsync::source_seatgeek
