#include "market/team_tables.hpp"

#include "base/invariant.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace seatsync::market {

namespace detail {
/// Path and text of each file in layouts/teams and layouts/venues, put in at build time.
extern const std::vector<std::pair<std::string_view, std::string_view>> kTableFiles;
}  // namespace detail

namespace {

/// Reads one table and remembers the first thing that is wrong with it. A key that nobody asked for
/// is wrong too: it is mostly misspelt.
class TableReader {
  public:
    TableReader(const toml::table& table, std::string place, std::string& problem)
        : table_(table), place_(std::move(place)), problem_(problem) {}

    void text(const char* key, std::string& out) {
        if (const auto* node = find(key))
            take(node->value<std::string>(), key, "a text", out);
        if (out.empty())
            complain(key, "is missing");
    }

    void texts(const char* key, std::vector<std::string>& out) {
        const auto* list = list_of(key);
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i)
            take((*list)[i].value<std::string>(), key, "a list of texts", out.emplace_back());
    }

    void flag(const char* key, bool& out) {
        if (const auto* node = find(key))
            take(node->value<bool>(), key, "true or false", out);
    }

    void year(const char* key, int& out) {
        if (const auto* node = find(key))
            take(node->value<int>(), key, "a year", out);
    }

    void degrees(const char* key, std::optional<double>& out, double most) {
        const auto* node = find(key);
        if (node == nullptr)
            return;
        out = node->value<double>();
        if (!out || !(std::abs(*out) <= most))
            complain(key, "should be degrees");
    }

    void zone(const char* key, std::optional<domain::Zone>& out) {
        const auto* node = find(key);
        if (node == nullptr)
            return;
        const auto zone = domain::Zone::named(node->value_or(std::string_view()));
        if (zone)
            out = *zone;
        else
            complain(key, zone.error().detail);
    }

    void ranges(const char* key, std::vector<VenueZone::Range>& out) {
        const auto* list = list_of(key);
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            const auto* pair = (*list)[i].as_array();
            const bool two = pair != nullptr && pair->size() == 2;
            const auto from = two ? (*pair)[0].value<int>() : std::nullopt;
            const auto to = two ? (*pair)[1].value<int>() : std::nullopt;
            if (from && to && *from <= *to)
                out.push_back({.from = *from, .to = *to});
            else
                complain(key, "should be a list of [first, last]");
        }
    }

    /// Calls `read` for each table of a list.
    template <class Read>
    void tables(const char* key, Read read) {
        const auto* list = list_of(key);
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            const auto* table = (*list)[i].as_table();
            const auto place = fmt::format("{}{}[{}].", place_, key, i + 1);
            if (table == nullptr) {
                complain(key, "should be a list of tables");
                return;
            }
            TableReader reader(*table, place, problem_);
            read(reader);
            reader.finish();
        }
    }

    void finish() {
        for (const auto& [key, node] : table_)
            if (std::find(asked_.begin(), asked_.end(), key.str()) == asked_.end())
                complain(std::string(key.str()), "is no key of such a table");
    }

  private:
    const toml::node* find(const char* key) {
        asked_.emplace_back(key);
        return table_.get(key);
    }

    const toml::array* list_of(const char* key) {
        const auto* node = find(key);
        if (node != nullptr && !node->is_array())
            complain(key, "should be a list");
        return node == nullptr ? nullptr : node->as_array();
    }

    template <class T>
    void take(std::optional<T> value, const char* key, const char* what, T& out) {
        if (value)
            out = *std::move(value);
        else
            complain(key, fmt::format("should be {}", what));
    }

    void complain(const std::string& key, const std::string& what) {
        if (problem_.empty())
            problem_ = fmt::format("{}{} {}", place_, key, what);
    }

    const toml::table& table_;
    std::string place_;
    std::string& problem_;
    std::vector<std::string> asked_;
};

void read_other_names(TableReader& reader, Team& team) {
    reader.tables("other_names", [&](TableReader& entry) {
        DatedName& other = team.other_names.emplace_back();
        entry.text("name", other.name);
        entry.year("from", other.from);
        entry.year("until", other.until);
    });
}

void read_team(TableReader& reader, Team& team) {
    reader.text("name", team.name);
    reader.texts("places", team.places);
    reader.texts("nicknames", team.nicknames);
    reader.texts("codes", team.codes);
    read_other_names(reader, team);
    reader.texts("venues", team.venues);
    reader.zone("zone", team.zone);
    reader.degrees("latitude", team.latitude, 90);
    reader.degrees("longitude", team.longitude, 180);
}

void read_league_venue(TableReader& reader, NeutralVenue& venue) {
    reader.text("name", venue.name);
    reader.texts("also", venue.also);
    reader.zone("zone", venue.zone);
}

void read_league(TableReader& reader, LeagueTeams& league) {
    reader.text("league", league.league);
    reader.texts("also", league.also);
    reader.flag("places_are_names", league.places_are_names);
    reader.tables("team",
                  [&](TableReader& entry) { read_team(entry, league.teams.emplace_back()); });
    reader.tables("venue", [&](TableReader& entry) {
        read_league_venue(entry, league.venues.emplace_back());
    });
}

void read_venue(TableReader& reader, VenueSections& venue) {
    reader.text("name", venue.name);
    reader.texts("also", venue.also);
    reader.tables("zone", [&](TableReader& entry) {
        VenueZone& zone = venue.zones.emplace_back();
        entry.text("name", zone.name);
        entry.ranges("sections", zone.sections);
        entry.texts("names", zone.names);
        entry.texts("words", zone.words);
    });
}

template <class Table, class Read>
Result<Table> parse_table(std::string_view text, std::string_view origin, Read read) {
    try {
        const toml::table toml = toml::parse(text, origin);
        Table table;
        std::string problem;
        TableReader reader(toml, "", problem);
        read(reader, table);
        reader.finish();
        if (!problem.empty())
            return fail(ErrorCode::invalid_argument, fmt::format("{}: {}", origin, problem));
        return table;
    } catch (const toml::parse_error& error) {
        return fail(
            ErrorCode::invalid_argument,
            fmt::format("{}: line {}: {}", origin, error.source().begin.line, error.description()));
    }
}

/// The shipped tables below a folder, parsed.
template <class Table>
std::vector<Table> shipped(std::string_view folder,
                           Result<Table> (*parse)(std::string_view, std::string_view)) {
    std::vector<Table> tables;
    for (const auto& [path, text] : detail::kTableFiles) {
        if (!path.starts_with(folder))
            continue;
        auto table = parse(text, path);
        SEATSYNC_INVARIANT(table.has_value());
        tables.push_back(*std::move(table));
    }
    return tables;
}

}  // namespace

Result<LeagueTeams> parse_team_table(std::string_view toml, std::string_view origin) {
    return parse_table<LeagueTeams>(toml, origin, read_league);
}

Result<VenueSections> parse_venue_table(std::string_view toml, std::string_view origin) {
    return parse_table<VenueSections>(toml, origin, read_venue);
}

const TeamNames& shipped_team_names() {
    static const TeamNames names(shipped("layouts/teams/", parse_team_table));
    return names;
}

const VenueTables& shipped_venue_tables() {
    static const VenueTables venues(shipped("layouts/venues/", parse_venue_table));
    return venues;
}

}  // namespace seatsync::market
