#include "cli/ingest_config.hpp"

#include "cli/ingest_setup.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace seatsync::cli {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

TEST(IngestConfigTest, ReadsAllOfIt) {
    const auto config = parse_ingest_config(R"(
        [ingest]
        leagues = ["mlb", "nba"]
        workers = 4
        queue_mib = 16
        [venues]
        "Port Alder Park" = [41.25, -73]
        [sources.espn]
        timeout_s = 5
        [server]
        port = 80
    )",
                                            "file.toml");
    ASSERT_TRUE(config) << config.error().detail;
    EXPECT_THAT(config->leagues, ElementsAre("mlb", "nba"));
    EXPECT_EQ(config->workers, 4U);
    EXPECT_EQ(config->queue_mib, 16U);
    EXPECT_THAT(config->venues, ElementsAre(Pair("Port Alder Park", feed::Place{41.25, -73})));
}

TEST(IngestConfigTest, NothingToldIsNothing) {
    const auto config = load_ingest_config("").value();
    EXPECT_TRUE(config.leagues.empty());
    EXPECT_FALSE(config.workers || config.queue_mib);
    EXPECT_TRUE(config.venues.empty());
}

TEST(IngestConfigTest, SaysWhichLineIsWrong) {
    struct Row {
        const char* toml;
        const char* complaint;
    };
    const Row rows[] = {
        {"[ingest]\nworkers = 0", "'workers' is no whole number from 1 to 256"},
        {"[ingest]\nworkers = 257", "'workers' is no whole number from 1 to 256"},
        {"[ingest]\nworkers = 1.5", "'workers' is no whole number"},
        {"[ingest]\nqueue_mib = 4097", "'queue_mib' is no whole number from 1 to 4096"},
        {"[ingest]\nleagues = \"mlb\"", "'leagues' is no list of texts"},
        {"[ingest]\nleagues = [1]", "'leagues' is no list of texts"},
        {"[ingest]\nspeed = 1", "unknown key 'ingest.speed'"},
        {"[venues]\n\"X\" = [91, 0]", "[latitude, longitude]"},
        {"[venues]\n\"X\" = [0, 181]", "[latitude, longitude]"},
        {"[venues]\n\"X\" = [1]", "[latitude, longitude]"},
        {"[venues]\n\"X\" = [nan, 1]", "[latitude, longitude]"},
        {"[venues]\n\"X\" = \"here\"", "[latitude, longitude]"},
        {"\n[ingest", "file.toml: line 2"},
    };
    for (const Row& row : rows) {
        const auto config = parse_ingest_config(row.toml, "file.toml");
        ASSERT_FALSE(config) << row.toml;
        EXPECT_EQ(config.error().code, ErrorCode::invalid_argument);
        EXPECT_THAT(config.error().detail, HasSubstr(row.complaint)) << row.toml;
        EXPECT_THAT(config.error().detail, HasSubstr("file.toml: line 2")) << row.toml;
    }
}

TEST(DurationTest, ReadsSecondsMinutesHoursAndDays) {
    EXPECT_EQ(parse_duration("90"), 90s);
    EXPECT_EQ(parse_duration("90s"), 90s);
    EXPECT_EQ(parse_duration("10m"), 10min);
    EXPECT_EQ(parse_duration("2h"), 2h);
    EXPECT_EQ(parse_duration("1d"), 24h);
    EXPECT_EQ(parse_duration("366d"), 366 * 24h);
    for (const char* text : {"", "0", "-1s", "1w", "1.5h", "m", "367d", "10 m",
                             "99999999999999999999s", "9223372036854775807d"}) {
        EXPECT_FALSE(parse_duration(text)) << text;
        EXPECT_THAT(check_duration(text), HasSubstr("is no duration such as 90s")) << text;
    }
    EXPECT_EQ(check_duration("10m"), "");
}

}  // namespace
}  // namespace seatsync::cli
