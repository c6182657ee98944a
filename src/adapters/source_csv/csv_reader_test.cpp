#include "adapters/source_csv/csv_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace seatsync::source_csv {
namespace {

using testing::HasSubstr;

/// All records as "line:field|field!problem", or the error.
std::vector<std::string> read_all(const std::string& text, std::size_t step = 4096,
                                  std::size_t buffer = 64) {
    auto reader = CsvReader::open(bytes_of(text, step), buffer);
    if (!reader)
        return {"error: " + reader.error().detail};
    std::vector<std::string> out;
    Record record;
    while (true) {
        const auto there = reader->next(record);
        if (!there)
            out.push_back("error: " + there.error().detail);
        if (!there || !*there)
            return out;
        std::string line = std::to_string(record.line) + ":";
        for (const auto field : record.fields)
            line += std::string(field) + "|";
        out.push_back(line + (record.problem.empty() ? "" : "!" + record.problem));
    }
}

TEST(CsvReaderTest, NumbersRecordsByTheLineTheyBeginOn) {
    const std::vector<std::string> expected = {"2:a|b|", "3:x\ny|c|", "6:d|e|"};
    EXPECT_EQ(read_all("h,i\na,b\n\"x\ny\",c\n\nd,e"), expected);
}

TEST(CsvReaderTest, ReadsTheSameHoweverTheBytesArrive) {
    const std::string text = "h,i\r\n\"a\r\n\"\"b\",c\r\nd,\r\n\r\n\"e\",\"\"";
    const auto whole = read_all(text);
    ASSERT_EQ(whole.size(), 3U);
    for (std::size_t step = 1; step < text.size(); ++step)
        EXPECT_EQ(read_all(text, step), whole) << step;
}

TEST(CsvReaderTest, SkipsAByteOrderMark) {
    for (const std::size_t step : {1U, 2U, 4096U}) {
        auto reader = CsvReader::open(bytes_of("\xEF\xBB\xBFid,x\n1,2\n", step), 64);
        ASSERT_TRUE(reader.has_value());
        EXPECT_EQ(reader->header().front(), "id");
    }
}

TEST(CsvReaderTest, MarksARecordWithTheWrongNumberOfFields) {
    const std::vector<std::string> expected = {"2:a|!1 fields where the header has 2",
                                               "3:a|b|c|!3 fields where the header has 2",
                                               "4:a|b|"};
    EXPECT_EQ(read_all("h,i\na\na,b,c\na,b\n"), expected);
}

TEST(CsvReaderTest, RefusesWhatIsNoTable) {
    EXPECT_THAT(read_all("").front(), HasSubstr("the file is empty"));
    EXPECT_THAT(read_all("\n\n").front(), HasSubstr("the file is empty"));
    EXPECT_THAT(read_all("\"h\"x,i\n").front(), HasSubstr("line 1: text follows"));
}

TEST(CsvReaderTest, NamesTheLineOfAMarkThatIsNeverClosed) {
    const auto out = read_all("h,i\na,b\n\"c,d\ne,f\n");
    EXPECT_EQ(out.back(), "error: line 3: a quotation mark is opened and never closed");
}

TEST(CsvReaderTest, RefusesARecordLongerThanItsBuffer) {
    const auto fits = read_all("h\n" + std::string(63, 'a') + "\nb\n");
    EXPECT_EQ(fits.back(), "3:b|");
    const auto out = read_all("h\nb\n" + std::string(64, 'a') + "\n");
    EXPECT_THAT(out.back(), HasSubstr("line 3: a record longer than 64 bytes"));
}

TEST(CsvReaderTest, PassesOnThatTheDiskFailed) {
    auto first = std::make_shared<bool>(true);
    const ByteSource source = [first](std::span<char> buffer) -> Result<std::size_t> {
        if (!std::exchange(*first, false))
            return fail(ErrorCode::unavailable, "disk gone");
        std::copy_n("h,i\na,b\nc", 9, buffer.begin());
        return std::size_t{9};
    };
    auto reader = CsvReader::open(source, 64);
    ASSERT_TRUE(reader.has_value());
    Record record;
    EXPECT_TRUE(*reader->next(record));
    const auto broken = reader->next(record);
    ASSERT_FALSE(broken.has_value());
    EXPECT_EQ(broken.error().code, ErrorCode::unavailable);
    EXPECT_EQ(broken.error().detail, "line 3 or after: disk gone");
}

}  // namespace
}  // namespace seatsync::source_csv
