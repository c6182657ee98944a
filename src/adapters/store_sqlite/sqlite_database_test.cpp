#include "adapters/store_sqlite/sqlite_database.hpp"

#include "adapters/store_sqlite/migrations.hpp"
#include "adapters/store_sqlite/sqlite_market_store.hpp"
#include "adapters/store_sqlite/sqlite_model_store.hpp"
#include "testing/observations.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace seatsync::store_sqlite {

namespace {

using testing::a_quote;
using testing::at;
using ::testing::HasSubstr;

class SqliteDatabaseTest : public ::testing::Test {
  protected:
    Result<std::unique_ptr<SqliteDatabase>> open(OpenOptions options = {}) const {
        return SqliteDatabase::open(path_, options);
    }
    /// What another program does to the file.
    void run_sql(const std::string& sql) const {
        Connection::open(path_, true, std::chrono::seconds(1)).value().execute(sql).value();
    }
    void write_bytes(std::string_view bytes) const {
        std::ofstream(path_, std::ios::binary) << bytes;
    }
    void expect_refused(std::string_view part_of_the_message) const {
        const auto opened = open();
        ASSERT_FALSE(opened.has_value());
        EXPECT_EQ(opened.error().code, ErrorCode::corrupt_data);
        EXPECT_THAT(opened.error().detail, HasSubstr(std::string(part_of_the_message)));
        EXPECT_THAT(opened.error().detail, HasSubstr(path_.string()));
    }

    testing::TemporaryFolder folder_;
    std::filesystem::path path_ = folder_.file("a seat's.db");
};

const domain::EventId kGame{"mlb:1"};
const domain::Instant kForever = domain::Instant::max();
const domain::Quote kQuote = a_quote("mlb:1", at("2021-06-01T00:00:00Z"), 5862);

TEST_F(SqliteDatabaseTest, WhatWasCommittedIsThereAfterReopening) {
    {
        const auto database = open().value();
        SqliteMarketStore store(*database);
        store.append({.events = {testing::an_event("mlb:1")}, .quotes = {kQuote}}).value();
    }
    const auto database = open().value();
    SqliteMarketStore store(*database);
    EXPECT_THAT(store.quotes(kGame, {}, kForever).value(), ::testing::ElementsAre(kQuote));
    EXPECT_EQ(store.append({.quotes = {kQuote}}).value().duplicate, 1U);
}

TEST_F(SqliteDatabaseTest, ACommitIsSeenByAnotherConnectionToTheFile) {
    const auto writing = open().value();
    const auto reading = open().value();
    SqliteMarketStore writer(*writing);
    SqliteMarketStore reader(*reading);
    EXPECT_TRUE(reader.quotes(kGame, {}, kForever).value().empty());
    writer.append({.quotes = {kQuote}}).value();
    EXPECT_EQ(reader.quotes(kGame, {}, kForever).value().size(), 1U);
}

TEST_F(SqliteDatabaseTest, WritesAheadAndFlushesEachCommit) {
    const auto database = open().value();
    const Writer writer = database->writer().value();
    EXPECT_EQ(writer.connection().number("PRAGMA synchronous").value(), 2);  // FULL
    EXPECT_EQ(writer.connection().number("PRAGMA foreign_keys").value(), 1);
    Query mode = writer.connection().query("PRAGMA journal_mode").value();
    ASSERT_TRUE(mode.step().value());
    EXPECT_EQ(mode.text(0), "wal");
}

TEST_F(SqliteDatabaseTest, AReaderCannotWrite) {
    const auto database = open().value();
    const Reader reader = database->reader().value();
    EXPECT_FALSE(reader.connection().execute("DELETE FROM quotes").has_value());
}

TEST_F(SqliteDatabaseTest, AReaderSeesOneStateToItsEnd) {
    const auto database = open().value();
    SqliteMarketStore store(*database);
    const Reader reader = database->reader().value();
    EXPECT_EQ(reader.connection().number("SELECT count(*) FROM quotes").value(), 0);
    store.append({.quotes = {kQuote}}).value();
    EXPECT_EQ(reader.connection().number("SELECT count(*) FROM quotes").value(), 0);
}

TEST_F(SqliteDatabaseTest, ASecondWriterGivesUpAfterTheWait) {
    const OpenOptions impatient = {.write_wait_max = std::chrono::milliseconds(1)};
    const auto database = open(impatient).value();
    const auto elsewhere = open(impatient).value();
    SqliteMarketStore store(*database);
    SqliteMarketStore store_elsewhere(*elsewhere);
    SqliteModelStore models(*database);
    const auto session = store.begin_append().value();
    EXPECT_EQ(store.begin_append().error().code, ErrorCode::unavailable);
    EXPECT_EQ(models.put({}).error().code, ErrorCode::unavailable);
    EXPECT_EQ(store_elsewhere.begin_append().error().code, ErrorCode::unavailable);
    session->append({.quotes = {kQuote}}).value();
    session->commit().value();
    EXPECT_EQ(store_elsewhere.append({.quotes = {kQuote}}).value().duplicate, 1U);
}

TEST_F(SqliteDatabaseTest, AMissingFileIsMadeOnlyWhenAskedTo) {
    EXPECT_EQ(open({.create = false}).error().code, ErrorCode::not_found);
    EXPECT_FALSE(std::filesystem::exists(path_));
    EXPECT_TRUE(open().has_value());
    EXPECT_TRUE(open({.create = false}).has_value());
}

TEST_F(SqliteDatabaseTest, AMissingFolderIsAClearError) {
    const auto opened = SqliteDatabase::open(folder_.file("no/such.db"));
    EXPECT_EQ(opened.error().code, ErrorCode::unavailable);
    EXPECT_THAT(opened.error().detail, HasSubstr("no/such.db"));
}

TEST_F(SqliteDatabaseTest, RefusesAFileThatIsNoDatabase) {
    const std::string text(5000, 'x');
    write_bytes(text);
    expect_refused("not a database");
    EXPECT_EQ(std::filesystem::file_size(path_), text.size());
}

TEST_F(SqliteDatabaseTest, RefusesTheDatabaseOfAnotherProgram) {
    run_sql("CREATE TABLE photos (id INTEGER PRIMARY KEY)");
    expect_refused("another program");
    auto photos = Connection::open(path_, false, std::chrono::seconds(1)).value();
    Query mode = photos.query("PRAGMA journal_mode").value();
    ASSERT_TRUE(mode.step().value());
    EXPECT_EQ(mode.text(0), "delete");  // Nothing was written to it.
}

TEST_F(SqliteDatabaseTest, RefusesANewerSchemaNamingBothVersions) {
    (void)open().value();
    run_sql("INSERT INTO schema_migrations VALUES (901, '0901_of_the_future', 'x')");
    expect_refused("schema version 901");
    expect_refused("versions up to " + std::to_string(kEmbeddedMigrations.back().version));
}

TEST_F(SqliteDatabaseTest, RefusesAMigrationThatReadDifferently) {
    (void)open().value();
    run_sql("UPDATE schema_migrations SET checksum = 'x' WHERE version = 1");
    expect_refused("0001_market_and_models");
}

TEST_F(SqliteDatabaseTest, TellsOfADamagedFile) {
    {
        const auto database = open().value();
        SqliteMarketStore store(*database);
        store.append({.events = {testing::an_event("mlb:1")}, .quotes = {kQuote}}).value();
    }
    const auto size = std::filesystem::file_size(path_);
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);  // The first page holds the schema; all others become noise.
    file << std::string(size - 4096, '\x5A');
    file.close();
    const auto database = open();
    ASSERT_EQ(database.has_value(), false);
    EXPECT_EQ(database.error().code, ErrorCode::corrupt_data);
}

TEST_F(SqliteDatabaseTest, AStoredWordThatNobodyKnowsIsCorruptData) {
    const auto database = open().value();
    SqliteMarketStore store(*database);
    store.append({.events = {testing::an_event("mlb:1")}, .quotes = {kQuote}}).value();
    run_sql("UPDATE series SET kind = 'guessed'; UPDATE event_versions SET venue_zone = 'Mars'");
    EXPECT_EQ(store.quotes(kGame, {}, kForever).error().code, ErrorCode::corrupt_data);
    EXPECT_EQ(store.event(kGame, kForever).error().code, ErrorCode::corrupt_data);
}

// Migrations.

constexpr Migration kSteps[] = {
    {1, "0001_a", "sum of a", "CREATE TABLE a (x INTEGER)"},
    {2, "0002_b", "sum of b", "ALTER TABLE a ADD COLUMN y INTEGER; INSERT INTO a VALUES (1, 2)"},
    {3, "0003_broken", "sum of c", "INSERT INTO a VALUES (3, 4); INSERT INTO nowhere VALUES (1)"},
};

class MigrationsTest : public ::testing::Test {
  protected:
    Result<void> migrate_to(std::size_t version) {
        const auto steps = std::span(kSteps).first(version);
        SEATSYNC_CHECK(check_schema(connection_, steps));
        return migrate(connection_, steps);
    }
    std::int64_t number(std::string_view sql) { return connection_.number(sql).value(); }

    testing::TemporaryFolder folder_;
    Connection connection_ =
        Connection::open(folder_.file("x.db"), true, std::chrono::seconds(1)).value();
};

TEST_F(MigrationsTest, AppliesEachStepOnce) {
    migrate_to(1).value();
    EXPECT_EQ(number("SELECT count(*) FROM a"), 0);
    migrate_to(2).value();
    migrate_to(2).value();
    EXPECT_EQ(number("SELECT y FROM a"), 2);
    EXPECT_EQ(number("SELECT count(*) FROM a"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM schema_migrations"), 2);
}

TEST_F(MigrationsTest, AFailedStepLeavesTheStateBeforeIt) {
    const auto failed = migrate_to(3);
    ASSERT_FALSE(failed.has_value());
    EXPECT_THAT(failed.error().detail, HasSubstr("0003_broken"));
    EXPECT_EQ(number("SELECT max(version) FROM schema_migrations"), 2);
    EXPECT_EQ(number("SELECT count(*) FROM a"), 1);
}

TEST_F(MigrationsTest, GoesForwardOnly) {
    migrate_to(2).value();
    EXPECT_EQ(migrate_to(1).error().code, ErrorCode::corrupt_data);
    EXPECT_EQ(number("SELECT max(version) FROM schema_migrations"), 2);
}

TEST_F(MigrationsTest, TheEmbeddedOnesAreNumberedWithoutGaps) {
    std::int64_t expected = 1;
    for (const Migration& migration : kEmbeddedMigrations) {
        EXPECT_EQ(migration.version, expected++);
        EXPECT_EQ(migration.checksum.size(), 64U);
    }
    EXPECT_GT(expected, 1);
}

}  // namespace

}  // namespace seatsync::store_sqlite
