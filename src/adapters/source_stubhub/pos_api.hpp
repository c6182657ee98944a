#pragma once

#include "feed/source_factory.hpp"

#include <memory>
#include <string>
#include <vector>

namespace seatsync::source_stubhub {

/// The StubHub Point of Sale API: a broker's own stock and sales. Endpoints: "inventory",
/// "invoices"; "inventory_lean" and "bulk" are only read.
class PosApi final : public feed::SourceApi {
  public:
    /// Errors: invalid_argument naming the setting.
    [[nodiscard]] static Result<std::unique_ptr<feed::SourceApi>> make(
        const feed::SourceConfig& config);

    [[nodiscard]] const feed::SourceInfo& info() const override { return info_; }
    /// The whole stock and all sales; whatever is watched.
    [[nodiscard]] std::vector<feed::Task> tasks(const feed::Watch& watch,
                                                feed::Instant now) const override;
    [[nodiscard]] feed::HttpRequest request(const feed::Task& task, const std::string& cursor,
                                            feed::Instant now) const override;
    [[nodiscard]] Result<feed::Answer> parse(const feed::Task& task, std::string_view body,
                                             feed::Instant received_at) const override;
    [[nodiscard]] Error error_of(const feed::HttpResponse& response) const override;
    [[nodiscard]] Result<std::string> endpoint_of(std::string_view body) const override;

  private:
    PosApi() = default;

    feed::SourceInfo info_;
    feed::CommonConfig config_;
    std::string api_key_;
    std::string user_agent_;
};

}  // namespace seatsync::source_stubhub
