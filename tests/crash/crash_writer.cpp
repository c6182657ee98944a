// seatsync_crash_writer DATABASE SEED: appends numbered batches until it is killed, and writes one
// byte to standard output after each commit has returned.

#include "adapters/store_sqlite/sqlite_market_store.hpp"
#include "numbered_batches.hpp"

#include <unistd.h>

#include <cstdlib>

int main(int argc, char** argv) {
    if (argc != 3)
        return 2;
    const auto database = seatsync::store_sqlite::SqliteDatabase::open(argv[1]).value();
    seatsync::store_sqlite::SqliteMarketStore store(*database);
    const std::uint64_t seed = std::strtoull(argv[2], nullptr, 10);
    for (std::int64_t n = 0;; ++n) {
        const auto session = store.begin_append().value();
        for (const auto& part : seatsync::crash::parts_of_batch(seed, n))
            session->append(part).value();
        session->commit().value();
        if (::write(STDOUT_FILENO, "+", 1) != 1)
            return 1;
    }
}
