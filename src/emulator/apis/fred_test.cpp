#include "emulator/api_fixture.hpp"
#include "emulator/surroundings.hpp"

#include <fmt/format.h>

#include <set>

namespace seatsync::emulator {
namespace {

using std::chrono::June;
using std::chrono::May;

struct FredTest : ::testing::Test {
    ApiFixture api{make_fred()};

    [[nodiscard]] Response ask(const std::string& more) {
        return api.get("/fred/series/observations?api_key=x&file_type=json&" + more);
    }
};

TEST_F(FredTest, ADailySeriesIsTheIndexOfItsDays) {
    const Response response = ask("series_id=DGS10&observation_start=2026-05-01");
    ASSERT_EQ(response.status, 200U);
    const auto body = ApiFixture::json(response);
    const auto& rows = body.at("observations").as_array();
    // The weekdays from 1 May to 11 June: of the 12th nothing is known at 15:00.
    EXPECT_EQ(rows.size(), 30U);
    EXPECT_EQ(response.items, 30U);
    EXPECT_EQ(body.at("count").as_int64(), 30);
    EXPECT_EQ(rows.back().at("date").as_string(), "2026-06-11");
    EXPECT_EQ(rows.back().at("realtime_start").as_string(), "2026-06-12");
    EXPECT_EQ(
        std::string(rows.at(0).at("value").as_string()),
        fmt::format("{:.2f}", *index_on(api.world(), "DGS10", std::chrono::year(2026) / May / 1)));
}

TEST_F(FredTest, HolidaysAreAPoint) {
    const auto body = ApiFixture::json(ask("series_id=DGS10"));
    std::size_t points = 0;
    for (const auto& row : body.at("observations").as_array())
        points += row.at("value").as_string() == "." ? 1U : 0U;
    EXPECT_GT(points, 0U);
    EXPECT_LT(10 * points, body.at("observations").as_array().size());
}

TEST_F(FredTest, AMonthIsToldInTheMiddleOfTheNext) {
    const auto last = [&] {
        const auto body = ApiFixture::json(ask("series_id=UNRATE&sort_order=desc&limit=1"));
        return std::string(body.at("observations").at(0).at("date").as_string());
    };
    EXPECT_EQ(last(), "2026-04-01");
    api.world().advance_to(std::chrono::sys_days(std::chrono::year(2026) / June / 15) +
                           std::chrono::minutes(749));
    EXPECT_EQ(last(), "2026-04-01");
    api.world().advance_to(api.world().now() + std::chrono::minutes(1));
    EXPECT_EQ(last(), "2026-05-01");
    const auto body = ApiFixture::json(ask("series_id=UNRATE&observation_start=2026-05-01"));
    EXPECT_EQ(std::string(body.at("observations").at(0).at("value").as_string()),
              fmt::format("{:.2f}",
                          *index_on(api.world(), "UNRATE", std::chrono::year(2026) / May / 29)));
}

TEST_F(FredTest, PagesTellEachDayOnce) {
    std::set<std::string> dates;
    std::int64_t count = 0;
    for (std::int64_t offset = 0; offset == 0 || offset < count; offset += 1000) {
        const auto body =
            ApiFixture::json(ask(fmt::format("series_id=DGS10&limit=1000&offset={}", offset)));
        count = body.at("count").as_int64();
        for (const auto& row : body.at("observations").as_array())
            EXPECT_TRUE(dates.emplace(row.at("date").as_string()).second);
    }
    EXPECT_GT(count, 4000);
    EXPECT_EQ(static_cast<std::int64_t>(dates.size()), count);
}

TEST_F(FredTest, RefusesInJsonThatIsNamedXml) {
    struct Row {
        const char* target;
        unsigned status;
        const char* message;
    };
    for (const Row& row :
         {Row{"/fred/series/observations?series_id=UNRATE", 400, "api_key is not set"},
          Row{"/fred/series/observations?series_id=UNRATE&api_key=bad", 400, "not registered"},
          Row{"/fred/series/observations?series_id=NONE&api_key=x", 400, "does not exist"},
          Row{"/fred/series/observations?series_id=UNRATE&api_key=x&limit=0", 400, "limit"},
          Row{"/fred/elsewhere?api_key=x", 404, "Not Found"}}) {
        const Response response = api.get(row.target);
        EXPECT_EQ(response.status, row.status) << row.target;
        EXPECT_EQ(http::header(response.headers, "Content-Type"), "text/xml;charset=utf-8");
        const auto body = ApiFixture::json(response);
        EXPECT_EQ(body.at("error_code").as_int64(), row.status);
        EXPECT_NE(std::string(body.at("error_message").as_string()).find(row.message),
                  std::string::npos);
    }
}

TEST_F(FredTest, AnswersXmlToThoseWhoNameNoTypeAndCountsRequests) {
    const Response xml = api.get("/fred/series/observations?api_key=x&series_id=UNRATE");
    EXPECT_TRUE(xml.body.starts_with("<?xml"));
    EXPECT_EQ(xml.items, 0U);
    for (int i = 1; i < 120; ++i)
        ASSERT_EQ(ask("series_id=UNRATE&limit=1").status, 200U);
    EXPECT_EQ(ask("series_id=UNRATE&limit=1").status, 429U);
}

}  // namespace
}  // namespace seatsync::emulator
