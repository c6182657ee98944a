#pragma once

#include "feed/source_api.hpp"
#include "feed/source_factory.hpp"

#include <string>

namespace seatsync::source_weather {

/// The National Weather Service (United States only): hourly forecasts for the venues of the next
/// ten days. The first page of an asking is the point, the second its forecast.
class NwsApi final : public feed::SourceApi {
  public:
    /// Errors: those of CommonConfig::read.
    [[nodiscard]] static Result<NwsApi> make(const feed::SourceConfig& config);

    [[nodiscard]] const feed::SourceInfo& info() const override { return info_; }
    [[nodiscard]] std::vector<feed::Task> tasks(const feed::Watch& watch,
                                                feed::Instant now) const override;
    [[nodiscard]] feed::HttpRequest request(const feed::Task& task, const std::string& cursor,
                                            feed::Instant now) const override;
    [[nodiscard]] Result<feed::Answer> parse(const feed::Task& task, std::string_view body,
                                             feed::Instant received_at) const override;
    [[nodiscard]] Error error_of(const feed::HttpResponse& response) const override;
    [[nodiscard]] Result<std::string> endpoint_of(std::string_view body) const override;

  private:
    NwsApi() = default;

    feed::SourceInfo info_;
    feed::CommonConfig common_;
    std::string user_agent_;
};

}  // namespace seatsync::source_weather
