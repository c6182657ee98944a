#include "market/tidy_text.hpp"

#include <gtest/gtest.h>

namespace seatsync::market {
namespace {

TEST(TidyTextTest, WritesOneNameOneWay) {
    struct Row {
        const char* text;
        const char* tidy;
    };
    const Row rows[] = {
        {"  Los  Angeles\tDodgers ", "los angeles dodgers"},
        {"los-angeles-dodgers", "los angeles dodgers"},
        {"L.A. Clippers", "la clippers"},
        {"Washington D.C.", "washington dc"},
        {"Montréal Canadiens", "montreal canadiens"},
        {"São Paulo", "sao paulo"},
        {"Côte d'Ivoire", "cote divoire"},
        {"Hawai\u2019i", "hawaii"},
        {"Łódź", "lodz"},
        {"Curac\u0327ao", "curacao"},
        {"Brighton & Hove Albion", "brighton and hove albion"},
        {"St. Louis", "saint louis"},
        {"St.Louis", "saint louis"},
        {"Saint Louis", "saint louis"},
        {"Mount St. Mary's", "mount saint marys"},
        {"Ohio St.", "ohio state"},
        {"Boise St Broncos", "boise state broncos"},
        {"#5 Michigan", "michigan"},
        {"(12) Ohio State", "ohio state"},
        {"No. 3 UConn", "uconn"},
        {"49ers", "49ers"},
        {"Crypto.com Arena", "crypto com arena"},
        {"\xFF\xC3", ""},
        {"", ""},
    };
    for (const auto& row : rows)
        EXPECT_EQ(tidy(row.text), row.tidy) << row.text;
}

TEST(TidyTextTest, MakesSlugs) {
    EXPECT_EQ(slug_of("St. Louis Cardinals"), "saint-louis-cardinals");
    EXPECT_EQ(slug_of("Türkiye"), "turkiye");
}

TEST(TidyTextTest, LeavesWhatBracketsHoldOutExceptTheSex) {
    EXPECT_EQ(without_brackets("Lakers at Celtics (If Necessary) [Rescheduled]"),
              "Lakers at Celtics  ");
    EXPECT_EQ(without_brackets("UConn (W)"), "UConn (W)");
    EXPECT_EQ(without_brackets("open (end"), "open (end");
}

}  // namespace
}  // namespace seatsync::market
