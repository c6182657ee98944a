#include "adapters/source_x/factory.hpp"

#include "adapters/source_x/x_api.hpp"

namespace seatsync::source_x {

namespace {

Result<std::unique_ptr<feed::SourceApi>> make(const feed::SourceConfig& config) {
    SEATSYNC_TRY(XApi api, XApi::make(config));
    return std::unique_ptr<feed::SourceApi>(std::make_unique<XApi>(std::move(api)));
}

}  // namespace

std::vector<feed::SourceFactory> factories() {
    // Search allows 450 requests in 15 minutes, counts 300; the periods are long since each post
    // read is paid for.
    const feed::CommonSettings common{.base_url = "https://api.x.com/2",
                                      .limits = "300/15m",
                                      .period_s = "21600",
                                      .period_min_s = "3600"};
    return {{.name = "x",
             .settings = feed::settings_of(common, {{.name = "bearer_token",
                                                     .description = "the app's bearer token",
                                                     .secret = true,
                                                     .required = true}}),
             .make = make}};
}

}  // namespace seatsync::source_x
