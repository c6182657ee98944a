#include "emulator/club_tables.hpp"

#include <toml++/toml.h>

#include <sstream>

namespace seatsync::emulator {

namespace {

toml::table table_of(const Team& team) {
    return toml::table{{"name", team.name},
                       {"places", toml::array{team.city}},
                       {"nicknames", toml::array{team.nickname}},
                       {"codes", toml::array{team.abbreviation}},
                       {"venues", toml::array{team.venue.name}},
                       {"zone", team.venue.zone.name()},
                       {"latitude", team.place.latitude},
                       {"longitude", team.place.longitude}};
}

}  // namespace

std::vector<std::string> club_tables(const World& world) {
    std::vector<std::string> tables;
    for (const std::string& league : world.leagues()) {
        toml::array clubs;
        for (const Team* team : world.teams_of(league))
            clubs.push_back(table_of(*team));
        std::ostringstream text;
        text << toml::table{{"league", league}, {"team", std::move(clubs)}};
        tables.push_back(text.str());
    }
    return tables;
}

}  // namespace seatsync::emulator
