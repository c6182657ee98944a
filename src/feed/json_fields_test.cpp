#include "feed/json_fields.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace seatsync::feed {

namespace {

using ::testing::HasSubstr;

JsonDocument parsed(std::string_view text) {
    return JsonDocument::parse(text).value();
}

TEST(JsonDocumentTest, SkipsTheByteOrderMark) {
    const auto document = parsed("\xEF\xBB\xBF {\"a\": 7}");
    EXPECT_EQ(integer_at(document.root(), "a").value(), 7);
}

TEST(JsonDocumentTest, TellsAPageFromBrokenJson) {
    struct Row {
        std::string_view body;
        ErrorCode code;
    };
    for (const Row& row :
         {Row{"", ErrorCode::unavailable}, Row{"  \n", ErrorCode::unavailable},
          Row{"\n<!DOCTYPE html><html>", ErrorCode::unavailable},
          Row{"{\"a\": ", ErrorCode::corrupt_data}, Row{"upstream error", ErrorCode::corrupt_data},
          Row{"{\"a\": \"\xff\"}", ErrorCode::corrupt_data}}) {
        const auto document = JsonDocument::parse(row.body);
        ASSERT_FALSE(document) << row.body;
        EXPECT_EQ(document.error().code, row.code) << row.body;
    }
}

TEST(JsonFieldsTest, FindsByDottedPath) {
    const auto document = parsed(R"({"a": {"b": {"c": 5}, "n": null}})");
    EXPECT_EQ(integer_at(document.root(), "a.b.c").value(), 5);
    for (const char* path : {"a.n", "a.n.c", "a.x", "x.b.c", "a.b.c.d"})
        EXPECT_FALSE(find(document.root(), path)) << path;
}

TEST(JsonFieldsTest, NamesTheFieldThatIsMissing) {
    const auto document = parsed(R"({"a": {"b": null}})");
    const auto text = required_text(document.root(), "a.b");
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().detail, "a.b: it is missing");
    EXPECT_EQ(text.error().code, ErrorCode::corrupt_data);
    EXPECT_FALSE(required_instant(document.root(), "a.b"));
    EXPECT_FALSE(required(document.root(), "a.c"));
}

TEST(JsonFieldsTest, ReadsTextAndIds) {
    const auto document = parsed(
        R"({"t": "  Two\nlines\u0007 ", "i": 4385671, "e": "  ", "o": {}, "u": "M\u00e9xico"})");
    EXPECT_EQ(text_at(document.root(), "t").value(), "Two lines");
    EXPECT_EQ(text_at(document.root(), "i").value(), "4385671");
    EXPECT_EQ(text_at(document.root(), "e").value(), std::nullopt);
    EXPECT_EQ(text_at(document.root(), "u").value(), "México");
    EXPECT_EQ(text_or_empty(document.root(), "x").value(), "");
    const auto wrong = text_at(document.root(), "o");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().detail, "o: {} is not a text");
}

TEST(JsonFieldsTest, CutsLongTextAtAWholeCharacter) {
    const std::string text = tidy_text(std::string(499, 'a') + "éé");
    EXPECT_EQ(text, std::string(499, 'a'));
    EXPECT_EQ(tidy_text(std::string(498, 'a') + "éé"), std::string(498, 'a') + "é");
}

TEST(JsonFieldsTest, ReadsNumbersInEveryWriting) {
    struct Row {
        const char* json;
        std::optional<double> value;
    };
    for (const Row& row :
         {Row{"12.5", 12.5}, Row{"-3", -3.0}, Row{"\"12.5\"", 12.5}, Row{"\"1,234\"", 1234.0},
          Row{"\"+2.0\"", 2.0}, Row{"\" 7 \"", 7.0}, Row{"\"-\"", std::nullopt},
          Row{"\".\"", std::nullopt}, Row{"\"\"", std::nullopt}, Row{"null", std::nullopt}}) {
        const auto document = parsed(std::string("{\"a\": ") + row.json + "}");
        EXPECT_EQ(number_at(document.root(), "a").value(), row.value) << row.json;
    }
}

TEST(JsonFieldsTest, RefusesWhatIsNoNumber) {
    for (const char* json :
         {"\"12 mph\"", "\"nan\"", "\"inf\"", "true", "[]", "\"1e999\"", "\"0x10\""}) {
        const auto document = parsed(std::string("{\"a\": ") + json + "}");
        const auto number = number_at(document.root(), "a");
        ASSERT_FALSE(number) << json;
        EXPECT_THAT(number.error().detail, HasSubstr("is not a number"));
    }
}

TEST(JsonFieldsTest, WholeNumbersHaveNoFraction) {
    const auto document = parsed(R"({"a": 12.0, "b": 12.5, "c": "12", "d": 1e300})");
    EXPECT_EQ(integer_at(document.root(), "a").value(), 12);
    EXPECT_EQ(integer_at(document.root(), "c").value(), 12);
    EXPECT_FALSE(integer_at(document.root(), "b"));
    EXPECT_FALSE(integer_at(document.root(), "d"));
}

TEST(JsonFieldsTest, PricesAreCentsAndZeroIsNone) {
    const auto document =
        parsed(R"({"a": 58.62, "b": "1,200.00", "z": 0, "zt": "0.00", "n": -5, "big": 1e30})");
    EXPECT_EQ(cents_at(document.root(), "a").value(), 5862);
    EXPECT_EQ(cents_at(document.root(), "b").value(), 120000);
    EXPECT_EQ(cents_at(document.root(), "z").value(), std::nullopt);
    EXPECT_EQ(cents_at(document.root(), "zt").value(), std::nullopt);
    EXPECT_EQ(cents_at(document.root(), "x").value(), std::nullopt);
    EXPECT_FALSE(cents_at(document.root(), "n"));
    EXPECT_FALSE(cents_at(document.root(), "big"));
}

TEST(JsonFieldsTest, APriceBelowACentIsNoPrice) {
    const auto document = parsed(R"({"a": 0.001})");
    EXPECT_FALSE(cents_at(document.root(), "a"));
}

TEST(JsonFieldsTest, ReadsTimesWithAndWithoutSeconds) {
    const auto document = parsed(
        R"({"a": "2022-09-11T17:00Z", "b": "2022-09-11T17:00:05Z", "c": "2022-09-11T17:00+02:00", "d": "TBD"})");
    const auto shown = [&](const char* path) {
        return domain::format_utc(required_instant(document.root(), path).value());
    };
    EXPECT_EQ(shown("a"), "2022-09-11T17:00:00Z");
    EXPECT_EQ(shown("b"), "2022-09-11T17:00:05Z");
    EXPECT_EQ(shown("c"), "2022-09-11T15:00:00Z");
    EXPECT_FALSE(instant_at(document.root(), "d"));
    EXPECT_EQ(instant_at(document.root(), "x").value(), std::nullopt);
}

TEST(JsonFieldsTest, ReadsSecondsSince1970) {
    const auto document =
        parsed(R"({"a": 1456821458.25, "b": "0", "c": -1, "d": 7258118400, "e": 1e300})");
    EXPECT_EQ(domain::format_utc(required_epoch(document.root(), "a").value()),
              "2016-03-01T08:37:38.250000Z");
    EXPECT_EQ(domain::format_utc(required_epoch(document.root(), "b").value()),
              "1970-01-01T00:00:00Z");
    EXPECT_EQ(domain::format_utc(required_epoch(document.root(), "c").value()),
              "1969-12-31T23:59:59Z");
    EXPECT_FALSE(epoch_at(document.root(), "d"));
    EXPECT_FALSE(epoch_at(document.root(), "e"));
    EXPECT_EQ(epoch_at(document.root(), "x").value(), std::nullopt);
    EXPECT_EQ(required_epoch(document.root(), "x").error().detail, "x: it is missing");
}

TEST(JsonFieldsTest, ReadsFlagsAndLists) {
    const auto document = parsed(R"({"f": false, "s": "false", "l": [1, 2], "o": {}})");
    EXPECT_EQ(flag_at(document.root(), "f").value(), false);
    EXPECT_EQ(flag_at(document.root(), "x").value(), std::nullopt);
    EXPECT_FALSE(flag_at(document.root(), "s"));
    EXPECT_EQ(array_at(document.root(), "l").value()->size(), 2U);
    EXPECT_FALSE(array_at(document.root(), "x").value().has_value());
    EXPECT_FALSE(array_at(document.root(), "o"));
}

}  // namespace

}  // namespace seatsync::feed
