// Fifty times: a process appends batches and acknowledges each after its commit; it is killed with
// SIGKILL at a random instant, which may be while it still makes the schema. Afterwards the file
// opens and is whole, every acknowledged batch is there, and no batch is there in part.
//
// The seed is printed; SEATSYNC_CRASH_SEED repeats a run as far as the scheduler allows.

#include "adapters/store_sqlite/sqlite_market_store.hpp"
#include "numbered_batches.hpp"
#include "testing/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <map>
#include <random>
#include <thread>

namespace seatsync::crash {

namespace {

using store_sqlite::SqliteDatabase;
using store_sqlite::SqliteMarketStore;

constexpr int kRounds = 50;

std::uint64_t seed_of_this_run() {
    const char* given = std::getenv("SEATSYNC_CRASH_SEED");
    return given == nullptr ? std::random_device{}() : std::strtoull(given, nullptr, 10);
}

/// The writer as a child process, with the reading end of the pipe of its acknowledgements.
class WriterProcess {
  public:
    WriterProcess(const std::filesystem::path& database, std::uint64_t seed) {
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
        int status = 0;
        ::waitpid(process_, &status, 0);
        return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    }

  private:
    pid_t process_ = -1;
    int acknowledgements_ = -1;
};

/// Runs the writer until a random instant. Returns the number of batches it acknowledged.
std::int64_t write_and_kill(const std::filesystem::path& database, std::uint64_t seed) {
    base::Random random = base::Random(seed).stream("kill");
    WriterProcess writer(database, seed);
    std::int64_t acknowledged = 0;
    for (std::int64_t i = random.integer(0, 10); i > 0 && writer.acknowledged(); --i)
        ++acknowledged;
    // No condition to wait for: the instant of the kill is the input of this test.
    std::this_thread::sleep_for(std::chrono::microseconds(random.integer(0, 25'000)));
    EXPECT_TRUE(writer.kill());
    while (writer.acknowledged())  // What was still in the pipe counts as well.
        ++acknowledged;
    return acknowledged;
}

/// How many quotes of each batch the store holds.
std::map<std::int64_t, std::size_t> stored_batches(SqliteMarketStore& store) {
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

constexpr std::string_view kCheck = "PRAGMA integrity_check";
constexpr std::string_view kQuotesWithoutSeries =
    "SELECT count(*) FROM quotes WHERE series_id NOT IN (SELECT id FROM series)";

bool is_whole(SqliteDatabase& database) {
    const auto reader = database.reader().value();
    auto check = reader.connection().query(kCheck).value();
    return check.step().value() && check.text(0) == "ok" &&
           reader.connection().number(kQuotesWithoutSeries).value() == 0;
}

/// The batch that follows the stored ones goes in as if nothing had happened.
void expect_writing_goes_on(SqliteMarketStore& store, std::uint64_t seed, std::int64_t next) {
    std::size_t inserted = 0;
    for (const auto& part : parts_of_batch(seed, next))
        inserted += store.append(part).value().inserted;
    EXPECT_EQ(inserted, size_of_batch(seed, next));
}

TEST(CrashTest, NothingAcknowledgedIsLostAndNothingIsThereInPart) {
    const std::uint64_t first_seed = seed_of_this_run();
    std::int64_t acknowledged_in_all = 0;
    for (int round = 0; round < kRounds; ++round) {
        const std::uint64_t seed = first_seed + static_cast<std::uint64_t>(round);
        SCOPED_TRACE("seed " + std::to_string(seed));
        const testing::TemporaryFolder folder;
        const std::int64_t acknowledged = write_and_kill(folder.file("crash.db"), seed);
        acknowledged_in_all += acknowledged;

        const auto opened = SqliteDatabase::open(folder.file("crash.db"));
        ASSERT_TRUE(opened.has_value()) << opened.error().detail;
        SqliteDatabase& database = **opened;
        SqliteMarketStore store(database);
        const auto stored = stored_batches(store);
        EXPECT_TRUE(is_whole(database));
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
        if (HasFailure())
            break;
    }
    std::printf("%d kills, first seed %llu, %lld batches acknowledged\n", kRounds,
                static_cast<unsigned long long>(first_seed),
                static_cast<long long>(acknowledged_in_all));
    EXPECT_GT(acknowledged_in_all, kRounds);
}

}  // namespace

}  // namespace seatsync::crash
