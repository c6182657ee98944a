#include "http/json_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <charconv>
#include <cmath>
#include <limits>

namespace seatsync::http {
namespace {

namespace json = boost::json;

TEST(JsonTextTest, WritesNumbersAsPeopleDo) {
    const json::value document = {58.62, 60.0,      -0.07,
                                  3,     0.1 + 0.2, std::numeric_limits<std::uint64_t>::max()};
    EXPECT_EQ(json_text(document), "[58.62,60,-0.07,3,0.30000000000000004,18446744073709551615]");
}

TEST(JsonTextTest, HasNoWordForWhatIsNotFinite) {
    EXPECT_EQ(json_text(json::array{std::nan(""), HUGE_VAL}), "[null,null]");
}

TEST(JsonTextTest, NestsAndEscapes) {
    const json::object document = {{"a\"b", json::array{json::object{}, "x\n", nullptr, true}},
                                   {"c", json::object{{"d", json::array{}}}}};
    EXPECT_EQ(json_text(document), R"({"a\"b":[{},"x\n",null,true],"c":{"d":[]}})");
}

TEST(JsonTextTest, MoneyIsUnitsOfTheCurrency) {
    EXPECT_EQ(json_text(units(std::optional<std::int64_t>(5862))), "58.62");
    EXPECT_EQ(json_text(units(std::optional<std::int64_t>())), "null");
    EXPECT_EQ(json_text(units(49.996)), "50");
    EXPECT_EQ(json_text(units(57.004)), "57");
    EXPECT_EQ(json_text(units(12.346)), "12.35");
}

TEST(JsonTextTest, EmptyTextIsNull) {
    EXPECT_EQ(json_text(or_null(std::string())), "null");
    EXPECT_EQ(json_text(or_null(std::string("x"))), "\"x\"");
    EXPECT_EQ(json_text(or_null(std::optional<std::int64_t>(0))), "0");
}

RC_GTEST_PROP(JsonTextProperty, ReadsBackTheSameNumber, (double number)) {
    RC_PRE(std::isfinite(number));
    // Not by Boost.JSON 1.81, whose parser is off by the last bit now and then.
    const auto text = json_text(json::value(number));
    double back = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), back);
    RC_ASSERT(read.ec == std::errc{} && read.ptr == text.data() + text.size());
    RC_ASSERT(back == number);
}

}  // namespace
}  // namespace seatsync::http
