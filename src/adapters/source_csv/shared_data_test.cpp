#include "adapters/source_csv/folder_source.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_csv {
namespace {

namespace fs = std::filesystem;

/// What a folder of ../shared/data holds. Counted with the csv module of Python 3.11 over the same
/// files: rows of the event file (for seatgeek_fees_2022 distinct ids), rows of the quote file with
/// at least one number in an imported column, those with a first price and the sum of it in cents,
/// teams with any standing, games with both scores.
struct Expected {
    const char* folder;
    std::size_t events, quotes, priced;
    std::int64_t cents;
    std::size_t records, results;
    // What files beside these two hold that the folder's own layout reads: games not in the event
    // file, rows with a number (of face values only those that differ from the row before of their
    // event and category), those with a first price and its sum, standings.
    std::size_t more_events = 0, more_quotes = 0, more_priced = 0;
    std::int64_t more_cents = 0;
    std::size_t more_records = 0;
};

constexpr Expected kFolders[] = {
    {"mlb_stubhub_2021", 1872, 49631, 49343, 174981916, 3648, 1824},
    {"nfl_seatgeek_2018", 225, 18561, 18128, 277597405, 0, 192, 0, 9789, 9789, 77537075},
    {"cfb_tickpick", 1282, 67387, 67387, 589178400, 1050, 570},
    {"wc2026_resale", 78, 33039, 33039, 2295120090, 0, 0, 0, 77220, 77220, 6910331475},
    {"epl_stubhub_2022", 253, 6113, 6113, 171137530, 0, 0},
    {"mlb_seatgeek_2024", 698, 1330, 1330, 3786000, 1330, 688, 1761, 8276, 0, 0, 8276},
    {"nba_nhl_seatgeek_2015", 361, 3951, 3951, 12353500, 0, 0},
    {"ncaaw_stubhub_2026", 2, 132, 132, 657575, 0, 0},
    {"nba_la_crossmarket_2026", 3, 309, 309, 1790678, 0, 0},
    {"cfb_maizetix_2025", 1, 2630, 2630, 39933049, 0, 0},
    {"seatgeek_fees_2022", 93, 122, 122, 1733600, 0, 0},
};

struct Counted {
    app::SourceReport report;
    std::size_t priced = 0;
    std::int64_t cents = 0;
    std::size_t rejects = 0;
    domain::ObservationBatch all;
};

Result<Counted> count(const fs::path& folder, const ReadOptions& options) {
    Counted out;
    app::SourceSinks sinks;
    sinks.batch = [&](const domain::ObservationBatch& batch) -> Result<void> {
        out.all.events.insert(out.all.events.end(), batch.events.begin(), batch.events.end());
        for (const auto& quote : batch.quotes) {
            out.priced += quote.get_in_cents.has_value() ? 1U : 0U;
            out.cents += quote.get_in_cents.value_or(0);
        }
        return {};
    };
    sinks.reject = [&](const app::Reject& reject) -> Result<void> {
        ++out.rejects;
        ADD_FAILURE() << reject.file << " line " << reject.line << " " << reject.column << " '"
                      << reject.value << "': " << reject.reason;
        return {};
    };
    SEATSYNC_TRY(out.report, read_folder(folder, options, sinks));
    return out;
}

class SharedDataTest : public testing::TestWithParam<Expected> {
  protected:
    fs::path folder() const {
        return fs::path(SEATSYNC_SOURCE_DIR) / ".." / "shared" / "data" / GetParam().folder;
    }
    void SetUp() override {
        if (!fs::exists(folder()))
            GTEST_SKIP() << folder() << " is not there";
    }
};

TEST_P(SharedDataTest, ReadsWhatAnIndependentCountFinds) {
    const auto counted = count(folder(), {});
    ASSERT_TRUE(counted.has_value()) << counted.error().detail;
    const auto& expected = GetParam();
    EXPECT_EQ(counted->report.layout, expected.folder);
    EXPECT_EQ(counted->report.events, expected.events + expected.more_events);
    EXPECT_EQ(counted->report.quotes, expected.quotes + expected.more_quotes);
    EXPECT_EQ(counted->priced, expected.priced + expected.more_priced);
    EXPECT_EQ(counted->cents, expected.cents + expected.more_cents);
    EXPECT_EQ(counted->report.records, expected.records + expected.more_records);
    EXPECT_EQ(counted->report.results, expected.results);
    EXPECT_EQ(counted->rejects, 0U);
}

/// Folders that no shipped layout was made for are read by `tidy`: it must agree about the prices.
TEST_P(SharedDataTest, TidyReadsTheSamePrices) {
    const auto counted = count(folder(), {.layout = "tidy", .league = "any"});
    ASSERT_TRUE(counted.has_value()) << counted.error().detail;
    EXPECT_EQ(counted->report.events, GetParam().events);
    EXPECT_EQ(counted->priced, GetParam().priced);
    EXPECT_EQ(counted->cents, GetParam().cents);
}

INSTANTIATE_TEST_SUITE_P(Folders, SharedDataTest, testing::ValuesIn(kFolders),
                         [](const auto& row) { return std::string(row.param.folder); });

}  // namespace
}  // namespace seatsync::source_csv
