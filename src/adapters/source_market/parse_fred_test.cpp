#include "adapters/source_market/parse_fred.hpp"

#include "testing/observations.hpp"
#include "testing/recorded_answer.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_market {
namespace {

using testing::at;

const feed::Instant kReceived = at("2023-07-20T12:00:00Z");

feed::Answer fred(std::string_view body, feed::Instant received_at = kReceived) {
    return parse_fred(body, "UNRATE", received_at).value();
}

domain::Reading reading_of(const feed::Item& item) {
    EXPECT_EQ(item.observations.size(), 1U) << item.key << ": " << item.problem;
    return std::get<domain::Reading>(item.observations.at(0));
}

TEST(FredParseTest, AnObservationIsAReadingOfItsPeriod) {
    const auto answer = fred(R"({"units":"lin","count":1,"offset":0,"limit":1000,"observations":[
        {"realtime_start":"2023-07-18","realtime_end":"2023-07-18",
         "date":"2023-06-01","value":"-5.08"}]})");
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].key, "2023-06-01");
    EXPECT_EQ(reading_of(answer.items[0]), (domain::Reading{.source = "fred",
                                                            .subject = "UNRATE",
                                                            .measure = "level",
                                                            .valid_at = at("2023-06-01T00:00:00Z"),
                                                            .event_at = at("2023-07-19T05:00:00Z"),
                                                            .received_at = kReceived,
                                                            .value = -5.08}));
    EXPECT_EQ(answer.next, "");
}

TEST(FredParseTest, IsPublishedAtTheEndOfADayInChicagoOrWhenReceived) {
    struct Row {
        const char* received;
        const char* realtime_start;
        const char* event;
    };
    for (const Row& row : {Row{"2023-07-19T04:59:59Z", "2023-07-18", "2023-07-19T04:59:59Z"},
                           Row{"2023-07-19T05:00:01Z", "2023-07-18", "2023-07-19T05:00:00Z"},
                           Row{"2023-12-20T12:00:00Z", "2023-12-18", "2023-12-19T06:00:00Z"},
                           Row{"2023-07-19T12:00:00Z", "2023-07-20", "2023-07-19T12:00:00Z"},
                           Row{"2023-07-19T12:00:00Z", "", "2023-07-19T12:00:00Z"}}) {
        const auto answer =
            fred(std::string(R"({"observations":[{"date":"2023-06-01","value":"1",)") +
                     R"("realtime_start":")" + row.realtime_start + R"("}]})",
                 at(row.received));
        EXPECT_EQ(reading_of(answer.items.at(0)).event_at, at(row.event)) << row.received;
    }
}

TEST(FredParseTest, APointAndANullAreReadingsWithoutValueAndZeroIsZero) {
    const auto answer = fred(R"({"observations":[
        {"date":"2023-06-01","value":"."},{"date":"2023-06-02","value":null},
        {"date":"2023-06-03","value":"0.00"},{"date":"2023-06-04","value":7}]})");
    ASSERT_EQ(answer.items.size(), 4U);
    EXPECT_EQ(reading_of(answer.items[0]).value, std::nullopt);
    EXPECT_EQ(reading_of(answer.items[1]).value, std::nullopt);
    EXPECT_EQ(reading_of(answer.items[2]).value, 0.0);
    EXPECT_EQ(reading_of(answer.items[3]).value, 7.0);
}

TEST(FredParseTest, AWrongObservationIsAProblemAndTheOthersStay) {
    const auto answer = fred(R"({"observations":[
        {"value":"1"},{"date":"2023-06-31","value":"1"},{"date":"2023-06-01"},
        {"date":"2023-06-02","value":"n/a"},
        {"date":"2023-06-03","value":"1","realtime_start":"today"},
        "text",{"date":"2023-06-04","value":"1"}]})");
    ASSERT_EQ(answer.items.size(), 7U);
    EXPECT_EQ(answer.items[0].problem, "date: it is missing");
    EXPECT_EQ(answer.items[1].problem, "date: '2023-06-31' is not a date");
    EXPECT_EQ(answer.items[2].problem, "value: it is missing");
    EXPECT_EQ(answer.items[3].problem, R"(value: "n/a" is not a number)");
    EXPECT_EQ(answer.items[4].problem, "realtime_start: 'today' is not a date");
    EXPECT_FALSE(answer.items[5].problem.empty());
    EXPECT_EQ(reading_of(answer.items[6]).value, 1.0);
}

TEST(FredParseTest, OtherUnitsAreAnotherMeasure) {
    EXPECT_EQ(reading_of(fred(R"({"units":"pch","observations":[
                  {"date":"2023-06-01","value":"0.2"}]})")
                             .items.at(0))
                  .measure,
              "level_pch");
}

TEST(FredParseTest, TheNextPageFollowsTheLimitAndNotTheRows) {
    const auto next = [](const char* numbers) {
        return fred(std::string("{") + numbers + R"("observations":[]})").next;
    };
    EXPECT_EQ(next(R"("count":2500,"offset":0,"limit":1000,)"), "1000");
    EXPECT_EQ(next(R"("count":2500,"offset":1000,"limit":1000,)"), "2000");
    EXPECT_EQ(next(R"("count":2500,"offset":2000,"limit":1000,)"), "");
    EXPECT_EQ(next(R"("count":2000,"offset":1000,"limit":1000,)"), "");
    EXPECT_EQ(next(R"("count":2500,"offset":0,"limit":0,)"), "");
    EXPECT_EQ(next(""), "");
}

TEST(FredRefusalTest, IsAnErrorThatSaysWhatCame) {
    struct Row {
        const char* body;
        ErrorCode code;
        const char* detail;
    };
    for (const Row& row :
         {Row{"<html></html>", ErrorCode::unavailable, "HTML"},
          Row{"", ErrorCode::unavailable, "empty"}, Row{"[", ErrorCode::corrupt_data, "no JSON"},
          Row{"{}", ErrorCode::corrupt_data, "observations: it is missing"},
          Row{R"({"observations":{}})", ErrorCode::corrupt_data, "not a list"},
          Row{R"({"error_code":429,"error_message":"Too Many"})", ErrorCode::unavailable,
              "Too Many"},
          Row{R"({"code":500,"message":"Sorry"})", ErrorCode::unavailable, "Sorry"}}) {
        const auto answer = parse_fred(row.body, "UNRATE", kReceived);
        ASSERT_TRUE(answer.has_error()) << row.body;
        EXPECT_EQ(answer.error().code, row.code) << row.body;
        EXPECT_NE(answer.error().detail.find(row.detail), std::string::npos)
            << answer.error().detail;
    }
}

class FredRecordedTest : public testing::RecordedTest {
  protected:
    static feed::Answer answer(const char* file) {
        return fred(testing::recorded_answer(file).body, at("2023-08-01T00:00:00Z"));
    }
};

TEST_F(FredRecordedTest, ADailySeriesWithHolidays) {
    const auto daily = answer("market/fred_dexszus_daily.json");
    ASSERT_EQ(daily.items.size(), 210U);
    EXPECT_EQ(daily.next, "");
    EXPECT_EQ(reading_of(daily.items[0]).value, 1.3666);
    EXPECT_EQ(reading_of(daily.items[0]).valid_at, at("1999-01-04T00:00:00Z"));
    EXPECT_EQ(reading_of(daily.items[0]).event_at, at("2023-05-09T05:00:00Z"));
    EXPECT_EQ(reading_of(daily.items[10]).valid_at, at("1999-01-18T00:00:00Z"));
    EXPECT_EQ(reading_of(daily.items[10]).value, std::nullopt);
    EXPECT_EQ(reading_of(daily.items[209]).value, 0.8911);
    std::size_t absent = 0;
    for (const auto& item : daily.items)
        absent += reading_of(item).value ? 0U : 1U;
    EXPECT_EQ(absent, 5U);
}

TEST_F(FredRecordedTest, AMonthlyAndAQuarterlySeries) {
    const auto monthly = answer("market/fred_fedfunds_monthly.json");
    ASSERT_EQ(monthly.items.size(), 61U);
    EXPECT_EQ(reading_of(monthly.items[0]).value, 1.91);
    EXPECT_EQ(reading_of(monthly.items[58]).value, 5.08);
    EXPECT_EQ(reading_of(monthly.items[60]).value, std::nullopt);
    const auto quarterly = answer("market/fred_gdp_quarterly.json");
    ASSERT_EQ(quarterly.items.size(), 97U);
    EXPECT_EQ(reading_of(quarterly.items[96]).value, 26465.865);
    EXPECT_EQ(reading_of(quarterly.items[96]).valid_at, at("2023-01-01T00:00:00Z"));
}

}  // namespace
}  // namespace seatsync::source_market
