#include "cli/run.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace seatsync::learning_test {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

class GoldenTest : public ::testing::Test {
  protected:
    void SetUp() override {
        if (!fs::exists(folder()))
            GTEST_SKIP() << folder() << " is not there";
    }

    static fs::path folder() { return fs::path(SEATSYNC_SOURCE_DIR) / ".." / "shared" / "golden"; }
    static std::string file(const std::string& name) { return (folder() / name).string(); }

    static json::value expected(const std::string& set) {
        std::ifstream in(folder() / set / "expected.json");
        return json::parse(std::string(std::istreambuf_iterator<char>(in), {}));
    }

    static json::value asked(const std::vector<std::string>& arguments) {
        std::ostringstream out;
        std::ostringstream err;
        base::ManualClock clock{base::Instant{}};
        cli::Environment environment{
            .out = out, .err = err, .clock = clock, .variable = {}, .open_stores = {}};
        EXPECT_EQ(cli::run(arguments, environment), 0) << err.str();
        return json::parse(out.str());
    }

    static json::value combined(const std::vector<std::string>& rule) {
        std::vector<std::string> question = {"learning", "combine", "--experts",
                                             file("experts_load/experts.csv"), "--rule"};
        question.insert(question.end(), rule.begin(), rule.end());
        return asked(question);
    }
};

double number(const json::value& value) {
    return value.to_number<double>();
}

/// Every number, text and member of `wanted` is in `got`; members of `passed_over` are not asked.
void expect_holds(const json::value& got, const json::value& wanted, double tolerance,
                  const std::string& place, const std::vector<std::string>& passed_over) {
    if (wanted.is_number()) {
        ASSERT_TRUE(got.is_number()) << place << ": " << got;
        EXPECT_NEAR(number(got), number(wanted),
                    tolerance * std::max(1.0, std::abs(number(wanted))))
            << place;
    } else if (wanted.is_object()) {
        for (const auto& [name, value] : wanted.get_object()) {
            if (std::find(passed_over.begin(), passed_over.end(), name) != passed_over.end())
                continue;
            ASSERT_TRUE(got.is_object() && got.get_object().contains(name)) << place << "." << name;
            expect_holds(got.at(name), value, tolerance, fmt::format("{}.{}", place, name.data()),
                         passed_over);
        }
    } else if (wanted.is_array()) {
        ASSERT_TRUE(got.is_array()) << place;
        ASSERT_EQ(got.get_array().size(), wanted.get_array().size()) << place;
        for (std::size_t i = 0; i < wanted.get_array().size(); ++i)
            expect_holds(got.at(i), wanted.at(i), tolerance, fmt::format("{}[{}]", place, i),
                         passed_over);
    } else {
        EXPECT_EQ(got, wanted) << place;
    }
}

TEST_F(GoldenTest, ScoringRules) {
    const json::value wanted = expected("scoring_rules");
    const json::value got =
        asked({"learning", "score", "--input", file("scoring_rules/expected.json")});
    const double tolerance = number(wanted.at("tolerance"));
    for (const char* part : {"pinball", "interval_score", "crps_normal", "crps_ensemble"})
        expect_holds(got.at(part), wanted.at(part), tolerance, part, {});
    for (const char* part : {"wql", "mase", "mase_season2"})
        EXPECT_NEAR(number(got.at(part).at("value")), number(wanted.at(part).at("value")),
                    tolerance)
            << part;
}

TEST_F(GoldenTest, SplitConformal) {
    const json::value wanted = expected("conformal");
    const json::value got = asked(
        {"learning", "conformal", "--input", file("conformal/expected.json"), "--method", "split"});
    expect_holds(got.at("split"), wanted.at("split"), 1e-9, "split", {"scores"});
}

TEST_F(GoldenTest, ConformalQuantiles) {
    const json::value wanted = expected("conformal");
    const json::value got = asked(
        {"learning", "conformal", "--input", file("conformal/expected.json"), "--method", "cqr"});
    expect_holds(got.at("cqr"), wanted.at("cqr"), 1e-9, "cqr",
                 {"lower", "upper", "y", "new_point"});
}

TEST_F(GoldenTest, CoverageLaw) {
    const json::value wanted = expected("conformal");
    const json::value got = asked({"learning", "conformal", "--input",
                                   file("conformal/expected.json"), "--method", "coverage-law"});
    expect_holds(got.at("coverage_law"), wanted.at("coverage_law"), 1e-9, "coverage_law", {"note"});
}

TEST_F(GoldenTest, AdaptiveConformal) {
    const json::value wanted = expected("conformal").at("aci").at("rows");
    std::vector<std::string> question = {
        "learning", "conformal", "--series", file("conformal/series.csv"), "--method", "aci",
        "--break",  "500",       "--gamma"};
    for (const json::value& row : wanted.get_array())
        question.push_back(fmt::to_string(number(row.at("gamma"))));
    question.emplace_back("--alpha-at");
    for (const auto& [t, alpha] : wanted.at(0).at("alpha_at").get_object())
        question.emplace_back(t);
    expect_holds(asked(question).at("aci").at("rows"), wanted, 1e-9, "aci", {});
}

TEST_F(GoldenTest, ExpertsThroughABreak) {
    const json::value wanted = expected("experts_load");
    struct Row {
        const char* name;
        std::vector<std::string> rule;
    };
    const Row rows[] = {
        {"EWA", {"ewa", "--eta", "1e-8"}}, {"MLpol", {"ml-poly"}}, {"BOA", {"boa"}}};
    for (const Row& row : rows) {
        const json::value got = combined(row.rule);
        const json::value& answer = wanted.at("aggregation").at(row.name);
        EXPECT_EQ(got.at("rows"), wanted.at("rows"));
        EXPECT_EQ(got.at("experts"), wanted.at("experts"));
        expect_holds(got, answer, 1e-6, row.name,
                     {"rule", "first_predictions", "final_weights_top"});
        expect_holds(got.at("final_weights"), answer.at("final_weights_top"), 1e-6, row.name, {});
        expect_holds(got.at("baselines"), wanted.at("baselines"), 1e-6, "baselines",
                     {"national_median_expert_rmse"});
        expect_holds(got.at("baselines").at("expert_rmse").at("nat0.5"),
                     wanted.at("baselines").at("national_median_expert_rmse"), 1e-6, "nat0.5", {});
        if (answer.as_object().contains("first_predictions"))
            for (std::size_t t = 0; t < 3; ++t)
                expect_holds(got.at("predictions").at(t).at("prediction"),
                             answer.at("first_predictions").at(t), 1e-6, row.name, {});
    }
}

/// Root mean squared error from the row of a date on, over so many rows.
double rmse_from(const json::value& answer, std::string_view date, std::size_t rows) {
    double sum = 0;
    std::size_t count = 0;
    for (const json::value& row : answer.at("predictions").get_array())
        if (row.at("at").get_string() >= date && count < rows) {
            sum += std::pow(number(row.at("prediction")) - number(row.at("outcome")), 2);
            ++count;
        }
    EXPECT_EQ(count, rows);
    return std::sqrt(sum / static_cast<double>(rows));
}

TEST_F(GoldenTest, EveryRuleReactsToTheBreak) {
    // Over the 60 days from the lockdown of 17 March 2020 on, counted from the file by itself.
    constexpr double kMeanOfExperts = 3484.3476200420287;
    constexpr double kBestExpertOfAllRows = 2104.642800334536;
    const json::value wanted = expected("experts_load").at("baselines");
    for (const auto& rule : std::vector<std::vector<std::string>>{
             {"ewa"}, {"ml-poly"}, {"boa"}, {"ml-poly", "--memory", "0.99"}}) {
        const json::value got = combined(rule);
        EXPECT_LE(number(got.at("rmse")), 1160) << rule.front();
        EXPECT_LT(number(got.at("rmse")), number(wanted.at("best_expert_rmse"))) << rule.front();
        const double after = rmse_from(got, "2020-03-17", 60);
        EXPECT_LT(after, kBestExpertOfAllRows) << rule.front();
        EXPECT_LT(after, 0.55 * kMeanOfExperts) << rule.front();
    }
}

}  // namespace
}  // namespace seatsync::learning_test
