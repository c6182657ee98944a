#include "emulator/apis/all.hpp"

namespace seatsync::emulator {

std::vector<std::unique_ptr<Api>> make_all_apis() {
    std::vector<std::unique_ptr<Api>> apis;

    // Marketplaces.
    apis.push_back(make_seatgeek());
    apis.push_back(make_stubhub());
    apis.push_back(make_stubhub_pos());
    apis.push_back(make_ticketmaster());
    apis.push_back(make_vividseats());
    apis.push_back(make_vividseats_broker());

    // Sports.
    apis.push_back(make_espn());
    apis.push_back(make_mlb());
    apis.push_back(make_nba());
    apis.push_back(make_sportradar());
    apis.push_back(make_nfl());
    apis.push_back(make_nflverse());

    // Sentiment.
    apis.push_back(make_newsapi());
    apis.push_back(make_reddit());
    apis.push_back(make_x());

    // Context.
    apis.push_back(make_open_meteo());
    apis.push_back(make_nws());
    apis.push_back(make_openweather());
    apis.push_back(make_predicthq());
    apis.push_back(make_fred());
    apis.push_back(make_yahoo());

    return apis;
}

}  // namespace seatsync::emulator
