#pragma once

#include "base/clock.hpp"
#include "emulator/api.hpp"
#include "feed/http_message.hpp"
#include "feed/source_api.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace seatsync::emulator {

/// All emulated APIs over a world of seed 1, without sockets: a request is answered as it would be
/// under its true address. `clock` outlives it and is not before the world's first instant.
class EmulatedProviders final : public feed::HttpClient {
  public:
    explicit EmulatedProviders(const base::Clock& clock);

    /// Errors: unavailable when no API has this host.
    [[nodiscard]] Result<feed::HttpResponse> send(const feed::HttpRequest& request,
                                                  std::chrono::milliseconds timeout) override;

    /// What the last answer says that it holds.
    [[nodiscard]] std::size_t items_of_last() const { return items_of_last_; }
    [[nodiscard]] bool has_host(const std::string& host) const { return api_of_.contains(host); }
    [[nodiscard]] const World& world() const { return *world_; }

    /// What a reader of these providers follows: the games that start within three days.
    [[nodiscard]] feed::Watch watch() const;

  private:
    const base::Clock& clock_;
    std::unique_ptr<World> world_;
    std::vector<std::unique_ptr<Api>> apis_;
    std::map<std::string, Api*> api_of_;  ///< By host.
    std::size_t items_of_last_ = 0;
};

}  // namespace seatsync::emulator
