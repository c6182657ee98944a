// Again and again: a process appends batches and acknowledges each after its commit; it, or the
// server it writes to, is killed with SIGKILL at a random instant, which may be while it still
// makes the schema. Afterwards the database opens and is whole, every acknowledged batch is there,
// and no batch is there in part.
//
// The seed is printed; SEATSYNC_CRASH_SEED repeats a run as far as the scheduler allows.

#include "adapters/store_sqlite/sqlite_database.hpp"
#include "numbered_batches.hpp"
#include "server/open_stores.hpp"
#include "testing/postgres_cluster.hpp"
#include "testing/temporary_folder.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <map>
#include <random>
#include <thread>

namespace seatsync::crash {

namespace {

using testing::PostgresCluster;

constexpr std::string_view kQuotesWithoutSeries =
    "SELECT count(*) FROM quotes WHERE series_id NOT IN (SELECT id FROM series)";
/// An error when a row is missing in the index of a key, or an index is out of order.
const std::string kHeapsBesideIndexes =
    "CREATE EXTENSION IF NOT EXISTS amcheck SCHEMA pg_catalog; SELECT count(bt_index_check(oid, "
    "true)) >= 0 FROM pg_class "
    "WHERE relname LIKE 'quotes_%_pkey' AND relkind = 'i'";

std::uint64_t seed_of_this_run() {
    const char* given = std::getenv("SEATSYNC_CRASH_SEED");
    return given == nullptr ? std::random_device{}() : std::strtoull(given, nullptr, 10);
}

/// The writer as a child process, with the reading end of the pipe of its acknowledgements.
class WriterProcess {
  public:
    WriterProcess(const std::string& database, std::uint64_t seed) {
        std::array<int, 2> pipe_ends{};
        if (::pipe(pipe_ends.data()) != 0)
            throw std::runtime_error("no pipe");
        process_ = ::fork();
        if (process_ == 0) {
            ::dup2(pipe_ends[1], STDOUT_FILENO);
            ::close(pipe_ends[0]);
            ::close(pipe_ends[1]);
            ::execl(SEATSYNC_CRASH_WRITER, SEATSYNC_CRASH_WRITER, database.c_str(),
                    std::to_string(seed).c_str(), nullptr);
            ::_exit(127);
        }
        ::close(pipe_ends[1]);
        acknowledgements_ = pipe_ends[0];
    }
    ~WriterProcess() { ::close(acknowledgements_); }
    WriterProcess(const WriterProcess&) = delete;
    WriterProcess& operator=(const WriterProcess&) = delete;

    /// Waits for the next acknowledgement; false when the process has ended and none is left.
    bool acknowledged() {
        char byte = 0;
        return ::read(acknowledgements_, &byte, 1) == 1;
    }
    /// Whether it died of this, and not of itself before.
    bool kill() {
        ::kill(process_, SIGKILL);
        return signal_of_its_death() == SIGKILL;
    }
    /// Whether it lived until now, and dies of itself.
    bool gives_up() { return signal_of_its_death() == SIGABRT; }

  private:
    int signal_of_its_death() const {
        int status = 0;
        ::waitpid(process_, &status, 0);
        return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    }

    pid_t process_ = -1;
    int acknowledgements_ = -1;
};

/// One way to lose a database while it is written to.
struct Crash {
    int rounds;
    std::function<std::string()> new_database;
    /// Ends the writer and returns whether it ended as it should.
    std::function<bool(WriterProcess&)> happen;
    std::function<void(const std::string& database)> expect_whole;
};

/// Runs the writer until a random instant. Returns the number of batches it acknowledged.
std::int64_t write_until(const Crash& crash, const std::string& database, std::uint64_t seed) {
    base::Random random = base::Random(seed).stream("kill");
    WriterProcess writer(database, seed);
    std::int64_t acknowledged = 0;
    for (std::int64_t i = random.integer(0, 10); i > 0 && writer.acknowledged(); --i)
        ++acknowledged;
    // No condition to wait for: the instant of the kill is the input of this test.
    std::this_thread::sleep_for(std::chrono::microseconds(random.integer(0, 25'000)));
    EXPECT_TRUE(crash.happen(writer));
    while (writer.acknowledged())  // What was still in the pipe counts as well.
        ++acknowledged;
    return acknowledged;
}

/// How many quotes of each batch the store holds.
std::map<std::int64_t, std::size_t> stored_batches(const app::MarketStore& store) {
    std::map<std::int64_t, std::size_t> sizes;
    for (int event = 1; event <= 20; ++event) {
        const domain::EventId id("crash:" + std::to_string(event));
        for (const domain::Quote& quote : store.quotes(id, {}, domain::Instant::max()).value())
            ++sizes[*quote.get_in_cents - 1];
    }
    return sizes;
}

std::size_t size_of_batch(std::uint64_t seed, std::int64_t n) {
    std::size_t size = 0;
    for (const auto& part : parts_of_batch(seed, n))
        size += part.size();
    return size;
}

/// The batch that follows the stored ones goes in as if nothing had happened.
void expect_writing_goes_on(app::MarketStore& store, std::uint64_t seed, std::int64_t next) {
    std::size_t inserted = 0;
    for (const auto& part : parts_of_batch(seed, next))
        inserted += store.append(part).value().inserted;
    EXPECT_EQ(inserted, size_of_batch(seed, next));
}

void expect_what_was_acknowledged(const std::string& database, std::uint64_t seed,
                                  std::int64_t acknowledged) {
    const auto opened = server::open_stores(database);
    ASSERT_TRUE(opened.has_value()) << opened.error().detail;
    app::MarketStore& store = *opened->market;
    // A server learns late that its client is gone: what that one was about to commit comes first.
    ASSERT_TRUE(store.begin_append().has_value());
    const auto stored = stored_batches(store);
    // A batch may be committed and killed before its acknowledgement, but not two.
    const auto count = static_cast<std::int64_t>(stored.size());
    EXPECT_TRUE(count == acknowledged || count == acknowledged + 1)
        << count << " batches stored, " << acknowledged << " acknowledged";
    std::int64_t expected = 0;
    for (const auto& [n, size] : stored) {
        EXPECT_EQ(n, expected++);
        EXPECT_EQ(size, size_of_batch(seed, n)) << "batch " << n;
    }
    expect_writing_goes_on(store, seed, count);
}

void expect_survived(const Crash& crash) {
    const std::uint64_t first_seed = seed_of_this_run();
    std::int64_t acknowledged_in_all = 0;
    for (int round = 0; round < crash.rounds && !::testing::Test::HasFailure(); ++round) {
        const std::uint64_t seed = first_seed + static_cast<std::uint64_t>(round);
        SCOPED_TRACE("seed " + std::to_string(seed));
        const std::string database = crash.new_database();
        const std::int64_t acknowledged = write_until(crash, database, seed);
        acknowledged_in_all += acknowledged;
        expect_what_was_acknowledged(database, seed, acknowledged);
        crash.expect_whole(database);
    }
    std::printf("%d kills, first seed %llu, %lld batches acknowledged\n", crash.rounds,
                static_cast<unsigned long long>(first_seed),
                static_cast<long long>(acknowledged_in_all));
    EXPECT_GT(acknowledged_in_all, crash.rounds);
}

bool kill_the_writer(WriterProcess& writer) {
    return writer.kill();
}

TEST(CrashTest, AFileKeepsWhatAKilledWriterWasToldOf) {
    const testing::TemporaryFolder folder;
    const auto expect_whole = [](const std::string& file) {
        const auto database = store_sqlite::SqliteDatabase::open(file).value();
        const auto reader = database->reader().value();
        auto check = reader.connection().query("PRAGMA integrity_check").value();
        EXPECT_TRUE(check.step().value() && check.text(0) == "ok");
        EXPECT_EQ(reader.connection().number(kQuotesWithoutSeries).value(), 0);
    };
    int files = 0;
    expect_survived({.rounds = 50,
                     .new_database = [&] { return folder.file(fmt::format("{}.db", ++files)); },
                     .happen = kill_the_writer,
                     .expect_whole = expect_whole});
}

/// A crash of a client of this server, or of the server itself.
Crash crash_on(PostgresCluster& cluster, int rounds) {
    const auto expect_whole = [&cluster](const std::string& database) {
        EXPECT_EQ(cluster.psql(database, std::string(kQuotesWithoutSeries)), "0");
        EXPECT_EQ(cluster.psql(database, kHeapsBesideIndexes), "t");
    };
    return {.rounds = rounds,
            .new_database = [&cluster] { return cluster.new_schema(); },
            .happen = kill_the_writer,
            .expect_whole = expect_whole};
}

TEST(CrashTest, AServerKeepsWhatAKilledWriterWasToldOf) {
    if (const std::string why = PostgresCluster::missing(); !why.empty())
        GTEST_SKIP() << why;
    PostgresCluster cluster(true);
    expect_survived(crash_on(cluster, 20));
}

TEST(CrashTest, AKilledServerKeepsWhatItsWriterWasToldOf) {
    if (const std::string why = PostgresCluster::missing(); !why.empty())
        GTEST_SKIP() << why;
    PostgresCluster cluster(true);
    Crash crash = crash_on(cluster, 5);
    crash.happen = [&cluster](WriterProcess& writer) {
        cluster.crash();
        cluster.start();
        return writer.gives_up();
    };
    expect_survived(crash);
}

}  // namespace

}  // namespace seatsync::crash
