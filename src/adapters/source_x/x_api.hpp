#pragma once

#include "feed/source_api.hpp"
#include "feed/source_factory.hpp"

#include <string>

namespace seatsync::source_x {

inline constexpr const char* kRecentSearch = "recent_search";
inline constexpr const char* kRecentCounts = "recent_counts";

/// X API v2: recent posts about each team of the watched games, and their counts by hour.
class XApi final : public feed::SourceApi {
  public:
    /// Errors: those of CommonConfig::read.
    [[nodiscard]] static Result<XApi> make(const feed::SourceConfig& config);

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
    XApi() = default;

    feed::SourceInfo info_;
    feed::CommonConfig common_;
    std::string bearer_token_;
};

}  // namespace seatsync::source_x
