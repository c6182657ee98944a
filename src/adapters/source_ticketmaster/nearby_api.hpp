#pragma once

#include "feed/source_factory.hpp"

#include <memory>
#include <string>
#include <vector>

namespace seatsync::source_ticketmaster {

/// What else goes on near the venues of the watched games: the Discovery API v2 by place. Endpoint:
/// "nearby".
class NearbyApi final : public feed::SourceApi {
  public:
    /// Errors: invalid_argument naming the setting.
    [[nodiscard]] static Result<std::unique_ptr<feed::SourceApi>> make(
        const feed::SourceConfig& config);

    [[nodiscard]] const feed::SourceInfo& info() const override { return info_; }

    /// "nearby/<venue>" for each venue of a game within days_ahead whose place is known.
    [[nodiscard]] std::vector<feed::Task> tasks(const feed::Watch& watch,
                                                feed::Instant now) const override;
    [[nodiscard]] feed::HttpRequest request(const feed::Task& task, const std::string& cursor,
                                            feed::Instant now) const override;
    [[nodiscard]] Result<feed::Answer> parse(const feed::Task& task, std::string_view body,
                                             feed::Instant received_at) const override;
    [[nodiscard]] Error error_of(const feed::HttpResponse& response) const override;
    [[nodiscard]] Result<std::string> endpoint_of(std::string_view body) const override;

  private:
    NearbyApi() = default;

    feed::SourceInfo info_;
    feed::CommonConfig config_;
    std::string api_key_;
    std::string radius_miles_;
    int days_ahead_ = 0;
};

}  // namespace seatsync::source_ticketmaster
