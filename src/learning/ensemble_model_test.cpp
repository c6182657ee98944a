#include "learning/ensemble_model.hpp"

#include "base/bytes.hpp"
#include "testing/fakes/fake_predictor.hpp"
#include "testing/fakes/faulty_predictor.hpp"
#include "testing/feature_reader.hpp"
#include "testing/generators/daily_season.hpp"
#include "testing/generators/market_tape.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace seatsync::learning {
namespace {

using domain::Horizon;
using testing::Fault;
using ::testing::HasSubstr;
using testing::make_faulty;
using testing::on_day;

const std::vector<PredictorKind> kKinds = {{"fake", testing::make_fake_predictor},
                                           {"biased", testing::make_biased_predictor}};

domain::ObservationBatch season(int days = 14) {
    return testing::daily_season("s", 100, days);
}

Result<EnsembleModel> trained(const domain::ObservationBatch& batch,
                              const TrainOptions& options = {},
                              std::span<const PredictorKind> kinds = kKinds) {
    const auto history = features::MarketHistory::from(batch);
    const auto table = compute_features(history, [](const features::RowRef&) { return true; });
    return EnsembleModel::train(kinds, history, table, options);
}

std::string bytes_of(const domain::ObservationBatch& batch, const TrainOptions& options = {}) {
    return trained(batch, options).value().save().value();
}

const std::string& trained_bytes() {
    static const std::string bytes = bytes_of(season());
    return bytes;
}

Matrix two_rows() {
    Matrix x{.columns = features::feature_names().size(), .values = {}};
    x.values.assign(2 * x.columns, 5.0F);
    return x;
}

EnsembleAnswer first_answer(const EnsembleModel& model, Horizon horizon) {
    return model.trained(horizon)
        .answer(model.ask(horizon, two_rows()).value().questions.front())
        .value();
}

TEST(EnsembleModelTest, IsMadeOfTheMembersInOrder) {
    const auto model = trained(season());
    ASSERT_TRUE(model.has_value()) << model.error().detail;
    for (const Horizon horizon : domain::kHorizons)
        EXPECT_TRUE(model->has(horizon)) << name_of(horizon);
    ASSERT_EQ(model->members().size(), 2U);
    EXPECT_EQ(model->members()[0].name, "fake");
    EXPECT_EQ(model->members()[1].name, "biased");
    EXPECT_EQ(model->training_rows(), 100U * 12);
    EXPECT_EQ(model->importance().value().front(), 1.0);
}

/// Out of fold the one that is right did better.
TEST(EnsembleModelTest, StartsWithWhatTheMembersDidOutOfFold) {
    const EnsembleModel model = trained(season()).value();
    const auto said = model.ask(Horizon::close, two_rows()).value();
    const auto answer = model.trained(Horizon::close).answer(said.questions.front()).value();
    const auto parts = model.parts_of(answer, said);
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_GT(parts[0].weight, 0.6);
    EXPECT_NEAR(parts[0].weight + parts[1].weight, 1, 1e-12);
    EXPECT_EQ(parts[0].silent, "");
}

TEST(EnsembleModelTest, OneMemberIsEnough) {
    const auto model = trained(season(), {}, std::span(kKinds).first(1));
    ASSERT_TRUE(model.has_value()) << model.error().detail;
    EXPECT_EQ(first_answer(*model, Horizon::day_1).weights, std::vector<double>{1});
    EXPECT_EQ(trained(season(), {}, {}).error().code, ErrorCode::invalid_argument);
}

TEST(EnsembleModelTest, AMemberWithTooFewGamesSaysNothingAndTellsWhy) {
    const std::vector<PredictorKind> kinds = {kKinds[0], {"young", make_faulty(Fault::too_few)}};
    const EnsembleModel model = trained(season(), {}, kinds).value();
    const auto said = model.ask(Horizon::day_1, two_rows()).value();
    const auto answer = model.trained(Horizon::day_1).answer(said.questions.front()).value();
    const auto parts = model.parts_of(answer, said);
    EXPECT_EQ(parts[0], (MemberPart{.name = "fake", .weight = 1}));
    EXPECT_EQ(parts[1].weight, 0);
    EXPECT_THAT(parts[1].silent, HasSubstr("too few past games"));
    EXPECT_EQ(trained(season(), {}, std::span(kinds).subspan(1)).error().code,
              ErrorCode::insufficient_data);
    EXPECT_EQ(trained(season(3)).error().code, ErrorCode::insufficient_data);
}

/// What a member says that broke after its model was stored.
std::vector<MemberPart> parts_when(Fault fault) {
    const std::vector<PredictorKind> kinds = {{"fake", make_faulty(fault)}, kKinds[1]};
    const EnsembleModel model = EnsembleModel::load(kinds, trained_bytes()).value();
    const auto said = model.ask(Horizon::day_1, two_rows()).value();
    return model.parts_of(model.trained(Horizon::day_1).answer(said.questions.front()).value(),
                          said);
}

TEST(EnsembleModelTest, ABrokenMemberHasNoWeightAndTellsWhy) {
    const auto failed = parts_when(Fault::fails);
    EXPECT_EQ(failed[0],
              (MemberPart{.name = "fake", .weight = 0, .silent = "the library is gone"}));
    EXPECT_NEAR(failed[1].weight, 1, 1e-12);
    const auto no_number = parts_when(Fault::no_number);
    EXPECT_EQ(no_number[0].weight, 0);
    EXPECT_THAT(no_number[0].silent, HasSubstr("no probabilities"));
    EXPECT_EQ(no_number[1].silent, "");
}

TEST(EnsembleModelTest, WhenAllMembersAreOutThereIsNoAnswerAndEachTellsWhy) {
    const std::vector<PredictorKind> kinds = {{"fake", make_faulty(Fault::fails)},
                                              {"biased", make_faulty(Fault::no_number)}};
    const EnsembleModel model = EnsembleModel::load(kinds, trained_bytes()).value();
    const auto said = model.ask(Horizon::day_1, two_rows()).value();
    EXPECT_EQ(model.trained(Horizon::day_1).answer(said.questions.front()).error().code,
              ErrorCode::insufficient_data);
    EXPECT_THAT(model.silence(said), ::testing::AllOf(HasSubstr("fake: the library is gone; "),
                                                      HasSubstr("biased: its numbers")));
}

TEST(EnsembleModelTest, AFailureInTrainingNamesTheMember) {
    const std::vector<PredictorKind> kinds = {kKinds[0], {"gone", make_faulty(Fault::fails)}};
    const auto model = trained(season(), {}, kinds);
    ASSERT_FALSE(model.has_value());
    EXPECT_EQ(model.error().detail, "gone: the library is gone");
}

TEST(EnsembleModelTest, AtTheCloseItReachesAsFarAsItsMembersCalibration) {
    const EnsembleModel model = trained(season()).value();
    const auto question = model.ask(Horizon::close, two_rows()).value().questions.back();
    ASSERT_EQ(question.reach.size(), 2U);
    const auto answer = model.trained(Horizon::close).answer(question).value();
    double low = 0;
    double high = 0;
    for (std::size_t k = 0; k < 2; ++k) {
        const PriceModel& member = model.members()[k].model;
        const auto said = member.distributions(Horizon::close, two_rows()).value();
        const auto& levels = member.calibration(Horizon::close).levels;
        EXPECT_EQ(question.reach[k].front(), said.quantile(1, levels.front())) << k;
        EXPECT_EQ(question.reach[k].back(), said.quantile(1, levels.back())) << k;
        low += answer.weights[k] * question.reach[k].front();
        high += answer.weights[k] * question.reach[k].back();
    }
    EXPECT_LE(answer.log_ratios.front(), low);
    EXPECT_GE(answer.log_ratios.back(), high);
    EXPECT_TRUE(model.ask(Horizon::day_7, two_rows()).value().questions.back().reach.empty());
    const auto history = features::MarketHistory::from(season());
    const auto table = compute_features(history, [](const features::RowRef&) { return true; });
    const auto tasks = tasks_by_horizon(history, domain::Instant::max()).back();
    const auto again = model.ask_again(Horizon::close, history, table, tasks).value();
    EXPECT_EQ(again.back().question.reach.size(), 2U);
}

TEST(EnsembleModelTest, AsksWhatTasksAskedInTheirOrder) {
    const auto history = features::MarketHistory::from(season());
    const auto table = compute_features(history, [](const features::RowRef&) { return true; });
    const auto tasks = tasks_by_horizon(history, domain::Instant::max()).front();
    const EnsembleModel model = EnsembleModel::load(kKinds, trained_bytes()).value();
    const auto questions = model.ask_again(Horizon::day_1, history, table, tasks).value();
    ASSERT_EQ(questions.size(), tasks.size());
    for (const std::size_t i : {std::size_t{0}, tasks.size() / 2, tasks.size() - 1}) {
        const auto& series = history.series()[tasks[i].row.series];
        EXPECT_EQ(questions[i].asked_at, series.received_at[tasks[i].row.row]);
        EXPECT_EQ(questions[i].known_at, questions[i].asked_at + std::chrono::hours(30));
        EXPECT_EQ(questions[i].log_ratio, tasks[i].log_ratio);
        EXPECT_EQ(questions[i].question.masses.size(), 2U);
        EXPECT_NEAR(
            questions[i].question.days_to_event,
            domain::days_between(questions[i].asked_at, history.event_of(series).first().start),
            1e-9);
    }
}

TEST(EnsembleModelTest, ThreadsDoNotChangeTheModel) {
    EXPECT_TRUE(bytes_of(season(), {.threads = 2}) == trained_bytes());
    EXPECT_TRUE(bytes_of(season(), {.threads = 9}) == trained_bytes());
}

/// Law 1: with what came later in the history, training as of a time gives the same bits.
TEST(EnsembleModelTest, TrainingAsOfATimeUsesNothingReceivedLater) {
    const domain::Instant then = on_day(102.25);
    const std::string bytes = bytes_of(testing::known_by(season(), then), {.as_of = then});
    EXPECT_TRUE(bytes_of(season(), {.as_of = then}) == bytes);
    EXPECT_FALSE(trained_bytes() == bytes);
}

TEST(EnsembleModelTest, ComesBackFromItsBytesBitForBit) {
    const EnsembleModel model = trained(season()).value();
    const EnsembleModel again = EnsembleModel::load(kKinds, trained_bytes()).value();
    EXPECT_TRUE(again.save().value() == trained_bytes());
    EXPECT_EQ(again.training_rows(), model.training_rows());
    for (const Horizon horizon : domain::kHorizons) {
        const EnsembleAnswer answer = first_answer(again, horizon);
        EXPECT_EQ(answer.log_ratios, first_answer(model, horizon).log_ratios);
        EXPECT_EQ(answer.weights, first_answer(model, horizon).weights);
    }
}

TEST(EnsembleModelTest, AnAbsentHorizonComesBackAbsent) {
    const EnsembleModel model = trained(season(10)).value();
    const EnsembleModel again = EnsembleModel::load(kKinds, model.save().value()).value();
    EXPECT_TRUE(again.has(Horizon::day_1));
    EXPECT_FALSE(again.has(Horizon::day_7));
    EXPECT_EQ(again.ask(Horizon::day_7, two_rows()).error().code, ErrorCode::insufficient_data);
}

ErrorCode code_of_loading(std::string_view bytes, std::span<const PredictorKind> kinds = kKinds) {
    const auto model = EnsembleModel::load(kinds, bytes);
    EXPECT_FALSE(model.has_value());
    return model.has_value() ? ErrorCode{} : model.error().code;
}

/// Of one member and two horizons, which are shorter.
std::string short_bytes() {
    return trained(season(7), {}, std::span(kKinds).first(1)).value().save().value();
}

TEST(EnsembleModelTest, RefusesBytesThatWereCutAnywhere) {
    const std::string bytes = short_bytes();
    for (std::size_t size = 0; size < bytes.size(); ++size)
        ASSERT_EQ(code_of_loading(std::string_view(bytes).substr(0, size)), ErrorCode::corrupt_data)
            << size << " of " << bytes.size() << " bytes";
    EXPECT_EQ(code_of_loading(bytes + "x"), ErrorCode::corrupt_data);
}

TEST(EnsembleModelTest, RefusesBytesThatWereChangedAnywhere) {
    std::string bytes = short_bytes();
    constexpr std::size_t kFormatBytes = 8;
    for (std::size_t i = kFormatBytes; i < bytes.size(); ++i) {
        bytes[i] = static_cast<char>(bytes[i] ^ 0x10);
        ASSERT_EQ(code_of_loading(bytes), ErrorCode::corrupt_data) << "byte " << i;
        bytes[i] = static_cast<char>(bytes[i] ^ 0x10);
    }
}

/// With the checksum that belongs to what follows.
std::string signed_bytes(std::uint64_t format, std::string_view body) {
    base::ByteWriter head;
    head.u64(format);
    head.u64(base::checksum(body));
    return head.take() + std::string(body);
}

TEST(EnsembleModelTest, RefusesAnotherFormatAndAnUnknownMember) {
    const std::string_view body = std::string_view(trained_bytes()).substr(16);
    EXPECT_TRUE(EnsembleModel::load(kKinds, signed_bytes(kEnsembleFormat, body)).has_value());
    for (const std::uint64_t format : {1U, 2U, 4U})
        EXPECT_EQ(code_of_loading(signed_bytes(format, body)), ErrorCode::conflict) << format;
    EXPECT_EQ(code_of_loading(trained_bytes(), std::span(kKinds).first(1)), ErrorCode::conflict);
    const auto one_of_old = trained(season()).value().members().front().model.save().value();
    EXPECT_EQ(code_of_loading(one_of_old), ErrorCode::conflict);
    EXPECT_THAT(EnsembleModel::load(kKinds, one_of_old).error().detail,
                HasSubstr("the model has format 2, this program reads 3: train it again"));
    EXPECT_EQ(code_of_loading(signed_bytes(kEnsembleFormat, std::string(body) + "x")),
              ErrorCode::corrupt_data);
}

}  // namespace
}  // namespace seatsync::learning
