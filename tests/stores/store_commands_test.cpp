// The commands below `seatsync store` over real databases of both kinds.

#include "cli/run.hpp"
#include "server/open_stores.hpp"
#include "testing/observations.hpp"
#include "testing/postgres_cluster.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <sstream>

namespace seatsync {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

class StoreCommandsTest : public ::testing::Test {
  protected:
    /// Runs a command line and returns its exit code; out_ and err_ hold what it printed.
    int run(const std::vector<std::string>& arguments) {
        std::ostringstream out;
        std::ostringstream err;
        cli::Environment environment{.out = out, .err = err, .clock = clock_};
        environment.variable = [](const std::string&) { return std::nullopt; };
        environment.open_stores = server::open_stores;
        const int code = cli::run(arguments, environment);
        out_ = out.str();
        err_ = err.str();
        return code;
    }
    int copy(const std::string& from, const std::string& to) {
        return run({"store", "copy", "--from", from, "--to", to, "--json"});
    }
    json::object answer() const { return json::parse(out_).as_object(); }
    std::string file(std::string_view name) const { return folder_.file(name).string(); }

    /// Quotes of three quarters in two versions, an event, a reading and a model.
    static void fill(const std::string& database) {
        const cli::Stores stores = server::open_stores(database).value();
        domain::ObservationBatch batch{.events = {testing::an_event("mlb:1")},
                                       .readings = {testing::a_reading(kStart)}};
        for (int day = 0; day < 250; ++day)
            for (const char* event : {"mlb:1", "mlb:2"}) {
                batch.quotes.push_back(
                    testing::a_quote(event, kStart + std::chrono::days(day), 100 + day));
                batch.quotes.push_back(batch.quotes.back());
                batch.quotes.back().received_at += std::chrono::hours(1);
            }
        stores.market->append(batch).value();
        app::StoredModel model;
        model.id = app::ModelId("m");
        model.name = "price";
        model.payload = "\1\2";
        stores.models->put(model).value();
        stores.models->promote(model.id, kStart).value();
        stores.statuses->save({{"espn", kStart, "{}"}}).value();
    }
    static std::vector<domain::Quote> quotes_in(const std::string& database) {
        const cli::Stores stores = server::open_stores(database).value();
        return stores.market->quotes(domain::EventId("mlb:2"), {}, domain::Instant::max()).value();
    }

    static inline const domain::Instant kStart = testing::at("2021-05-01T00:00:00Z");
    testing::TemporaryFolder folder_;
    base::SystemClock clock_;
    std::string out_;
    std::string err_;
};

TEST_F(StoreCommandsTest, MigrateMakesAFileAndTellsItsSchema) {
    EXPECT_EQ(run({"store", "migrate", "--db", file("new.db"), "--json"}), 0) << err_;
    EXPECT_EQ(answer().at("database").as_string(), file("new.db"));
    EXPECT_EQ(answer().at("schema").as_string(), "SQLite, schema version 4");
    EXPECT_TRUE(std::filesystem::exists(file("new.db")));
}

TEST_F(StoreCommandsTest, CopiesAFileToAnother) {
    fill(file("a.db"));
    EXPECT_EQ(copy(file("a.db"), file("b.db")), 0) << err_;
    EXPECT_EQ(answer().at("equal"), true);
    EXPECT_EQ(answer().at("applied").at("inserted"), 1002);
    EXPECT_EQ(quotes_in(file("b.db")), quotes_in(file("a.db")));
    EXPECT_EQ(quotes_in(file("b.db")).size(), 250U);
}

TEST_F(StoreCommandsTest, CopiesFromAFileToPostgresAndBack) {
    if (const auto why = testing::PostgresCluster::missing(); !why.empty())
        GTEST_SKIP() << why;
    const std::string server = testing::PostgresCluster::shared().new_database();
    fill(file("a.db"));
    EXPECT_EQ(copy(file("a.db"), server), 0) << err_;
    EXPECT_EQ(answer().at("applied").at("inserted"), 1002);
    EXPECT_EQ(copy(file("a.db"), server), 0) << err_;
    EXPECT_EQ(answer().at("applied").at("inserted"), 0);
    EXPECT_EQ(answer().at("applied").at("duplicate"), 1002);
    EXPECT_EQ(copy(server, file("b.db")), 0) << err_;
    EXPECT_EQ(answer().at("equal"), true);
    const json::object report = answer();
    EXPECT_EQ(report.at("tables").as_array().size(), 15U);
    for (const auto& table : report.at("tables").as_array()) {
        EXPECT_EQ(table.at("checksum_from"), table.at("checksum_to"));
        EXPECT_EQ(table.at("equal"), true);
    }
    EXPECT_EQ(quotes_in(file("b.db")), quotes_in(file("a.db")));
    EXPECT_EQ(run({"store", "migrate", "--db", server}), 0) << err_;
    EXPECT_THAT(out_, HasSubstr("PostgreSQL, schema version 6, range partitions"));
}

TEST_F(StoreCommandsTest, ATargetThatHeldMoreIsTold) {
    fill(file("a.db"));
    fill(file("b.db"));
    {
        const cli::Stores more = server::open_stores(file("b.db")).value();
        more.market->append({.quotes = {testing::a_quote("mlb:3", kStart, 1)}}).value();
    }
    EXPECT_EQ(copy(file("a.db"), file("b.db")), 1);
    EXPECT_EQ(answer().at("equal"), false);
    EXPECT_THAT(err_, HasSubstr("the databases differ"));
}

TEST_F(StoreCommandsTest, ASourceThatIsNotThereIsNotMade) {
    EXPECT_EQ(copy(file("typo.db"), file("b.db")), 1);
    EXPECT_THAT(err_, HasSubstr("there is no database"));
    EXPECT_FALSE(std::filesystem::exists(file("typo.db")));
    EXPECT_FALSE(std::filesystem::exists(file("b.db")));
}

TEST_F(StoreCommandsTest, NoPasswordIsToldWhenADatabaseIsNotReached) {
    for (const char* address : {
             "postgres://ann:sesame@localhost:1/market?connect_timeout=2",
             "postgresql://localhost:1/market?user=ann&password=sesame",
             "postgres://ann:sesame@host:no_port/x",
             "postgres://ann:ses/sesame?sesame@host/x",
             "postgres:/ann:sesame@host/x",
             "mysql://ann:sesame@host/x",
         }) {
        EXPECT_EQ(run({"store", "migrate", "--db", address}), 1) << address;
        EXPECT_THAT(err_, HasSubstr("ann")) << address;
        EXPECT_THAT(err_, Not(HasSubstr("sesame"))) << address;
        EXPECT_EQ(out_, "");
        EXPECT_EQ(copy(address, file("b.db")), 1) << address;
        EXPECT_THAT(err_, Not(HasSubstr("sesame"))) << address;
    }
}

TEST_F(StoreCommandsTest, AnAddressOfSomethingElseMakesNoFile) {
    EXPECT_EQ(run({"store", "migrate", "--db", "mysql://host/market"}), 1);
    EXPECT_THAT(err_, HasSubstr("postgres://USER:PASSWORD@HOST:PORT/NAME"));
    EXPECT_FALSE(std::filesystem::exists("mysql:"));
}

TEST_F(StoreCommandsTest, ADemoInADatabaseThatHoldsSomethingIsRefused) {
    fill(file("a.db"));
    EXPECT_EQ(run({"demo", "--no-serve", "--db", file("a.db")}), 1);
    EXPECT_THAT(err_, HasSubstr("the demo needs an empty database"));
    EXPECT_EQ(quotes_in(file("a.db")).size(), 250U);
}

TEST_F(StoreCommandsTest, CopyWithoutItsOptionsIsBadUsage) {
    EXPECT_EQ(run({"store", "copy", "--from", "a.db"}), 2);
    EXPECT_EQ(run({"store"}), 2);
}

}  // namespace
}  // namespace seatsync
