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

/// Two small files: one game in both, one swapped, one on each side alone.
class MapMatchTest : public ::testing::Test {
  protected:
    void SetUp() override {
        write("left.csv",
              "id,home,away,title,start_utc,local_date\n"
              "1,Dodgers,Rangers,,,2021-06-11\n"
              "2,Cubs,Padres,,,2021-06-11\n"
              "3,Reds,Brewers,,,2021-06-11\n"
              "4,Reds,Brewers,,,tomorrow\n");
        write("right.csv",
              "id,title,start_utc,local_date\n"
              "a,Texas Rangers at Los Angeles Dodgers,2021-06-12T02:10:00Z,\n"
              "b,Chicago Cubs at San Diego Padres,2021-06-11,2021-06-11\n"
              "c,New York Mets at Atlanta Braves,2021-06-11,2021-06-11\n");
    }

    void write(const std::string& name, const std::string& text) {
        std::ofstream(folder_.file(name)) << text;
    }

    int run(std::vector<std::string> more) {
        std::vector<std::string> arguments = {"map",      "match",
                                              "--left",   folder_.file("left.csv"),
                                              "--right",  folder_.file("right.csv"),
                                              "--league", "mlb"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        out_.str("");
        err_.str("");
        base::ManualClock clock{base::Instant{}};
        Environment environment{
            .out = out_, .err = err_, .clock = clock, .variable = {}, .open_stores = {}};
        environment.variable = [](const std::string&) { return std::nullopt; };
        return cli::run(arguments, environment);
    }

    int run_labelled(const std::string& labels, bool json) {
        write("labels.csv", labels);
        std::vector<std::string> more = {"--labels", folder_.file("labels.csv")};
        if (json)
            more.emplace_back("--json");
        return run(more);
    }

    seatsync::testing::TemporaryFolder folder_;
    std::ostringstream out_;
    std::ostringstream err_;
};

TEST_F(MapMatchTest, NamesPairsAndWhatIsLeft) {
    ASSERT_EQ(run({"--json"}), 0) << err_.str();
    const auto answer = boost::json::parse(out_.str());
    ASSERT_EQ(answer.at("pairs").as_array().size(), 2U);
    const auto& sure = answer.at("pairs").at(0);
    EXPECT_EQ(sure.at("left").as_string(), "1");
    EXPECT_EQ(sure.at("right").as_string(), "a");
    EXPECT_TRUE(sure.at("automatic").as_bool());
    EXPECT_EQ(answer.at("pairs").at(1).at("left").as_string(), "2");
    EXPECT_FALSE(answer.at("pairs").at(1).at("automatic").as_bool());
    EXPECT_EQ(answer.at("left_unpaired"), boost::json::value({"3"}));
    EXPECT_EQ(answer.at("right_unpaired"), boost::json::value({"c"}));
    EXPECT_EQ(answer.at("left_rejected").at(0).at("line").to_number<int>(), 5);
    EXPECT_FALSE(answer.as_object().contains("accuracy"));
}

TEST_F(MapMatchTest, MeasuresAgainstLabels) {
    ASSERT_EQ(run_labelled("left,right\n1,a\n2,b\n3,c\n", true), 0) << err_.str();
    const auto accuracy = boost::json::parse(out_.str()).at("accuracy");
    EXPECT_EQ(accuracy.at("labelled").to_number<int>(), 3);
    EXPECT_EQ(accuracy.at("automatic").to_number<int>(), 1);
    EXPECT_EQ(accuracy.at("automatic_right").to_number<int>(), 1);
    EXPECT_EQ(accuracy.at("right").to_number<int>(), 2);
    EXPECT_EQ(accuracy.at("precision").to_number<double>(), 1.0);
    EXPECT_NEAR(accuracy.at("recall").to_number<double>(), 1.0 / 3, 1e-12);
    EXPECT_NEAR(accuracy.at("recall_with_queue").to_number<double>(), 2.0 / 3, 1e-12);
    ASSERT_EQ(run_labelled("left,right\n1,c\n", false), 0) << err_.str();
    EXPECT_THAT(out_.str(), HasSubstr("precision of the automatic pairs 0.0000 (0 of 1)"));
    ASSERT_EQ(run_labelled("left,right\n", true), 0) << err_.str();
    EXPECT_TRUE(boost::json::parse(out_.str()).at("accuracy").at("recall").is_null());
}

TEST_F(MapMatchTest, RefusesLabelsThatNameNoGame) {
    EXPECT_EQ(run_labelled("left,right\n1,z\n", true), 1);
    EXPECT_THAT(err_.str(), HasSubstr("the file on the right has no game 'z'"));
    EXPECT_THAT(err_.str(), HasSubstr("labels.csv"));
    EXPECT_EQ(run_labelled("left,right\n9,a\n", true), 1);
    EXPECT_THAT(err_.str(), HasSubstr("the file on the left has no game '9'"));
    EXPECT_EQ(run_labelled("one,right\n1,a\n", true), 1);
    EXPECT_THAT(err_.str(), HasSubstr("columns left and right"));
    EXPECT_EQ(run({"--labels", folder_.file("none.csv")}), 1);
}

}  // namespace
}  // namespace seatsync::cli
