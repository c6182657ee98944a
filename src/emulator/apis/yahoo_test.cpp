#include "emulator/answers.hpp"
#include "emulator/api_fixture.hpp"
#include "emulator/surroundings.hpp"

#include <fmt/format.h>

namespace seatsync::emulator {
namespace {

using std::chrono::days;
using std::chrono::June;
using std::chrono::sys_days;

struct YahooTest : ::testing::Test {
    ApiFixture api{make_yahoo()};

    [[nodiscard]] Response ask(const std::string& symbol, sys_days from, sys_days to) {
        return api.get(fmt::format("/v8/finance/chart/{}?period1={}&period2={}&interval=1d", symbol,
                                   epoch_seconds(from), epoch_seconds(to)),
                       {{"User-Agent", "test"}});
    }
};

TEST_F(YahooTest, ABarIsOneSessionAndThatOfTodayIsNotOver) {
    // From Monday on; it is Friday, 11:00 in New York.
    const Response response = ask("%5EGSPC", June / 8 / 2026, June / 13 / 2026);
    ASSERT_EQ(response.status, 200U);
    EXPECT_EQ(response.items, 5U);
    const auto body = ApiFixture::json(response);
    const auto& result = body.at("chart").at("result").at(0);
    EXPECT_EQ(result.at("meta").at("symbol").as_string(), "^GSPC");
    ASSERT_EQ(result.at("timestamp").as_array().size(), 5U);
    EXPECT_EQ(result.at("timestamp").at(1).as_int64(),
              epoch_seconds(sys_days(June / 9 / 2026) + std::chrono::minutes(810)));
    const auto& quote = result.at("indicators").at("quote").at(0);
    EXPECT_EQ(quote.at("open").at(1).to_number<double>(),
              *index_on(api.world(), "^GSPC", June / 8 / 2026));
    EXPECT_EQ(quote.at("close").at(1).to_number<double>(),
              *index_on(api.world(), "^GSPC", June / 9 / 2026));
    EXPECT_GE(quote.at("high").at(1).to_number<double>(),
              quote.at("close").at(1).to_number<double>());
    EXPECT_LE(quote.at("low").at(1).to_number<double>(),
              quote.at("open").at(1).to_number<double>());
    EXPECT_GT(quote.at("volume").at(1).as_int64(), 0);
    EXPECT_EQ(result.at("indicators").at("adjclose").at(0).at("adjclose").at(1),
              quote.at("close").at(1));
    for (const char* column : {"open", "high", "low", "close", "volume"})
        EXPECT_TRUE(quote.at(column).at(4).is_null()) << column;
    api.world().advance_to(sys_days(June / 12 / 2026) + std::chrono::hours(21));
    const auto evening = ApiFixture::json(ask("%5EGSPC", June / 8 / 2026, June / 13 / 2026));
    EXPECT_EQ(evening.at("chart")
                  .at("result")
                  .at(0)
                  .at("indicators")
                  .at("quote")
                  .at(0)
                  .at("close")
                  .at(4)
                  .to_number<double>(),
              *index_on(api.world(), "^GSPC", June / 12 / 2026));
}

TEST_F(YahooTest, ARangeWithoutTradingHasNoTimestamps) {
    const Response weekend = ask("SPY", June / 6 / 2026, June / 8 / 2026);
    EXPECT_EQ(weekend.items, 0U);
    const auto body = ApiFixture::json(weekend);
    const auto& result = body.at("chart").at("result").at(0).as_object();
    EXPECT_FALSE(result.contains("timestamp"));
    EXPECT_TRUE(result.at("indicators").at("quote").at(0).as_object().empty());
}

TEST_F(YahooTest, TheSessionOfTodayIsTold) {
    const auto body = ApiFixture::json(ask("SPY", June / 8 / 2026, June / 9 / 2026));
    const auto& regular =
        body.at("chart").at("result").at(0).at("meta").at("currentTradingPeriod").at("regular");
    EXPECT_EQ(regular.at("start").as_int64(),
              epoch_seconds(sys_days(June / 12 / 2026) + std::chrono::minutes(810)));
    EXPECT_EQ(regular.at("end").as_int64() - regular.at("start").as_int64(), 23'400);
}

TEST_F(YahooTest, Refuses) {
    EXPECT_EQ(api.get("/v8/finance/chart/SPY").status, 429U) << "no User-Agent";
    EXPECT_EQ(api.get("/v8/finance/chart/SPY").body, "Too Many Requests\r\n");
    const Response unknown = ask("NOSUCH", June / 8 / 2026, June / 9 / 2026);
    EXPECT_EQ(unknown.status, 404U);
    const auto body = ApiFixture::json(unknown);
    EXPECT_TRUE(body.at("chart").at("result").is_null());
    EXPECT_EQ(body.at("chart").at("error").at("code").as_string(), "Not Found");
    EXPECT_EQ(api.get("/v8/finance/chart/SPY?interval=1m", {{"User-Agent", "x"}}).status, 422U);
    EXPECT_EQ(api.get("/v8/elsewhere", {{"User-Agent", "x"}}).status, 404U);
}

}  // namespace
}  // namespace seatsync::emulator
