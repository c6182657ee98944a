#include "adapters/source_csv/values.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_csv {
namespace {

constexpr std::int64_t kMissing = -1;

std::string price(std::string_view text) {
    const auto value = read_price(text, domain::Currency::usd());
    return value ? std::to_string(value->value_or(kMissing)) : value.error().detail;
}

std::string count(std::string_view text) {
    const auto value = read_count(text);
    return value ? std::to_string(value->value_or(kMissing)) : value.error().detail;
}

struct Row {
    const char* text;
    const char* meaning;  ///< "-1" when missing.
};

TEST(ValuesTest, ReadsPricesAsCents) {
    constexpr Row kRows[] = {
        {"58.62", "5862"},
        {"58.6", "5860"},
        {"58", "5800"},
        {" 58.62 ", "5862"},
        {"0.07", "7"},
        {"58.625", "5862"},  // Half to even.
        {"58.635", "5864"},
        {"180.17", "18017"},
        {"", "-1"},
        {".", "-1"},
        {"NaN", "-1"},
        {"null", "-1"},
        {"NA", "-1"},
        {"None", "-1"},
        {"0", "-1"},
        {"0.00", "-1"},
        {"-5", "a price below 0"},
        {"-0.01", "a price below 0"},
        {"12a", "not a price"},
        {"1,234.50", "not a price"},
        {"$12", "not a price"},
        {"inf", "not a price"},
        {"1e3", "not a price"},
        {"99999999999999999999", "not a price"},
    };
    for (const auto& row : kRows)
        EXPECT_EQ(price(row.text), row.meaning) << row.text;
}

TEST(ValuesTest, ReadsCounts) {
    constexpr Row kRows[] = {
        {"0", "0"},
        {"12", "12"},
        {"12.0", "12"},
        {"12.", "12"},
        {"", "-1"},
        {".", "-1"},
        {"nan", "-1"},
        {"-3", "a count below 0"},
        {"12.5", "not a whole number"},
        {"twelve", "not a whole number"},
        {"12 13", "not a whole number"},
        {"99999999999999999999", "not a whole number"},
    };
    for (const auto& row : kRows)
        EXPECT_EQ(count(row.text), row.meaning) << row.text;
}

TEST(ValuesTest, ReadsTheWinsOfARecord) {
    EXPECT_EQ(*read_wins("4-6"), 4);
    EXPECT_EQ(*read_wins("10-0"), 10);
    EXPECT_EQ(*read_wins("7"), 7);
    EXPECT_EQ(*read_wins(""), std::nullopt);
    EXPECT_FALSE(read_wins("W 3").has_value());
    EXPECT_FALSE(read_wins("-6").has_value());
}

TEST(ValuesTest, ReadsNumbersAndScores) {
    EXPECT_EQ(*read_number("1456"), 1456.0);
    EXPECT_EQ(*read_number("-0.25"), -0.25);
    EXPECT_EQ(*read_number("NA"), std::nullopt);
    EXPECT_FALSE(read_number("inf").has_value());
    EXPECT_FALSE(read_number("1x").has_value());
    EXPECT_EQ(*read_score("1.02"), 1.02);
    EXPECT_EQ(read_score("-0.1").error().detail, "a score below 0");
}

TEST(ValuesTest, ReadsFlags) {
    EXPECT_TRUE(*read_flag("1"));
    EXPECT_TRUE(*read_flag("True"));
    EXPECT_FALSE(*read_flag("0"));
    EXPECT_FALSE(*read_flag("no"));
    EXPECT_FALSE(*read_flag(""));
    EXPECT_FALSE(read_flag("2").has_value());
}

TEST(ValuesTest, ReadsTimesOfDay) {
    struct Time {
        const char* text;
        int minutes;
    };
    constexpr Time kTimes[] = {{"7:10 PM", 19 * 60 + 10},  {"11:05 AM", 11 * 60 + 5},
                               {"12:20 PM", 12 * 60 + 20}, {"12:05 AM", 5},
                               {"19:10", 19 * 60 + 10},    {"0:00", 0}};
    for (const auto& time : kTimes)
        EXPECT_EQ(*read_minutes_of_day(time.text), time.minutes) << time.text;
    for (const char* text : {"", "TBD", "13:00 PM", "0:10 AM", "24:00", "7:60 PM", "7 PM", "-1:10"})
        EXPECT_FALSE(read_minutes_of_day(text).has_value()) << text;
}

TEST(ValuesTest, TakesTextThatIsUtf8WithoutControlCharacters) {
    for (const char* text : {"Los Angeles", "S\xC3\xA3o Paulo", "\xE2\x82\xAC", "\xF0\x9F\x8E\x9F"})
        EXPECT_TRUE(read_text(text).has_value()) << text;
    struct Bad {
        const char* name;
        std::string text;
    };
    const Bad rows[] = {{"latin-1", "S\xE3o"},
                        {"cut", "S\xC3"},
                        {"overlong", "\xC0\xAF"},
                        {"overlong of three", "\xE0\x80\xAF"},
                        {"half a pair", "\xED\xA0\x80"},
                        {"beyond the last", "\xF4\x90\x80\x80"},
                        {"line feed", "a\nb"},
                        {"zero", std::string("a\0b", 3)},
                        {"too long", std::string(501, 'a')}};
    for (const auto& row : rows)
        EXPECT_FALSE(read_text(row.text).has_value()) << row.name;
}

}  // namespace
}  // namespace seatsync::source_csv
