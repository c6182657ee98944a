#include "server/open_stores.hpp"

#include "adapters/store_postgres/postgres_market_store.hpp"
#include "adapters/store_postgres/postgres_model_store.hpp"
#include "adapters/store_postgres/postgres_source_status_store.hpp"
#include "adapters/store_sqlite/migrations.hpp"
#include "adapters/store_sqlite/sqlite_market_store.hpp"
#include "adapters/store_sqlite/sqlite_model_store.hpp"
#include "adapters/store_sqlite/sqlite_source_status_store.hpp"
#include "cli/database_name.hpp"

#include <fmt/format.h>

namespace seatsync::server {

namespace {

Result<cli::Stores> open_file(const std::filesystem::path& path) {
    std::error_code problem;
    if (path.has_parent_path())
        std::filesystem::create_directories(path.parent_path(), problem);
    if (problem)
        return fail(ErrorCode::unavailable, "its folder cannot be made: " + problem.message());
    SEATSYNC_TRY(std::shared_ptr<store_sqlite::SqliteDatabase> database,
                 store_sqlite::SqliteDatabase::open(path));
    return cli::Stores{
        .database = database,
        .schema = fmt::format("SQLite, schema version {}",
                              store_sqlite::kEmbeddedMigrations.back().version),
        .market = std::make_unique<store_sqlite::SqliteMarketStore>(*database),
        .models = std::make_unique<store_sqlite::SqliteModelStore>(*database),
        .statuses = std::make_unique<store_sqlite::SqliteSourceStatusStore>(*database)};
}

Result<cli::Stores> open_address(const std::string& url) {
    SEATSYNC_TRY(std::shared_ptr<store_postgres::PostgresDatabase> database,
                 store_postgres::PostgresDatabase::open(url));
    return cli::Stores{
        .database = database,
        .schema = database->schema(),
        .market = std::make_unique<store_postgres::PostgresMarketStore>(*database),
        .models = std::make_unique<store_postgres::PostgresModelStore>(*database),
        .statuses = std::make_unique<store_postgres::PostgresSourceStatusStore>(*database)};
}

}  // namespace

Result<cli::Stores> open_stores(const std::filesystem::path& database) {
    if (cli::is_other_address(database.string()))
        return fail(ErrorCode::invalid_argument,
                    "a database is a file, or postgres://USER:PASSWORD@HOST:PORT/NAME");
    return cli::is_database_address(database.string()) ? open_address(database.string())
                                                       : open_file(database);
}

}  // namespace seatsync::server
