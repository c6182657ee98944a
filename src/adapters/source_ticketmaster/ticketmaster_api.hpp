#pragma once

#include "feed/source_factory.hpp"

#include <memory>
#include <string>
#include <vector>

namespace seatsync::source_ticketmaster {

/// Ticketmaster: the Discovery API v2 ("events"), and what partners get beside it, which is only
/// read here: "availability" (Inventory Status) and "top_picks", since both ask by Ticketmaster's
/// own ids. "event", "venues" and "attractions" are only read as well.
class TicketmasterApi final : public feed::SourceApi {
  public:
    /// Errors: invalid_argument naming the setting.
    [[nodiscard]] static Result<std::unique_ptr<feed::SourceApi>> make(
        const feed::SourceConfig& config);

    [[nodiscard]] const feed::SourceInfo& info() const override { return info_; }

    /// For each league the games of the next two days ("events/mlb/near"), and the later ones in
    /// windows of 30 days ("events/mlb/2", "events/mlb/32"…, by the days from now), so that no
    /// window holds more than the 1000 events that can be paged through.
    [[nodiscard]] std::vector<feed::Task> tasks(const feed::Watch& watch,
                                                feed::Instant now) const override;
    [[nodiscard]] feed::HttpRequest request(const feed::Task& task, const std::string& cursor,
                                            feed::Instant now) const override;
    [[nodiscard]] Result<feed::Answer> parse(const feed::Task& task, std::string_view body,
                                             feed::Instant received_at) const override;
    [[nodiscard]] Error error_of(const feed::HttpResponse& response) const override;
    [[nodiscard]] Result<std::string> endpoint_of(std::string_view body) const override;

  private:
    TicketmasterApi() = default;

    feed::SourceInfo info_;
    feed::CommonConfig config_;
    std::string api_key_;
    std::string page_size_;
    int days_ahead_ = 0;
};

}  // namespace seatsync::source_ticketmaster
