#pragma once

#include "feed/source_factory.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace seatsync::source_vividseats {

/// SkyBox, the point of sale of Vivid Seats: a broker's own stock and sales. Endpoints:
/// "inventory", "sold"; "website_production" is only read.
class SkyboxApi final : public feed::SourceApi {
  public:
    /// Errors: invalid_argument naming the setting.
    [[nodiscard]] static Result<std::unique_ptr<feed::SourceApi>> make(
        const feed::SourceConfig& config);

    [[nodiscard]] const feed::SourceInfo& info() const override { return info_; }
    /// The stock and the sales; whatever is watched.
    [[nodiscard]] std::vector<feed::Task> tasks(const feed::Watch& watch,
                                                feed::Instant now) const override;
    /// Dates are whole days, so that the same question has the same URL for a day.
    [[nodiscard]] feed::HttpRequest request(const feed::Task& task, const std::string& cursor,
                                            feed::Instant now) const override;
    [[nodiscard]] Result<feed::Answer> parse(const feed::Task& task, std::string_view body,
                                             feed::Instant received_at) const override;
    [[nodiscard]] Error error_of(const feed::HttpResponse& response) const override;
    [[nodiscard]] Result<std::string> endpoint_of(std::string_view body) const override;

  private:
    SkyboxApi() = default;
    [[nodiscard]] Result<void> read(const feed::SourceConfig& config);

    feed::SourceInfo info_;
    feed::CommonConfig config_;
    std::string application_token_;
    std::string api_token_;
    std::string account_;
    std::int64_t page_size_ = 0;
    std::chrono::days sold_days_{};
};

}  // namespace seatsync::source_vividseats
