#pragma once

#include "feed/source_factory.hpp"

#include <memory>
#include <string>
#include <vector>

namespace seatsync::source_vividseats {

/// The broker listing API of Vivid Seats: a broker's own listings there. Endpoints: "listings";
/// "listings_v1" (XML) and "listing", the answer to a change, are only read.
class BrokerApi final : public feed::SourceApi {
  public:
    /// Errors: invalid_argument naming the setting.
    [[nodiscard]] static Result<std::unique_ptr<feed::SourceApi>> make(
        const feed::SourceConfig& config);

    [[nodiscard]] const feed::SourceInfo& info() const override { return info_; }
    /// All listings in one answer; whatever is watched.
    [[nodiscard]] std::vector<feed::Task> tasks(const feed::Watch& watch,
                                                feed::Instant now) const override;
    [[nodiscard]] feed::HttpRequest request(const feed::Task& task, const std::string& cursor,
                                            feed::Instant now) const override;
    [[nodiscard]] Result<feed::Answer> parse(const feed::Task& task, std::string_view body,
                                             feed::Instant received_at) const override;
    [[nodiscard]] Error error_of(const feed::HttpResponse& response) const override;
    [[nodiscard]] Result<std::string> endpoint_of(std::string_view body) const override;

  private:
    BrokerApi() = default;

    feed::SourceInfo info_;
    feed::CommonConfig config_;
    std::string api_token_;
};

}  // namespace seatsync::source_vividseats
