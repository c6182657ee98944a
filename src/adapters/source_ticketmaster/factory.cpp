#include "adapters/source_ticketmaster/factory.hpp"

#include "adapters/source_ticketmaster/nearby_api.hpp"
#include "adapters/source_ticketmaster/ticketmaster_api.hpp"

namespace seatsync::source_ticketmaster {

namespace {

constexpr const char* kBaseUrl = "https://app.ticketmaster.com";

// 5000 calls a day are documented for a key; the two sources divide them. The calls per second are
// commonly stated, not documented.
std::vector<feed::Setting> settings() {
    return feed::settings_of({.base_url = kBaseUrl,
                              .limits = "4/1s, 4000/1d",
                              .period_s = "21600",
                              .period_min_s = "300"},
                             {{"api_key", "the key of the application", "", true, true},
                              {"page_size", "events on a page, at most 200", "200"},
                              {"days_ahead", "games further away are not asked for", "180"}});
}

std::vector<feed::Setting> nearby_settings() {
    return feed::settings_of({.base_url = kBaseUrl,
                              .limits = "1/1s, 1000/1d",
                              .period_s = "21600",
                              .period_min_s = "3600"},
                             {{"api_key", "the key of the application", "", true, true},
                              {"radius_miles", "how far from the venue an event counts", "5"},
                              {"days_ahead", "games further away are not asked for", "14"}});
}

}  // namespace

std::vector<feed::SourceFactory> factories() {
    return {
        {.name = "ticketmaster", .settings = settings(), .make = TicketmasterApi::make},
        {.name = "ticketmaster_nearby", .settings = nearby_settings(), .make = NearbyApi::make}};
}

}  // namespace seatsync::source_ticketmaster
