#include "adapters/source_csv/folder_source.hpp"

#include "testing/observations.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <fstream>

namespace seatsync::source_csv {
namespace {

using seatsync::testing::at;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kEvents =
    "event_id,league,home_team,away_team,event_time_utc\n"
    "1,MLB,Dodgers,Rangers,2021-06-12T02:10:00Z\n"
    "2,MLB,Giants,Cubs,2021-06-13T02:10:00Z\n";
const std::string kQuoteHeader = "event_id,observed_at_utc,lowest_price,ticket_count\n";

/// A folder of its own and what was read from it.
class FolderSourceTest : public ::testing::Test {
  protected:
    void write(const std::string& name, const std::string& text) {
        std::ofstream(folder_.file(name), std::ios::binary) << text;
    }

    void write_packed(const std::string& name, const std::string& text) {
        gzFile file = gzopen(folder_.file(name).c_str(), "wb");
        gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
        gzclose(file);
    }

    Result<void> try_read(const ReadOptions& options = {}, const std::string& file = "") {
        app::SourceSinks sinks;
        sinks.batch = [this](const domain::ObservationBatch& batch) -> Result<void> {
            batch_max_ = std::max(batch_max_, batch.size());
            append(batch_.events, batch.events);
            append(batch_.quotes, batch.quotes);
            append(batch_.records, batch.records);
            append(batch_.results, batch.results);
            append(batch_.readings, batch.readings);
            return {};
        };
        sinks.reject = [this](const app::Reject& reject) -> Result<void> {
            rejects_.push_back(reject);
            return {};
        };
        const auto path = file.empty() ? folder_.path() : folder_.file(file);
        SEATSYNC_TRY(report_, read_folder(path, options, sinks));
        return {};
    }

    void read(const ReadOptions& options = {}, const std::string& file = "") {
        const auto done = try_read(options, file);
        ASSERT_TRUE(done.has_value()) << done.error().detail;
    }

    std::string failure(const ReadOptions& options = {}, const std::string& file = "") {
        const auto done = try_read(options, file);
        return done ? "it was read" : done.error().detail;
    }

    template <class Item>
    static void append(std::vector<Item>& to, const std::vector<Item>& from) {
        to.insert(to.end(), from.begin(), from.end());
    }

    seatsync::testing::TemporaryFolder folder_;
    domain::ObservationBatch batch_;
    std::size_t batch_max_ = 0;
    std::vector<app::Reject> rejects_;
    app::SourceReport report_;
};

TEST_F(FolderSourceTest, ReadsEventsAndQuotes) {
    write("events.csv", kEvents);
    write("snapshots.csv", kQuoteHeader + "1,2021-06-08T17:51:48Z,58.62,12\n");
    read();
    ASSERT_EQ(batch_.events.size(), 2U);
    const auto& event = batch_.events.front();
    const std::string name_space = folder_.path().filename().string();
    EXPECT_EQ(event.id.value(), name_space + ":1");
    EXPECT_EQ(event.league, "mlb");
    EXPECT_EQ(event.home, "Dodgers");
    EXPECT_EQ(event.away, "Rangers");
    EXPECT_EQ(event.start, at("2021-06-12T02:10:00Z"));
    EXPECT_FALSE(event.start_tbd);
    EXPECT_EQ(event.received_at, at("1970-01-01T00:00:00Z"));
    ASSERT_EQ(batch_.quotes.size(), 1U);
    const auto& quote = batch_.quotes.front();
    EXPECT_EQ(quote.series.event, event.id);
    EXPECT_EQ(quote.series.market, "unnamed");
    EXPECT_EQ(quote.series.kind, domain::PriceKind::advertised);
    EXPECT_EQ(quote.event_at, at("2021-06-08T17:51:48Z"));
    EXPECT_EQ(quote.received_at, quote.event_at);
    EXPECT_EQ(quote.get_in_cents, 5862);
    EXPECT_EQ(quote.tickets, 12);
    EXPECT_EQ(quote.median_cents, std::nullopt);
    EXPECT_EQ(report_.layout, "tidy");
    EXPECT_EQ(report_.name_space, name_space);
    EXPECT_FALSE(report_.names_market);
}

TEST_F(FolderSourceTest, ReadsTheSameFromWindowsLineEndsAMarkAndPackedFiles) {
    write_packed("events.csv.gz", "\xEF\xBB\xBF" + std::string(kEvents));
    write_packed("snapshots.csv.gz",
                 "event_id,observed_at_utc,lowest_price,ticket_count\r\n"
                 "1,2021-06-08T17:51:48Z,58.62,12\r\n2,2021-06-08T17:51:48Z,7,\r");
    read();
    EXPECT_EQ(report_.events, 2U);
    ASSERT_EQ(batch_.quotes.size(), 2U);
    EXPECT_EQ(batch_.quotes[0].tickets, 12);
    EXPECT_EQ(batch_.quotes[1].get_in_cents, 700);
    EXPECT_EQ(batch_.quotes[1].tickets, std::nullopt);
    EXPECT_THAT(rejects_, IsEmpty());
}

TEST_F(FolderSourceTest, ReportsABadRowWithLineColumnValueAndReason) {
    struct Row {
        const char* row;
        const char* column;
        const char* value;
        const char* reason;
    };
    constexpr Row kRows[] = {
        {"1,2021-06-08T17:51:48Z,12a,", "lowest_price", "12a", "not a price"},
        {"1,2021-06-08T17:51:48Z,-3,", "lowest_price", "-3", "a price below 0"},
        {"1,2021-06-08T17:51:48Z,3,-1", "ticket_count", "-1", "a count below 0"},
        {"1,8 June,3,", "observed_at_utc", "8 June",
         "'8 June' is not an ISO 8601 time such as 2021-06-12T02:10:00Z"},
        {"1,,3,", "observed_at_utc", "", "the time is missing"},
        {",2021-06-08T17:51:48Z,3,", "event_id", "", "the event id is missing"},
        {"9,2021-06-08T17:51:48Z,3,", "event_id", "9", "no event with this id is known"},
        {"1,2021-06-08T17:51:48Z,3", "", "", "3 fields where the header has 4"},
        {"\"1\"x,2021-06-08T17:51:48Z,3,", "", "", "text follows a closing quotation mark"},
        {"1\xFF,2021-06-08T17:51:48Z,3,", "event_id", "1\xFF", "not UTF-8"},
    };
    write("events.csv", kEvents);
    std::string text = kQuoteHeader;
    for (const auto& row : kRows)
        text += "1,2021-06-08T12:00:00Z,3,4\n" + std::string(row.row) + "\n";
    write("snapshots.csv", text);
    read();
    ASSERT_EQ(rejects_.size(), std::size(kRows));
    for (std::size_t i = 0; i < rejects_.size(); ++i) {
        EXPECT_EQ(rejects_[i].file, folder_.file("snapshots.csv").string());
        EXPECT_EQ(rejects_[i].line, 3 + 2 * i);
        EXPECT_EQ(rejects_[i].column, kRows[i].column) << kRows[i].row;
        EXPECT_EQ(rejects_[i].value, kRows[i].value) << kRows[i].row;
        EXPECT_EQ(rejects_[i].reason, kRows[i].reason) << kRows[i].row;
    }
    EXPECT_EQ(report_.quotes, std::size(kRows));
    EXPECT_EQ(report_.files.back().rows, 2 * std::size(kRows));
    EXPECT_EQ(report_.files.back().rejected, std::size(kRows));
}

TEST_F(FolderSourceTest, RejectsBadEventsAndWhatRefersToThem) {
    write("events.csv",
          "event_id,league,event_time_utc,capacity,timezone\n"
          "1,mlb,tonight,,\n"
          "2,mlb,2021-06-13T02:10:00Z,many,\n"
          "3,mlb,2021-06-13T02:10:00Z,,Mars/Base\n"
          ",mlb,2021-06-13T02:10:00Z,,\n"
          "5,mlb,2921-06-13T02:10:00Z,,\n"
          "6,,2021-06-13T02:10:00Z,,\n"
          "7,mlb,2021-06-13T02:10:00Z,40000,America/New_York\n");
    write("snapshots.csv", kQuoteHeader + "1,2021-06-08,3,\n7,2021-06-08,3,\n");
    read();
    std::vector<std::string> columns;
    for (const auto& reject : rejects_)
        columns.push_back(reject.column);
    EXPECT_THAT(columns, ElementsAre("event_time_utc", "capacity", "timezone", "event_id",
                                     "event_id", "event_id", "event_id"));
    EXPECT_EQ(report_.events, 1U);
    EXPECT_EQ(report_.quotes, 1U);
    EXPECT_EQ(batch_.events.front().venue.zone.name(), "America/New_York");
}

TEST_F(FolderSourceTest, KeepsAQuoteWithoutAPriceIfAnythingIsTold) {
    write("events.csv", kEvents);
    write("snapshots.csv", kQuoteHeader +
                               "1,2021-06-08T00:00:00Z,0,5\n"
                               "1,2021-06-09T00:00:00Z,.,0\n"
                               "1,2021-06-10T00:00:00Z,NA,\n"
                               "1,2021-06-11T00:00:00Z,0.0,null\n");
    read();
    ASSERT_EQ(batch_.quotes.size(), 2U);
    EXPECT_EQ(batch_.quotes[0].get_in_cents, std::nullopt);
    EXPECT_EQ(batch_.quotes[0].tickets, 5);
    EXPECT_EQ(batch_.quotes[1].tickets, 0);
    EXPECT_EQ(report_.files.back().empty, 2U);
    EXPECT_THAT(rejects_, IsEmpty());
}

TEST_F(FolderSourceTest, ReadsABareDateAsNoonAndADateOfStartAsItsLastSecond) {
    write("events.csv", "event_id,league,match_date\n1,epl,2022-08-05\n");
    write("snapshots.csv", "event_id,observed_date,low_price_usd\n1,2022-07-04,180.17\n");
    read();
    ASSERT_EQ(batch_.events.size(), 1U);
    EXPECT_EQ(batch_.events[0].start, at("2022-08-05T23:59:59Z"));
    EXPECT_TRUE(batch_.events[0].start_tbd);
    ASSERT_EQ(batch_.quotes.size(), 1U);
    EXPECT_EQ(batch_.quotes[0].event_at, at("2022-07-04T12:00:00Z"));
}

TEST_F(FolderSourceTest, ReadsALocalStartInTheVenuesZone) {
    write("events.csv",
          "event_id,season_type,game_date_local,start_local,home_team,away_team\n"
          "1,Regular Season,2024-05-03,6:40 PM,arizona-diamondbacks,chicago-cubs\n"
          "2,Regular Season,2024-05-03,1:05 PM,springfield-isotopes,chicago-cubs\n");
    write("snapshots.csv",
          "event_id,observed_date,listing_count,lowest_price,home_wins,home_losses,home_last10\n"
          "1,2024-05-03,10,42,13,16,4-6\n");
    read({.layout = "mlb_seatgeek_2024", .league = ""});
    ASSERT_EQ(batch_.events.size(), 2U);
    EXPECT_EQ(batch_.events[0].start, at("2024-05-04T01:40:00Z"));  // Phoenix is UTC-7.
    EXPECT_FALSE(batch_.events[0].start_tbd);
    EXPECT_EQ(batch_.events[1].start, at("2024-05-03T23:59:59Z"));  // Its zone is not known.
    EXPECT_TRUE(batch_.events[1].start_tbd);
    ASSERT_EQ(batch_.records.size(), 1U);
    EXPECT_EQ(batch_.records[0].team, "arizona-diamondbacks");
    EXPECT_EQ(batch_.records[0].wins, 13);
    EXPECT_EQ(batch_.records[0].wins_last10, 4);
    EXPECT_EQ(batch_.records[0].received_at, at("2024-05-03T12:00:00Z"));
}

TEST_F(FolderSourceTest, HidesStandingsUntilTheGameAndTheResultUntilFourHoursLater) {
    write("events.csv",
          "event_id,season,home_team,away_team,event_time_utc,time_source,is_giveaway,"
          "home_wins_before,home_losses_before,away_wins_before,away_losses_before,"
          "home_wins_last10,away_wins_last10,attendance,final_home_score,final_away_score\n"
          "1,2021,Dodgers,Rangers,2021-06-12T02:10:00Z,x,0,37,25,24,39,6,2,20220,12,1\n"
          "2,2021,Dodgers,Rangers,2022-06-13T02:10:00Z,x,1,,,,,,,,12,\n");
    write("snapshots.csv", "event_id,observed_at_utc,min_price,ticket_count\n");
    read();
    EXPECT_EQ(report_.layout, "mlb_stubhub_2021");
    ASSERT_EQ(batch_.records.size(), 2U);
    const domain::TeamRecord home{.league = "mlb",
                                  .season = "2021",
                                  .team = "Dodgers",
                                  .wins = 37,
                                  .losses = 25,
                                  .wins_last10 = 6,
                                  .elo = {},
                                  .event_at = at("2021-06-12T02:10:00Z"),
                                  .received_at = at("2021-06-12T02:10:00Z")};
    EXPECT_EQ(batch_.records[0], home);
    EXPECT_EQ(batch_.records[1].team, "Rangers");
    EXPECT_EQ(batch_.records[1].losses, 39);
    ASSERT_EQ(batch_.readings.size(), 1U);  // Nobody filled the promotions of 2021.
    EXPECT_EQ(batch_.readings[0].subject, "mlb_stubhub_2021:2");
    EXPECT_EQ(batch_.readings[0].measure, "promotion");
    EXPECT_EQ(batch_.readings[0].value, 1.0);
    EXPECT_EQ(batch_.readings[0].valid_at, at("2022-06-13T02:10:00Z"));
    EXPECT_EQ(batch_.readings[0].received_at, at("1970-01-01T00:00:00Z"));
    ASSERT_EQ(batch_.results.size(), 1U);  // Half a result is none.
    EXPECT_EQ(batch_.results[0].home_score, 12);
    EXPECT_EQ(batch_.results[0].away_score, 1);
    EXPECT_EQ(batch_.results[0].event_at, at("2021-06-12T06:10:00Z"));
    EXPECT_EQ(batch_.results[0].received_at, at("2021-06-12T06:10:00Z"));
}

TEST_F(FolderSourceTest, DropsValuesFromBeforeTheirDefinitionChanged) {
    write("events.csv",
          "event_id,category,event_time_utc,time_tbd,announce_date,tm_event_id,timezone\n"
          "1,playoff_conditional,2018-09-20T00:20:00Z,1,2018-04-20,,America/New_York\n");
    write("snapshots.csv",
          "event_id,observed_at_utc,listing_count,lowest_price,sg_popularity\n"
          "1,2018-09-08T15:59:59Z,1500,43,0.9\n"
          "1,2018-09-08T16:00:00Z,510,44,1.02\n");
    read();
    EXPECT_EQ(report_.layout, "nfl_seatgeek_2018");
    EXPECT_EQ(batch_.events[0].category, "playoff_conditional");
    EXPECT_TRUE(batch_.events[0].start_tbd);
    EXPECT_EQ(batch_.events[0].received_at, at("2018-04-20T12:00:00Z"));
    ASSERT_EQ(batch_.quotes.size(), 2U);
    EXPECT_EQ(batch_.quotes[0].listings, std::nullopt);
    EXPECT_EQ(batch_.quotes[0].get_in_cents, 4300);
    EXPECT_EQ(batch_.quotes[1].listings, 510);
    EXPECT_EQ(batch_.quotes[1].popularity, 1.02);
}

TEST_F(FolderSourceTest, TakesTheMarketAndItsKindOfPriceFromTheRow) {
    write("matches.csv",
          "match_no,stage,teams,teams_first_seen,kickoff_utc\n37,Group A,A vs. B,A vs. 2B,"
          "2026-06-21T22:00:00Z\n");
    write("market_quotes.csv",
          "match_no,market,observed_at_utc,low_price\n"
          "37,tickpick,2026-05-08T20:31:23Z,249\n37,vividseats,2026-05-09T20:31:23Z,240\n");
    read();
    EXPECT_EQ(report_.layout, "wc2026_resale");
    EXPECT_TRUE(report_.names_market);
    EXPECT_EQ(batch_.events[0].title, "A vs. 2B");
    ASSERT_EQ(batch_.quotes.size(), 2U);
    EXPECT_EQ(batch_.quotes[0].series.market, "tickpick");
    EXPECT_EQ(batch_.quotes[0].series.kind, domain::PriceKind::all_in);
    EXPECT_EQ(batch_.quotes[1].series.market, "vividseats");
    EXPECT_EQ(batch_.quotes[1].series.kind, domain::PriceKind::advertised);
}

TEST_F(FolderSourceTest, ReadsTheOrganisersExchangeBesideTheMarkets) {
    write(
        "matches.csv",
        "match_no,stage,teams_first_seen,kickoff_utc\n37,Group A,A vs. 2B,2026-06-21T22:00:00Z\n");
    write("market_quotes.csv",
          "match_no,market,observed_at_utc,low_price\n37,tickpick,2026-05-08T20:31:23Z,249\n");
    write_packed("fifa_collect_hourly.csv.gz",
                 "match_no,category,observed_at_utc,hours_to_event,face_value,floor_price\n"
                 "37,CAT1,2026-05-08T20:00:00Z,9,500.0,700.5\n"
                 "37,CAT2,2026-05-08T20:00:00Z,9,300.0,310\n"
                 "37,CAT1,2026-05-08T21:00:00Z,8,500.0,700.5\n"
                 "37,CAT1,2026-05-08T22:00:00Z,7,520.0,\n"
                 "37,CAT1,2026-05-08T23:00:00Z,6,500.0,700.5\n");
    read();
    ASSERT_EQ(batch_.quotes.size(), 9U);
    const auto& floor = batch_.quotes[1];
    EXPECT_EQ(floor.series.market, "fifa_collect");
    EXPECT_EQ(floor.series.zone, "CAT1");
    EXPECT_EQ(floor.series.kind, domain::PriceKind::advertised);
    EXPECT_EQ(floor.get_in_cents, 70050);
    EXPECT_EQ(batch_.quotes[3].get_in_cents, 70050);  // An unchanged offer is still an offer.
    std::vector<std::int64_t> faces;
    for (std::size_t i = 5; i < batch_.quotes.size(); ++i) {
        EXPECT_EQ(batch_.quotes[i].series.kind, domain::PriceKind::face);
        faces.push_back(*batch_.quotes[i].get_in_cents);
    }
    EXPECT_THAT(faces, ElementsAre(50000, 30000, 52000, 50000));
    EXPECT_EQ(batch_.quotes[7].event_at, at("2026-05-08T22:00:00Z"));
    EXPECT_TRUE(report_.names_market);
    ASSERT_EQ(report_.files.size(), 4U);
    EXPECT_EQ(report_.files[2].empty, 1U);
    EXPECT_EQ(report_.files[3].unchanged, 1U);
}

TEST_F(FolderSourceTest, ReadsFaceValuesAndWhatIsLeftOfTheFirstSale) {
    write("events.csv",
          "event_id,category,event_time_utc,time_tbd,announce_date,tm_event_id,timezone\n"
          "1,regular,2018-09-20T00:20:00Z,0,2018-04-20,,America/New_York\n");
    write("snapshots.csv", "event_id,observed_at_utc,listing_count,lowest_price,sg_popularity\n");
    write("ticketmaster_face.csv",
          "event_id,observed_at_utc,on_sale_min,on_sale_median,on_sale_max,face_min,face_median,"
          "face_max,face_min_with_fees\n"
          "1,2018-09-10T00:00:00Z,60,90,200,40,80,300,48.5\n");
    read();
    ASSERT_EQ(batch_.quotes.size(), 2U);
    const auto& on_sale = batch_.quotes[0];
    EXPECT_EQ(on_sale.series.market, "ticketmaster_primary");
    EXPECT_EQ(on_sale.series.kind, domain::PriceKind::list);
    EXPECT_EQ(on_sale.get_in_cents, 6000);
    EXPECT_EQ(on_sale.median_cents, 9000);
    EXPECT_EQ(on_sale.highest_cents, 20000);
    const auto& face = batch_.quotes[1];
    EXPECT_EQ(face.series.kind, domain::PriceKind::face);
    EXPECT_EQ(face.get_in_cents, 4000);
    EXPECT_EQ(face.median_cents, 8000);
    EXPECT_EQ(face.highest_cents, 30000);
}

TEST_F(FolderSourceTest, ReadsScoresWithoutPricesAndTheGamesThatTheyTell) {
    write("events.csv",
          "event_id,season_type,game_date_local,start_local,home_team,away_team\n"
          "1,Regular Season,2024-05-03,6:40 PM,arizona-diamondbacks,chicago-cubs\n");
    write("snapshots.csv",
          "event_id,observed_date,listing_count,lowest_price,home_wins,home_losses,home_last10\n");
    write("popularity.csv",
          "event_id,observed_date,game_date_local,home_team,away_team,start_local,sg_popularity,"
          "home_wins,home_losses,home_last10\n"
          "1,2024-05-02,2024-05-03,arizona-diamondbacks,chicago-cubs,6:40 PM,0.901,13,16,4-6\n"
          "2,2025-05-02,2025-05-03,arizona-diamondbacks,chicago-cubs,6:40 PM,0.7,,,\n");
    read({.layout = "mlb_seatgeek_2024", .league = ""});
    ASSERT_EQ(batch_.events.size(), 2U);
    EXPECT_EQ(batch_.events[0].season, "2024");
    EXPECT_EQ(batch_.events[0].category, "Regular Season");
    EXPECT_EQ(batch_.events[1].season, "2025");
    EXPECT_EQ(batch_.events[1].start, at("2025-05-04T01:40:00Z"));
    ASSERT_EQ(batch_.quotes.size(), 2U);
    EXPECT_EQ(batch_.quotes[0].popularity, 0.901);
    EXPECT_EQ(batch_.quotes[0].get_in_cents, std::nullopt);
    ASSERT_EQ(batch_.records.size(), 1U);
    EXPECT_EQ(batch_.records[0].wins, 13);
}

TEST_F(FolderSourceTest, MakesEventsFromQuoteRowsThatRepeatThem) {
    write("snapshots.csv",
          "event_id,league,home_team,event_time_utc,observed_at_utc,lowest_price\n"
          "1,NBA,Heat,2022-05-06T23:00:00Z,2022-05-05T00:00:00Z,10\n"
          "1,NBA,Heat,2022-05-06T23:00:00Z,2022-05-06T00:00:00Z,11\n"
          "2,NHL,Wild,2022-05-06T23:30:00Z,2022-05-06T00:00:00Z,12\n");
    read();
    ASSERT_EQ(batch_.events.size(), 2U);
    EXPECT_EQ(batch_.events[1].league, "nhl");
    EXPECT_EQ(batch_.events[1].home, "Wild");
    EXPECT_EQ(batch_.quotes.size(), 3U);
}

TEST_F(FolderSourceTest, CountsWhatHasNoStart) {
    write("events.csv", "event_id,league,event_time_utc\n1,mlb,\n2,mlb,2021-06-13T02:10:00Z\n");
    write("snapshots.csv", kQuoteHeader + "1,2021-06-08,3,\n1,2021-06-09,3,\n2,2021-06-09,3,\n");
    read();
    EXPECT_EQ(report_.events, 1U);
    EXPECT_EQ(report_.quotes, 1U);
    EXPECT_EQ(report_.files[0].without_start, 1U);
    EXPECT_EQ(report_.files[1].without_start, 2U);
    EXPECT_THAT(rejects_, IsEmpty());
}

TEST_F(FolderSourceTest, TakesTheFirstPriceColumnOfTheHeaderEvenWhereItIsBlank) {
    write("events.csv", kEvents);
    write("snapshots.csv",
          "event_id,observed_at_utc,min_price,lowest_price,ticket_count\n"
          "1,2021-06-08,99,58,1\n1,2021-06-09,99,,1\n");
    read();
    ASSERT_EQ(batch_.quotes.size(), 2U);
    EXPECT_EQ(batch_.quotes[0].get_in_cents, 5800);
    EXPECT_EQ(batch_.quotes[1].get_in_cents, std::nullopt);
}

TEST_F(FolderSourceTest, TakesTextsAndTimesFromTheFirstColumnFilledInTheRow) {
    write("events.csv",
          "match_no,event_id,league,event_time_utc,kickoff_utc\n"
          "3,103,mlb,2021-06-12T02:10:00Z,2021-06-12T05:00:00Z\n"
          ",104,mlb,.,2021-06-12T05:00:00Z\n");
    write("snapshots.csv", kQuoteHeader + "3,2021-06-08,1,\n104,2021-06-08,2,\n");
    read();
    ASSERT_EQ(batch_.events.size(), 2U);
    EXPECT_EQ(batch_.events[0].start, at("2021-06-12T02:10:00Z"));
    EXPECT_EQ(batch_.events[1].start, at("2021-06-12T05:00:00Z"));
    EXPECT_EQ(report_.quotes, 2U);
}

TEST_F(FolderSourceTest, HandsRowsOfOneTimeOnInTheOrderOfTheFile) {
    write("events.csv", kEvents);
    write("snapshots.csv", kQuoteHeader + "1,2021-06-08,3,\n1,2021-06-08,4,\n");
    read();
    ASSERT_EQ(batch_.quotes.size(), 2U);
    EXPECT_EQ(batch_.quotes[1].get_in_cents, 400);
}

TEST_F(FolderSourceTest, HandsOnSmallBatches) {
    write("events.csv", kEvents);
    std::string text = kQuoteHeader;
    for (int i = 0; i < 20'000; ++i)
        text += "1,2021-06-08T17:51:48." + std::to_string(100'000 + i) + "Z,58.62,12\n";
    write("snapshots.csv", text);
    read();
    EXPECT_EQ(batch_.quotes.size(), 20'000U);
    EXPECT_LE(batch_max_, 1000U);
}

TEST_F(FolderSourceTest, ReadsOneFileWithTheEventsBesideIt) {
    write("events.csv", kEvents);
    write("prices_of_june.csv", kQuoteHeader + "1,2021-06-08,3,\n");
    read({}, "prices_of_june.csv");
    EXPECT_EQ(report_.events, 2U);
    EXPECT_EQ(report_.quotes, 1U);
    read({}, "events.csv");
    EXPECT_EQ(report_.events, 2U);
    EXPECT_EQ(report_.quotes, 0U);
}

TEST_F(FolderSourceTest, SaysWhatItCannotRead) {
    EXPECT_THAT(failure({}, "absent"), HasSubstr("there is no "));
    EXPECT_THAT(failure(), HasSubstr("holds none of market_quotes.csv, snapshots.csv"));
    write("snapshots.csv", "when,how_much\n");
    EXPECT_THAT(failure(), HasSubstr("no layout knows these columns: when,how_much"));
    write("snapshots.csv", kQuoteHeader);
    write("events.csv", "event_id,event_time_utc\n1,2021-06-12T02:10:00Z\n");
    EXPECT_THAT(failure(), HasSubstr("give --league"));
    EXPECT_EQ(failure({.layout = "", .league = "mlb"}), "it was read");
    write("snapshots.csv", "");
    EXPECT_THAT(failure(), HasSubstr("snapshots.csv: the file is empty"));
}

TEST_F(FolderSourceTest, SaysThatAPackedFileIsCutOff) {
    write("events.csv", kEvents);
    std::string text = kQuoteHeader;
    for (int i = 0; i < 20'000; ++i)
        text += "1,2021-06-08T17:51:48Z," + std::to_string(i * 7919 % 100'003) + ",12\n";
    write_packed("snapshots.csv.gz", text);
    std::filesystem::resize_file(folder_.file("snapshots.csv.gz"), 40'000);
    const auto message = failure();
    EXPECT_THAT(message, HasSubstr("snapshots.csv.gz"));
    EXPECT_THAT(message, HasSubstr("cut off"));
}

TEST_F(FolderSourceTest, EndsWhenASinkFails) {
    write("events.csv", kEvents);
    app::SourceSinks sinks;
    sinks.batch = [](const domain::ObservationBatch&) -> Result<void> {
        return fail(ErrorCode::unavailable, "disk full");
    };
    const auto done = read_folder(folder_.path(), {}, sinks);
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace seatsync::source_csv
