#include "adapters/store_postgres/database_fixture.hpp"
#include "adapters/store_postgres/postgres_market_store.hpp"
#include "testing/properties/market_store_properties.hpp"

#include <rapidcheck.h>

namespace seatsync::store_postgres {

namespace {

TEST(PostgresMarketStoreProperty, AnswersAsTheFakeDoes) {
    SEATSYNC_NEEDS_POSTGRES();
    EXPECT_TRUE(rc::check("answers as the fake does", [] {
        const auto database = new_test_database();
        PostgresMarketStore store(*database);
        testing::answers_as_the_fake_does(store);
    }));
}

}  // namespace

}  // namespace seatsync::store_postgres
