#pragma once

#include "adapters/store_postgres/postgres_database.hpp"
#include "testing/postgres_cluster.hpp"

#include <gtest/gtest.h>

namespace seatsync::store_postgres {

/// A new schema on the cluster of this test program.
[[nodiscard]] inline std::unique_ptr<PostgresDatabase> new_test_database() {
    return PostgresDatabase::open(testing::PostgresCluster::shared().new_schema()).value();
}

/// First line of a test that needs a server.
#define SEATSYNC_NEEDS_POSTGRES()                                                  \
    if (const std::string why = testing::PostgresCluster::missing(); !why.empty()) \
    GTEST_SKIP() << why

}  // namespace seatsync::store_postgres
