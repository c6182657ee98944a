#include "market/team_names.hpp"

#include "market/team_tables.hpp"

#include <gtest/gtest.h>

#include <map>

namespace seatsync::market {
namespace {

std::string resolved(const std::string& league, const std::string& text,
                     std::optional<int> year = {}) {
    const auto team = shipped_team_names().resolve(league, text, year);
    return team ? team->name : "";
}

TEST(TeamNamesTest, KnowsAllTeamsOfFourLeagues) {
    struct Row {
        const char* league;
        std::size_t teams;
    };
    const Row rows[] = {{"mlb", 30}, {"nba", 30}, {"nfl", 32}, {"nhl", 32}};
    std::map<std::string, std::size_t> counts;
    for (const auto& league : shipped_team_names().leagues())
        counts[league.league] = league.teams.size();
    for (const auto& row : rows) {
        EXPECT_EQ(counts[row.league], row.teams) << row.league;
    }
}

TEST(TeamNamesTest, EveryTeamIsFoundByItsNameSlugAndEachCode) {
    for (const auto& league : shipped_team_names().leagues())
        for (const auto& team : league.teams) {
            EXPECT_EQ(resolved(league.league, team.name), team.name);
            EXPECT_EQ(resolved(league.league, team.slug()), team.name);
            for (const auto& code : team.codes) {
                EXPECT_EQ(resolved(league.league, code, 2025), team.name) << code;
            }
        }
}

TEST(TeamNamesTest, EveryTeamOfTheFourLeaguesHasAZoneAndAPlace) {
    for (const auto& league : shipped_team_names().leagues()) {
        if (league.league == "worldcup" || league.league == "epl" || league.league == "cfb")
            continue;
        for (const auto& team : league.teams) {
            EXPECT_TRUE(team.zone.has_value()) << team.name;
            ASSERT_TRUE(team.latitude && team.longitude) << team.name;
            EXPECT_TRUE(*team.latitude > 25 && *team.latitude < 54) << team.name;
            EXPECT_TRUE(*team.longitude > -124 && *team.longitude < -70) << team.name;
            EXPECT_FALSE(team.venues.empty()) << team.name;
        }
    }
}

TEST(TeamNamesTest, ReadsTheNamesThatSourcesWrite) {
    struct Row {
        const char* league;
        const char* text;
        const char* team;
    };
    const Row rows[] = {
        {"mlb", "Dodgers", "Los Angeles Dodgers"},
        {"mlb", "L.A. Dodgers", "Los Angeles Dodgers"},
        {"mlb", "LAN", "Los Angeles Dodgers"},
        {"mlb", "Chi White Sox", ""},
        {"mlb", "Chicago White Sox", "Chicago White Sox"},
        {"mlb", "White Sox", "Chicago White Sox"},
        {"mlb", "Saint Louis Cardinals", "St. Louis Cardinals"},
        {"mlb", "Cleveland Indians", "Cleveland Guardians"},
        {"mlb", "Oakland A's", "Athletics"},
        {"mlb", "Oakland", "Athletics"},
        {"mlb", "Los Angeles Angels of Anaheim", "Los Angeles Angels"},
        {"mlb", "New York Yankees (Spring Training)", "New York Yankees"},
        {"mlb", "Washington", "Washington Nationals"},
        {"nba", "LA Clippers", "Los Angeles Clippers"},
        {"nba", "Sixers", "Philadelphia 76ers"},
        {"nba", "New York", "New York Knicks"},
        {"nfl", "Oakland Raiders", "Las Vegas Raiders"},
        {"nfl", "Washington Redskins", "Washington Commanders"},
        {"nfl", "Niners", "San Francisco 49ers"},
        {"nhl", "Montréal Canadiens", "Montreal Canadiens"},
        {"nhl", "Jets", "Winnipeg Jets"},
        {"nfl", "Jets", "New York Jets"},
        {"mlb", "Baltimore Orioles Baseball", "Baltimore Orioles"},
        {"worldcup", "Korea Republic", "South Korea"},
        {"worldcup", "Cote d'Ivoire", "Ivory Coast"},
        {"worldcup", "USA", "United States"},
        {"epl", "Man Utd", "Manchester United"},
        {"epl", "Brighton and Hove Albion FC", "Brighton & Hove Albion"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(resolved(row.league, row.text), row.team) << row.league << " " << row.text;
}

TEST(TeamNamesTest, NeverGuessesBetweenTwo) {
    for (const char* text : {"New York", "Los Angeles", "LA", "Chicago", "Sox", "N.Y.", "TBD", ""})
        EXPECT_EQ(resolved("mlb", text), "") << text;
    EXPECT_EQ(resolved("nba", "Los Angeles"), "");
    EXPECT_EQ(resolved("nhl", "New York"), "");
    EXPECT_EQ(resolved("nfl", "New York"), "");
    EXPECT_EQ(resolved("mlb", "Lakers"), "");
    EXPECT_EQ(resolved("epl", "Manchester"), "");
}

TEST(TeamNamesTest, SomeNamesMeanATeamInSomeYearsOnly) {
    struct Row {
        const char* league;
        const char* text;
        int year;
        const char* team;
    };
    const Row rows[] = {
        {"nfl", "St. Louis", 2014, "Los Angeles Rams"},
        {"nfl", "St. Louis", 2018, ""},
        {"nfl", "Los Angeles", 2016, "Los Angeles Rams"},
        {"nfl", "Los Angeles", 2018, ""},
        {"nfl", "San Diego", 2016, "Los Angeles Chargers"},
        {"nfl", "Oakland", 2019, "Las Vegas Raiders"},
        {"nfl", "Oakland", 2020, ""},
        {"nba", "Hornets", 2010, "New Orleans Pelicans"},
        {"nba", "Hornets", 2015, "Charlotte Hornets"},
        {"nhl", "Coyotes", 2023, "Utah Mammoth"},
        {"nhl", "Arizona", 2025, ""},
    };
    for (const auto& row : rows)
        EXPECT_EQ(resolved(row.league, row.text, row.year), row.team) << row.text << row.year;
    EXPECT_EQ(resolved("nba", "Hornets"), "");
}

TEST(TeamNamesTest, FindsAFullNameAmongOtherWordsAndOneCutOff) {
    EXPECT_EQ(resolved("mlb", "St. Louis Cardinals Opening Day"), "St. Louis Cardinals");
    EXPECT_EQ(resolved("mlb", "Spring Training Boston Red Sox"), "Boston Red Sox");
    EXPECT_EQ(resolved("nba", "Minnesota Timberwolv"), "Minnesota Timberwolves");
    EXPECT_EQ(resolved("nba", "Golden State Warrior"), "Golden State Warriors");
    EXPECT_EQ(resolved("mlb", "Boston Red Sox New York Yankees"), "");
    EXPECT_EQ(resolved("mlb", "Rangers Opening Day"), "");
    EXPECT_EQ(resolved("nba", "Minnesota Tim"), "");
    EXPECT_EQ(resolved("cfb", "Alabama Huntsville Chargers"), "");
    EXPECT_EQ(shipped_team_names().resolve("nba", "Minnesota Timberwolv")->confidence, 0.96);
}

TEST(TeamNamesTest, SchoolsAreTheNamesOfColleges) {
    EXPECT_EQ(resolved("cfb", "Michigan"), "Michigan Wolverines");
    EXPECT_EQ(shipped_team_names().resolve("cfb", "Michigan")->confidence, 0.98);
    EXPECT_EQ(resolved("cfb", "Ohio St."), "Ohio State Buckeyes");
    EXPECT_EQ(resolved("cfb", "Southern Methodist (SMU) Mustangs"), "SMU Mustangs");
    EXPECT_EQ(resolved("cfb", "Miami (OH) RedHawks"), "Miami (OH) RedHawks");
    EXPECT_EQ(resolved("cfb", "Miami"), "");
    EXPECT_EQ(resolved("cfb", "Bulldogs"), "");
    EXPECT_EQ(resolved("ncaaf", "#3 Texas A&M"), "Texas A&M Aggies");
}

TEST(TeamNamesTest, IsLessSureOfShortNames) {
    const auto& names = shipped_team_names();
    EXPECT_EQ(names.resolve("mlb", "Texas Rangers")->confidence, 1.0);
    EXPECT_EQ(names.resolve("mlb", "Rangers")->confidence, 0.98);
    EXPECT_EQ(names.resolve("mlb", "TEX")->confidence, 0.98);
    EXPECT_EQ(names.resolve("mlb", "Texas")->confidence, 0.95);
    EXPECT_EQ(names.resolve("lacrosse", "Texas")->confidence, 0.95);
}

TEST(TeamNamesTest, ALeagueWithoutATableKnowsTidyNames) {
    const auto& names = shipped_team_names();
    const auto team = names.resolve("ncaaw", "UConn Huskies (W)");
    ASSERT_TRUE(team.has_value());
    EXPECT_EQ(team->slug, "uconn-huskies");
    EXPECT_EQ(team->team, nullptr);
    EXPECT_EQ(names.resolve("lacrosse", "UConn Huskies (W)")->slug, "uconn-huskies-w");
    EXPECT_EQ(names.resolve("lacrosse", "Notre Dame lacrosse")->slug, "notre-dame-lacrosse");
    EXPECT_FALSE(names.resolve("lacrosse", "TBD").has_value());
    EXPECT_FALSE(names.resolve("lacrosse", " - ").has_value());
}

TEST(TeamNamesTest, KnowsLeaguesByOtherNames) {
    const auto& names = shipped_team_names();
    EXPECT_EQ(names.league_of("MLB"), "mlb");
    EXPECT_EQ(names.league_of("Major League Baseball"), "mlb");
    EXPECT_EQ(names.league_of("basketball_nba"), "nba");
    EXPECT_EQ(names.league_of("Box Lacrosse"), "box-lacrosse");
    EXPECT_TRUE(names.has_table("NFL"));
    EXPECT_FALSE(names.has_table("lacrosse"));
    EXPECT_EQ(names.resolve("Major League Baseball", "Cubs")->name, "Chicago Cubs");
}

TEST(TeamNamesTest, KnowsWhoIsAtHomeWhere) {
    const auto& names = shipped_team_names();
    const auto teams = names.at_home_in("nfl", "metlife stadium");
    ASSERT_EQ(teams.size(), 2U);
    EXPECT_EQ(teams[0]->name, "New York Giants");
    EXPECT_EQ(teams[1]->name, "New York Jets");
    EXPECT_TRUE(names.at_home_in("nfl", "Wembley Stadium").empty());
    EXPECT_EQ(names.zone_of_venue("Dodger Stadium")->name(), "America/Los_Angeles");
    EXPECT_EQ(names.zone_of_venue("Chase Field")->name(), "America/Phoenix");
    EXPECT_EQ(names.zone_of_venue("Wembley Stadium")->name(), "Europe/London");
    EXPECT_FALSE(names.zone_of_venue("Nowhere Park").has_value());
}

TEST(TeamTablesTest, SayWhatIsWrongWithATable) {
    struct Row {
        const char* toml;
        const char* problem;
    };
    const Row rows[] = {
        {"league = \"x\"\nteam = 3", "t.toml: team should be a list"},
        {"also = []", "t.toml: league is missing"},
        {"league = \"x\"\n[[team]]\nnick = \"y\"", "t.toml: team[1].name is missing"},
        {"league = \"x\"\n[[team]]\nname = \"y\"\nnick = 1",
         "t.toml: team[1].nick is no key of such a table"},
        {"league = \"x\"\n[[team]]\nname = \"y\"\nlatitude = 91.0",
         "t.toml: team[1].latitude should be degrees"},
        {"league = \"x\"\n[[team]]\nname = \"y\"\ncodes = [1]",
         "t.toml: team[1].codes should be a list of texts"},
    };
    for (const auto& row : rows) {
        const auto table = parse_team_table(row.toml, "t.toml");
        ASSERT_FALSE(table.has_value()) << row.toml;
        EXPECT_EQ(table.error().detail, row.problem);
    }
    EXPECT_EQ(parse_team_table("league = \"x\"\n[[team]]\nname = \"y\"\nzone = \"Mars/Base\"", "t")
                  .error()
                  .code,
              ErrorCode::invalid_argument);
    EXPECT_NE(parse_team_table("league = ", "t.toml").error().detail.find("t.toml: line 1"),
              std::string::npos);
}

TEST(TeamTablesTest, ReadsAVenue) {
    const auto venue = parse_venue_table(
        "name = \"Park\"\nalso = [\"Field\"]\n[[zone]]\nname = \"Low\"\nsections = [[1, 9]]\n"
        "names = [\"Pit\"]\nwords = [\"Box\"]\n",
        "v.toml");
    ASSERT_TRUE(venue.has_value()) << venue.error().detail;
    EXPECT_EQ(venue->name, "Park");
    EXPECT_EQ(venue->also, std::vector<std::string>{"Field"});
    ASSERT_EQ(venue->zones.size(), 1U);
    EXPECT_EQ(venue->zones[0].name, "Low");
    EXPECT_EQ(venue->zones[0].sections[0].from, 1);
    EXPECT_EQ(venue->zones[0].sections[0].to, 9);
    EXPECT_EQ(venue->zones[0].words, std::vector<std::string>{"Box"});
    EXPECT_FALSE(
        parse_venue_table("name = \"P\"\n[[zone]]\nname = \"L\"\nsections = [[9, 1]]", "v"));
}

}  // namespace
}  // namespace seatsync::market
