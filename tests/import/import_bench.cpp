// How fast a season is imported, parsing included, beside a bare insert of the same columns: rows
// that lie ready in memory, a prepared statement of many rows, the same table and settings, one
// transaction. Both write a new file and end with a commit that is on the disk.

#include "adapters/source_csv/folder_source.hpp"
#include "adapters/store_sqlite/sqlite_market_store.hpp"
#include "app/import_market.hpp"
#include "season_file.hpp"
#include "testing/temporary_folder.hpp"

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <stdexcept>

namespace seatsync::import_bench {
namespace {

using Seconds = std::chrono::duration<double>;

/// Time on the wall and on the processors; a busy machine stretches the first alone.
struct Taken {
    Seconds wall{0};
    Seconds cpu{0};

    Taken& operator+=(const Taken& other) {
        wall += other.wall;
        cpu += other.cpu;
        return *this;
    }
};

class Stopwatch {
  public:
    [[nodiscard]] Taken taken() const {
        return {.wall = std::chrono::steady_clock::now() - begin_,
                .cpu = Seconds(static_cast<double>(std::clock() - cpu_) / CLOCKS_PER_SEC)};
    }

  private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
    std::clock_t cpu_ = std::clock();
};

constexpr int kColumns = 10;
constexpr std::size_t kRowsPerInsert = 32;

std::size_t row_count() {
    return std::getenv("SEATSYNC_BENCH_SMOKE") == nullptr ? 1'000'000 : 2'000;
}

void require(bool condition, const std::string& what) {
    if (!condition)
        throw std::runtime_error(what);
}

void execute(sqlite3* database, const char* sql) {
    require(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK,
            sqlite3_errmsg(database));
}

sqlite3_stmt* prepare_insert(sqlite3* database) {
    std::string sql =
        "INSERT INTO quotes (series_id, event_at, received_at, get_in_cents, median_cents, "
        "average_cents, highest_cents, listings, tickets, popularity) VALUES ";
    for (std::size_t i = 0; i < kRowsPerInsert; ++i)
        sql += i == 0 ? "(?,?,?,?,?,?,?,?,?,?)" : ",(?,?,?,?,?,?,?,?,?,?)";
    sqlite3_stmt* statement = nullptr;
    require(sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK,
            sqlite3_errmsg(database));
    return statement;
}

void bind(sqlite3_stmt* statement, int first, const Row& row) {
    const std::int64_t values[] = {row.series_id,     row.at_us,        row.at_us,
                                   row.get_in_cents,  row.median_cents, row.average_cents,
                                   row.highest_cents, row.listings};
    for (int i = 0; i < 8; ++i)
        sqlite3_bind_int64(statement, first + i, values[i]);
    sqlite3_bind_null(statement, first + 8);
    sqlite3_bind_null(statement, first + 9);
}

/// Inserts into the schema that the store has made; the rows are a multiple of kRowsPerInsert.
Taken bare_insert(const std::filesystem::path& file, const std::vector<Row>& rows) {
    require(store_sqlite::SqliteDatabase::open(file).has_value(), "no schema");
    sqlite3* database = nullptr;
    require(sqlite3_open(file.c_str(), &database) == SQLITE_OK, "no database");
    execute(database,
            "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;"
            "PRAGMA journal_size_limit = 67108864");
    sqlite3_stmt* statement = prepare_insert(database);
    const Stopwatch watch;
    execute(database, "BEGIN IMMEDIATE");
    for (std::size_t i = 0; i + kRowsPerInsert <= rows.size(); i += kRowsPerInsert) {
        for (std::size_t j = 0; j < kRowsPerInsert; ++j)
            bind(statement, 1 + static_cast<int>(j) * kColumns, rows[i + j]);
        require(sqlite3_step(statement) == SQLITE_DONE, sqlite3_errmsg(database));
        sqlite3_reset(statement);
    }
    execute(database, "COMMIT");
    const Taken taken = watch.taken();
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return taken;
}

Taken import(const std::filesystem::path& file, const std::filesystem::path& folder,
             std::size_t rows) {
    const auto database = store_sqlite::SqliteDatabase::open(file);
    require(database.has_value(), "no database");
    store_sqlite::SqliteMarketStore store(**database);
    std::vector<std::unique_ptr<app::ObservationSource>> sources;
    sources.push_back(
        std::make_unique<source_csv::FolderSource>(folder, source_csv::ReadOptions{}));
    const Stopwatch watch;
    const auto report = app::import_market(&store, sources, {}, {});
    const Taken taken = watch.taken();
    require(report.has_value() && report->applied && report->sources[0].quotes == rows,
            "the import did not bring everything in");
    return taken;
}

void ImportBesideBareInsert(benchmark::State& state) {
    const testing::TemporaryFolder folder;
    const auto rows = season(row_count());
    write_folder(folder.path(), rows);
    Taken bare;
    Taken imported;
    int round = 0;
    for (auto _ : state) {
        const auto name = std::to_string(round++);
        bare += bare_insert(folder.file("bare" + name + ".db"), rows);
        imported += import(folder.file("import" + name + ".db"), folder.path(), rows.size());
        std::filesystem::remove(folder.file("bare" + name + ".db"));
        std::filesystem::remove(folder.file("import" + name + ".db"));
    }
    const auto all = static_cast<double>(rows.size()) * round;
    state.counters["bare_rows_per_s"] = all / bare.wall.count();
    state.counters["import_rows_per_s"] = all / imported.wall.count();
    state.counters["ratio"] = bare.wall / imported.wall;
    state.counters["cpu_ratio"] = bare.cpu / imported.cpu;
}
BENCHMARK(ImportBesideBareInsert)->Iterations(3)->Unit(benchmark::kSecond);

}  // namespace
}  // namespace seatsync::import_bench
