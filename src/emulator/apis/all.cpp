#include "emulator/apis/all.hpp"

namespace seatsync::emulator {

std::vector<std::unique_ptr<Api>> make_all_apis() {
    std::vector<std::unique_ptr<Api>> apis;

    // Marketplaces.
    apis.push_back(make_seatgeek());

    // Sports.

    // Sentiment.

    // Context.

    return apis;
}

}  // namespace seatsync::emulator
