#include "learning/walk_forward.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace seatsync::learning {
namespace {

using domain::Instant;

Instant hour(int h) {
    return Instant(std::chrono::hours(h));
}

std::shared_ptr<const Support> support() {
    const std::vector<double> values = {-0.1, 0, 0.1};
    return std::make_shared<const Support>(Support::from(values, 1, 1).value());
}

DatedQuestion asked(int at, std::optional<int> known) {
    return {.asked_at = hour(at),
            .known_at = known ? std::optional(hour(*known)) : std::nullopt,
            .log_ratio = 0.1,
            .question = {.days_to_event = 5, .masses = {{0.3, 0.4, 0.3}}}};
}

/// How much the questions' median of the upper half moved: 0 for one that was answered before
/// anything was known.
std::vector<double> upper_quartiles(const std::vector<DatedQuestion>& questions,
                                    Instant until = Instant::max()) {
    OnlineEnsemble ensemble = OnlineEnsemble::make(1, support()).value();
    const auto answers = walk_forward(ensemble, questions, until).value();
    std::vector<double> quartiles;
    for (const auto& answer : answers)
        quartiles.push_back(answer->log_ratios[3]);
    return quartiles;
}

TEST(SettledAtTest, IsTheEndOfTheWindowOrTheStartOfTheGame) {
    Task task{.row = {}, .horizon = domain::Horizon::day_3, .log_ratio = 0, .known_at = hour(60)};
    EXPECT_EQ(settled_at(task, hour(0)), hour(90));
    task.known_at = hour(100);  // Received late.
    EXPECT_EQ(settled_at(task, hour(0)), hour(100));
    task.horizon = domain::Horizon::close;
    EXPECT_EQ(settled_at(task, hour(0)), hour(100));
}

TEST(WalkForwardTest, LearnsWhatWasKnownWhenItIsAsked) {
    std::vector<DatedQuestion> questions;
    for (int i = 0; i < 20; ++i)
        questions.push_back(asked(1, 10));
    questions.push_back(asked(9, std::nullopt));
    questions.push_back(asked(10, std::nullopt));
    const auto quartiles = upper_quartiles(questions);
    EXPECT_EQ(quartiles[20], quartiles[0]);  // An hour before anything is known.
    OnlineEnsemble taught = OnlineEnsemble::make(1, support()).value();
    for (int i = 0; i < 20; ++i)
        taught.learn(questions[0].question, taught.answer(questions[0].question).value(), 0.1)
            .value();
    // At that very moment all of it is known.
    EXPECT_NE(taught.answer(questions[0].question).value().log_ratios[1],
              OnlineEnsemble::make(1, support())
                  .value()
                  .answer(questions[0].question)
                  .value()
                  .log_ratios[1]);
    OnlineEnsemble walked = OnlineEnsemble::make(1, support()).value();
    const auto answers = walk_forward(walked, questions, Instant::max()).value();
    EXPECT_EQ(answers[21]->log_ratios, taught.answer(questions[0].question).value().log_ratios);
}

/// A changed outcome changes nothing that was said before it was known.
TEST(WalkForwardTest, DoesNotLookAhead) {
    std::vector<DatedQuestion> questions;
    for (int i = 0; i < 40; ++i)
        questions.push_back(asked(i, i + 7));
    const auto quartiles = [&] {
        OnlineEnsemble ensemble = OnlineEnsemble::make(1, support()).value();
        return walk_forward(ensemble, questions, Instant::max()).value();
    };
    const auto before = quartiles();
    for (int i = 20; i < 40; ++i)
        questions[static_cast<std::size_t>(i)].log_ratio = -0.1;
    const auto after = quartiles();
    for (std::size_t i = 0; i < 27; ++i)
        EXPECT_EQ(before[i]->log_ratios, after[i]->log_ratios) << i;
    EXPECT_NE(before[39]->log_ratios, after[39]->log_ratios);
}

TEST(WalkForwardTest, AQuestionThatNobodyAnswersStopsNothing) {
    std::vector<DatedQuestion> questions;
    for (int i = 0; i < 30; ++i)
        questions.push_back(asked(i, i + 3));
    const auto without = upper_quartiles(questions);
    questions.push_back(asked(5, 6));
    questions.back().question.masses = {{}};
    OnlineEnsemble ensemble = OnlineEnsemble::make(1, support()).value();
    const auto answers = walk_forward(ensemble, questions, Instant::max()).value();
    EXPECT_FALSE(answers.back().has_value());
    for (std::size_t i = 0; i < without.size(); ++i)
        EXPECT_EQ(answers[i]->log_ratios[3], without[i]) << i;
}

TEST(WalkForwardTest, TheOrderInWhichQuestionsAreGivenDoesNotMatter) {
    std::vector<DatedQuestion> questions;
    for (int i = 0; i < 30; ++i)
        questions.push_back(asked(i, i + 3));
    const auto forward = upper_quartiles(questions);
    std::reverse(questions.begin(), questions.end());
    auto backward = upper_quartiles(questions);
    std::reverse(backward.begin(), backward.end());
    EXPECT_EQ(forward, backward);
}

TEST(WalkForwardTest, EndsWhereItIsTold) {
    std::vector<DatedQuestion> questions(20, asked(1, 10));
    OnlineEnsemble until_nine = OnlineEnsemble::make(1, support()).value();
    (void)walk_forward(until_nine, questions, hour(9)).value();
    OnlineEnsemble fresh = OnlineEnsemble::make(1, support()).value();
    EXPECT_EQ(until_nine.answer(questions[0].question).value().log_ratios,
              fresh.answer(questions[0].question).value().log_ratios);
    (void)walk_forward(until_nine, questions, hour(10)).value();
    EXPECT_NE(until_nine.answer(questions[0].question).value().log_ratios,
              fresh.answer(questions[0].question).value().log_ratios);
}

}  // namespace
}  // namespace seatsync::learning
