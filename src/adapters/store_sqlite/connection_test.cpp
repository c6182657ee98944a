#include "adapters/store_sqlite/connection.hpp"

#include "testing/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace seatsync::store_sqlite {

namespace {

using namespace std::string_view_literals;

class ConnectionTest : public ::testing::Test {
  protected:
    ConnectionTest() { connection_.execute("CREATE TABLE t (x)").value(); }

    std::int64_t rows() { return connection_.number("SELECT count(*) FROM t").value(); }
    Result<void> insert(std::int64_t value) {
        SEATSYNC_TRY(Query insert, connection_.query("INSERT INTO t VALUES (?)"));
        insert.bind(1, value);
        return insert.run();
    }

    testing::TemporaryFolder folder_;
    Connection connection_ =
        Connection::open(folder_.file("x.db"), true, std::chrono::seconds(1)).value();
};

TEST_F(ConnectionTest, WhatIsBoundComesBack) {
    Query echo = connection_.query("SELECT ?, ?, ?, ?, ?, ?").value();
    echo.bind(1, std::numeric_limits<std::int64_t>::min());
    echo.bind(2, 0.1);
    echo.bind(3, "a\0b"sv);
    echo.bind(4, std::optional<double>());
    echo.bind_blob(5, "\xFF\0"sv);
    echo.bind(6, domain::Instant(std::chrono::microseconds(-1)));
    ASSERT_TRUE(echo.step().value());
    EXPECT_EQ(echo.integer(0), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(echo.real(1), 0.1);
    EXPECT_FALSE(echo.is_null(1));
    EXPECT_EQ(echo.text(2), "a\0b"sv);
    EXPECT_TRUE(echo.is_null(3));
    EXPECT_EQ(echo.blob(4), "\xFF\0"sv);
    EXPECT_EQ(echo.time(5), domain::Instant(std::chrono::microseconds(-1)));
    EXPECT_FALSE(echo.step().value());
}

TEST_F(ConnectionTest, EmptyTextIsNotMissing) {
    Query is_null = connection_.query("SELECT ?1 IS NULL, ?2 IS NULL").value();
    is_null.bind(1, std::string_view());
    is_null.bind_blob(2, std::string_view());
    ASSERT_TRUE(is_null.step().value());
    EXPECT_EQ(is_null.integer(0), 0);
    EXPECT_EQ(is_null.integer(1), 0);
}

TEST_F(ConnectionTest, AFailedBindIsToldByTheStep) {
    Query query = connection_.query("SELECT ?").value();
    query.bind(2, std::int64_t{1});
    EXPECT_EQ(query.step().error().code, ErrorCode::internal);
}

TEST_F(ConnectionTest, AQueryStartsWithoutTheValuesOfTheOneBefore) {
    constexpr std::string_view kEcho = "SELECT ?";
    {
        Query before = connection_.query(kEcho).value();
        before.bind(1, std::int64_t{7});
        ASSERT_TRUE(before.step().value());
    }
    Query after = connection_.query(kEcho).value();
    ASSERT_TRUE(after.step().value());
    EXPECT_TRUE(after.is_null(0));
}

TEST_F(ConnectionTest, WrongSqlIsAnErrorThatSaysWhere) {
    const auto failed = connection_.query("SELECT y FROM t");
    EXPECT_EQ(failed.error().code, ErrorCode::internal);
    EXPECT_NE(failed.error().detail.find("no such column: y"), std::string::npos);
    EXPECT_NE(failed.error().detail.find("x.db"), std::string::npos);
}

TEST_F(ConnectionTest, ATransactionIsUndoneUnlessCommitted) {
    {
        auto dropped = Transaction::begin(connection_, Transaction::Kind::write).value();
        insert(1).value();
        EXPECT_EQ(rows(), 1);
    }
    EXPECT_EQ(rows(), 0);
    auto kept = Transaction::begin(connection_, Transaction::Kind::write).value();
    insert(2).value();
    kept.commit().value();
    EXPECT_EQ(rows(), 1);
}

TEST_F(ConnectionTest, AWriteLockedElsewhereIsUnavailable) {
    auto other =
        Connection::open(folder_.file("x.db"), false, std::chrono::milliseconds(1)).value();
    const auto holding = Transaction::begin(connection_, Transaction::Kind::write).value();
    const auto refused = Transaction::begin(other, Transaction::Kind::write);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
}

}  // namespace

}  // namespace seatsync::store_sqlite
