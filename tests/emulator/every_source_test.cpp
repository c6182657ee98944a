// Each source of the program asks the emulated providers under their true addresses, as the
// pipeline would: every task, over all its pages, with tokens. A new source takes part as soon as
// it is listed by server::source_factories(); what it must be told stands in `cases`.

#include "emulated_providers.hpp"
#include "feed/fetcher.hpp"
#include "server/sources.hpp"

#include <gtest/gtest.h>

#include <algorithm>

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
    return all;
}

std::unique_ptr<feed::SourceApi> source_of(const Case& one) {
    const auto factories = server::source_factories();
    const auto factory = std::ranges::find(factories, one.source, &feed::SourceFactory::name);
    auto told = one.told;
    for (const feed::Setting& setting : factory->settings)
        if (setting.required && !setting.secret && setting.fallback.empty())
            told.try_emplace(setting.name, "emulated");
    const auto any_key = [](const std::string&) { return std::optional<std::string>("emulated"); };
    const auto config = feed::SourceConfig::read(one.source, factory->settings, told, any_key);
    return factory->make(config.value()).value();
}

class EverySourceTest : public ::testing::TestWithParam<Case> {
  protected:
    void SetUp() override {
        providers_.emplace(clock_);
        source_ = source_of(GetParam());
        const auto tasks = source_->tasks(providers_->watch(), clock_.now());
        ASSERT_FALSE(tasks.empty()) << "it asks for nothing";
        const auto first = source_->request(tasks[0], "", clock_.now());
        if (!providers_->has_host(feed::host_of(first)))
            GTEST_SKIP() << feed::host_of(first) << " is not emulated";
        fetcher_.emplace(*source_, *providers_, clock_, sleeper_);
    }

    /// To the end, waiting where the limits say so.
    void ask(const feed::Task& task) {
        const auto sink = [&](const feed::FetchedPage& page) -> Result<void> {
            take(page);
            return {};
        };
        auto outcome = fetcher_->fetch(task, sink);
        for (; outcome.not_before; outcome = fetcher_->fetch(task, sink))
            clock_.set(std::max(clock_.now(), *outcome.not_before));
        EXPECT_FALSE(outcome.error) << task.key << ": " << outcome.error->detail;
    }

    void take(const feed::FetchedPage& page) {
        EXPECT_EQ(page.answer.items.size(), providers_->items_of_last()) << page.task;
        for (const feed::Item& item : page.answer.items) {
            EXPECT_EQ(item.problem, "") << page.task << " " << item.key << ": " << item.content;
            observations_ += item.observations.size();
        }
    }

    void ask_everything() {
        for (const feed::Task& task : source_->tasks(providers_->watch(), clock_.now()))
            ask(task);
    }

    base::ManualClock clock_{default_world(1).from};
    base::ManualSleeper sleeper_{clock_};
    std::optional<EmulatedProviders> providers_;
    std::unique_ptr<feed::SourceApi> source_;
    std::optional<feed::Fetcher> fetcher_;
    std::size_t observations_ = 0;
};

TEST_P(EverySourceTest, EveryTaskParsesToAsManyItemsAsWereSent) {
    ask_everything();
    EXPECT_GT(observations_, 0U);
    // In the evening games are played, and what was read in the morning is asked for anew.
    clock_.set(clock_.now() + 10h);
    observations_ = 0;
    ask_everything();
    EXPECT_GT(observations_, 0U);
}

INSTANTIATE_TEST_SUITE_P(Emulated, EverySourceTest, ::testing::ValuesIn(cases()),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace seatsync::emulator
