#include "cli/emulator_link.hpp"

#include "feed/json_fields.hpp"
#include "market/team_tables.hpp"

#include <fmt/format.h>

#include <cmath>

namespace seatsync::cli {

namespace {

constexpr int kOk = 200;
constexpr std::chrono::seconds kTimeout{10};

Result<feed::JsonDocument> document_at(feed::HttpClient& client, const std::string& address,
                                       const std::string& path) {
    feed::HttpRequest request;
    request.url = "http://" + address + path;
    SEATSYNC_TRY(const auto response, client.send(request, kTimeout));
    if (response.status != kOk)
        return fail(ErrorCode::corrupt_data, fmt::format("{} answers {} to {}: it is no emulator",
                                                         address, response.status, path));
    return feed::JsonDocument::parse(response.body);
}

}  // namespace

Result<std::string> emulator_address(std::string_view url) {
    constexpr std::string_view kScheme = "http://";
    std::string_view address = url;
    if (address.starts_with(kScheme))
        address.remove_prefix(kScheme.size());
    if (address.ends_with('/'))
        address.remove_suffix(1);
    const std::size_t colon = address.rfind(':');
    if (colon == address.npos || colon == 0 || colon + 1 == address.size() ||
        address.find_first_not_of("0123456789", colon + 1) != address.npos)
        return fail(ErrorCode::invalid_argument,
                    fmt::format("'{}' is no address such as http://127.0.0.1:8090", url));
    return std::string(address);
}

Result<EmulatorLink> ask_emulator(feed::HttpClient& client, const std::string& address) {
    EmulatorLink link{.address = address, .now = {}};
    SEATSYNC_TRY(const auto clock, document_at(client, address, "/emulator/clock"));
    SEATSYNC_TRY(link.now, feed::required_instant(clock.root(), "now"));
    SEATSYNC_TRY(const auto speed, feed::number_at(clock.root(), "speed"));
    link.speed = speed.value_or(0);
    if (!(std::isfinite(link.speed) && link.speed > 0))
        return fail(ErrorCode::corrupt_data, "the emulator's clock has no speed");
    SEATSYNC_TRY(const auto teams, document_at(client, address, "/emulator/teams"));
    SEATSYNC_TRY(const auto tables, feed::array_at(teams.root(), "tables"));
    if (tables)
        for (const feed::JsonValue table : *tables) {
            std::string_view toml;
            if (table.get(toml) != simdjson::SUCCESS)
                return fail(ErrorCode::corrupt_data, "a table of the emulator's teams is no text");
            SEATSYNC_TRY(auto league, market::parse_team_table(toml, "/emulator/teams"));
            link.teams.push_back(std::move(league));
        }
    return link;
}

}  // namespace seatsync::cli
