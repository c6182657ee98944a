// What only a server shows: its errors, its restarts, its settings.

#include "adapters/store_postgres/database_fixture.hpp"
#include "adapters/store_postgres/migrations.hpp"
#include "adapters/store_postgres/postgres_market_store.hpp"
#include "adapters/store_postgres/postgres_model_store.hpp"
#include "adapters/store_postgres/postgres_source_status_store.hpp"
#include "testing/observations.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

namespace seatsync::store_postgres {

namespace {

using testing::a_quote;
using testing::at;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::PostgresCluster;

const domain::EventId kGame{"mlb:1"};
const domain::Instant kForever = domain::Instant::max();
const domain::Quote kQuote = a_quote("mlb:1", at("2021-06-01T00:00:00Z"), 5862);

const std::string kEndTheOthers =
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()";

class ServerTest : public ::testing::Test {
  protected:
    void SetUp() override {
        SEATSYNC_NEEDS_POSTGRES();
        address_ = PostgresCluster::shared().new_database();
    }
    std::unique_ptr<PostgresDatabase> open(OpenOptions options = {}) const {
        return PostgresDatabase::open(address_, options).value();
    }
    /// What another program does to the database.
    std::string psql(const std::string& sql) const {
        return PostgresCluster::shared().psql(address_, sql);
    }
    /// The same database for another user, with a password.
    std::string address_for(const std::string& user) const {
        std::string address = address_;
        return address.replace(address.find("seatsync@"), 9, user + ":sesame@");
    }
    static void expect_refused(const std::string& address, ErrorCode code,
                               const std::string& part_of_the_message) {
        const auto opened = PostgresDatabase::open(address);
        ASSERT_FALSE(opened.has_value());
        EXPECT_EQ(opened.error().code, code) << opened.error().detail;
        EXPECT_THAT(opened.error().detail, HasSubstr(part_of_the_message));
        EXPECT_THAT(opened.error().detail, Not(HasSubstr("sesame")));
    }

    std::string address_;
};

TEST_F(ServerTest, WhatWasCommittedIsThereAfterReopening) {
    PostgresMarketStore(*open()).append({.quotes = {kQuote}}).value();
    const auto database = open();
    PostgresMarketStore store(*database);
    EXPECT_THAT(store.quotes(kGame, {}, kForever).value(), ElementsAre(kQuote));
    EXPECT_EQ(store.append({.quotes = {kQuote}}).value().duplicate, 1U);
}

TEST_F(ServerTest, TellsItsSchema) {
    EXPECT_EQ(open()->schema(), "PostgreSQL, schema version 6, range partitions");
    EXPECT_EQ(open()->schema(), "PostgreSQL, schema version 6, range partitions");
    EXPECT_EQ(psql("SELECT string_agg(name, ',' ORDER BY version) FROM schema_migrations"),
              "0001_quotes,0002_observations_and_models,0003_quotes_in_their_key,"
              "0004_promotions,0005_namesakes,0006_vacuumed_soon");
}

TEST_F(ServerTest, ADatabaseThatIsNotThereIsNotFound) {
    std::string address = address_;
    address.replace(address.find("test_"), 5, "no_such_");
    expect_refused(address, ErrorCode::not_found, "does not exist");
}

TEST_F(ServerTest, AServerThatIsNotThereIsUnavailable) {
    expect_refused("postgres://ann:sesame@/market?host=/no/such/folder", ErrorCode::unavailable,
                   "database postgres://ann@/no/such/folder/market: ");
}

TEST_F(ServerTest, AUserWithoutLoginIsRefusedWithTheReason) {
    psql("CREATE ROLE idle_ann NOLOGIN");
    expect_refused(address_for("idle_ann"), ErrorCode::unavailable, "not permitted to log in");
}

TEST_F(ServerTest, AUserWhoMayNotMakeTablesIsToldWhatToGrant) {
    psql("CREATE ROLE poor_ann LOGIN");
    expect_refused(address_for("poor_ann"), ErrorCode::invalid_argument,
                   "permission denied for schema public");
    expect_refused(address_for("poor_ann"), ErrorCode::invalid_argument,
                   "GRANT CREATE, USAGE ON SCHEMA");
}

TEST_F(ServerTest, AUserWhoMayNotReadTheTablesIsTold) {
    (void)open();
    psql("CREATE ROLE blind_ann LOGIN");
    expect_refused(address_for("blind_ann"), ErrorCode::invalid_argument,
                   "permission denied for table schema_migrations");
}

TEST_F(ServerTest, RefusesTheDatabaseOfAnotherProgram) {
    psql("CREATE TABLE photos (id bigint)");
    expect_refused(address_, ErrorCode::corrupt_data, "another program");
    EXPECT_EQ(psql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"), "1");
}

TEST_F(ServerTest, RefusesANewerSchemaNamingBothVersions) {
    (void)open();
    psql("INSERT INTO schema_migrations VALUES (901, '0901_of_the_future', 'x')");
    expect_refused(address_, ErrorCode::corrupt_data, "schema version 901");
    expect_refused(address_, ErrorCode::corrupt_data,
                   "versions up to " + std::to_string(kNativeMigrations.back().version));
}

TEST_F(ServerTest, RefusesAMigrationThatReadDifferently) {
    (void)open();
    psql("UPDATE schema_migrations SET checksum = 'x' WHERE version = 2");
    expect_refused(address_, ErrorCode::corrupt_data, "0002_observations_and_models");
}

TEST_F(ServerTest, AStoredWordThatNobodyKnowsIsCorruptData) {
    const auto database = open();
    PostgresMarketStore store(*database);
    store.append({.events = {testing::an_event("mlb:1")}, .quotes = {kQuote}}).value();
    psql("UPDATE series SET kind = 'guessed'; UPDATE event_versions SET venue_zone = 'Mars'");
    EXPECT_EQ(store.quotes(kGame, {}, kForever).error().code, ErrorCode::corrupt_data);
    EXPECT_EQ(store.event(kGame, kForever).error().code, ErrorCode::corrupt_data);
}

TEST_F(ServerTest, ASecondAppendGivesUpAfterTheWait) {
    const auto database = open();
    const auto elsewhere = open({.statement_max = std::chrono::milliseconds(50)});
    PostgresMarketStore store(*database);
    PostgresMarketStore store_elsewhere(*elsewhere);
    const auto session = store.begin_append().value();
    EXPECT_EQ(store_elsewhere.begin_append().error().code, ErrorCode::deadline_exceeded);
    session->append({.quotes = {kQuote}}).value();
    session->commit().value();
    EXPECT_EQ(store_elsewhere.append({.quotes = {kQuote}}).value().duplicate, 1U);
}

TEST_F(ServerTest, WhatAnotherProgramStoredMeanwhileIsNotStoredAgain) {
    const auto database = open();
    const auto elsewhere = open();
    PostgresMarketStore store(*database);
    PostgresMarketStore store_elsewhere(*elsewhere);
    const domain::Quote later = a_quote("mlb:1", at("2021-06-02T00:00:00Z"), 5900);
    store.append({.quotes = {kQuote}}).value();
    store_elsewhere.append({.quotes = {later}}).value();
    EXPECT_EQ(store.append({.quotes = {later}}).value().duplicate, 1U);
    EXPECT_THAT(store.quotes(kGame, {}, kForever).value(), ElementsAre(kQuote, later));
}

TEST_F(ServerTest, OnlyQuotesThatMayBeThereAlreadyAreStaged) {
    const auto database = open();
    PostgresMarketStore store(*database);
    const std::string staging = "SELECT count(*) FROM pg_class WHERE relname = 'staged_quotes'";
    const domain::Quote later = a_quote("mlb:1", at("2021-06-02T00:00:00Z"), 5900);
    domain::Quote corrected = later;
    corrected.received_at += std::chrono::hours(1);
    store.append({.quotes = {kQuote}}).value();
    store.append({.quotes = {later, corrected}}).value();
    EXPECT_EQ(psql(staging), "0");
    store.append({.quotes = {kQuote}}).value();
    EXPECT_EQ(psql(staging), "1");
}

TEST_F(ServerTest, ABatchMayHoldMoreSeriesThanAreNumberedAtOnce) {
    const auto database = open();
    PostgresMarketStore store(*database);
    domain::ObservationBatch batch;
    for (int i = 0; i < 10'001; ++i)
        batch.quotes.push_back(a_quote("mlb:" + std::to_string(i), kQuote.event_at, i + 1));
    EXPECT_EQ(store.append(batch).value().inserted, batch.quotes.size());
    EXPECT_EQ(psql("SELECT count(*) FROM series"), "10001");
}

TEST_F(ServerTest, ABatchOfManyMegabytesGoesWhole) {
    const auto database = open();
    PostgresMarketStore store(*database);
    domain::ObservationBatch batch;
    for (int i = 0; i < 300; ++i) {
        batch.quarantined.push_back(testing::a_quarantined(kQuote.event_at));
        batch.quarantined.back().item = "item " + std::to_string(i);
        batch.quarantined.back().content = std::string(16 * 1024, 'x');
    }
    EXPECT_EQ(store.append(batch).value().inserted, 300U);
    EXPECT_EQ(psql("SELECT count(*), min(length(content)) FROM quarantined"), "300|16384");
}

TEST_F(ServerTest, AModelIsStoredBesideAnOpenAppend) {
    const auto database = open();
    PostgresMarketStore store(*database);
    const auto session = store.begin_append().value();
    PostgresModelStore models(*database);
    EXPECT_TRUE(models.put(app::StoredModel{}).has_value());
}

TEST_F(ServerTest, AReaderSeesOneStateToItsEnd) {
    const auto database = open();
    PostgresMarketStore store(*database);
    const auto reader = database->begin(PostgresDatabase::Kind::read).value();
    EXPECT_EQ(reader.connection().number("SELECT count(*) FROM quotes").value(), 0);
    store.append({.quotes = {kQuote}}).value();
    EXPECT_EQ(reader.connection().number("SELECT count(*) FROM quotes").value(), 0);
    EXPECT_FALSE(reader.connection().execute("DELETE FROM quotes").has_value());
}

TEST_F(ServerTest, AConnectionLostWhileIdleIsReplaced) {
    const auto database = open();
    PostgresMarketStore store(*database);
    store.append({.quotes = {kQuote}}).value();
    psql(kEndTheOthers);
    EXPECT_EQ(store.quotes(kGame, {}, kForever).value().size(), 1U);
}

/// The numbers that a series would have got are given back: nothing may be stored under them.
TEST_F(ServerTest, ASeriesOfACommitThatFailedIsNumberedAnew) {
    const auto database = open();
    PostgresMarketStore store(*database);
    const auto session = store.begin_append().value();
    session->append({.quotes = {kQuote}}).value();
    psql(kEndTheOthers);
    EXPECT_EQ(session->commit().error().code, ErrorCode::unavailable);
    EXPECT_EQ(store.append({.quotes = {kQuote}}).value().inserted, 1U);
    EXPECT_THAT(store.quotes(kGame, {}, kForever).value(), ElementsAre(kQuote));
}

TEST_F(ServerTest, WhatTheServerRefusesToCopyIsAnErrorOfTheAppend) {
    const auto database = open();
    PostgresMarketStore store(*database);
    psql("ALTER TABLE quotes ADD CONSTRAINT cheap CHECK (get_in_cents < 5000)");
    const auto session = store.begin_append().value();
    EXPECT_THAT(session->append({.quotes = {kQuote}}).error().detail, HasSubstr("cheap"));
}

TEST_F(ServerTest, KeepsAFewIdleConnections) {
    const auto database = open();
    const auto twelve_at_once = [&database] {
        std::set<std::int64_t> servers;
        std::vector<Transaction> readers;
        for (int i = 0; i < 12; ++i) {
            readers.push_back(database->begin(PostgresDatabase::Kind::read).value());
            servers.insert(
                readers.back().connection().number("SELECT pg_backend_pid()::bigint").value());
        }
        return servers;
    };
    const auto first = twelve_at_once();
    const auto second = twelve_at_once();
    EXPECT_EQ(std::ranges::count_if(second, [&](auto server) { return first.contains(server); }),
              8);
}

TEST_F(ServerTest, TextIsUtf8WhateverTheServerIsSetTo) {
    psql("ALTER DATABASE " + psql("SELECT current_database()") + " SET client_encoding = latin1");
    const auto database = open();
    PostgresMarketStore store(*database);
    domain::Quote quote = kQuote;
    quote.series.zone = "Tribüne";
    store.append({.quotes = {quote}}).value();
    EXPECT_EQ(psql("SET client_encoding = utf8; SELECT length(zone) FROM series"), "7");
    EXPECT_THAT(store.quotes(kGame, {}, kForever).value(), ElementsAre(quote));
}

TEST_F(ServerTest, QuotesLieInThePartitionOfTheirQuarter) {
    const auto database = open();
    PostgresMarketStore store(*database);
    store
        .append({.quotes = {a_quote("mlb:1", at("2021-03-31T23:59:59Z"), 1),
                            a_quote("mlb:1", at("2021-04-01T00:00:00Z"), 2),
                            a_quote("mlb:1", at("2021-12-31T23:59:59Z"), 3),
                            a_quote("mlb:1", at("1969-12-31T23:59:59Z"), 4)}})
        .value();
    EXPECT_EQ(psql("SELECT tableoid::regclass, get_in_cents FROM quotes ORDER BY get_in_cents"),
              "quotes_2021q1|1\nquotes_2021q2|2\nquotes_2021q4|3\nquotes_1969q4|4");
    EXPECT_EQ(store.quotes(kGame, {}, kForever).value().size(), 4U);
}

TEST_F(ServerTest, ADatabaseOfVersionTwoGetsTheWholeQuoteIntoTheKey) {
    const std::string columns =
        "SELECT indnkeyatts, indnatts FROM pg_index WHERE indexrelid = "
        "'quotes_2021q2_pkey'::regclass";
    PostgresMarketStore(*open()).append({.quotes = {kQuote}}).value();
    EXPECT_EQ(psql(columns), "3|10");
    psql(
        "ALTER TABLE quotes DROP CONSTRAINT quotes_pkey; "
        "ALTER TABLE quotes ADD PRIMARY KEY (series_id, event_at, received_at); "
        "DROP TABLE promotions; "
        "DELETE FROM schema_migrations WHERE version > 2");
    EXPECT_EQ(psql(columns), "3|3");
    const auto database = open();
    PostgresMarketStore store(*database);
    EXPECT_EQ(psql(columns), "3|10");
    EXPECT_EQ(store.append({.quotes = {kQuote}}).value().duplicate, 1U);
    EXPECT_THAT(store.quotes(kGame, {}, kForever).value(), ElementsAre(kQuote));
}

TEST_F(ServerTest, PartitionsAreVacuumedSoonNewOnesAndThoseOfAnEarlierVersion) {
    const std::string impatient =
        "SELECT count(*) FROM pg_class WHERE relname LIKE 'quotes_2021q_' AND "
        "'autovacuum_vacuum_insert_scale_factor=0' = ANY (reloptions)";
    PostgresMarketStore(*open()).append({.quotes = {kQuote}}).value();
    EXPECT_EQ(psql(impatient), "1");
    psql(
        "ALTER TABLE quotes_2021q2 RESET (autovacuum_vacuum_insert_scale_factor); "
        "DELETE FROM schema_migrations WHERE version > 5");
    EXPECT_EQ(psql(impatient), "0");
    EXPECT_EQ(open()->schema(), "PostgreSQL, schema version 6, range partitions");
    EXPECT_EQ(psql(impatient), "1");
}

TEST_F(ServerTest, ViewsByHourAndDayFollowWhenRefreshed) {
    const auto database = open();
    PostgresMarketStore store(*database);
    store
        .append({.quotes = {a_quote("mlb:1", at("2021-06-01T10:05:00Z"), 100),
                            a_quote("mlb:1", at("2021-06-01T10:55:00Z"), 300),
                            a_quote("mlb:1", at("2021-06-01T11:00:00Z"), 500)}})
        .value();
    psql("SELECT refresh_quote_views()");
    EXPECT_EQ(psql("SELECT bucket AT TIME ZONE 'UTC', quotes, get_in_low_cents, "
                   "get_in_high_cents, get_in_mean_cents FROM quotes_hourly ORDER BY bucket"),
              "2021-06-01 10:00:00|2|100|300|200\n2021-06-01 11:00:00|1|500|500|500");
    EXPECT_EQ(psql("SELECT quotes, get_in_low_cents, get_in_high_cents FROM quotes_daily"),
              "3|100|500");
}

TEST_F(ServerTest, OldPartitionsAreDroppedOnlyWhenAsked) {
    const auto database = open();
    PostgresMarketStore store(*database);
    store
        .append({.quotes = {a_quote("mlb:1", at("2021-03-31T00:00:00Z"), 1),
                            a_quote("mlb:1", at("2199-04-01T00:00:00Z"), 2)}})
        .value();
    EXPECT_EQ(psql("SELECT drop_quotes_older_than(interval '1 year')"), "1");
    EXPECT_EQ(psql("SELECT get_in_cents FROM quotes"), "2");
}

TEST_F(ServerTest, SchemasOfOneDatabaseAreApart) {
    const auto public_schema = open();
    PostgresMarketStore(*public_schema).append({.quotes = {kQuote}}).value();
    psql("CREATE SCHEMA other");
    const auto database =
        PostgresDatabase::open(address_ + "&options=-csearch_path%3Dother,public").value();
    PostgresMarketStore store(*database);
    EXPECT_TRUE(store.quotes(kGame, {}, kForever).value().empty());
    EXPECT_EQ(store.append({.quotes = {kQuote}}).value().inserted, 1U);
    EXPECT_EQ(psql("SELECT count(*) FROM other.quotes_2021q2"), "1");
}

TEST_F(ServerTest, AppendsInTwoSchemasDoNotWaitForEachOther) {
    const auto public_schema = open();
    psql("CREATE SCHEMA other");
    const auto database = PostgresDatabase::open(address_ + "&options=-csearch_path%3Dother",
                                                 {.statement_max = std::chrono::milliseconds(2000)})
                              .value();
    PostgresMarketStore waited_for(*public_schema);
    const auto session = waited_for.begin_append().value();
    PostgresMarketStore store(*database);
    EXPECT_EQ(store.append({.quotes = {kQuote}}).value().inserted, 1U);
}

TEST_F(ServerTest, CountsTellThatATableIsGone) {
    const auto database = open();
    PostgresMarketStore store(*database);
    psql("DROP TABLE readings");
    const auto counts = store.row_counts();
    ASSERT_FALSE(counts.has_value());
    EXPECT_THAT(counts.error().detail, HasSubstr("readings"));
}

TEST_F(ServerTest, CommitsAreFlushedWhateverTheServerIsSetTo) {
    psql("ALTER DATABASE " + psql("SELECT current_database()") + " SET synchronous_commit = off");
    const auto database = open();
    const auto reader = database->begin(PostgresDatabase::Kind::read).value();
    EXPECT_EQ(reader.connection().query("SHOW synchronous_commit").value().text(0, 0), "on");
}

TEST_F(ServerTest, AnErrorSaysWhatToDo) {
    struct Row {
        const char* state;
        ErrorCode code;
    };
    const std::vector<Row> rows = {
        {"40001", ErrorCode::conflict},          {"40P01", ErrorCode::conflict},
        {"53100", ErrorCode::unavailable},       {"55P03", ErrorCode::unavailable},
        {"57014", ErrorCode::deadline_exceeded}, {"58030", ErrorCode::unavailable},
        {"22021", ErrorCode::invalid_argument},  {"42501", ErrorCode::invalid_argument},
        {"XX001", ErrorCode::corrupt_data},      {"XX000", ErrorCode::internal},
        {"23505", ErrorCode::internal},          {"08006", ErrorCode::unavailable},
        {"57P01", ErrorCode::unavailable},
    };
    auto connection =
        Connection::open(Address::parse(address_).value(), std::chrono::minutes(1)).value();
    for (const Row& row : rows) {
        const auto failed = connection.execute(
            std::string("DO $$ BEGIN RAISE EXCEPTION 'on purpose' USING ERRCODE = '") + row.state +
            "'; END $$");
        ASSERT_FALSE(failed.has_value()) << row.state;
        EXPECT_EQ(failed.error().code, row.code) << row.state;
        EXPECT_THAT(failed.error().detail, HasSubstr("on purpose"));
    }
}

TEST_F(ServerTest, StatusesAreLockedInOneOrder) {
    const auto database = open();
    PostgresSourceStatusStore statuses(*database);
    statuses.save({{"a", {}, "{}"}, {"b", {}, "{}"}}).value();
    std::optional<Transaction> other = database->begin(PostgresDatabase::Kind::write).value();
    other->connection()
        .execute("UPDATE source_statuses SET status_json = '' WHERE source = 'a'")
        .value();
    std::thread saving([&] { statuses.save({{"b", {}, "1"}, {"a", {}, "1"}}).value(); });
    while (psql("SELECT count(*) FROM pg_locks WHERE NOT granted") == "0")
        std::this_thread::yield();
    EXPECT_TRUE(other->connection()
                    .execute("SELECT FROM source_statuses WHERE source = 'b' FOR UPDATE NOWAIT")
                    .has_value());
    other.reset();
    saving.join();
}

TEST_F(ServerTest, ManyProgramsMayMakeTheSchemaAtOnce) {
    std::vector<std::thread> programs;
    std::atomic<int> opened = 0;
    for (int i = 0; i < 4; ++i)
        programs.emplace_back([&] { opened += PostgresDatabase::open(address_).has_value(); });
    for (std::thread& program : programs)
        program.join();
    EXPECT_EQ(opened, 4);
}

TEST(MigrationsTest, TheEmbeddedOnesAreNumberedWithoutGaps) {
    for (const bool timescale : {false, true}) {
        std::int64_t expected = 1;
        for (const Migration& migration : migrations_for(timescale)) {
            EXPECT_EQ(migration.version, expected++);
            EXPECT_EQ(migration.checksum.size(), 64U);
        }
        EXPECT_EQ(expected, 7);
    }
    EXPECT_THAT(migrations_for(true).front().sql, HasSubstr("create_hypertable"));
    EXPECT_THAT(migrations_for(false).front().sql, HasSubstr("PARTITION BY RANGE"));
}

}  // namespace

}  // namespace seatsync::store_postgres
