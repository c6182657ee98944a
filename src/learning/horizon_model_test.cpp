#include "learning/horizon_model.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace seatsync::learning {
namespace {

/// What a predictor was given to fit on: the numbers of the rows, as the first column tells them.
struct Fitted {
    std::vector<float> train, validation;
    std::size_t rounds = 0;
};

std::vector<float> first_column(const Samples& samples) {
    std::vector<float> numbers;
    for (std::size_t i = 0; i < samples.size(); ++i)
        numbers.push_back(samples.x.row(i)[0]);
    return numbers;
}

/// Finds 7 rounds, says that every price rises by a tenth.
class RecordingPredictor final : public Predictor {
  public:
    RecordingPredictor(std::vector<Fitted>& fits, bool expects_moves)
        : fits_(fits), expects_moves_(expects_moves) {}

    [[nodiscard]] std::string_view name() const override { return "recording"; }
    [[nodiscard]] std::size_t rounds() const override { return 7; }
    [[nodiscard]] bool expects_moves() const override { return expects_moves_; }
    [[nodiscard]] Result<void> fit(const Samples& train, const Samples& validation,
                                   const FitOptions& options) override {
        fits_.push_back({first_column(train), first_column(validation), options.rounds});
        return {};
    }
    [[nodiscard]] Result<Distributions> predict(const Matrix& x) const override {
        const std::vector<double> value = {0.1};
        auto support = std::make_shared<const Support>(Support::from(value, 1, 1).value());
        std::vector<float> probabilities;
        for (std::size_t i = 0; i < x.rows(); ++i)
            probabilities.insert(probabilities.end(), {0.0F, 1.0F});
        return Distributions(support, probabilities, std::vector<double>(x.rows(), 0.0));
    }
    [[nodiscard]] Result<std::string> save() const override { return std::string(); }
    [[nodiscard]] Result<void> load(std::string_view) override { return {}; }

  private:
    std::vector<Fitted>& fits_;
    bool expects_moves_;
};

/// 300 rows that rise by a tenth; every third to fit, tune, calibrate.
struct Thirds {
    Samples samples;
    std::vector<Part> parts;

    [[nodiscard]] std::vector<float> rows(std::initializer_list<Part> wanted) const {
        std::vector<float> numbers;
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (std::find(wanted.begin(), wanted.end(), parts[i]) != wanted.end())
                numbers.push_back(static_cast<float>(i));
        return numbers;
    }
};

Thirds thirds(std::size_t rows) {
    Thirds out;
    out.samples.x.columns = 1;
    for (std::size_t i = 0; i < rows; ++i) {
        out.samples.x.add(std::vector<float>{static_cast<float>(i)});
        out.samples.log_ratio.push_back(0.1);
        out.samples.event.push_back(i);
        out.parts.push_back(static_cast<Part>(i % 3));
    }
    return out;
}

TEST(HorizonModelTest, IsFittedOnMoreAndMoreAndJudgedOnTheUnseen) {
    std::vector<Fitted> fits;
    const Thirds data = thirds(300);
    const auto model =
        train_horizon([&] { return std::make_unique<RecordingPredictor>(fits, true); },
                      data.samples, data.parts, {});
    ASSERT_TRUE(model.has_value()) << model.error().detail;
    ASSERT_EQ(fits.size(), 3U);
    EXPECT_EQ(fits[0].train, data.rows({Part::fit}));
    EXPECT_EQ(fits[0].validation, data.rows({Part::tune}));
    EXPECT_EQ(fits[0].rounds, 0U);
    EXPECT_EQ(fits[1].train, data.rows({Part::fit, Part::tune}));
    EXPECT_TRUE(fits[1].validation.empty());
    EXPECT_EQ(fits[1].rounds, 7U);
    EXPECT_EQ(fits[2].train, data.rows({Part::fit, Part::tune, Part::calibrate}));
    EXPECT_EQ(fits[2].rounds, 7U);
    EXPECT_EQ(model->calibration.sample, 100U);
    EXPECT_EQ(model->training_rows, 300U);
    EXPECT_EQ(model->calibration.shrink, 1.0);
}

TEST(HorizonModelTest, KeepsWhatTheFitOnEarlierGamesSaidOfTheLatest) {
    std::vector<Fitted> fits;
    const Thirds data = thirds(300);
    const auto model =
        train_horizon([&] { return std::make_unique<RecordingPredictor>(fits, true); },
                      data.samples, data.parts, {});
    ASSERT_TRUE(model.has_value() && model->out_of_fold);
    std::vector<float> rows;
    for (const std::size_t row : model->out_of_fold->rows)
        rows.push_back(static_cast<float>(row));
    EXPECT_EQ(rows, data.rows({Part::calibrate}));
    EXPECT_EQ(model->out_of_fold->predicted.rows(), rows.size());
    EXPECT_DOUBLE_EQ(model->out_of_fold->predicted.quantile(0, 0.5), 0.1);
}

TEST(HorizonModelTest, APredictorWithoutExpectationsSaysUnchanged) {
    std::vector<Fitted> fits;
    const Thirds data = thirds(300);
    const auto model =
        train_horizon([&] { return std::make_unique<RecordingPredictor>(fits, false); },
                      data.samples, data.parts, {});
    ASSERT_TRUE(model.has_value());
    EXPECT_EQ(model->calibration.shrink, 0.0);
}

TEST(HorizonModelTest, TooFewToCalibrateIsAnError) {
    std::vector<Fitted> fits;
    const Thirds data = thirds(297);  // 99 to calibrate.
    const auto model =
        train_horizon([&] { return std::make_unique<RecordingPredictor>(fits, true); },
                      data.samples, data.parts, {});
    ASSERT_FALSE(model.has_value());
    EXPECT_EQ(model.error().code, ErrorCode::insufficient_data);
}

}  // namespace
}  // namespace seatsync::learning
