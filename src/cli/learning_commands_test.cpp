#include "cli/run.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <fstream>
#include <sstream>

namespace seatsync::cli {
namespace {

using ::testing::HasSubstr;
namespace json = boost::json;

class LearningCommandsTest : public ::testing::Test {
  protected:
    std::string write(const std::string& text) {
        const auto path = folder_.file("input");
        std::ofstream(path) << text;
        return path.string();
    }

    int run(const std::vector<std::string>& arguments) {
        out_.str("");
        err_.str("");
        Environment environment{
            .out = out_, .err = err_, .clock = clock_, .variable = {}, .open_stores = {}};
        return cli::run(arguments, environment);
    }

    json::value answer(const std::vector<std::string>& arguments) {
        EXPECT_EQ(run(arguments), 0) << err_.str();
        return json::parse(out_.str());
    }

    std::string complaint(const std::vector<std::string>& arguments) {
        EXPECT_EQ(run(arguments), 1) << out_.str();
        EXPECT_EQ(out_.str(), "");
        return err_.str();
    }

    testing::TemporaryFolder folder_;
    std::ostringstream out_;
    std::ostringstream err_;
    base::ManualClock clock_{base::Instant{}};
};

TEST_F(LearningCommandsTest, CombineLeavesOutWhoSaysNothing) {
    const auto file = write("date,y,a,b\n1,10,8,\n2,10,8,nan\n3,10,,\n4,,8,11\n");
    const auto got = answer({"learning", "combine", "--experts", file, "--rule", "boa"});
    EXPECT_EQ(got.at("outcome"), "y");
    EXPECT_EQ(got.at("learned_from"), 2);
    EXPECT_EQ(got.at("judged_rows"), 2);
    EXPECT_EQ(got.at("rmse").to_number<double>(), 2.0);
    EXPECT_EQ(got.at("predictions").at(2).at("prediction"), nullptr);
    EXPECT_EQ(got.at("predictions").at(3).at("prediction"), 9.5);
    EXPECT_EQ(got.at("baselines").at("best_fixed_convex_rmse"), nullptr);
}

TEST_F(LearningCommandsTest, CombineFindsTheOutcome) {
    const auto file = write("a,target,b\n8,10,12\n9,10,12\n");
    const auto named = answer({"learning", "combine", "--experts", file, "--outcome", "target"});
    EXPECT_EQ(named.at("outcome"), "target");
    EXPECT_TRUE(named.at("final_weights").as_object().contains("a"));
    const auto first = answer({"learning", "combine", "--experts", file});
    EXPECT_EQ(first.at("outcome"), "a");
    EXPECT_THAT(complaint({"learning", "combine", "--experts", file, "--outcome", "z"}),
                HasSubstr("no column z"));
}

TEST_F(LearningCommandsTest, CombineNamesLineAndColumn) {
    const auto file = write("date,y,a\nmon,10,8\ntue,10,eight\n");
    EXPECT_THAT(complaint({"learning", "combine", "--experts", file}),
                HasSubstr("line 3, column a"));
    const auto first = write("y,a\n10,8\nten,9\n");
    EXPECT_THAT(complaint({"learning", "combine", "--experts", first}),
                HasSubstr("line 3, column y"));
    const auto ragged = write("date,y,a\nmon,10\n");
    EXPECT_THAT(complaint({"learning", "combine", "--experts", ragged}), HasSubstr("line 2"));
    EXPECT_THAT(complaint({"learning", "combine", "--experts", write("date,y\nmon,1\n")}),
                HasSubstr("an expert"));
    EXPECT_THAT(complaint({"learning", "combine", "--experts", write("date,y,a\nmon,,1\n")}),
                HasSubstr("no row has both"));
}

TEST_F(LearningCommandsTest, ConformalOfASeries) {
    const auto file = write("t,forecast,actual\n0,10,11\n1,10,8\n2,10,13\n3,10,20\n4,10,10\n");
    const auto split = answer({"learning", "conformal", "--series", file, "--method", "split",
                               "--alpha", "0.25", "0.9", "--calibration", "3"});
    EXPECT_EQ(split.at("split").at(0).at("rank"), 3);
    EXPECT_EQ(split.at("split").at(0).at("half_width").to_number<double>(), 3.0);
    EXPECT_EQ(split.at("split").at(0).at("miscoverage"), 0.5);
    EXPECT_EQ(split.at("split").at(1).at("half_width").to_number<double>(), 1.0);
    const auto level = answer(
        {"learning", "conformal", "--series", file, "--warm-up", "2", "--gamma", "0.1", "--steps"});
    const auto& row = level.at("aci").at("rows").at(0);
    EXPECT_EQ(row.at("outcomes"), 3);
    EXPECT_EQ(row.at("steps").at(0).at("half_width"), "infinite");
    EXPECT_EQ(row.at("first_200_after_break"), nullptr);
    EXPECT_THAT(complaint({"learning", "conformal", "--series", file}), HasSubstr("warm-up"));
    EXPECT_THAT(complaint({"learning", "conformal", "--series", file, "--method", "cqr"}),
                HasSubstr("no column lower"));
}

TEST_F(LearningCommandsTest, ConformalOfQuantiles) {
    const auto file = write("lower,upper,y\n1,3,4\n1,3,2\n1,3,-1\n");
    const auto got = answer({"learning", "conformal", "--series", file, "--method", "cqr",
                             "--alpha", "0.25", "--lower", "5", "--upper", "6"});
    const auto& row = got.at("cqr").at("cases").at(0);
    EXPECT_EQ(row.at("Q").to_number<double>(), 2.0);
    EXPECT_EQ(row.at("new_lower").to_number<double>(), 3.0);
    EXPECT_EQ(row.at("new_upper").to_number<double>(), 8.0);
}

TEST_F(LearningCommandsTest, ConformalNamesTheField) {
    const auto file = write(R"({"split": [{"scores": [1, "x"], "alpha": 0.1}]})");
    EXPECT_THAT(complaint({"learning", "conformal", "--input", file, "--method", "split"}),
                HasSubstr("field split[0].scores[1]: a number is needed"));
    const auto alpha = write(R"({"split": [{"scores": [1], "alpha": 0}]})");
    EXPECT_THAT(complaint({"learning", "conformal", "--input", alpha, "--method", "split"}),
                HasSubstr("field split[0].alpha: it is not between 0 and 1"));
    EXPECT_THAT(complaint({"learning", "conformal", "--input", alpha, "--method", "cqr"}),
                HasSubstr("field cqr: it is missing"));
    EXPECT_THAT(complaint({"learning", "conformal", "--method", "cqr"}), HasSubstr("--series"));
    const auto cut = write("{\n\"split\": [\n");
    EXPECT_THAT(complaint({"learning", "conformal", "--input", cut, "--method", "split"}),
                HasSubstr("line 3"));
}

TEST_F(LearningCommandsTest, ScoreAnswersOneCaseOrMany) {
    const auto file = write(
        R"({"pinball": {"q": 70, "tau": 0.1, "x": 90},
            "wql": {"quantiles": {"0.5": [80, 100]}, "x": [90, 110]}, "note": 1})");
    const auto got = answer({"learning", "score", "--input", file});
    EXPECT_EQ(got.at("pinball").at("loss").to_number<double>(), 2.0);
    EXPECT_DOUBLE_EQ(got.at("wql").at("value").as_double(), 2 * 10.0 / 200);
    EXPECT_EQ(got.at("ignored"), json::array{"note"});
}

TEST_F(LearningCommandsTest, ScoreNamesTheField) {
    struct Row {
        const char* text;
        const char* complaint;
    };
    const Row rows[] = {
        {R"({"pinball": [{"q": 1, "tau": 2, "x": 3}]})",
         "field pinball[0].tau: it is not between 0 and 1"},
        {R"({"crps_normal": {"mean": 1, "sd": 0, "x": 1}})", "field crps_normal: sd"},
        {R"({"crps_ensemble": {"members": [], "x": 1}})", "field crps_ensemble: an ensemble"},
        {R"({"interval_score": {"lower": 2, "upper": 1, "alpha": 0.1, "x": 1}})", "upper is below"},
        {R"({"wql": {"quantiles": {"half": 1}, "x": [1]}})", "field wql.quantiles.half"},
        {R"({"mase": {"train": [1, 2], "season": 0.5, "actual": [1], "forecast": [1]}})",
         "field mase.season: a whole number"},
        {R"({"other": 1})", "none of the fields"},
        {R"([1])", "an object is needed"},
        {"{} {}", "JSON"},
    };
    for (const Row& row : rows)
        EXPECT_THAT(complaint({"learning", "score", "--input", write(row.text)}),
                    HasSubstr(row.complaint))
            << row.text;
    EXPECT_THAT(complaint({"learning", "score", "--input", "/no/such/file"}),
                HasSubstr("/no/such/file"));
}

TEST_F(LearningCommandsTest, ShapleyOfTextbookGames) {
    // The glove game and the airport game: see cooperative_game_test.cpp for the sources.
    const auto file = write(R"({"games": [
        {"players": ["l1", "l2", "r"], "values": [0, 0, 0, 0, 0, 1, 1, 1]},
        {"players": ["small", "large"],
         "coalitions": [{"members": [], "value": 0}, {"members": ["small"], "value": 8},
                        {"members": ["large"], "value": 18},
                        {"members": ["large", "small"], "value": 18}]}]})");
    const auto got = answer({"learning", "shapley", file, "--pairs", "4000"});
    const auto& glove = got.at("games").at(0);
    EXPECT_NEAR(glove.at("shapley").at("l1").as_double(), 1.0 / 6, 1e-12);
    EXPECT_NEAR(glove.at("shapley").at("r").as_double(), 4.0 / 6, 1e-12);
    const auto& sampled = glove.at("sampled").at("shapley").at("r");
    EXPECT_NEAR(sampled.at("value").as_double(), 4.0 / 6,
                4 * sampled.at("standard_error").as_double());
    EXPECT_LT(sampled.at("standard_error").as_double(), 0.01);
    const auto& airport = got.at("games").at(1);
    EXPECT_EQ(airport.at("shapley").at("small").to_number<double>(), 4.0);
    EXPECT_EQ(airport.at("shapley").at("large").to_number<double>(), 14.0);
    EXPECT_EQ(airport.at("sum").to_number<double>(), 18.0);
    const auto one = answer(
        {"learning", "shapley", "--input", write(R"({"players": ["a"], "values": [3, 5]})")});
    EXPECT_EQ(one.at("shapley").at("a").to_number<double>(), 2.0);
    EXPECT_EQ(one.at("of_nobody").to_number<double>(), 3.0);
    EXPECT_FALSE(one.as_object().contains("sampled"));
}

TEST_F(LearningCommandsTest, ShapleyNamesTheField) {
    struct Row {
        const char* text;
        const char* complaint;
    };
    const Row rows[] = {
        {R"({"players": ["a", "b"], "values": [0, 1, 2]})",
         "field values: 3 values for the 4 coalitions of 2 players"},
        {R"({"players": ["a", "a"], "values": [0, 1, 2, 3]})", "field players[1]: this player"},
        {R"({"players": ["a", 7], "values": [0, 1, 2, 3]})", "field players[1]: a name is needed"},
        {R"({"players": [], "values": [0]})", "field players: 0 players; 1 to 20"},
        {R"({"players": ["a"]})", "field values: it is missing"},
        {R"({"players": ["a"], "values": [0, "x"]})", "field values[1]: a number is needed"},
        {R"({"players": ["a"], "coalitions": [{"members": ["b"], "value": 1}]})",
         "field coalitions[0].members[0]: it is none of the players"},
        {R"({"players": ["a"], "coalitions": [{"members": [], "value": 1}]})",
         "field coalitions: 1 of 2 coalitions are there"},
        {R"({"players": ["a"], "coalitions": [{"members": "a", "value": 1}]})",
         "field coalitions[0].members: an array of players is needed"},
        {R"({"players": ["a"], "coalitions": [{"members": [], "value": 1},
                                              {"members": [], "value": 2}]})",
         "field coalitions[1]: this coalition is there twice"},
        {R"({"games": [{"players": ["a"], "values": [0]}]})", "field games[0].values: 1 values"},
        {R"([1])", "games"},
    };
    for (const Row& row : rows)
        EXPECT_THAT(complaint({"learning", "shapley", write(row.text)}), HasSubstr(row.complaint))
            << row.text;
    EXPECT_EQ(run({"learning", "shapley"}), kExitUsage);
    EXPECT_EQ(run({"learning", "shapley", "--input", "f", "--pairs", "-1"}), kExitUsage);
}

}  // namespace
}  // namespace seatsync::cli
