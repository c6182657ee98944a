#include "emulator/fault_plan.hpp"

#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

namespace seatsync::emulator {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::HasSubstr;

const Instant kNow = std::chrono::sys_days(std::chrono::year(2026) / 6 / 12);

TEST(FaultPlanTest, ReadsSharesForAllAndForOne) {
    const auto plan = parse_fault_plan(R"(
seed = 7
[all]
server_error = 0.25
latency = 1
latency_min_ms = 10
latency_max_ms = 20
[api.x]
html = 0.5
retry_after_s = 9
)");
    ASSERT_TRUE(plan.has_value()) << plan.error().detail;
    EXPECT_EQ(plan->seed, 7U);
    const FaultShares& all = plan->of("espn");
    EXPECT_EQ(all.server_error, 0.25);
    EXPECT_EQ(all.latency, 1);
    EXPECT_EQ(all.latency_max, milliseconds(20));
    EXPECT_EQ(all.html, 0);
    EXPECT_EQ(plan->of("x").html, 0.5);
    EXPECT_EQ(plan->of("x").server_error, 0.25);
    EXPECT_EQ(plan->of("x").retry_after, seconds(9));
}

TEST(FaultPlanTest, RefusesWhatItDoesNotKnow) {
    struct Row {
        const char* toml;
        const char* reason;
    };
    for (const Row& row : {Row{"sead = 1", "there is no key sead"},
                           Row{"[all]\nserver_eror = 0.1", "there is no key server_eror"},
                           Row{"[all]\nhtml = 1.5", "html is no share from 0 to 1"},
                           Row{"[all]\nhtml = -0.1", "html is no share"},
                           Row{"[all]\nhtml = nan", "html is no share"},
                           Row{"[all]\nhtml = \"much\"", "html is no share"},
                           Row{"[all]\nhtml = 0.6\nreset = 0.6", "sum to 1.2"},
                           Row{"[all]\nretry_after_s = -1", "retry_after_s is no whole number"},
                           Row{"[all]\nskew_max_s = 0", "skew_max_s is less than 1"},
                           Row{"[all]\nlatency_min_ms = 900", "latency_min_ms is more"},
                           Row{"[all]\nvanishes_every_s = 5\nvanishes_for_s = 5", "is not less"},
                           Row{"all = 3", "all is no table"}, Row{"api = 3", "api is no table"},
                           Row{"[api]\nx = 3", "x is no table"}, Row{"seed = ", "line 1"}}) {
        const auto plan = parse_fault_plan(row.toml);
        ASSERT_FALSE(plan.has_value()) << row.toml;
        EXPECT_EQ(plan.error().code, ErrorCode::invalid_argument);
        EXPECT_THAT(plan.error().detail, HasSubstr(row.reason));
    }
}

TEST(FaultPlanTest, IsFoundByNameOrFile) {
    EXPECT_EQ(load_fault_plan("none")->all, FaultShares{});
    EXPECT_GT(load_fault_plan("harsh")->all.reset, load_fault_plan("moderate")->all.reset);
    EXPECT_EQ(load_fault_plan("hrash").error().code, ErrorCode::not_found);
    testing::TemporaryFolder folder;
    const auto file = folder.path() / "plan.toml";
    std::ofstream(file) << "[all]\nhtml = 0.5\n";
    EXPECT_EQ(load_fault_plan(file.string())->all.html, 0.5);
    std::ofstream(file) << "[all]\nhtml = 5\n";
    EXPECT_THAT(load_fault_plan(file.string()).error().detail, HasSubstr("plan.toml"));
}

TEST(FaultPlanTest, NamedPlansKeepTheirOwnRules) {
    for (const char* name : {"none", "moderate", "harsh"}) {
        const FaultShares all = named_fault_plan(name)->all;
        EXPECT_LT(all.skew + all.duplicate + all.reordered + all.too_many_requests +
                      all.server_error + all.html + all.truncated + all.reset + all.silence,
                  0.5);
        EXPECT_LE(all.latency_max, milliseconds(2000));  // Readers give up after ten seconds.
        EXPECT_LE(all.vanishes_for, all.vanishes_every);
    }
}

FaultPlan plan_with(const char* toml) {
    auto plan = parse_fault_plan(toml);
    EXPECT_TRUE(plan.has_value()) << (plan ? "" : plan.error().detail);
    return plan.value();
}

TEST(FaultDiceTest, EachFaultComesAsOftenAsItsShare) {
    FaultPlan plan;
    plan.all = {.skew = 0.10,
                .duplicate = 0.09,
                .reordered = 0.08,
                .too_many_requests = 0.07,
                .server_error = 0.06,
                .html = 0.05,
                .truncated = 0.04,
                .reset = 0.03,
                .silence = 0.02,
                .latency = 0.3};
    FaultDice dice(plan);
    constexpr int kDraws = 20'000;
    std::map<Fault, int> counts;
    int late = 0;
    for (int i = 0; i < kDraws; ++i) {
        const Misfortune misfortune = dice.draw("x", kNow);
        ++counts[misfortune.fault];
        late += misfortune.latency > milliseconds(0) ? 1 : 0;
        if (misfortune.latency > milliseconds(0)) {
            EXPECT_GE(misfortune.latency, plan.all.latency_min);
            EXPECT_LE(misfortune.latency, plan.all.latency_max);
        }
        EXPECT_EQ(misfortune.skew != seconds(0), misfortune.fault == Fault::skew);
        EXPECT_LE(std::chrono::abs(misfortune.skew), plan.all.skew_max);
        EXPECT_GE(misfortune.part, 0);
        EXPECT_LT(misfortune.part, 1);
    }
    const auto share = [&](Fault fault) { return static_cast<double>(counts[fault]) / kDraws; };
    EXPECT_NEAR(share(Fault::skew), 0.10, 0.01);
    EXPECT_NEAR(share(Fault::duplicate), 0.09, 0.01);
    EXPECT_NEAR(share(Fault::reordered), 0.08, 0.01);
    EXPECT_NEAR(share(Fault::too_many_requests), 0.07, 0.01);
    EXPECT_NEAR(share(Fault::server_error), 0.06, 0.01);
    EXPECT_NEAR(share(Fault::html), 0.05, 0.01);
    EXPECT_NEAR(share(Fault::truncated), 0.04, 0.01);
    EXPECT_NEAR(share(Fault::reset), 0.03, 0.01);
    EXPECT_NEAR(share(Fault::silence), 0.02, 0.01);
    EXPECT_NEAR(share(Fault::none), 0.46, 0.02);
    EXPECT_NEAR(static_cast<double>(late) / kDraws, 0.3, 0.02);
    EXPECT_EQ(counts[Fault::vanished], 0);
}

TEST(FaultDiceTest, AnApiFaresAlikeWhateverTheOthersAreAsked) {
    FaultDice alone(*named_fault_plan("harsh"));
    FaultDice busy(*named_fault_plan("harsh"));
    FaultPlan other_seed = *named_fault_plan("harsh");
    other_seed.seed = 2;
    FaultDice other(other_seed);
    int differ = 0;
    for (int i = 0; i < 500; ++i) {
        const Misfortune a = alone.draw("x", kNow);
        (void)busy.draw("espn", kNow);
        const Misfortune b = busy.draw("x", kNow);
        EXPECT_EQ(a.fault, b.fault);
        EXPECT_EQ(a.latency, b.latency);
        EXPECT_EQ(a.skew, b.skew);
        EXPECT_EQ(a.part, b.part);
        differ += other.draw("x", kNow).fault != a.fault ? 1 : 0;
    }
    EXPECT_GT(differ, 50);
}

TEST(FaultDiceTest, AFeedVanishesOnceInEachStretch) {
    FaultDice dice(plan_with("[all]\nvanishes_every_s = 3600\nvanishes_for_s = 600\n"));
    std::set<int> begins;
    for (int hour = 0; hour < 24; ++hour) {
        int gone = 0;
        int changes = 0;
        bool before = false;
        for (int minute = 0; minute < 60; ++minute) {
            const bool now =
                dice.draw("x", kNow + hours(hour) + minutes(minute)).fault == Fault::vanished;
            gone += now ? 1 : 0;
            changes += now != before ? 1 : 0;
            if (now && !before)
                begins.insert(minute);
            before = now;
        }
        EXPECT_NEAR(gone, 10, 1);
        EXPECT_LE(changes, 2);
    }
    EXPECT_GT(begins.size(), 8U);
}

TEST(FaultTest, NamesAreDifferent) {
    std::map<std::string_view, int> names;
    for (int fault = 0; fault <= static_cast<int>(Fault::vanished); ++fault)
        ++names[name_of(static_cast<Fault>(fault))];
    EXPECT_EQ(names.size(), 11U);
    EXPECT_EQ(name_of(Fault::none), "none");
    EXPECT_EQ(name_of(Fault::too_many_requests), "too_many_requests");
}

}  // namespace
}  // namespace seatsync::emulator
