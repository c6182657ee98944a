#include "adapters/source_market/parse_yahoo.hpp"

#include "testing/observations.hpp"
#include "testing/recorded_answer.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace seatsync::source_market {
namespace {

using testing::at;

const feed::Instant kReceived = at("2025-02-20T12:00:00Z");

/// "open_USD=1 volume=-": what the item says.
std::string shown(const feed::Item& item) {
    std::string text = item.problem + item.passed_over;
    for (const auto& observation : item.observations) {
        const auto& reading = std::get<domain::Reading>(observation);
        text += (text.empty() ? "" : " ") + reading.measure + "=" +
                (reading.value ? fmt::format("{:.7g}", *reading.value) : std::string("-"));
    }
    return text;
}

const domain::Reading& first_of(const feed::Item& item) {
    return std::get<domain::Reading>(item.observations.at(0));
}

feed::Answer chart(const std::string& meta, const std::string& fields) {
    return parse_yahoo(
               fmt::format(R"({{"chart":{{"error":null,"result":[{{"meta":{{{}}},{}}}]}}}})", meta,
                           fields),
               "asked", kReceived)
        .value();
}

TEST(YahooParseTest, ABarIsReadingsFromItsBeginKnownAtTheEndOfTheSession) {
    const auto answer =
        chart(R"("currency":"USD","symbol":"AAPL","dataGranularity":"1d",
        "currentTradingPeriod":{"regular":{"start":1740061800,"end":1740085200}})",
              R"("timestamp":[1577975400],"indicators":{"adjclose":[{"adjclose":[5.5]}],
        "quote":[{"open":[1],"high":[2.5],"low":[3],"close":[4],"volume":[0]}]})");
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].key, "AAPL/1577975400");
    EXPECT_EQ(shown(answer.items[0]),
              "open_USD=1 high_USD=2.5 low_USD=3 close_USD=4 volume=0 adjusted_close_USD=5.5");
    EXPECT_EQ(first_of(answer.items[0]), (domain::Reading{.source = "yahoo",
                                                          .subject = "AAPL",
                                                          .measure = "open_USD",
                                                          .valid_at = at("2020-01-02T14:30:00Z"),
                                                          .event_at = at("2020-01-02T21:00:00Z"),
                                                          .received_at = kReceived,
                                                          .value = 1.0}));
    EXPECT_EQ(answer.next, "");
}

TEST(YahooParseTest, ABarThatIsNotOverIsKnownWhenReceived) {
    const auto answer = chart(R"("symbol":"A")", R"("timestamp":[1740052800],
        "indicators":{"quote":[{"close":[4]}]})");
    EXPECT_EQ(shown(answer.items.at(0)), "close=4");
    EXPECT_EQ(first_of(answer.items[0]).event_at, kReceived);
}

TEST(YahooParseTest, TheLengthOfABarIsThatOfItsGranularity) {
    struct Row {
        const char* granularity;
        const char* known_at;
        const char* measure;
    };
    for (const Row& row : {Row{"1m", "2020-01-02T14:31:00Z", "close_GBp_1m"},
                           Row{"1h", "2020-01-02T15:30:00Z", "close_GBp_1h"},
                           Row{"1d", "2020-01-03T14:30:00Z", "close_GBp"},
                           Row{"1wk", "2020-01-09T14:30:00Z", "close_GBp_1wk"},
                           Row{"3mo", "2020-04-04T14:30:00Z", "close_GBp_3mo"}}) {
        const auto answer =
            chart(fmt::format(R"("currency":"GBp","dataGranularity":"{}")", row.granularity),
                  R"("timestamp":[1577975400],"indicators":{"quote":[{"close":[4]}]})");
        EXPECT_EQ(first_of(answer.items.at(0)).event_at, at(row.known_at)) << row.granularity;
        EXPECT_EQ(first_of(answer.items.at(0)).measure, row.measure);
        EXPECT_EQ(first_of(answer.items.at(0)).subject, "asked");
    }
}

TEST(YahooParseTest, ANullAndAPriceOfZeroAreReadingsWithoutValue) {
    const auto answer = chart("", R"("timestamp":[1577975400,1578061800],"indicators":{
        "quote":[{"close":[null,0],"volume":[null,0]}]})");
    ASSERT_EQ(answer.items.size(), 2U);
    EXPECT_EQ(shown(answer.items[0]), "close=- volume=-");
    EXPECT_EQ(shown(answer.items[1]), "close=- volume=0");
}

TEST(YahooParseTest, AWrongBarIsAProblemAndTheOthersStay) {
    const auto answer = chart("", R"("timestamp":[1577975400,null,99999999999,1578061800],
        "indicators":{"quote":[{"close":["x",2,3]}]})");
    ASSERT_EQ(answer.items.size(), 4U);
    EXPECT_EQ(answer.items[0].problem, R"(close: "x" is not a number)");
    EXPECT_EQ(answer.items[1].problem, "timestamp: null is not a time");
    EXPECT_EQ(answer.items[2].problem, "timestamp: 99999999999 is not a time");
    EXPECT_EQ(answer.items[3].problem, "close: it has 3 values, too few");
}

TEST(YahooParseTest, NoTradingIsNoItemsAndNoPricesArePassedOver) {
    EXPECT_TRUE(chart("", R"("indicators":{"quote":[{}]})").items.empty());
    EXPECT_TRUE(chart("", R"("timestamp":null)").items.empty());
    EXPECT_EQ(
        shown(chart("", R"("timestamp":[1577975400],"indicators":{"quote":[{}]})").items.at(0)),
        "it holds no prices");
}

TEST(YahooRefusalTest, IsAnErrorThatSaysWhatCame) {
    struct Row {
        const char* body;
        ErrorCode code;
        const char* detail;
    };
    for (const Row& row :
         {Row{"<html></html>", ErrorCode::unavailable, "HTML"},
          Row{"", ErrorCode::unavailable, "empty"},
          Row{"Too Many Requests", ErrorCode::corrupt_data, "no JSON"},
          Row{"{}", ErrorCode::corrupt_data, "chart.result: it is missing"},
          Row{R"({"chart":{"result":[],"error":null}})", ErrorCode::corrupt_data, "is missing"},
          Row{R"({"chart":{"result":null,"error":{"code":"Not Found","description":"No data"}}})",
              ErrorCode::unavailable, "No data"},
          Row{R"({"finance":{"result":null,"error":{"description":"Invalid Crumb"}}})",
              ErrorCode::unavailable, "Invalid Crumb"},
          Row{R"({"chart":{"result":[{"meta":{"dataGranularity":"0m"}}]}})",
              ErrorCode::corrupt_data, "'0m' is no length"},
          Row{R"({"chart":{"result":[{"timestamp":5}]}})", ErrorCode::corrupt_data,
              "timestamp: 5 is not a list"}}) {
        const auto answer = parse_yahoo(row.body, "A", kReceived);
        ASSERT_TRUE(answer.has_error()) << row.body;
        EXPECT_EQ(answer.error().code, row.code) << row.body;
        EXPECT_NE(answer.error().detail.find(row.detail), std::string::npos)
            << answer.error().detail;
    }
}

class YahooRecordedTest : public testing::RecordedTest {
  protected:
    static feed::Answer answer(const char* file) {
        return parse_yahoo(testing::recorded_answer(file).body, "asked", kReceived).value();
    }
};

TEST_F(YahooRecordedTest, AShare) {
    const auto bars = answer("market/yahoo_chart_aapl_2020.http.json");
    ASSERT_EQ(bars.items.size(), 1U);
    EXPECT_EQ(shown(bars.items[0]),
              "open_USD=74.06 high_USD=75.15 low_USD=73.7975 close_USD=75.0875 volume=1.354804e+08 "
              "adjusted_close_USD=72.71607");
    EXPECT_EQ(first_of(bars.items[0]).subject, "AAPL");
    EXPECT_EQ(first_of(bars.items[0]).valid_at, at("2020-01-02T14:30:00Z"));
    EXPECT_EQ(first_of(bars.items[0]).event_at, at("2020-01-02T21:00:00Z"));
}

TEST_F(YahooRecordedTest, ACurrencyThatIsTradedAroundTheClock) {
    const auto bars = answer("market/yahoo_chart_btc.http.json");
    ASSERT_EQ(bars.items.size(), 3U);
    EXPECT_EQ(shown(bars.items[2]),
              "open_USD=6984.429 high_USD=7413.715 low_USD=6914.996 close_USD=7344.884 "
              "volume=2.811148e+10 adjusted_close_USD=7344.884");
    EXPECT_EQ(first_of(bars.items[2]).valid_at, at("2020-01-03T00:00:00Z"));
    EXPECT_EQ(first_of(bars.items[2]).event_at, at("2020-01-03T23:59:00Z"));
}

TEST_F(YahooRecordedTest, AFundInAnotherCurrency) {
    const auto bars = answer("market/yahoo_chart_fund.http.json");
    ASSERT_EQ(bars.items.size(), 1U);
    EXPECT_EQ(shown(bars.items[0]),
              "open_CAD=73.72 high_CAD=73.72 low_CAD=73.72 close_CAD=73.72 volume=0 "
              "adjusted_close_CAD=73.72");
}

TEST_F(YahooRecordedTest, AWeekendHasNoBars) {
    EXPECT_TRUE(answer("market/yahoo_chart_weekend_no_bars.http.json").items.empty());
}

}  // namespace
}  // namespace seatsync::source_market
