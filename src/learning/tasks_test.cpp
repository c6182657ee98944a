#include "learning/tasks.hpp"

#include "testing/feature_reader.hpp"
#include "testing/observations.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace seatsync::learning {
namespace {

using domain::Horizon;
using testing::on_day;

/// The row of day d costs 100 + row dollars, so that an answer tells its row.
domain::ObservationBatch game_with(double start, const std::vector<double>& days) {
    domain::ObservationBatch batch{.events = {testing::an_event("s:1")}};
    batch.events[0].start = on_day(start);
    for (std::size_t i = 0; i < days.size(); ++i)
        batch.quotes.push_back(
            testing::a_quote("s:1", on_day(days[i]), 100 * (100 + static_cast<std::int64_t>(i))));
    return batch;
}

/// Row asked and row that answers.
using Answers = std::vector<std::pair<std::size_t, std::size_t>>;

Answers answers_of(const domain::ObservationBatch& batch, Horizon horizon,
                   domain::Instant as_of = domain::Instant::max()) {
    Answers answers;
    for (const Task& task : build_tasks(features::MarketHistory::from(batch), as_of))
        if (task.horizon == horizon) {
            const double last = 100 + static_cast<double>(task.row.row);
            answers.emplace_back(task.row.row, std::llround(last * std::exp(task.log_ratio)) - 100);
        }
    return answers;
}

constexpr double kMinute = 1.0 / 1440;

TEST(TasksTest, TheAnswerIsTheNearestRowInsideTheWindow) {
    struct Case {
        const char* name;
        Horizon horizon;
        std::vector<double> days;
        Answers answers;
    };
    const Case cases[] = {
        {"the first row asks nothing", Horizon::day_1, {0, 1}, {}},
        {"a day later", Horizon::day_1, {0, 1, 2}, {{1, 2}}},
        {"0.75 h is inside", Horizon::day_1, {0, 1, 1.75}, {{1, 2}}},
        {"a minute less is outside", Horizon::day_1, {0, 1, 1.75 - kMinute}, {}},
        {"1.25 h is inside", Horizon::day_1, {0, 1, 2.25}, {{1, 2}}},
        {"a minute more is outside", Horizon::day_1, {0, 1, 2.25 + kMinute}, {}},
        {"the nearest", Horizon::day_1, {0, 1, 1.8, 1.95, 2.1}, {{1, 3}}},
        {"a tie goes to the earlier", Horizon::day_1, {0, 1, 1.875, 2.125}, {{1, 2}}},
        {"the later when it is nearer", Horizon::day_1, {0, 1, 1.875 - kMinute, 2.125}, {{1, 3}}},
        {"every row asks", Horizon::day_1, {0, 1, 2, 3}, {{1, 2}, {2, 3}}},
        {"three days: edges", Horizon::day_3, {0, 1, 3.25, 4.75}, {{1, 2}}},
        {"three days: outside", Horizon::day_3, {0, 1, 3.25 - kMinute, 4.75 + kMinute}, {}},
        {"seven days: edges", Horizon::day_7, {0, 1, 6.25, 9.75}, {{1, 2}}},
        {"seven days: outside", Horizon::day_7, {0, 1, 6.25 - kMinute, 9.75 + kMinute}, {}},
        {"two rows: no close", Horizon::close, {9, 9.5}, {}},
        {"the last row answers all before it", Horizon::close, {8, 9, 9.5, 9.9}, {{1, 3}, {2, 3}}},
        {"closed 72 h before the start", Horizon::close, {1, 2, 7}, {{1, 2}}},
        {"stopped a minute earlier", Horizon::close, {1, 2, 7 - kMinute}, {}},
    };
    for (const Case& one : cases)
        EXPECT_EQ(answers_of(game_with(10, one.days), one.horizon), one.answers) << one.name;
}

TEST(TasksTest, AReservationOfAGameThatMayNotBeAsksNothing) {
    domain::ObservationBatch batch = game_with(10, {6, 7, 8, 9});
    EXPECT_EQ(answers_of(batch, Horizon::day_1).size(), 2U);
    batch.events[0].category = "playoff_conditional";
    EXPECT_FALSE(forecast_wanted(batch.events[0]));
    for (const Horizon horizon : domain::kHorizons)
        EXPECT_TRUE(answers_of(batch, horizon).empty());
}

TEST(TasksTest, OnlyWhatIsAnsweredByThenIsATask) {
    const domain::ObservationBatch batch = game_with(5, {1, 2, 3, 4});
    EXPECT_EQ(answers_of(batch, Horizon::day_1, on_day(3)), (Answers{{1, 2}}));
    EXPECT_EQ(answers_of(batch, Horizon::day_1, on_day(3 - kMinute)), Answers{});
    EXPECT_EQ(answers_of(batch, Horizon::close, on_day(5 - kMinute)), Answers{});
    EXPECT_EQ(answers_of(batch, Horizon::close, on_day(5)), (Answers{{1, 3}, {2, 3}}));
}

TEST(TasksTest, ATaskIsKnownWithItsAnswerAndACloseWithTheStart) {
    const auto tasks = build_tasks(features::MarketHistory::from(game_with(5, {1, 2, 3, 4})),
                                   domain::Instant::max());
    ASSERT_EQ(tasks.size(), 4U);
    EXPECT_EQ(tasks[0].known_at, on_day(3));
    EXPECT_EQ(tasks[1].known_at, on_day(4));
    EXPECT_EQ(tasks[2].horizon, Horizon::close);
    EXPECT_EQ(tasks[2].known_at, on_day(5));
}

/// Postponed on day 6 from day 5 to day 12: at first the game seemed over.
TEST(TasksTest, AMovedGameClosesAtTheStartKnownByThen) {
    domain::ObservationBatch batch = game_with(5, {1, 2, 4, 8, 11});
    domain::Event moved = batch.events[0];
    moved.start = on_day(12);
    moved.received_at = on_day(6);
    batch.events.push_back(moved);
    EXPECT_EQ(answers_of(batch, Horizon::close, on_day(5.5)), (Answers{{1, 2}}));
    EXPECT_EQ(answers_of(batch, Horizon::close, on_day(7)), Answers{});
    EXPECT_EQ(answers_of(batch, Horizon::close, on_day(12)), (Answers{{1, 4}, {2, 4}, {3, 4}}));
}

/// Moved ahead on day 4 from day 5 to day 3.5: the quote of day 4 less an hour is no close.
TEST(TasksTest, AQuoteBehindTheTrueStartIsNoClose) {
    domain::ObservationBatch batch = game_with(5, {1, 2, 3, 3.9});
    domain::Event moved = batch.events[0];
    moved.start = on_day(3.5);
    moved.received_at = on_day(4);
    batch.events.push_back(moved);
    EXPECT_EQ(answers_of(batch, Horizon::close), (Answers{{1, 2}}));
}

TEST(TasksTest, AHorizonLiesBeforeTheEventWhileItsWindowMay) {
    struct Case {
        Horizon horizon;
        double first_inside;
    };
    const Case cases[] = {{Horizon::day_1, 0.75},
                          {Horizon::day_3, 2.25},
                          {Horizon::day_7, 5.25},
                          {Horizon::close, 0}};
    for (const auto& [horizon, days] : cases) {
        EXPECT_FALSE(lies_before_event(horizon, days)) << name_of(horizon);
        EXPECT_TRUE(lies_before_event(horizon, days + kMinute)) << name_of(horizon);
    }
}

/// What was asked later than some moment, with the answers that it has among all.
TEST(TasksTest, ThoseAskedAfterATimeAreSomeOfAll) {
    const auto history = features::MarketHistory::from(
        game_with(20, {1, 2, 3.5, 4, 7, 8, 9.25, 11, 12, 15, 17, 19, 19.5}));
    for (const double day : {-1.0, 1.0, 2.0, 8.5, 19.0, 30.0}) {
        const auto all = tasks_by_horizon(history, on_day(20));
        const auto later = tasks_by_horizon(history, on_day(20), on_day(day));
        for (std::size_t h = 0; h < all.size(); ++h) {
            std::vector<std::size_t> expected, rows;
            for (const Task& task : all[h])
                if (history.series()[0].received_at[task.row.row] > on_day(day))
                    expected.push_back(task.row.row);
            for (const Task& task : later[h])
                rows.push_back(task.row.row);
            EXPECT_EQ(rows, expected) << day;
        }
    }
}

}  // namespace
}  // namespace seatsync::learning
