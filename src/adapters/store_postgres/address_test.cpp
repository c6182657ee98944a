#include "adapters/store_postgres/address.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace seatsync::store_postgres {

namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(AddressTest, IsShownWithoutItsPassword) {
    struct Row {
        std::string url;
        std::string display;
    };
    const std::vector<Row> rows = {
        {"postgres://ann@host/market", "postgres://ann@host/market"},
        {"postgresql://ann:sesame@host:5433/market", "postgres://ann@host:5433/market"},
        {"postgres:///market?host=/run/pg&user=ann&password=sesame",
         "postgres://ann@/run/pg/market"},
        {"postgres://ann:se%2Fsa%40me@host/market", "postgres://ann@host/market"},
        {"postgres://host/market?user=ann%40home", "postgres://ann@home@host/market"},
        {"postgres://", "postgres:///"},
    };
    for (const Row& row : rows) {
        const auto address = Address::parse(row.url);
        ASSERT_TRUE(address.has_value()) << row.url;
        EXPECT_EQ(address->display(), row.display);
        EXPECT_EQ(address->url(), row.url);
    }
}

TEST(AddressTest, WhatIsNoneIsRefusedAndNotRepeated) {
    for (const char* url : {
             "postgres://ann:sesame@[host/market",
             "postgres://ann:se/sesame@host/market",
             "postgres://ann:sesame?sesame@host/market",
             "postgres://ann:sesame@host/market?unknown=sesame",
             "host=localhost password=sesame",
             "mysql://ann:sesame@host/market",
             "",
         }) {
        const auto address = Address::parse(url);
        ASSERT_FALSE(address.has_value()) << url;
        EXPECT_EQ(address.error().code, ErrorCode::invalid_argument) << url;
        EXPECT_THAT(address.error().detail, HasSubstr("postgres://USER:PASSWORD@HOST"));
        EXPECT_THAT(address.error().detail, Not(HasSubstr("sesame")));
    }
}

TEST(AddressTest, CoversEveryPasswordInAText) {
    const Address address = Address::parse("postgres://ann:se%2Fsame@host/market").value();
    EXPECT_EQ(address.covered("se/same, se/sameas and se/same"), "***, ***as and ***");
    EXPECT_EQ(address.covered("same"), "same");
    const Address open = Address::parse("postgres://ann@host/market").value();
    EXPECT_EQ(open.covered("any text"), "any text");
}

}  // namespace

}  // namespace seatsync::store_postgres
