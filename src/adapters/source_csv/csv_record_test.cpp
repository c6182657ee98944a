#include "adapters/source_csv/csv_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace seatsync::source_csv {
namespace {

using testing::ElementsAre;
using Fields = std::vector<std::string>;

Fields fields_of(std::string_view text, std::string* problem = nullptr) {
    const auto extent = find_record(text, true);
    Record record;
    split_record(text.substr(0, extent->text), extent->quoted, record);
    if (problem != nullptr)
        *problem = record.problem;
    return {record.fields.begin(), record.fields.end()};
}

TEST(CsvRecordTest, SplitsAsRfc4180Says) {
    struct Row {
        const char* name;
        const char* text;
        Fields fields;
    };
    const Row rows[] = {
        {"plain", "a,b,c\n", {"a", "b", "c"}},
        {"no line end", "a,b", {"a", "b"}},
        {"Windows line end", "a,b\r\n", {"a", "b"}},
        {"Windows line end cut", "a,b\r", {"a", "b"}},
        {"empty fields", ",,\n", {"", "", ""}},
        {"one empty field", "\n", {""}},
        {"quoted comma", "\"a,b\",c\n", {"a,b", "c"}},
        {"quoted line feed", "\"a\nb\",c\n", {"a\nb", "c"}},
        {"quoted Windows line end", "\"a\r\nb\",c\r\n", {"a\r\nb", "c"}},
        {"doubled mark", "\"a\"\"b\",c\n", {"a\"b", "c"}},
        {"only doubled marks", "\"\"\"\"\"\",c\n", {"\"\"", "c"}},
        {"empty in marks", "\"\",c\n", {"", "c"}},
        {"two with marks", "\"a\"\"\",\"\"\"b\"\n", {"a\"", "\"b"}},
        {"mark inside a plain field", "5\" pipe,b\"\"c\nnext", {"5\" pipe", "b\"\"c"}},
        {"quoted at the very end", "a,\"b\"", {"a", "b"}},
    };
    for (const auto& row : rows) {
        std::string problem;
        EXPECT_EQ(fields_of(row.text, &problem), row.fields) << row.name;
        EXPECT_EQ(problem, "") << row.name;
    }
}

TEST(CsvRecordTest, SaysThatTextFollowsAClosingMark) {
    std::string problem;
    (void)fields_of("\"a\"b,c\n", &problem);
    EXPECT_EQ(problem, "text follows a closing quotation mark");
}

TEST(CsvRecordTest, WaitsForTheRestOfARecord) {
    for (const char* text : {"", "a,b", "\"a\n", "\"a\"", "\"a\"\""})
        EXPECT_FALSE(find_record(text, false).has_value()) << text;
    EXPECT_FALSE(find_record("", true).has_value());
}

TEST(CsvRecordTest, CountsTheLinesOfARecord) {
    EXPECT_EQ(find_record("a,b\nc", true)->lines, 1U);
    EXPECT_EQ(find_record("\"a\n\n\",b\nc", true)->lines, 3U);
    EXPECT_EQ(find_record("a,b", true)->lines, 0U);
}

TEST(CsvRecordTest, ConsumesOneRecordAlone) {
    EXPECT_EQ(find_record("a,b\r\nc", true)->consumed, 5U);
    EXPECT_EQ(find_record("\"x\ny\",b\nc\n", true)->consumed, 8U);
}

TEST(CsvRecordTest, ReportsAMarkThatIsNeverClosed) {
    EXPECT_TRUE(find_record("a,\"b\nc\n", true)->unclosed);
    EXPECT_FALSE(find_record("a,\"b\"", true)->unclosed);
}

}  // namespace
}  // namespace seatsync::source_csv
