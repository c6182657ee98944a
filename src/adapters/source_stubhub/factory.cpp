#include "adapters/source_stubhub/factory.hpp"

#include "adapters/source_stubhub/pos_api.hpp"
#include "adapters/source_stubhub/stubhub_api.hpp"

namespace seatsync::source_stubhub {

namespace {

// Neither API publishes a limit; these numbers are our caution.
constexpr const char* kCautiousLimits = "5/1s, 120/1m";

std::vector<feed::Setting> stubhub_settings() {
    return feed::settings_of(
        {.base_url = "https://api.stubhub.net",
         .limits = kCautiousLimits,
         .period_s = "3600",
         .period_min_s = "30"},
        {{"client_id", "the application's id", "", true, true},
         {"client_secret", "its secret", "", true, true},
         {"token_url", "where a token is asked for", "https://account.stubhub.com/oauth2/token"},
         {"scope", "what the token is for; read:sellerlistings and read:sales add the own account",
          "read:events"},
         {"categories",
          "the category of a league, such as mlb=123, nba=456; without one its "
          "games are searched one by one"},
         {"days_ahead", "games further away are not searched", "60"},
         {"user_agent", "who asks; without one nothing is answered", "SeatSync/1.0"}});
}

std::vector<feed::Setting> pos_settings() {
    return feed::settings_of({.base_url = "https://pointofsaleapi.stubhub.net",
                              .limits = kCautiousLimits,
                              .period_s = "900",
                              .period_min_s = "300"},
                             {{"api_key", "the bearer token of the account", "", true, true},
                              {"user_agent", "who asks", "SeatSync/1.0"}});
}

}  // namespace

std::vector<feed::SourceFactory> factories() {
    return {{.name = "stubhub", .settings = stubhub_settings(), .make = StubHubApi::make},
            {.name = "stubhub_pos", .settings = pos_settings(), .make = PosApi::make}};
}

}  // namespace seatsync::source_stubhub
