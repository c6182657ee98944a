// The commands below `seatsync market` over a real SQLite file: import, then look.

#include "adapters/store_sqlite/sqlite_market_store.hpp"
#include "adapters/store_sqlite/sqlite_model_store.hpp"
#include "adapters/store_sqlite/sqlite_source_status_store.hpp"
#include "cli/run.hpp"
#include "testing/observations.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <fstream>
#include <sstream>

namespace seatsync {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

Result<cli::Stores> open_stores(const std::filesystem::path& path) {
    SEATSYNC_TRY(std::shared_ptr<store_sqlite::SqliteDatabase> database,
                 store_sqlite::SqliteDatabase::open(path));
    return cli::Stores{
        .database = database,
        .market = std::make_unique<store_sqlite::SqliteMarketStore>(*database),
        .models = std::make_unique<store_sqlite::SqliteModelStore>(*database),
        .statuses = std::make_unique<store_sqlite::SqliteSourceStatusStore>(*database)};
}

class MarketCommandsTest : public ::testing::Test {
  protected:
    void SetUp() override {
        std::filesystem::create_directory(data());
        write("events.csv",
              "event_id,league,home_team,away_team,event_time_utc,timezone\n"
              "1,mlb,Dodgers,Rangers,2021-06-12T02:10:00Z,America/Los_Angeles\n"
              "2,mlb,Giants,Cubs,2021-06-13T02:10:00Z,America/Los_Angeles\n"
              "12,mlb,Giants,Rangers,2021-06-14T02:10:00Z,America/Los_Angeles\n");
        write_quotes(100, 0);
    }

    std::filesystem::path data() const { return folder_.file("season"); }
    std::filesystem::path database() const { return folder_.file("market.db"); }

    void write(const std::string& name, const std::string& text) {
        std::ofstream(data() / name, std::ios::binary) << text;
    }

    /// Hourly quotes of event 1, the first `bad` of them without a readable price.
    void write_quotes(int rows, int bad) {
        std::string text = "event_id,observed_at_utc,lowest_price,ticket_count\n";
        for (int i = 0; i < rows; ++i) {
            const auto time = testing::at("2021-06-07T00:00:00Z") + std::chrono::hours(i);
            text += "1," + domain::format_utc(time) + "," +
                    (i < bad ? std::string("cheap") : std::to_string(20 + i) + ".5") + ",7\n";
        }
        write("snapshots.csv", text);
    }

    /// Runs a command line and returns its exit code; out_ and err_ hold what it printed.
    int run(std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--db", database().string()});
        std::ostringstream out;
        std::ostringstream err;
        cli::Environment environment{.out = out, .err = err, .clock = clock_};
        environment.variable = [](const std::string&) { return std::nullopt; };
        environment.open_stores = open_stores;
        const int code = cli::run(arguments, environment);
        out_ = out.str();
        err_ = err.str();
        return code;
    }

    int import(std::vector<std::string> more = {}) {
        more.insert(more.begin(), {"market", "import", data().string()});
        return run(more);
    }

    json::object parsed() const { return json::parse(out_).as_object(); }

    std::size_t stored_quotes() {
        EXPECT_EQ(run({"market", "show", "1", "--json"}), 0) << err_;
        const auto shown = parsed();
        std::size_t count = 0;
        for (const auto& series : shown.at("series").as_array())
            count += series.as_object().at("quotes").as_array().size();
        return count;
    }

    testing::TemporaryFolder folder_;
    base::ManualClock clock_{testing::at("2022-01-01T00:00:00Z")};
    std::string out_;
    std::string err_;
};

TEST_F(MarketCommandsTest, ImportsAndSaysWhatItDid) {
    ASSERT_EQ(import({"--json"}), 0) << err_;
    const auto report = parsed();
    EXPECT_EQ(report.at("applied"),
              (json::value{{"inserted", 103}, {"duplicate", 0}, {"replaced", 0}}));
    EXPECT_EQ(report.at("rejected"), 0);
    EXPECT_TRUE(report.at("refused").is_null());
    EXPECT_TRUE(report.at("rejects_file").is_null());
    const auto& source = report.at("sources").as_array()[0].as_object();
    EXPECT_EQ(source.at("layout"), "tidy");
    EXPECT_EQ(source.at("events"), 3);
    EXPECT_EQ(source.at("quotes"), 100);
    EXPECT_EQ(stored_quotes(), 100U);
}

TEST_F(MarketCommandsTest, ImportingTwiceChangesNothing) {
    ASSERT_EQ(import(), 0) << err_;
    EXPECT_THAT(out_, HasSubstr("applied: 103 new, 0 already there, 0 replaced"));
    ASSERT_EQ(import(), 0) << err_;
    EXPECT_THAT(out_, HasSubstr("applied: 0 new, 103 already there, 0 replaced"));
    EXPECT_EQ(stored_quotes(), 100U);
}

TEST_F(MarketCommandsTest, ADryRunAppliesNothing) {
    ASSERT_EQ(import({"--dry-run"}), 0) << err_;
    EXPECT_THAT(out_, HasSubstr("3 events, 100 quotes"));
    EXPECT_THAT(out_, HasSubstr("dry run: nothing was applied"));
    EXPECT_FALSE(std::filesystem::exists(database()));
}

TEST_F(MarketCommandsTest, ReportsOneBadRowAndKeepsTheRest) {
    write_quotes(100, 1);
    ASSERT_EQ(import({"--json"}), 0) << err_;
    const auto report = parsed();
    const auto& reject = report.at("rejects").as_array().at(0).as_object();
    EXPECT_EQ(std::string(reject.at("file").as_string()), (data() / "snapshots.csv").string());
    EXPECT_EQ(reject.at("line"), 2);
    EXPECT_EQ(reject.at("column"), "lowest_price");
    EXPECT_EQ(reject.at("value"), "cheap");
    EXPECT_EQ(reject.at("reason"), "not a price");
    std::ifstream file(folder_.file("season.rejects.csv"));
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    EXPECT_EQ(text, "file,line,column,value,reason\n" + (data() / "snapshots.csv").string() +
                        ",2,lowest_price,cheap,not a price\n");
    EXPECT_EQ(stored_quotes(), 99U);
}

TEST_F(MarketCommandsTest, TwoPercentBadRowsRefuseTheFileAndLeaveTheStoreAsItWas) {
    ASSERT_EQ(import(), 0) << err_;
    write_quotes(200, 4);
    EXPECT_EQ(import({"--json"}), 1);
    EXPECT_THAT(err_, HasSubstr("4 of 200 rows rejected (2.00 %)"));
    EXPECT_THAT(err_, HasSubstr("nothing was applied"));
    EXPECT_EQ(parsed().at("rejected"), 4);
    EXPECT_TRUE(parsed().at("applied").is_null());
    EXPECT_EQ(stored_quotes(), 100U);
    EXPECT_EQ(import({"--max-rejects", "2%"}), 0) << err_;
    EXPECT_EQ(stored_quotes(), 200U);  // The four of the first import are still there.
}

TEST_F(MarketCommandsTest, QuotesFieldsOfTheRejectReport) {
    write("snapshots.csv",
          "event_id,observed_at_utc,lowest_price\n1,2021-06-08,\"a, \"\"b\"\"\"\n");
    const auto file = folder_.file("deep/bad.csv");
    ASSERT_EQ(import({"--max-rejects", "100", "--rejects", file.string()}), 0) << err_;
    std::ifstream stream(file);
    const std::string text((std::istreambuf_iterator<char>(stream)), {});
    EXPECT_THAT(text, HasSubstr(",2,lowest_price,\"a, \"\"b\"\"\",not a price\n"));
}

TEST_F(MarketCommandsTest, RefusesOptionsThatMakeNoSense) {
    EXPECT_EQ(import({"--max-rejects", "many"}), 2);
    EXPECT_EQ(import({"--max-rejects", "101"}), 2);
    EXPECT_EQ(run({"market", "import"}), 2);
    EXPECT_EQ(import({"--layout", "absent"}), 1);
    EXPECT_THAT(err_, HasSubstr("neither a mapping file nor a layout"));
}

TEST_F(MarketCommandsTest, ShowsQuotesOverTimeInTheVenuesTime) {
    ASSERT_EQ(import(), 0) << err_;
    ASSERT_EQ(run({"market", "show", "rangers at dodgers"}), 0) << err_;
    EXPECT_THAT(out_, HasSubstr("Rangers at Dodgers  season:1\n"));
    EXPECT_THAT(out_, HasSubstr("starts 2021-06-11 19:10 PDT (America/Los_Angeles)"));
    EXPECT_THAT(out_, HasSubstr("100 of 100 snapshots have one"));
    EXPECT_THAT(out_, HasSubstr("$119.50 |"));
    EXPECT_THAT(out_, HasSubstr(" $20.50 |*"));
    EXPECT_THAT(out_, HasSubstr("2021-06-06 17:00 PDT"));
    EXPECT_THAT(out_, HasSubstr("latest 2021-06-10 20:00 PDT: lowest $119.50 tickets 7"));
}

TEST_F(MarketCommandsTest, ShowsOnlyWhatWasKnown) {
    ASSERT_EQ(import(), 0) << err_;
    ASSERT_EQ(run({"market", "show", "season:1", "--as-of", "2021-06-07T09:30:00Z", "--json"}), 0);
    const auto quotes = parsed().at("series").as_array()[0].as_object().at("quotes").as_array();
    ASSERT_EQ(quotes.size(), 10U);
    const auto& last = quotes.back().as_object();
    EXPECT_EQ(last.at("at"), "2021-06-07T09:00:00Z");
    EXPECT_EQ(last.at("at_local"), "2021-06-07 02:00 PDT");
    EXPECT_EQ(last.at("get_in_cents"), 2950);
    EXPECT_EQ(last.at("tickets"), 7);
    EXPECT_TRUE(last.at("median_cents").is_null());
}

TEST_F(MarketCommandsTest, ListsTheCandidatesOfAnAmbiguousName) {
    ASSERT_EQ(import(), 0) << err_;
    EXPECT_EQ(run({"market", "show", "rangers"}), 1);
    EXPECT_THAT(err_, HasSubstr("'rangers' fits 2 events"));
    EXPECT_THAT(err_, HasSubstr("season:1  2021-06-11 19:10 PDT  Rangers at Dodgers"));
    EXPECT_THAT(err_, HasSubstr("season:12"));
    EXPECT_THAT(err_, Not(HasSubstr("season:2 ")));
    EXPECT_EQ(run({"market", "show", "2"}), 0) << "a bare id comes before a part of a name";
    EXPECT_EQ(run({"market", "show", "yankees"}), 1);
    EXPECT_THAT(err_, HasSubstr("no event is known as 'yankees'"));
}

TEST_F(MarketCommandsTest, KeepsToOneMarket) {
    write("snapshots.csv",
          "event_id,market,observed_at_utc,lowest_price\n"
          "1,stubhub,2021-06-08,20\n1,seatgeek,2021-06-08,21\n");
    ASSERT_EQ(import(), 0) << err_;
    ASSERT_EQ(run({"market", "show", "1", "--market", "seatgeek", "--json"}), 0) << err_;
    ASSERT_EQ(parsed().at("series").as_array().size(), 1U);
    EXPECT_EQ(parsed().at("series").as_array()[0].as_object().at("market"), "seatgeek");
    ASSERT_EQ(run({"market", "show", "1", "--market", "tickpick"}), 0) << err_;
    EXPECT_THAT(out_, HasSubstr("no quotes"));
}

TEST_F(MarketCommandsTest, TellsWhatEachSetHolds) {
    ASSERT_EQ(run({"market", "stats"}), 0) << err_;
    EXPECT_THAT(out_, HasSubstr("nothing is known"));
    ASSERT_EQ(import(), 0) << err_;
    ASSERT_EQ(run({"market", "stats", "--json"}), 0) << err_;
    const auto set = parsed().at("sets").as_array()[0].as_object();
    EXPECT_EQ(set.at("namespace"), "season");
    EXPECT_EQ(set.at("events"), 3);
    EXPECT_EQ(set.at("series"), 1);
    EXPECT_EQ(set.at("snapshots"), 100);
    EXPECT_EQ(set.at("gap_median_h").to_number<double>(), 1.0);
    EXPECT_EQ(set.at("median_cents").to_number<double>(), 7000.0);
    EXPECT_EQ(set.at("unchanged_share").to_number<double>(), 0.0);
    ASSERT_EQ(run({"market", "stats"}), 0) << err_;
    EXPECT_THAT(out_, HasSubstr("3 events, 1 series, 100 snapshots"));
    EXPECT_THAT(out_, HasSubstr("median 70.00"));
}

TEST_F(MarketCommandsTest, ListsEventsByStart) {
    ASSERT_EQ(import(), 0) << err_;
    ASSERT_EQ(run({"market", "events"}), 0) << err_;
    EXPECT_THAT(out_, ::testing::StartsWith("2021-06-11 19:10 PDT  mlb    Rangers at Dodgers"));
    ASSERT_EQ(run({"market", "events", "--league", "nba", "--json"}), 0) << err_;
    EXPECT_EQ(out_, "{\"events\":[]}\n");
}

}  // namespace
}  // namespace seatsync
