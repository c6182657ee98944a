#include "adapters/source_seatgeek/factory.hpp"

#include "adapters/source_seatgeek/seatgeek_api.hpp"

namespace seatsync::source_seatgeek {

namespace {

std::vector<feed::Setting> settings() {
    return feed::settings_of(
        {.base_url = "https://api.seatgeek.com/2",
         // No number is published; what is said is that heavy traffic is answered by 406.
         .limits = "2/1s, 60/1m",
         .period_s = "3600",
         .period_min_s = "30"},
        {{"client_id", "the application's id", "", true, true},
         {"client_secret", "its secret, where the account has one", "", true, false},
         {"per_page", "events on a page; the greatest that is accepted is not documented", "100"}});
}

}  // namespace

std::vector<feed::SourceFactory> factories() {
    return {{.name = "seatgeek", .settings = settings(), .make = SeatGeekApi::make}};
}

}  // namespace seatsync::source_seatgeek
