#pragma once

#include "domain/time.hpp"
#include "feed/http_message.hpp"
#include "market/team_names.hpp"

#include <string>
#include <vector>

namespace seatsync::cli {

/// What an emulator tells of itself.
struct EmulatorLink {
    std::string address;  ///< "127.0.0.1:8090"
    domain::Instant now;  ///< What time it is there.
    double speed = 1;
    std::vector<market::LeagueTeams> teams = {};
};

/// "127.0.0.1:8090" of "http://127.0.0.1:8090/". Errors: invalid_argument.
[[nodiscard]] Result<std::string> emulator_address(std::string_view url);

/// Asks the emulator at `address`, to which `client` connects. Errors: unavailable; corrupt_data
/// when something else answers there.
[[nodiscard]] Result<EmulatorLink> ask_emulator(feed::HttpClient& client,
                                                const std::string& address);

}  // namespace seatsync::cli
