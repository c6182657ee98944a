#include "adapters/store_sqlite/sqlite_market_store.hpp"
#include "testing/properties/market_store_properties.hpp"
#include "testing/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace seatsync::store_sqlite {

namespace {

TEST(SqliteMarketStoreProperty, AnswersAsTheFakeDoes) {
    EXPECT_TRUE(rc::check("answers as the fake does", [] {
        const testing::TemporaryFolder folder;
        const auto database = SqliteDatabase::open(folder.file("seatsync.db")).value();
        SqliteMarketStore store(*database);
        testing::answers_as_the_fake_does(store);
    }));
}

}  // namespace

}  // namespace seatsync::store_sqlite
