// seatsync_crash_writer DATABASE SEED: appends numbered batches until it is killed, and writes one
// byte to standard output after each commit has returned.

#include "numbered_batches.hpp"
#include "server/open_stores.hpp"

#include <unistd.h>

#include <cstdlib>

int main(int argc, char** argv) {
    if (argc != 3)
        return 2;
    const seatsync::cli::Stores stores = seatsync::server::open_stores(argv[1]).value();
    const std::uint64_t seed = std::strtoull(argv[2], nullptr, 10);
    for (std::int64_t n = 0;; ++n) {
        const auto session = stores.market->begin_append().value();
        for (const auto& part : seatsync::crash::parts_of_batch(seed, n))
            session->append(part).value();
        session->commit().value();
        if (::write(STDOUT_FILENO, "+", 1) != 1)
            return 1;
    }
}
