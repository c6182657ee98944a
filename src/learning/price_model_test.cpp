#include "learning/price_model.hpp"

#include "base/bytes.hpp"
#include "learning/bucket_predictors.hpp"
#include "testing/feature_reader.hpp"
#include "testing/generators/daily_season.hpp"
#include "testing/generators/market_tape.hpp"
#include "testing/observations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>

namespace seatsync::learning {
namespace {

using domain::Horizon;
using testing::on_day;

/// Says that every price does what prices did on average; the first feature is its only choice.
class MeanPredictor final : public Predictor {
  public:
    [[nodiscard]] std::string_view name() const override { return "mean"; }
    [[nodiscard]] Result<void> fit(const Samples& train, const Samples& validation,
                                   const FitOptions& options) override {
        if (train.size() < 50)
            return fail(ErrorCode::insufficient_data, "too few");
        double sum = static_cast<double>(options.seed % 7) * 1e-6;
        for (const Samples* samples : {&train, &validation})
            for (const double log_ratio : samples->log_ratio)
                sum += log_ratio;
        mean_ = sum / static_cast<double>(train.size() + validation.size());
        return {};
    }
    [[nodiscard]] Result<Distributions> predict(const Matrix& x) const override {
        const std::vector<double> values = {-0.4, -0.3, -0.2, -0.1, 0.1, 0.2, 0.3, 0.4};
        auto support = std::make_shared<const Support>(Support::from(values, 1, 1).value());
        std::vector<float> probabilities;
        for (std::size_t i = 0; i < x.rows(); ++i)
            probabilities.insert(probabilities.end(), {0.25F, 0.5F, 0.25F});
        return Distributions(support, probabilities, std::vector<double>(x.rows(), mean_));
    }
    [[nodiscard]] Result<std::vector<double>> importance() const override {
        std::vector<double> shares(features::feature_names().size(), 0.0);
        shares[0] = 1;
        return shares;
    }
    [[nodiscard]] Result<std::string> save() const override {
        base::ByteWriter out;
        out.f64(mean_);
        return out.take();
    }
    [[nodiscard]] Result<void> load(std::string_view bytes) override {
        base::ByteReader in(bytes);
        SEATSYNC_TRY(mean_, in.f64());
        return {};
    }

  private:
    double mean_ = 0;
};

std::unique_ptr<Predictor> make_mean() {
    return std::make_unique<MeanPredictor>();
}

domain::ObservationBatch season(int days) {
    return testing::daily_season("s", 100, days);
}

features::FeatureTable table_of(const features::MarketHistory& history) {
    return compute_features(history, [](const features::RowRef&) { return true; });
}

Result<PriceModel> trained(const PredictorFactory& make, const domain::ObservationBatch& batch,
                           const TrainOptions& options = {}) {
    const auto history = features::MarketHistory::from(batch);
    return PriceModel::train(make, history, table_of(history), options);
}

std::string bytes_of(const domain::ObservationBatch& batch, const TrainOptions& options = {}) {
    return trained(make_mean, batch, options).value().save().value();
}

Matrix two_rows() {
    Matrix x{.columns = features::feature_names().size(), .values = {}};
    x.values.assign(2 * x.columns, 1.0F);
    return x;
}

constexpr std::array kLastPrices = {10.0, 250.0};

TEST(PriceModelTest, TrainsEachHorizonThatHasEnoughAnswers) {
    const auto model = trained(make_mean, season(14));
    ASSERT_TRUE(model.has_value()) << model.error().detail;
    for (const Horizon horizon : domain::kHorizons)
        EXPECT_TRUE(model->has(horizon)) << name_of(horizon);
    EXPECT_EQ(model->predictor_name(), "mean");
    EXPECT_EQ(model->training_rows(),
              100U * 12);  // 14 rows: the first asks nothing, the last is asked.
}

TEST(PriceModelTest, AHorizonWithTooFewAnswersIsAbsent) {
    const auto model =
        trained(make_mean, season(10));  // Over 7 d: three asking a game, 60 to calibrate.
    ASSERT_TRUE(model.has_value()) << model.error().detail;
    EXPECT_TRUE(model->has(Horizon::day_1));
    EXPECT_FALSE(model->has(Horizon::day_7));
    const auto forecasts = model->predict(Horizon::day_7, two_rows(), kLastPrices);
    ASSERT_FALSE(forecasts.has_value());
    EXPECT_EQ(forecasts.error().code, ErrorCode::insufficient_data);
}

TEST(PriceModelTest, WithoutAnyHorizonThereIsNoModel) {
    const auto model = trained(make_mean, season(3));
    ASSERT_FALSE(model.has_value());
    EXPECT_EQ(model.error().code, ErrorCode::insufficient_data);
}

class FailingPredictor final : public Predictor {
  public:
    [[nodiscard]] std::string_view name() const override { return "failing"; }
    [[nodiscard]] Result<void> fit(const Samples&, const Samples&, const FitOptions&) override {
        return broken();
    }
    [[nodiscard]] Result<Distributions> predict(const Matrix&) const override { return broken(); }
    [[nodiscard]] Result<std::string> save() const override { return broken(); }
    [[nodiscard]] Result<void> load(std::string_view) override { return broken(); }

  private:
    static Error broken() { return fail(ErrorCode::internal, "broken"); }
};

TEST(PriceModelTest, AFailureOfAPredictorIsTold) {
    const auto model = trained([] { return std::make_unique<FailingPredictor>(); }, season(14));
    ASSERT_FALSE(model.has_value());
    EXPECT_EQ(model.error().code, ErrorCode::internal);
    EXPECT_EQ(model.error().detail, "broken");
}

TEST(PriceModelTest, ForecastsStandAroundTheLastPrice) {
    const auto model = trained(make_last_value, season(14));
    ASSERT_TRUE(model.has_value());
    const auto forecasts = model->predict(Horizon::day_1, two_rows(), kLastPrices);
    ASSERT_TRUE(forecasts.has_value());
    ASSERT_EQ(forecasts->size(), 2U);
    EXPECT_EQ((*forecasts)[0].point, 10.0);
    EXPECT_EQ((*forecasts)[1].point, 250.0);
    for (std::size_t i = 0; i < domain::kLevels.size(); ++i)
        EXPECT_NEAR((*forecasts)[1].quantiles[i], 25 * (*forecasts)[0].quantiles[i], 1e-9);
}

TEST(PriceModelTest, ThreadsDoNotChangeTheModel) {
    const std::string bytes = bytes_of(season(14), {.threads = 1});
    EXPECT_TRUE(bytes_of(season(14), {.threads = 2}) == bytes);
    EXPECT_TRUE(bytes_of(season(14), {.threads = 9}) == bytes);
}

TEST(PriceModelTest, TheSeedReachesThePredictor) {
    EXPECT_FALSE(bytes_of(season(14), {.seed = 1}) == bytes_of(season(14), {.seed = 2}));
}

/// Law 1: with what came later in the history, training as of a time gives the same bits.
TEST(PriceModelTest, TrainingAsOfATimeUsesNothingReceivedLater) {
    domain::ObservationBatch whole = season(14);
    for (const int game : {3, 90}) {  // One moved after, one before the time.
        domain::Event moved = whole.events[static_cast<std::size_t>(game)];
        moved.received_at = on_day(game + 15);
        moved.start += std::chrono::hours(24 * 12);
        whole.events.push_back(moved);
        whole.quotes.push_back(
            testing::a_quote(moved.id.value(), moved.start - std::chrono::hours(2), 5000));
    }
    const domain::Instant then = on_day(102.25);
    const std::string bytes = bytes_of(testing::known_by(whole, then), {.as_of = then});
    EXPECT_TRUE(bytes_of(whole, {.as_of = then}) == bytes);
    EXPECT_FALSE(bytes_of(whole) == bytes);
}

TEST(PriceModelTest, TellsWhenAHorizonIsDone) {
    std::mutex guard;
    std::vector<std::string> done;
    TrainOptions options{.threads = 2};
    options.progress = [&](std::string_view what) {
        const std::lock_guard lock(guard);
        done.emplace_back(what);
    };
    ASSERT_TRUE(trained(make_mean, season(14), options).has_value());
    EXPECT_THAT(done, ::testing::UnorderedElementsAre("1d", "3d", "7d", "close"));
}

TEST(PriceModelTest, ImportanceIsTheMeanOverTheHorizons) {
    const auto shares = trained(make_mean, season(14)).value().importance().value();
    ASSERT_EQ(shares.size(), features::feature_names().size());
    EXPECT_DOUBLE_EQ(shares[0], 1.0);
    EXPECT_DOUBLE_EQ(shares[1], 0.0);
    EXPECT_TRUE(trained(make_last_value, season(14)).value().importance().value().empty());
}

TEST(PriceModelTest, ComesBackFromItsBytesBitForBit) {
    for (const int days : {14, 10}) {
        const PriceModel model = trained(make_mean, season(days)).value();
        const std::string bytes = model.save().value();
        const auto again = PriceModel::load(make_mean, bytes);
        ASSERT_TRUE(again.has_value()) << again.error().detail;
        EXPECT_TRUE(again->save().value() == bytes);
        EXPECT_EQ(again->training_rows(), model.training_rows());
        for (const Horizon horizon : domain::kHorizons) {
            ASSERT_EQ(again->has(horizon), model.has(horizon));
            if (!model.has(horizon))
                continue;
            EXPECT_EQ(again->predict(horizon, two_rows(), kLastPrices).value(),
                      model.predict(horizon, two_rows(), kLastPrices).value());
        }
    }
}

ErrorCode code_of_loading(std::string_view bytes) {
    const auto model = PriceModel::load(make_mean, bytes);
    EXPECT_FALSE(model.has_value());
    return model.has_value() ? ErrorCode{} : model.error().code;
}

TEST(PriceModelTest, RefusesBytesThatWereCutAnywhere) {
    const std::string bytes = bytes_of(season(14));
    for (std::size_t size = 0; size < bytes.size(); ++size)
        ASSERT_EQ(code_of_loading(std::string_view(bytes).substr(0, size)), ErrorCode::corrupt_data)
            << size << " of " << bytes.size() << " bytes";
    EXPECT_EQ(code_of_loading(bytes + "x"), ErrorCode::corrupt_data);
}

TEST(PriceModelTest, RefusesBytesThatWereChangedAnywhere) {
    const std::string bytes = bytes_of(season(14));
    constexpr std::size_t kFormatBytes = 8;
    for (std::size_t i = kFormatBytes; i < bytes.size(); ++i) {
        std::string changed = bytes;
        changed[i] = static_cast<char>(changed[i] ^ 0x10);
        ASSERT_EQ(code_of_loading(changed), ErrorCode::corrupt_data) << "byte " << i;
    }
}

/// The bytes of a model that says it was trained with these features, as PriceModel::save documents
/// them.
std::string bytes_with(std::uint64_t format, const std::vector<std::string>& names) {
    base::ByteWriter body;
    body.u64(names.size());
    for (const std::string& name : names)
        body.text(name);
    for (std::size_t i = 0; i < domain::kHorizons.size(); ++i)
        body.u64(0);
    const std::string rest = body.take();
    base::ByteWriter head;
    head.u64(format);
    head.u64(base::checksum(rest));
    return head.take() + rest;
}

TEST(PriceModelTest, RefusesAModelOfOtherFeaturesOrFormat) {
    const auto names = features::feature_names();
    auto renamed = names, fewer = names, more = names, swapped = names;
    renamed[5] = "price_change_2d";
    fewer.pop_back();
    more.push_back("moon");
    std::swap(swapped[0], swapped[1]);
    EXPECT_TRUE(PriceModel::load(make_mean, bytes_with(kPriceModelFormat, names)).has_value());
    EXPECT_EQ(code_of_loading(bytes_with(kPriceModelFormat, renamed)), ErrorCode::conflict);
    EXPECT_EQ(code_of_loading(bytes_with(kPriceModelFormat, fewer)), ErrorCode::conflict);
    EXPECT_EQ(code_of_loading(bytes_with(kPriceModelFormat, more)), ErrorCode::conflict);
    EXPECT_EQ(code_of_loading(bytes_with(kPriceModelFormat, swapped)), ErrorCode::conflict);
    EXPECT_EQ(code_of_loading(bytes_with(1, names)), ErrorCode::conflict);
    EXPECT_EQ(code_of_loading(bytes_with(kPriceModelFormat + 1, names)), ErrorCode::conflict);
}

}  // namespace
}  // namespace seatsync::learning
