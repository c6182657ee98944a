// Appending beside a bare COPY BINARY: the same rows, columns, schema, settings and flushing
// server, in one run. The counter `of_bare` is our rate divided by the bare one.

#include "adapters/store_postgres/migrations.hpp"
#include "adapters/store_postgres/postgres_market_store.hpp"
#include "testing/generators/quote_histories.hpp"
#include "testing/postgres_cluster.hpp"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdlib>

namespace seatsync::store_postgres {

namespace {

using domain::Quote;
using Seconds = std::chrono::duration<double>;
using testing::PostgresCluster;

constexpr std::size_t kColumns = 10;

std::int64_t quotes_in_all() {
    return std::getenv("SEATSYNC_BENCH_SMOKE") == nullptr ? 400'000 : 2'000;
}

/// A server that flushes to the disk as a real one does.
PostgresCluster& cluster() {
    static PostgresCluster durable(true);
    return durable;
}

template <class Work>
Seconds time_of(const Work& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::steady_clock::now() - start;
}

/// Any numbers, as long as each event has one of its own.
std::vector<std::int64_t> numbers_of_series(const std::vector<Quote>& quotes) {
    std::vector<std::int64_t> numbers;
    for (const Quote& quote : quotes) {
        const std::string& event = quote.series.event.value();
        numbers.push_back(std::stoll(event.substr(event.find(':') + 1)));
    }
    return numbers;
}

std::string rows_of_copy(const std::vector<Quote>& quotes,
                         const std::vector<std::int64_t>& series) {
    std::string rows(copy_header());
    for (std::size_t i = 0; i < quotes.size(); ++i) {
        const Quote& quote = quotes[i];
        put_row_size(rows, kColumns);
        put(rows, series[i]);
        put(rows, quote.event_at);
        put(rows, quote.received_at);
        put(rows, quote.get_in_cents);
        put(rows, quote.median_cents);
        put(rows, quote.average_cents);
        put(rows, quote.highest_cents);
        put(rows, quote.listings);
        put(rows, quote.tickets);
        put(rows, quote.popularity);
    }
    return rows.append(copy_trailer());
}

/// One statement, one transaction; the numbers of the series and the partitions are there before.
void copy_bare(Connection& connection, const std::vector<Quote>& quotes,
               const std::vector<std::int64_t>& series) {
    connection.copy_in("COPY quotes FROM STDIN BINARY", rows_of_copy(quotes, series)).value();
}

void append_ours(PostgresDatabase& database, const std::vector<domain::ObservationBatch>& batches) {
    PostgresMarketStore store(database);
    const auto session = store.begin_append().value();
    for (const auto& batch : batches)
        session->append(batch).value();
    session->commit().value();
}

/// A new database with the partition that the quotes lie in.
struct Prepared {
    std::string address = cluster().new_database();
    std::unique_ptr<PostgresDatabase> database = PostgresDatabase::open(address).value();
    Connection connection =
        Connection::open(Address::parse(address).value(), std::chrono::minutes(5)).value();
    Prepared() { connection.query("SELECT make_quotes_partition('2021-04-01')").value(); }
};

void AppendBesideBareCopy(benchmark::State& state) {
    const auto quotes = testing::quote_histories(static_cast<std::size_t>(state.range(0)),
                                                 static_cast<testing::QuoteOrder>(state.range(1)));
    const auto batches = testing::in_batches(quotes);
    const auto series = numbers_of_series(quotes);
    Seconds ours{0};
    Seconds bare{0};
    for (auto _ : state) {
        Prepared for_bare;
        bare += time_of([&] { copy_bare(for_bare.connection, quotes, series); });
        const Prepared for_ours;
        const Seconds once = time_of([&] { append_ours(*for_ours.database, batches); });
        ours += once;
        state.SetIterationTime(once.count());
    }
    const auto appended = static_cast<double>(state.range(0) * state.iterations());
    state.counters["rows_per_s"] = appended / ours.count();
    state.counters["bare_rows_per_s"] = appended / bare.count();
    state.counters["of_bare"] = bare / ours;
}

/// What is already there is neither written nor read slowly.
void AppendAgain(benchmark::State& state) {
    const auto batches = testing::in_batches(
        testing::quote_histories(static_cast<std::size_t>(state.range(0)), testing::by_event));
    const Prepared prepared;
    append_ours(*prepared.database, batches);
    for (auto _ : state)
        append_ours(*prepared.database, batches);
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

/// All quotes of one event, at random events.
void ReadHistoryAsOf(benchmark::State& state) {
    const auto quotes =
        testing::quote_histories(static_cast<std::size_t>(state.range(0)), testing::by_time);
    const Prepared prepared;
    append_ours(*prepared.database, testing::in_batches(quotes));
    const PostgresMarketStore store(*prepared.database);
    base::Random random(3);
    for (auto _ : state) {
        const auto& event =
            quotes[static_cast<std::size_t>(random.integer(0, state.range(0) - 1))].series.event;
        benchmark::DoNotOptimize(store.quotes(event, {}, quotes.back().received_at).value());
    }
    state.SetItemsProcessed(state.iterations() *
                            static_cast<std::int64_t>(testing::kQuotesOfAnEvent));
}
/// Nothing is measured where there is no server.
const bool kRegistered = [] {
    if (!PostgresCluster::missing().empty())
        return false;
    benchmark::RegisterBenchmark("AppendBesideBareCopy", AppendBesideBareCopy)
        ->ArgNames({"quotes", "by_time"})
        ->ArgsProduct({{quotes_in_all()}, {testing::by_event, testing::by_time}})
        ->UseManualTime()
        ->Iterations(5)
        ->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("AppendAgain", AppendAgain)
        ->ArgName("quotes")
        ->Arg(quotes_in_all())
        ->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("ReadHistoryAsOf", ReadHistoryAsOf)
        ->ArgName("quotes")
        ->Arg(quotes_in_all())
        ->Unit(benchmark::kMicrosecond);
    return true;
}();

}  // namespace

}  // namespace seatsync::store_postgres
