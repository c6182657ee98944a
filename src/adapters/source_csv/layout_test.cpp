#include "adapters/source_csv/layout.hpp"

#include "testing/temporary_folder.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace seatsync::source_csv {
namespace {

using ::testing::HasSubstr;

constexpr const char* kSmall = R"(
name = "small"
[events]
files = ["games.csv"]
id = ["id"]
league = "mlb"
start = ["start"]
[quotes]
files = ["prices.csv"]
event = ["id"]
observed = ["at"]
market = { columns = ["site"], words = { tp = "tickpick" }, otherwise = "stubhub" }
kind = "all_in"
currency = "USD"
get_in = { columns = ["low", "min"], valid_from = "2020-01-02T00:00:00Z" }
)";

std::string with(std::string_view from, std::string_view to) {
    std::string text = kSmall;
    return text.replace(text.find(from), from.size(), to);
}

TEST(LayoutTest, ReadsAMappingFile) {
    const auto layout = parse_layout(kSmall, "small.toml");
    ASSERT_TRUE(layout.has_value()) << layout.error().detail;
    EXPECT_EQ(layout->name, "small");
    EXPECT_EQ(layout->name_space, "");
    EXPECT_EQ(layout->events.league.otherwise, "mlb");
    EXPECT_THAT(layout->quotes.get_in.columns, ::testing::ElementsAre("low", "min"));
    EXPECT_EQ(layout->quotes.get_in.valid_from, *domain::parse_instant("2020-01-02T00:00:00Z"));
    EXPECT_EQ(layout->quotes.market.words.at("tp"), "tickpick");
    EXPECT_EQ(layout->quotes.market.otherwise, "stubhub");
    EXPECT_TRUE(layout->quotes.median.empty());
}

TEST(LayoutTest, SaysWhatIsWrongWithAMappingFile) {
    struct Row {
        const char* name;
        std::string text;
        const char* complaint;
    };
    const Row rows[] = {
        {"no TOML", "name = ", "small.toml: line 1"},
        {"misspelt key", with("observed", "observd"), "quotes.observd is no key of a layout"},
        {"unknown table", fmt::format("{}[fees]\n", kSmall), "fees is no key"},
        {"misspelt key inside a field", with("words", "word"), "quotes.market.word is no key"},
        {"number for a text", with("league = \"mlb\"", "league = 3"), "events.league should be"},
        {"number among columns", with("[\"id\"]", "[3]"), "events.id should be a list of texts"},
        {"no time", with("2020-01-02T00:00:00Z", "soon"), "valid_from 'soon' is not an ISO"},
        {"no name", with("name = \"small\"", ""), "name is required"},
        {"no id", with("id = [\"id\"]", ""), "events.id is required"},
        {"no start", with("start = [\"start\"]", ""), "events.start is required"},
        {"more without a market", std::string(kSmall) + "[[more_quotes]]\nfiles = [\"x.csv\"]\n",
         "more_quotes: files, event, observed, market, kind and currency of each is required"},
        {"more is no list", std::string(kSmall) + "[more_quotes]\n",
         "more_quotes should be a list of tables"},
        {"no bytes", with("[\"id\"]", "{ columns = [\"id\"], first_bytes = 0 }"),
         "first_bytes should be a whole number above 0"},
        {"no price", with("get_in", "median"), "quotes.get_in is required"},
        {"table wanted", "name = \"x\"\nevents = 3\n", "events should be a table"},
    };
    for (const auto& row : rows) {
        const auto layout = parse_layout(row.text, "small.toml");
        ASSERT_FALSE(layout.has_value()) << row.name;
        EXPECT_EQ(layout.error().code, ErrorCode::invalid_argument) << row.name;
        EXPECT_THAT(layout.error().detail, HasSubstr(row.complaint)) << row.name;
    }
}

TEST(LayoutTest, FindsShippedLayoutsAndFiles) {
    EXPECT_EQ(find_layout("tidy")->name, "tidy");
    const seatsync::testing::TemporaryFolder folder;
    std::ofstream(folder.file("my.toml")) << kSmall;
    EXPECT_EQ(find_layout(folder.file("my.toml").string())->name, "small");
    const auto absent = find_layout("absent");
    EXPECT_EQ(absent.error().code, ErrorCode::not_found);
    EXPECT_THAT(absent.error().detail, HasSubstr("mlb_stubhub_2021, "));
}

TEST(LayoutTest, IsChosenByTheColumns) {
    using Header = std::vector<std::string>;
    struct Row {
        const char* name;
        const char* folder;
        Header events, quotes;
        const char* layout;
    };
    const Header mlb_events = {"event_id", "time_source", "home_wins_before", "is_giveaway"};
    const Header mlb_quotes = {"event_id", "observed_at_utc", "min_price", "ticket_count"};
    const Header plain_events = {"event_id", "title", "venue", "event_time_utc"};
    const Header plain_quotes = {"event_id", "observed_at_utc", "lowest_price"};
    const Row rows[] = {
        {"all asked for", "later", mlb_events, mlb_quotes, "mlb_stubhub_2021"},
        {"one column short", "later", {"event_id", "time_source"}, mlb_quotes, "tidy"},
        {"no event file", "later", {}, mlb_quotes, "tidy"},
        {"nothing special", "later", plain_events, plain_quotes, "tidy"},
        {"the folder's name", "ncaaw_stubhub_2026", plain_events, plain_quotes,
         "ncaaw_stubhub_2026"},
        {"only events", "later", plain_events, {}, "tidy"},
    };
    for (const auto& row : rows) {
        const auto layout = detect_layout(row.folder, row.events, row.quotes);
        ASSERT_TRUE(layout.has_value()) << row.name << ": " << layout.error().detail;
        EXPECT_EQ(layout->name, row.layout) << row.name;
    }
    const auto none = detect_layout("later", {}, {"when", "how_much"});
    EXPECT_EQ(none.error().code, ErrorCode::not_found);
    EXPECT_THAT(none.error().detail, HasSubstr("when,how_much"));
}

}  // namespace
}  // namespace seatsync::source_csv
