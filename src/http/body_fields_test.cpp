#include "http/body_fields.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace seatsync::http {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::array kSpecs = {
    FieldSpec{"team", FieldKind::text, true},
    FieldSpec{"row", FieldKind::text_or_integer},
    FieldSpec{"flag", FieldKind::boolean},
    FieldSpec{"inner", FieldKind::object},
};

TEST(BodyFieldsTest, BodyMustBeOneObject) {
    const std::string deep = std::string(20, '[') + std::string(20, ']');
    for (const std::string& body :
         {std::string(), std::string("{"), std::string("[]"), std::string("\"x\""),
          std::string("{} {}"), std::string("{\"a\":1,}"), std::string("{\"a\":\"\xff\"}"),
          "{\"a\":" + deep + "}"}) {
        const auto object = parse_object(body);
        ASSERT_FALSE(object) << body;
        EXPECT_EQ(object.error().code, ErrorCode::invalid_argument) << body;
    }
    EXPECT_TRUE(parse_object(" {\"a\": 1} "));
}

TEST(BodyFieldsTest, NamesTheFieldThatIsWrong) {
    struct Row {
        const char* name;
        std::string body;
        const char* complaint;
    };
    const Row rows[] = {
        {"missing", "{}", "'where.team' is missing"},
        {"null is missing", R"({"team":null})", "'where.team' is missing"},
        {"number for text", R"({"team":1})", "'where.team' is not a string"},
        {"long text", R"({"team":")" + std::string(201, 'x') + "\"}",
         "'where.team' is not a string"},
        {"fraction for a row", R"({"team":"a","row":1.5})", "'where.row'"},
        {"text for a flag", R"({"team":"a","flag":"true"})", "'where.flag' is not true or false"},
        {"list for an object", R"({"team":"a","inner":[]})", "'where.inner' is not an object"},
    };
    for (const auto& row : rows) {
        const auto checked = check_fields(*parse_object(row.body), kSpecs, "where");
        ASSERT_FALSE(checked) << row.name;
        EXPECT_EQ(checked.error().code, ErrorCode::invalid_argument) << row.name;
        EXPECT_THAT(checked.error().detail, HasSubstr(row.complaint)) << row.name;
    }
}

TEST(BodyFieldsTest, ReadsCheckedValues) {
    const auto object = *parse_object(
        R"({"team":"a","row":18446744073709551615,"flag":false,"inner":null,"other":1})");
    ASSERT_TRUE(check_fields(object, kSpecs, ""));
    EXPECT_EQ(text_of(object, "team"), "a");
    EXPECT_EQ(text_of(object, "row"), "18446744073709551615");
    EXPECT_EQ(text_of(object, "absent"), "");
    EXPECT_FALSE(flag_of(object, "flag", true));
    EXPECT_TRUE(flag_of(object, "absent", true));
    EXPECT_THAT(unknown_fields(object, kSpecs, ""), ElementsAre("other"));
    EXPECT_THAT(unknown_fields(object, kSpecs, "t"), ElementsAre("t.other"));
}

}  // namespace
}  // namespace seatsync::http
