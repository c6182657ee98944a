// Appending beside a bare prepared multi-row insert, and reading one event's history beside a bare
// select: the same rows, columns, schema and settings, in one run. The counter `of_bare` is our
// rate divided by the bare one.

#include "adapters/store_sqlite/sqlite_market_store.hpp"
#include "base/random.hpp"
#include "testing/generators/quote_histories.hpp"
#include "testing/temporary_folder.hpp"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdlib>
#include <ctime>

namespace seatsync::store_sqlite {

namespace {

using domain::Quote;
using testing::by_event;
using testing::by_time;
using testing::in_batches;
using testing::kQuotesOfAnEvent;
using testing::quote_histories;
using Seconds = std::chrono::duration<double>;

/// On the wall and on the processor.
struct Spent {
    Seconds wall{0};
    Seconds cpu{0};
    Spent& operator+=(const Spent& other) {
        wall += other.wall;
        cpu += other.cpu;
        return *this;
    }
};

std::int64_t quotes_in_all() {
    return std::getenv("SEATSYNC_BENCH_SMOKE") == nullptr ? 200'000 : 2'000;
}

template <class Work>
Spent time_of(const Work& work) {
    const auto cpu_start = std::clock();
    const auto start = std::chrono::steady_clock::now();
    work();
    return {.wall = std::chrono::steady_clock::now() - start,
            .cpu = Seconds(static_cast<double>(std::clock() - cpu_start) / CLOCKS_PER_SEC)};
}

void compare(benchmark::State& state, const Spent& ours, const Spent& bare) {
    state.counters["of_bare"] = bare.wall / ours.wall;
    state.counters["of_bare_cpu"] = bare.cpu / ours.cpu;
}

/// A new database with the series of the quotes in it, and their numbers.
struct Prepared {
    testing::TemporaryFolder folder;
    std::unique_ptr<SqliteDatabase> database =
        SqliteDatabase::open(folder.file("bench.db")).value();
};

std::vector<std::int64_t> numbers_of_series(SqliteDatabase& database,
                                            const std::vector<Quote>& quotes) {
    const Writer writer = database.writer().value();
    SeriesIds ids;
    std::vector<std::int64_t> numbers;
    for (const Quote& quote : quotes)
        numbers.push_back(ids.id_of(writer.connection(), quote.series).value());
    return numbers;
}

std::string bare_insert(std::size_t rows) {
    std::string sql = "INSERT INTO quotes VALUES ";
    for (std::size_t i = 0; i < rows; ++i)
        sql += i == 0 ? "(?,?,?,?,?,?,?,?,?,?)" : ",(?,?,?,?,?,?,?,?,?,?)";
    return sql;
}

void bind_quote(Query& query, int first, std::int64_t series_id, const Quote& quote) {
    query.bind(first, series_id);
    query.bind(first + 1, quote.event_at);
    query.bind(first + 2, quote.received_at);
    query.bind(first + 3, quote.get_in_cents);
    query.bind(first + 4, quote.median_cents);
    query.bind(first + 5, quote.average_cents);
    query.bind(first + 6, quote.highest_cents);
    query.bind(first + 7, quote.listings);
    query.bind(first + 8, quote.tickets);
    query.bind(first + 9, quote.popularity);
}

/// One transaction; the numbers of the series are known beforehand.
void insert_bare(SqliteDatabase& database, const std::vector<Quote>& quotes,
                 const std::vector<std::int64_t>& series, std::size_t rows) {
    const Writer writer = database.writer().value();
    auto transaction = Transaction::begin(writer.connection(), Transaction::Kind::write).value();
    Query group = writer.connection().query(bare_insert(rows)).value();
    Query single = writer.connection().query(bare_insert(1)).value();
    for (std::size_t i = 0; i < quotes.size();) {
        const std::size_t size = quotes.size() - i >= rows ? rows : 1;
        Query& insert = size == rows ? group : single;
        for (std::size_t row = 0; row < size; ++row, ++i)
            bind_quote(insert, static_cast<int>(row) * 10 + 1, series[i], quotes[i]);
        insert.run().value();
        insert.restart();
    }
    transaction.commit().value();
}

void append_ours(SqliteDatabase& database, const std::vector<domain::ObservationBatch>& batches) {
    SqliteMarketStore store(database);
    const auto session = store.begin_append().value();
    for (const auto& batch : batches)
        session->append(batch).value();
    session->commit().value();
}

void AppendBesideBareInsert(benchmark::State& state) {
    const auto count = static_cast<std::size_t>(state.range(0));
    const auto rows = static_cast<std::size_t>(state.range(2));
    const auto quotes = quote_histories(count, static_cast<testing::QuoteOrder>(state.range(1)));
    const auto batches = in_batches(quotes);
    Spent ours;
    Spent bare;
    for (auto _ : state) {
        const Prepared for_bare;
        const auto series = numbers_of_series(*for_bare.database, quotes);
        bare += time_of([&] { insert_bare(*for_bare.database, quotes, series, rows); });
        const Prepared for_ours;
        const Spent once = time_of([&] { append_ours(*for_ours.database, batches); });
        ours += once;
        state.SetIterationTime(once.wall.count());
    }
    const double appended = static_cast<double>(count) * static_cast<double>(state.iterations());
    state.counters["rows_per_s"] = appended / ours.wall.count();
    state.counters["bare_rows_per_s"] = appended / bare.wall.count();
    compare(state, ours, bare);
}
BENCHMARK(AppendBesideBareInsert)
    ->ArgNames({"quotes", "by_time", "rows_of_bare_statement"})
    ->ArgsProduct({{quotes_in_all()}, {by_event, by_time}, {1, 8, 32, 128}})
    ->UseManualTime()
    ->Iterations(3)
    ->Unit(benchmark::kMillisecond);

/// What is already there is neither written nor read slowly.
void AppendAgain(benchmark::State& state) {
    const auto batches =
        in_batches(quote_histories(static_cast<std::size_t>(state.range(0)), by_event));
    const Prepared prepared;
    append_ours(*prepared.database, batches);
    for (auto _ : state)
        append_ours(*prepared.database, batches);
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(AppendAgain)->ArgName("quotes")->Arg(quotes_in_all())->Unit(benchmark::kMillisecond);

/// All quotes of one event, at random events.
void ReadHistoryAsOf(benchmark::State& state) {
    const auto quotes = quote_histories(static_cast<std::size_t>(state.range(0)), by_time);
    const Prepared prepared;
    append_ours(*prepared.database, in_batches(quotes));
    const SqliteMarketStore store(*prepared.database);
    const Reader reader = prepared.database->reader().value();
    const auto as_of = quotes.back().received_at;
    const std::int64_t events = state.range(0) / static_cast<std::int64_t>(kQuotesOfAnEvent);
    base::Random random(3);
    Spent ours;
    Spent bare;
    for (auto _ : state) {
        const std::int64_t series = random.integer(1, events);
        bare += time_of([&] {
            Query query =
                reader.connection()
                    .query("SELECT * FROM quotes WHERE series_id = ? AND received_at <= ?")
                    .value();
            query.bind(1, series);
            query.bind(2, as_of);
            std::int64_t sum = 0;
            while (query.step().value())
                for (int column = 0; column < 10; ++column)
                    sum += query.integer(column);
            benchmark::DoNotOptimize(sum);
        });
        const auto& event =
            quotes[static_cast<std::size_t>(random.integer(0, state.range(0) - 1))].series.event;
        const Spent once =
            time_of([&] { benchmark::DoNotOptimize(store.quotes(event, {}, as_of).value()); });
        ours += once;
        state.SetIterationTime(once.wall.count());
    }
    compare(state, ours, bare);
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kQuotesOfAnEvent));
}
BENCHMARK(ReadHistoryAsOf)
    ->ArgName("quotes")
    ->Arg(quotes_in_all())
    ->UseManualTime()
    ->Unit(benchmark::kMicrosecond);

}  // namespace

}  // namespace seatsync::store_sqlite
