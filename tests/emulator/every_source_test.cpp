// Each source of the program asks the emulated providers under their true addresses, as the
// pipeline would: every task, over all its pages, with tokens. A new source takes part as soon as
// it is listed by server::source_factories(); a further row of `cases` tells one more.

#include "asked_source.hpp"
#include "server/sources.hpp"

#include <gtest/gtest.h>

namespace seatsync::emulator {
namespace {

using namespace std::chrono_literals;

/// One source, told some of its settings; what is required beside them is made up.
struct Case {
    std::string name;
    std::string source;
    std::map<std::string, std::string> told = {};
};

void PrintTo(const Case& one, std::ostream* out) {
    *out << one.name;
}

std::vector<Case> cases() {
    std::vector<Case> all;
    for (const feed::SourceFactory& factory : server::source_factories())
        all.push_back({factory.name, factory.name});
    all.push_back({"stubhub_by_category",
                   "stubhub",
                   {{"categories", "mlb=1, nba=2, nfl=3"},
                    {"scope", "read:events read:sellerlistings read:sales"}}});
    all.push_back({"ticketmaster_small_pages", "ticketmaster", {{"page_size", "20"}}});
    all.push_back({"vividseats_small_pages", "vividseats", {{"page_size", "3"}}});
    // So many days that they take several pages, nulls among them.
    all.push_back({"fred_days", "fred", {{"series", "DGS10, VIXCLS"}, {"days_back", "3000"}}});
    return all;
}

class EverySourceTest : public ::testing::TestWithParam<Case> {
  protected:
    void SetUp() override {
        ASSERT_NE(source_.host(), "") << "it asks for nothing";
        ASSERT_TRUE(source_.providers().has_host(source_.host()))
            << source_.host() << " is not emulated";
    }

    void take(const feed::FetchedPage& page) {
        EXPECT_EQ(page.answer.items.size(), source_.providers().items_of_last()) << page.task;
        for (const feed::Item& item : page.answer.items) {
            EXPECT_EQ(item.problem, "") << page.task << " " << item.key << ": " << item.content;
            observations_ += item.observations.size();
        }
    }

    std::size_t observations_when_asked() {
        observations_ = 0;
        source_.ask_everything([this](const feed::FetchedPage& page) { take(page); });
        return observations_;
    }

    AskedSource source_{GetParam().source, GetParam().told};
    std::size_t observations_ = 0;
};

TEST_P(EverySourceTest, EveryTaskParsesToAsManyItemsAsWereSent) {
    EXPECT_GT(observations_when_asked(), 0U);
    // In the evening games are played, and what was read in the morning is asked for anew.
    source_.pass(10h);
    EXPECT_GT(observations_when_asked(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Emulated, EverySourceTest, ::testing::ValuesIn(cases()),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace seatsync::emulator
