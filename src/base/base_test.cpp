#include "base/checked.hpp"
#include "base/clock.hpp"
#include "base/invariant.hpp"
#include "base/result.hpp"
#include "base/strong_id.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <memory>
#include <unordered_set>

namespace seatsync::base {

namespace {

using namespace std::chrono_literals;

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();

TEST(CheckedTest, AnswersWhatFitsAndNothingElse) {
    EXPECT_EQ(checked_add(kMax - 1, std::int64_t{1}), kMax);
    EXPECT_EQ(checked_add(kMax, std::int64_t{1}), std::nullopt);
    EXPECT_EQ(checked_sub(kMin + 1, std::int64_t{1}), kMin);
    EXPECT_EQ(checked_sub(kMin, std::int64_t{1}), std::nullopt);
    EXPECT_EQ(checked_mul(kMax / 2, std::int64_t{2}), kMax - 1);
    EXPECT_EQ(checked_mul(kMin, std::int64_t{-1}), std::nullopt);
    EXPECT_EQ(checked_sub(2U, 3U), std::nullopt);
}

TEST(ClockTest, TheManualClockStandsUntilItIsSet) {
    ManualClock clock(Instant(5s));
    EXPECT_EQ(clock.now(), Instant(5s));
    clock.set(Instant(7s));
    EXPECT_EQ(clock.now(), Instant(7s));
}

TEST(ClockTest, TheSystemClockDoesNotRunFarFromTheSystem) {
    const auto before = std::chrono::system_clock::now();
    const Instant now = SystemClock().now();
    EXPECT_GE(now + 1us, before);
    EXPECT_LE(now, std::chrono::system_clock::now());
}

TEST(InvariantDeathTest, EndsTheProgramNamingTheCondition) {
    SEATSYNC_INVARIANT(1 + 1 == 2);
    EXPECT_DEATH(SEATSYNC_INVARIANT(1 + 1 == 3), "Invariant: 1 \\+ 1 == 3 .*base_test.cpp");
}

TEST(StrongIdTest, IsEqualAndOrderedByValue) {
    using Id = StrongId<struct IdTag, int>;
    static_assert(!std::is_convertible_v<int, Id>);
    static_assert(!std::is_convertible_v<Id, int>);
    EXPECT_EQ(Id(3), Id(3));
    EXPECT_LT(Id(3), Id(4));
    EXPECT_EQ(std::unordered_set<Id>({Id(1), Id(1), Id(2)}).size(), 2U);
}

TEST(ResultTest, EveryCodeHasItsOwnName) {
    std::unordered_set<std::string_view> names;
    const auto codes = {ErrorCode::invalid_argument,  ErrorCode::not_found,
                        ErrorCode::insufficient_data, ErrorCode::conflict,
                        ErrorCode::deadline_exceeded, ErrorCode::unavailable,
                        ErrorCode::corrupt_data,      ErrorCode::internal};
    for (const ErrorCode code : codes)
        names.insert(name_of(code));
    EXPECT_EQ(names.size(), codes.size());
    EXPECT_EQ(name_of(ErrorCode::corrupt_data), "corrupt_data");
}

TEST(ResultTest, ContextStandsInFrontAndTheCodeStays) {
    const Error error = fail(ErrorCode::conflict, "line 3");
    EXPECT_EQ(in_context(error, "a.csv"), fail(ErrorCode::conflict, "a.csv: line 3"));
}

TEST(ResultTest, TheValueOfAnErrorThrowsItsDetail) {
    const Result<int> failed = fail(ErrorCode::not_found, "no such seat");
    try {
        (void)failed.value();
        FAIL() << "it had a value";
    } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string(error.what()).find("not_found: no such seat"), std::string::npos);
    }
}

Result<int> halved(int value) {
    if (value % 2 != 0)
        return fail(ErrorCode::invalid_argument, "odd");
    return value / 2;
}

Result<int> quartered(int value, int& steps) {
    SEATSYNC_TRY(const int half, halved(value));
    ++steps;
    SEATSYNC_TRY(const int quarter, halved(half));
    ++steps;
    return quarter;
}

Result<void> check_quarters(int value, int& steps) {
    SEATSYNC_CHECK(quartered(value, steps));
    ++steps;
    return {};
}

TEST(ResultTest, TryGoesOnWithTheValue) {
    int steps = 0;
    EXPECT_EQ(quartered(12, steps).value(), 3);
    EXPECT_EQ(steps, 2);
}

TEST(ResultTest, TryReturnsTheFirstError) {
    int steps = 0;
    EXPECT_EQ(quartered(6, steps).error(), fail(ErrorCode::invalid_argument, "odd"));
    EXPECT_EQ(steps, 1);
}

TEST(ResultTest, CheckReturnsTheErrorAndElseGoesOn) {
    int steps = 0;
    EXPECT_TRUE(check_quarters(8, steps).has_value());
    EXPECT_EQ(steps, 3);
    EXPECT_FALSE(check_quarters(7, steps).has_value());
    EXPECT_EQ(steps, 3);
}

Result<int> opened(Result<std::unique_ptr<int>> box) {
    SEATSYNC_TRY(const auto content, std::move(box));
    return *content;
}

TEST(ResultTest, TryMovesWhatCannotBeCopied) {
    EXPECT_EQ(opened(std::make_unique<int>(7)).value(), 7);
}

}  // namespace

}  // namespace seatsync::base
