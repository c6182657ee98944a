#include "adapters/source_vividseats/factory.hpp"

#include "adapters/source_vividseats/broker_api.hpp"
#include "adapters/source_vividseats/skybox_api.hpp"

namespace seatsync::source_vividseats {

namespace {

// SkyBox limits each endpoint, the inventory's by numbers that are not public: this is our caution.
std::vector<feed::Setting> skybox_settings() {
    return feed::settings_of({.base_url = "https://skybox.vividseats.com/services",
                              .limits = "1/1s",
                              .period_s = "900",
                              .period_min_s = "300"},
                             {{"application_token", "the application's token", "", true, true},
                              {"api_token", "the account's token", "", true, true},
                              {"account", "the account's number", "", true, true},
                              {"page_size", "rows on a page, at most 1000", "500"},
                              {"sold_days", "sales that are older are not asked for", "30"}});
}

// 50 requests a second are allowed per method, 10 on some.
std::vector<feed::Setting> broker_settings() {
    return feed::settings_of({.base_url = "https://brokers.vividseats.com/webservices",
                              .limits = "10/1s",
                              .period_s = "900",
                              .period_min_s = "300"},
                             {{"api_token", "the broker's token", "", true, true}});
}

}  // namespace

std::vector<feed::SourceFactory> factories() {
    return {{.name = "vividseats", .settings = skybox_settings(), .make = SkyboxApi::make},
            {.name = "vividseats_broker", .settings = broker_settings(), .make = BrokerApi::make}};
}

}  // namespace seatsync::source_vividseats
