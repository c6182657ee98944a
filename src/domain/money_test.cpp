#include "domain/money.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace seatsync::domain {

namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
const Currency kUsd = Currency::usd();
const Currency kEur = Currency::from_code("EUR").value();

Money usd(std::int64_t cents) {
    return {cents, kUsd};
}

TEST(CurrencyTest, KnowsCodesWithHundredths) {
    for (const char* code : {"USD", "EUR", "MXN", "AED", "ZAR"})
        EXPECT_EQ(Currency::from_code(code).value().code(), code);
}

TEST(CurrencyTest, RefusesOtherCodes) {
    for (const char* code : {"", "US", "USDX", "usd", "JPY", "KWD", "QQQ", " USD"})
        EXPECT_EQ(Currency::from_code(code).error().code, ErrorCode::invalid_argument) << code;
}

TEST(MoneyTest, ReadsDecimalsExactly) {
    struct Row {
        const char* text;
        std::int64_t cents;
    };
    const std::vector<Row> rows = {
        {"0", 0},
        {"12", 1200},
        {"12.5", 1250},
        {"12.50", 1250},
        {"-0.07", -7},
        {"-0", 0},
        {"007", 700},
        {"1500.000", 150'000},
        {"0.29", 29},
        {"1.15", 115},                                 // Neither is a double.
        {"90071992547409.93", 9'007'199'254'740'993},  // More than a double can tell.
        {"92233720368547758.07", kMax},
        {"-92233720368547758.08", kMin},
    };
    for (const Row& row : rows)
        EXPECT_EQ(Money::parse(row.text, kUsd, Rounding::half_even).value(), usd(row.cents))
            << row.text;
}

TEST(MoneyTest, RefusesWhatIsNoDecimal) {
    for (const char* text :
         {"", "-", ".", ".5", "5.", "1.2.3", "1,000", "$5", "5 ", " 5", "+5", "--5", "1e3", "nan",
          "inf", "0x10", "5-", "12345678901234567890123456789012"})
        EXPECT_EQ(Money::parse(text, kUsd, Rounding::half_even).error().code,
                  ErrorCode::invalid_argument)
            << text;
}

TEST(MoneyTest, RefusesAmountsBeyond64Bits) {
    for (const char* text :
         {"92233720368547758.08", "-92233720368547758.09", "1000000000000000000000"})
        EXPECT_FALSE(Money::parse(text, kUsd, Rounding::half_even).has_value()) << text;
    // The same text fits or not by the rounding that is asked for.
    EXPECT_TRUE(Money::parse("92233720368547758.075", kUsd, Rounding::down).has_value());
    EXPECT_FALSE(Money::parse("92233720368547758.075", kUsd, Rounding::up).has_value());
}

TEST(MoneyTest, RoundsAsNamed) {
    struct Row {
        const char* text;
        std::int64_t half_even, toward_zero, away_from_zero, down, up;
    };
    // Ties go to the even cent; the others are told by their names.
    const std::vector<Row> rows = {
        {"0.005", 0, 0, 1, 0, 1},
        {"0.015", 2, 1, 2, 1, 2},
        {"0.0051", 1, 0, 1, 0, 1},
        {"0.004", 0, 0, 1, 0, 1},
        {"0.0149999999999999999999", 1, 1, 2, 1, 2},
        {"0.01", 1, 1, 1, 1, 1},
        {"-0.005", 0, 0, -1, -1, 0},
        {"-0.015", -2, -1, -2, -2, -1},
        {"-0.0051", -1, 0, -1, -1, 0},
        {"-0.004", 0, 0, -1, -1, 0},
        {"-0.01", -1, -1, -1, -1, -1},
    };
    for (const Row& row : rows) {
        const auto cents = [&row](Rounding rounding) {
            return Money::parse(row.text, kUsd, rounding).value().cents();
        };
        EXPECT_EQ(cents(Rounding::half_even), row.half_even) << row.text;
        EXPECT_EQ(cents(Rounding::toward_zero), row.toward_zero) << row.text;
        EXPECT_EQ(cents(Rounding::away_from_zero), row.away_from_zero) << row.text;
        EXPECT_EQ(cents(Rounding::down), row.down) << row.text;
        EXPECT_EQ(cents(Rounding::up), row.up) << row.text;
    }
}

TEST(MoneyTest, WritesTwoDecimals) {
    struct Row {
        std::int64_t cents;
        const char* decimal;
        const char* dollars;
        const char* euros;
    };
    const std::vector<Row> rows = {
        {5862, "58.62", "$58.62", "58.62 EUR"},
        {-7, "-0.07", "-$0.07", "-0.07 EUR"},
        {0, "0.00", "$0.00", "0.00 EUR"},
        {100, "1.00", "$1.00", "1.00 EUR"},
        {kMin, "-92233720368547758.08", "-$92233720368547758.08", "-92233720368547758.08 EUR"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(usd(row.cents).to_decimal(), row.decimal);
        EXPECT_EQ(usd(row.cents).to_display(), row.dollars);
        EXPECT_EQ(Money(row.cents, kEur).to_display(), row.euros);
    }
}

TEST(MoneyTest, ModelNumbersBecomeTheNearestCents) {
    struct Row {
        double units;
        Rounding rounding;
        std::int64_t cents;
    };
    const std::vector<Row> rows = {
        {58.62, Rounding::down, 5862},  // 58.62 × 100 is not 5862 in doubles.
        {58.62, Rounding::up, 5862},
        {0.29, Rounding::toward_zero, 29},
        {1.001, Rounding::down, 100},
        {1.001, Rounding::up, 101},
        {-1.001, Rounding::down, -101},
        {-1.001, Rounding::up, -100},
        {1.125, Rounding::half_even, 112},
        {1.135, Rounding::half_even, 114},
        {9.0e13, Rounding::half_even, 9'000'000'000'000'000},
    };
    for (const Row& row : rows)
        EXPECT_EQ(Money::from_model(row.units, kUsd, row.rounding).value().cents(), row.cents)
            << row.units;
    EXPECT_DOUBLE_EQ(usd(5862).to_model(), 58.62);
}

TEST(MoneyTest, RefusesModelNumbersThatAreNoAmount) {
    for (const double units : {std::nan(""), HUGE_VAL, -HUGE_VAL, 1e14, -1e14})
        EXPECT_EQ(Money::from_model(units, kUsd, Rounding::half_even).error().code,
                  ErrorCode::invalid_argument)
            << units;
}

TEST(MoneyTest, AddsAndSubtracts) {
    EXPECT_EQ(add(usd(150), usd(-50)).value(), usd(100));
    EXPECT_EQ(subtract(usd(150), usd(-50)).value(), usd(200));
    EXPECT_EQ(add(usd(kMax), usd(kMin)).value(), usd(-1));
}

TEST(MoneyTest, RefusesToOverflow) {
    EXPECT_EQ(add(usd(kMax), usd(1)).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(add(usd(kMin), usd(-1)).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(subtract(usd(kMin), usd(1)).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(subtract(usd(0), usd(kMin)).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(mul_ratio(usd(kMax), 2, 1, Rounding::down).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(mul_ratio(usd(kMin), 1, -1, Rounding::down).error().code,
              ErrorCode::invalid_argument);
}

TEST(MoneyTest, RefusesToMixCurrencies) {
    const Money euros(100, kEur);
    EXPECT_EQ(add(usd(100), euros).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(subtract(usd(100), euros).error().code, ErrorCode::invalid_argument);
    EXPECT_NE(usd(100), euros);
    EXPECT_EQ(usd(100) <=> euros, std::partial_ordering::unordered);
    EXPECT_LT(usd(99), usd(100));
}

TEST(MoneyTest, AppliesARatioThroughMoreThan64Bits) {
    EXPECT_EQ(mul_ratio(usd(kMax), kMax, kMax, Rounding::half_even).value(), usd(kMax));
    EXPECT_EQ(mul_ratio(usd(kMin), kMin, kMin, Rounding::half_even).value(), usd(kMin));
    // A fee of 15 % of $58.65 is 879.75 cents.
    EXPECT_EQ(mul_ratio(usd(5865), 15, 100, Rounding::down).value(), usd(879));
    EXPECT_EQ(mul_ratio(usd(5865), 15, 100, Rounding::up).value(), usd(880));
    EXPECT_EQ(mul_ratio(usd(5865), -15, -100, Rounding::half_even).value(), usd(880));
}

TEST(MoneyTest, RefusesToDivideByZero) {
    EXPECT_EQ(mul_ratio(usd(1), 1, 0, Rounding::down).error().code, ErrorCode::invalid_argument);
}

}  // namespace

}  // namespace seatsync::domain
