#pragma once

#include "adapters/source_market/series_tasks.hpp"
#include "feed/source_api.hpp"
#include "feed/source_factory.hpp"

#include <string>

namespace seatsync::source_market {

inline constexpr const char* kChart = "chart";

/// Yahoo's charts: daily bars of indices, shares, currencies. Not an official API.
class YahooApi final : public feed::SourceApi {
  public:
    /// Errors: those of SeriesConfig::read.
    [[nodiscard]] static Result<YahooApi> make(const feed::SourceConfig& config);

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
    YahooApi() = default;

    feed::SourceInfo info_;
    SeriesConfig series_;
};

}  // namespace seatsync::source_market
