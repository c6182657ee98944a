// seatsync_store_scale DATABASE COUNT...: fills a database with quotes until it holds each of the
// counts, rising, and measures the reads of one event's history at each. DATABASE is a file, a
// postgres://… address, or "cluster": a private server in $TMPDIR that ends with the program. One
// that an earlier run has filled is gone on with.
//
// The quotes come in the order of time, as a market tells them, from a thousand open events with
// 500 quotes each in the end; one commit per million. An event and a time are drawn, and its quotes
// as of then are read through the store: all of them or, in half an hour's steps, a part. Each
// answer's size is checked. The private server's own vacuum is waited for before.

#include "adapters/store_postgres/postgres_market_store.hpp"
#include "adapters/store_sqlite/sqlite_market_store.hpp"
#include "testing/generators/quote_histories.hpp"
#include "testing/postgres_cluster.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <stdexcept>
#include <thread>

namespace seatsync {
namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;
using Seconds = std::chrono::duration<double>;

constexpr std::size_t kQuotesOfACommit = 1'000'000;
constexpr std::size_t kReads = 2'000;

struct Sqlite {
    std::unique_ptr<store_sqlite::SqliteDatabase> database;
    store_sqlite::SqliteMarketStore market{*database};
};

struct Postgres {
    std::unique_ptr<store_postgres::PostgresDatabase> database;
    store_postgres::PostgresMarketStore market{*database};
};

template <class OnADatabase>
std::shared_ptr<app::MarketStore> market_of(auto database) {
    const std::shared_ptr<OnADatabase> all(new OnADatabase{std::move(database)});
    return {all, &all->market};
}

std::shared_ptr<app::MarketStore> open(const std::string& database) {
    return database.starts_with("postgres")
               ? market_of<Postgres>(store_postgres::PostgresDatabase::open(database).value())
               : market_of<Sqlite>(store_sqlite::SqliteDatabase::open(database).value());
}

struct Filling {
    testing::MarketOverYears market;
    std::size_t quotes = 0;
};

/// Goes past what an earlier run has stored.
void skip_stored(const app::MarketStore& store, Filling& filling) {
    const std::uint64_t stored = store.row_counts().value().at("quotes");
    while (filling.quotes < stored)
        filling.quotes += filling.market.next().quotes.size();
}

void append_up_to(app::MarketStore& store, Filling& filling, std::size_t quotes) {
    while (filling.quotes < quotes) {
        const auto session = store.begin_append().value();
        const std::size_t end = std::min(quotes, filling.quotes + kQuotesOfACommit);
        while (filling.quotes < end)
            filling.quotes += session->append(filling.market.next()).value().inserted;
        session->commit().value();
    }
}

/// Milliseconds of one read, at a random event and time.
double read_once(const app::MarketStore& store, const Filling& filling, base::Random& random) {
    const auto nth = static_cast<std::size_t>(
        random.integer(0, static_cast<std::int64_t>(filling.market.closed()) - 1));
    const auto quote = random.integer(0, static_cast<std::int64_t>(testing::kQuotesOfAnEvent) - 1);
    const auto as_of = testing::MarketOverYears::opens_at(nth) + quote * std::chrono::minutes(30);
    const auto start = Clock::now();
    const auto history = store.quotes(testing::MarketOverYears::event(nth), {}, as_of).value();
    const Milliseconds taken = Clock::now() - start;
    if (history.size() != static_cast<std::size_t>(quote) + 1)
        throw std::runtime_error("a history is not what was appended");
    return taken.count();
}

std::vector<double> sorted_reads(const app::MarketStore& store, const Filling& filling) {
    base::Random random(filling.quotes);
    std::vector<double> reads;
    for (std::size_t i = 0; i < kReads; ++i)
        reads.push_back(read_once(store, filling, random));
    std::ranges::sort(reads);
    return reads;
}

/// What the server does on its own within a minute or two of an append: until then, rows are looked
/// up where they lie.
void wait_for_vacuum(const testing::PostgresCluster& cluster, const std::string& database) {
    const auto give_up = Clock::now() + std::chrono::minutes(10);
    while (std::stoll(cluster.psql(database,
                                   "SELECT coalesce(max(n_ins_since_vacuum), 0) FROM "
                                   "pg_stat_user_tables WHERE relname LIKE 'quotes_%q_'")) >
           20'000) {
        if (Clock::now() > give_up)
            throw std::runtime_error("the server does not vacuum");
        std::this_thread::sleep_for(std::chrono::seconds(5));
    }
}

void measure(app::MarketStore& store, Filling& filling, std::size_t quotes,
             const std::function<void()>& settle) {
    const std::size_t before = filling.quotes;
    const auto start = Clock::now();
    append_up_to(store, filling, quotes);
    const Seconds taken = Clock::now() - start;
    settle();
    const auto reads = sorted_reads(store, filling);
    fmt::print(
        "{:>10} quotes, {:>6} events: appended {:>7.0f}/s; {} reads of a history: median "
        "{:.3f} ms, 95 % within {:.3f} ms, all within {:.3f} ms\n",
        filling.quotes, filling.market.closed(),
        static_cast<double>(filling.quotes - before) / taken.count(), reads.size(),
        reads[kReads / 2], reads[kReads * 95 / 100], reads.back());
    std::fflush(stdout);
}

int run(const std::vector<std::string>& arguments) {
    if (arguments.size() < 2) {
        fmt::print(stderr, "usage: seatsync_store_scale FILE|ADDRESS|cluster COUNT...\n");
        return 2;
    }
    std::unique_ptr<testing::PostgresCluster> cluster;
    std::string database = arguments.front();
    if (database == "cluster") {
        cluster = std::make_unique<testing::PostgresCluster>(true);
        database = cluster->new_database();
    }
    const std::shared_ptr<app::MarketStore> market = open(database);
    Filling filling;
    skip_stored(*market, filling);
    const auto settle = [&] {
        if (cluster)
            wait_for_vacuum(*cluster, database);
    };
    for (std::size_t i = 1; i < arguments.size(); ++i)
        measure(*market, filling, std::stoull(arguments[i]), settle);
    return 0;
}

}  // namespace
}  // namespace seatsync

int main(int argc, char** argv) {
    return seatsync::run(std::vector<std::string>(argv + 1, argv + argc));
}
