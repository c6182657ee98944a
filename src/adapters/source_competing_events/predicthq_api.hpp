#pragma once

#include "feed/source_api.hpp"
#include "feed/source_factory.hpp"

#include <string>

namespace seatsync::source_competing_events {

inline constexpr const char* kEvents = "events";
inline constexpr const char* kCounts = "events_count";
inline constexpr const char* kBroadcasts = "broadcasts";

/// PredictHQ: what else draws people to the venues of the next thirty days.
class PredictHqApi final : public feed::SourceApi {
  public:
    /// Errors: those of CommonConfig::read.
    [[nodiscard]] static Result<PredictHqApi> make(const feed::SourceConfig& config);

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
    PredictHqApi() = default;

    feed::SourceInfo info_;
    feed::CommonConfig common_;
    std::string access_token_;
    std::string radius_;      ///< "10km"
    std::string categories_;  ///< "concerts,sports"
};

}  // namespace seatsync::source_competing_events
