#pragma once

#include "domain/time.hpp"
#include "market/tidy_text.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::market {

/// A team's former name, or a short one that meant it for some years only. Years are inclusive.
struct DatedName {
    std::string name;
    int from = 0;
    int until = 9999;
};

/// A team, as layouts/teams/<league>.toml tells it.
struct Team {
    std::string name;                    ///< "Los Angeles Dodgers"
    std::vector<std::string> places;     ///< "Los Angeles", "LA": alone, and before a nickname.
    std::vector<std::string> nicknames;  ///< "Dodgers"
    std::vector<std::string> codes;      ///< "LAD", "LAN"
    std::vector<DatedName> other_names;  ///< "Cleveland Indians" until 2021
    std::vector<std::string> venues;     ///< The home venue, then its other names.
    std::optional<domain::Zone> zone;    ///< Of the home venue.
    std::optional<double> latitude;      ///< Degrees, both or none.
    std::optional<double> longitude;

    [[nodiscard]] std::string slug() const { return slug_of(name); }
};

/// A place where a league plays that is nobody's home.
struct NeutralVenue {
    std::string name;
    std::vector<std::string> also;
    std::optional<domain::Zone> zone;
};

struct LeagueTeams {
    std::string league;             ///< "mlb"
    std::vector<std::string> also;  ///< "baseball_mlb": what others call it.
    bool places_are_names = false;  ///< "Michigan" is as good as "Wolverines" (colleges).
    std::vector<Team> teams;
    std::vector<NeutralVenue> venues;
};

/// A text understood as a team.
struct TeamMatch {
    std::string slug;            ///< The same for all names of one team.
    std::string name;            ///< As SeatSync writes it.
    double confidence = 0;       ///< In (0, 1]: 1 the full name, less for a short one.
    const Team* team = nullptr;  ///< Null in a league without a table. Lives as long as TeamNames.
};

/// League-aware names of teams. Never guesses between two: "Los Angeles", "New York" and "Sox" name
/// nobody in baseball. In a league without a table every tidy name is its own team.
class TeamNames {
  public:
    explicit TeamNames(std::vector<LeagueTeams> leagues);
    TeamNames(const TeamNames&) = delete;
    TeamNames& operator=(const TeamNames&) = delete;
    TeamNames(TeamNames&&) = default;
    TeamNames& operator=(TeamNames&&) = default;
    ~TeamNames() = default;

    /// "NCAAF" is "cfb"; a league without a table is its own slug.
    [[nodiscard]] std::string league_of(std::string_view text) const;

    /// `year`: of the game; without it names of all years count. Nothing when the text names no
    /// team or more than one. Confidence: 1 a full name; 0.98 a nickname, a code, a place where
    /// places are names; 0.96 a full name with other words around it, or cut off ("Minnesota
    /// Timberwolv"); 0.95 a place alone, or any name in a league without a table.
    [[nodiscard]] std::optional<TeamMatch> resolve(std::string_view league, std::string_view text,
                                                   std::optional<int> year = {}) const;

    [[nodiscard]] bool has_table(std::string_view league) const;

    /// The teams whose home the venue is; by any of its names, in this league.
    [[nodiscard]] std::vector<const Team*> at_home_in(std::string_view league,
                                                      std::string_view venue) const;
    /// Of a venue in the table of any league; nothing when unknown.
    [[nodiscard]] std::optional<domain::Zone> zone_of_venue(std::string_view venue) const;

    [[nodiscard]] const std::vector<LeagueTeams>& leagues() const { return leagues_; }

  private:
    struct Name {
        std::size_t team = 0;
        int from = 0;
        int until = 9999;
        double confidence = 0;
        bool full = false;  ///< Place and nickname: may be found in a longer or shorter text.
    };
    struct LeagueIndex {
        std::size_t league = 0;
        std::map<std::string, std::vector<Name>, std::less<>> names;
    };

    void index(std::size_t league);
    static void add_name(LeagueIndex& index, const std::string& text, Name name);
    void index_team(LeagueIndex& index, std::size_t number);
    /// The one among the names that hold in the year; null when there are none or several teams.
    [[nodiscard]] static const Name* only(const std::vector<Name>& names, std::optional<int> year);
    [[nodiscard]] static const Name* find(const LeagueIndex& index, const std::string& text,
                                          std::optional<int> year);
    /// A full name with words in front or behind, or cut off within three letters of its end.
    [[nodiscard]] static std::optional<Name> find_within(const LeagueIndex& index,
                                                         const std::string& text,
                                                         std::optional<int> year);
    [[nodiscard]] static const Name* find_cut(const LeagueIndex& index, const std::string& text,
                                              std::optional<int> year);
    [[nodiscard]] TeamMatch match_of(const LeagueIndex& index, const Name& name,
                                     double confidence_most) const;

    std::vector<LeagueTeams> leagues_;
    std::map<std::string, std::string, std::less<>> league_names_;  ///< Tidy name → league.
    std::map<std::string, LeagueIndex, std::less<>> indexes_;
    std::map<std::string, domain::Zone, std::less<>> venue_zones_;
};

}  // namespace seatsync::market
