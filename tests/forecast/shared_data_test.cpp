#include "adapters/model_xgboost/xgboost_predictor.hpp"
#include "adapters/source_csv/folder_source.hpp"
#include "app/forecast_evaluation.hpp"
#include "cli/prediction_file.hpp"
#include "learning/bucket_predictors.hpp"
#include "learning/microstructure.hpp"
#include "scorer.hpp"
#include "testing/temporary_folder.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <set>

namespace seatsync::forecast_test {
namespace {

namespace fs = std::filesystem;

struct Folder {
    domain::ObservationBatch observations;
    bool names_market = false;
};

template <class Value>
void append(std::vector<Value>& all, const std::vector<Value>& some) {
    all.insert(all.end(), some.begin(), some.end());
}

Folder read(const fs::path& path, const std::string& layout) {
    Folder folder;
    app::SourceSinks sinks;
    sinks.batch = [&](const domain::ObservationBatch& batch) -> Result<void> {
        append(folder.observations.events, batch.events);
        append(folder.observations.quotes, batch.quotes);
        append(folder.observations.records, batch.records);
        append(folder.observations.results, batch.results);
        return {};
    };
    sinks.reject = [](const app::Reject& reject) -> Result<void> {
        return fail(ErrorCode::corrupt_data, reject.reason);
    };
    const auto report = source_csv::read_folder(path, {.layout = layout, .league = {}}, sinks);
    EXPECT_TRUE(report.has_value()) << report.error().detail;
    folder.names_market = report.has_value() && report->names_market;
    return folder;
}

class SharedFolderTest : public ::testing::TestWithParam<const char*> {
  protected:
    void SetUp() override {
        if (!can_run_scripts())
            GTEST_SKIP() << shared_folder() << " or python3 is not there";
    }
};

/// "<series id>,<time>,<horizon>", as in the scorer's task list.
std::set<std::string> tasks_of(const Folder& folder) {
    const auto history = features::MarketHistory::from(folder.observations);
    std::set<std::string> tasks;
    for (const auto& task : learning::build_tasks(history, domain::Instant::max())) {
        const auto& series = history.series()[task.row.series];
        const std::string& id = series.key.event.value();
        tasks.insert(fmt::format("{}{},{},{}", id.substr(id.find(':') + 1),
                                 folder.names_market ? ":" + series.key.market : "",
                                 domain::format_utc(series.received_at[task.row.row]),
                                 name_of(task.horizon)));
    }
    return tasks;
}

std::set<std::string> tasks_of_the_scorer(const fs::path& folder) {
    const testing::TemporaryFolder temporary;
    const fs::path list = temporary.file("tasks.csv");
    run_script("score_forecasts.py", {folder.string(), "--tasks-out", list.string()});
    std::ifstream in(list);
    std::set<std::string> tasks;
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {  // series_id,event_id,observed_at_utc,horizon,…
        std::vector<std::string> cells;
        for (std::size_t from = 0; cells.size() < 4; from = line.find(',', from) + 1)
            cells.push_back(line.substr(from, line.find(',', from) - from));
        tasks.insert(cells[0] + "," + cells[2] + "," + cells[3]);
    }
    return tasks;
}

TEST_P(SharedFolderTest, OurTasksAreTheScorers) {
    const fs::path folder = shared_folder() / "data" / GetParam();
    const auto ours = tasks_of(read(folder, {}));
    const auto theirs = tasks_of_the_scorer(folder);
    EXPECT_GT(ours.size(), 10'000U);
    EXPECT_EQ(ours.size(), theirs.size());
    std::vector<std::string> differing;
    std::set_symmetric_difference(ours.begin(), ours.end(), theirs.begin(), theirs.end(),
                                  std::back_inserter(differing));
    EXPECT_EQ(differing.size(), 0U) << "for instance " << differing.front();
}

INSTANTIATE_TEST_SUITE_P(Folders, SharedFolderTest,
                         ::testing::Values("mlb_stubhub_2021", "nfl_seatgeek_2018", "cfb_tickpick",
                                           "wc2026_resale"),
                         [](const auto& row) { return std::string(row.param); });

const learning::HorizonMetrics& metrics_of(const app::ContestantResult& result,
                                           domain::Horizon horizon) {
    return *std::find_if(result.metrics.begin(), result.metrics.end(),
                         [&](const auto& metrics) { return metrics.horizon == horizon; });
}

/// The later quarter of nfl_seatgeek_2018, forecast from the earlier part.
class NflSeasonTest : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        if (!can_run_scripts())
            return;
        folder_ = new testing::TemporaryFolder();
        run_script("split_dataset.py", {(shared_folder() / "data/nfl_seatgeek_2018").string(),
                                        folder_->file("a").string(), folder_->file("b").string()});
        const std::vector<learning::PredictorKind> contestants = {
            {"last_value", learning::make_last_value},
            {"xgboost", [] { return model_xgboost::make_predictor(); }},
            {"microstructure", learning::make_microstructure}};
        const auto results =
            app::evaluate_forecasts(read(folder_->file("a"), "nfl_seatgeek_2018").observations,
                                    read(folder_->file("b"), "nfl_seatgeek_2018").observations,
                                    contestants, {.seed = 1, .threads = 2});
        ASSERT_TRUE(results.has_value()) << results.error().detail;
        results_ = new std::vector<app::ContestantResult>(*results);
    }
    static void TearDownTestSuite() {
        delete results_;
        delete folder_;
    }
    void SetUp() override {
        if (results_ == nullptr)
            GTEST_SKIP() << shared_folder() << " or python3 is not there";
    }

    static const app::ContestantResult& last_value() { return results_->at(0); }
    static const app::ContestantResult& xgboost() { return results_->at(1); }
    static const app::ContestantResult& microstructure() { return results_->at(2); }

    static inline testing::TemporaryFolder* folder_ = nullptr;
    static inline std::vector<app::ContestantResult>* results_ = nullptr;
};

TEST_F(NflSeasonTest, ForecastsAreNoWorseThanTheLastPriceAndTheirIntervalsHold) {
    for (const domain::Horizon horizon : domain::kHorizons) {
        const auto& metrics = metrics_of(xgboost(), horizon);
        const auto name = name_of(horizon);
        EXPECT_GE(metrics.tasks, 300U) << name;
        EXPECT_LE(metrics.mean_absolute_log_error, metrics.last_mean_absolute_log_error) << name;
        EXPECT_LT(metrics.relative_pinball, metrics.last_relative_pinball) << name;
        EXPECT_GE(metrics.coverage90, 0.85) << name;
        EXPECT_LE(metrics.coverage90, 0.95) << name;
    }
}

TEST_F(NflSeasonTest, TheStructuralModelKnowsMoreThanTheLastValue) {
    for (const domain::Horizon horizon : domain::kHorizons) {
        const auto& metrics = metrics_of(microstructure(), horizon);
        EXPECT_LT(metrics.relative_pinball, 0.99 * metrics.last_relative_pinball)
            << name_of(horizon);
    }
}

TEST_F(NflSeasonTest, TheLastValueSaysUnchanged) {
    for (const domain::Horizon horizon : domain::kHorizons) {
        const auto& metrics = metrics_of(last_value(), horizon);
        EXPECT_NEAR(metrics.mean_absolute_error, metrics.last_mean_absolute_error, 1e-9);
        EXPECT_EQ(metrics.relative_pinball, metrics.last_relative_pinball);
    }
}

/// The scorer accepts our file and finds our figures.
TEST_F(NflSeasonTest, OurMetricsAreTheScorers) {
    for (const app::ContestantResult& result : *results_) {
        const fs::path file = folder_->file(result.name + ".csv");
        ASSERT_TRUE(cli::write_predictions(file, result.forecasts, false).has_value());
        const auto scored = score(folder_->file("b"), file);
        ASSERT_EQ(scored.size(), 4U);
        for (const domain::Horizon horizon : domain::kHorizons) {
            const auto& ours = metrics_of(result, horizon);
            const auto& theirs = scored.at(name_of(horizon)).as_object();
            const auto number = [&](const char* name) {
                return theirs.at(name).to_number<double>();
            };
            const auto near = [&](double value, double expected) {
                EXPECT_NEAR(value, expected, 1e-5 * std::abs(expected))
                    << result.name << " " << name_of(horizon);
            };
            EXPECT_EQ(ours.tasks, theirs.at("n").to_number<std::size_t>());
            EXPECT_EQ(ours.events, theirs.at("events").to_number<std::size_t>());
            near(ours.mean_absolute_error, number("mae"));
            near(ours.mean_absolute_log_error, number("male"));
            near(ours.coverage90, number("cover90"));
            near(ours.width90, number("width90"));
            near(ours.relative_pinball, number("rpinball"));
            const auto& last = theirs.at("last_value").as_object();
            near(ours.last_mean_absolute_error, last.at("mae").to_number<double>());
            near(ours.last_mean_absolute_log_error, last.at("male").to_number<double>());
        }
    }
}

}  // namespace
}  // namespace seatsync::forecast_test
