#include "cli/database_name.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace seatsync::cli {

namespace {

TEST(DatabaseNameTest, NoPasswordIsShown) {
    struct Row {
        std::string database;
        std::string shown;
    };
    const std::vector<Row> rows = {
        {"var/seatsync.db", "var/seatsync.db"},
        {"odd:name@here.db", "odd:name@here.db"},
        {"a/b:/c@d.db", "a/b:/c@d.db"},
        {"mysql://ann:secret@host/market", "mysql://ann:***@host/market"},
        {"postgres:/ann:secret@host/market", "postgres:/ann:***@host/market"},
        {"postgres://ann@host/market", "postgres://ann@host/market"},
        {"postgres://ann:secret@host:5432/market", "postgres://ann:***@host:5432/market"},
        {"postgresql://ann:s@cr:et@host/market", "postgresql://ann:***@host/market"},
        {"postgres:///market?host=/run/pg", "postgres:///market?host=/run/pg"},
        {"postgres://host:5432/market?user=ann", "postgres://host:5432/market?user=ann"},
        {"postgres://ann:se/cr?et@host/market", "postgres://ann:***@host/market"},
        {"postgres://h/m?password=secret&user=ann", "postgres://h/m?password=***&user=ann"},
        {"postgres://h/m?user=ann&password=secret", "postgres://h/m?user=ann&password=***"},
        {"postgres://h/m?sslpassword=one&password=two&user=ann",
         "postgres://h/m?sslpassword=***&password=***&user=ann"},
    };
    for (const Row& row : rows)
        EXPECT_EQ(shown_database(row.database), row.shown);
}

TEST(DatabaseNameTest, AnAddressIsNoFile) {
    EXPECT_TRUE(is_database_address("postgres://host/market"));
    EXPECT_TRUE(is_database_address("postgresql:///market"));
    EXPECT_FALSE(is_database_address("postgres.db"));
    EXPECT_FALSE(is_database_address("/var/postgres://x"));
}

TEST(DatabaseNameTest, AnAddressOfSomethingElseIsTold) {
    EXPECT_TRUE(is_other_address("mysql://host/market"));
    EXPECT_TRUE(is_other_address("postgres:/host/market"));
    EXPECT_FALSE(is_other_address("postgres://host/market"));
    EXPECT_FALSE(is_other_address("var/seatsync.db"));
    EXPECT_FALSE(is_other_address(":/x"));
    EXPECT_FALSE(is_other_address("./mysql://x"));
}

}  // namespace

}  // namespace seatsync::cli
