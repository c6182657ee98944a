#include "cli/run.hpp"
#include "testing/fakes/fake_market_store.hpp"
#include "testing/fakes/fake_model_store.hpp"
#include "testing/observations.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <fstream>
#include <sstream>

namespace seatsync::cli {
namespace {

using seatsync::testing::at;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class FeaturesCommandsTest : public ::testing::Test {
  protected:
    int run(const std::vector<std::string>& arguments) {
        out_.str("");
        err_.str("");
        base::ManualClock clock{at("2021-06-10T00:00:00Z")};
        Environment environment{
            .out = out_, .err = err_, .clock = clock, .variable = {}, .open_stores = {}};
        environment.variable = [](const std::string&) { return std::nullopt; };
        environment.open_stores = [this](const std::filesystem::path&) -> Result<Stores> {
            Stores stores;
            auto market = std::make_unique<seatsync::testing::FakeMarketStore>();
            SEATSYNC_TRY(const auto counts, market->append(batch_));
            (void)counts;
            stores.market = std::move(market);
            stores.models = std::make_unique<seatsync::testing::FakeModelStore>();
            return stores;
        };
        return cli::run(arguments, environment);
    }

    boost::json::value answer() const { return boost::json::parse(out_.str()); }

    static const boost::json::object& named(const boost::json::value& list, std::string_view name) {
        for (const auto& one : list.as_array())
            if (one.at("name").as_string() == name)
                return one.as_object();
        throw std::invalid_argument("no " + std::string(name));
    }

    domain::ObservationBatch batch_;
    std::ostringstream out_;
    std::ostringstream err_;
};

TEST_F(FeaturesCommandsTest, ListsWhatIsAsked) {
    ASSERT_EQ(run({"features", "list", "--category", "sentiment", "--json"}), 0) << err_.str();
    const auto list = answer().at("features");
    EXPECT_EQ(named(list, "rivalry_score").at("category").as_string(), "sentiment");
    EXPECT_FALSE(named(list, "rivalry_score").at("model_input").as_bool());
    EXPECT_THROW((void)named(list, "log_price"), std::invalid_argument);
    ASSERT_EQ(run({"features", "list", "--inputs"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("log_price"));
    EXPECT_THAT(out_.str(), ::testing::Not(HasSubstr("rivalry_score")));
    ASSERT_EQ(run({"features", "list", "--markdown"}), 0);
    EXPECT_THAT(out_.str(), StartsWith("# Features\n"));
    EXPECT_EQ(run({"features", "list", "--category", "weather"}), kExitUsage);
}

TEST_F(FeaturesCommandsTest, ExplainsOne) {
    ASSERT_EQ(run({"features", "explain", "price_elasticity"}), 0) << err_.str();
    EXPECT_THAT(out_.str(), HasSubstr("look-back   30 d"));
    EXPECT_EQ(run({"features", "explain", "charm"}), kExitFailed);
    EXPECT_THAT(err_.str(), HasSubstr("there is no feature 'charm'"));
}

TEST_F(FeaturesCommandsTest, ShowsAnEventAsOfATime) {
    batch_.events = {seatsync::testing::an_event("mlb:1")};
    batch_.quotes = {seatsync::testing::a_quote("mlb:1", at("2021-06-01T00:00:00Z"), 5000),
                     seatsync::testing::a_quote("mlb:1", at("2021-06-05T00:00:00Z"), 7000)};
    auto mention = seatsync::testing::a_mention(at("2021-06-03T00:00:00Z"));
    mention.subject = "mlb/Los Angeles Dodgers";
    batch_.mentions = {mention};
    ASSERT_EQ(run({"features", "show", "mlb:1", "--as-of", "2021-06-04", "--json"}), 0)
        << err_.str();
    const auto series = answer().at("series").at(0);
    EXPECT_EQ(series.at("market").as_string(), "stubhub");
    EXPECT_EQ(series.at("last_quoted").as_string(), "2021-06-01T00:00:00Z");
    const auto& price = named(series.at("features"), "current_market_price");
    EXPECT_EQ(price.at("value").to_number<double>(), 50);
    EXPECT_TRUE(price.at("missing").is_null());
    EXPECT_TRUE(price.at("normalised").is_null());
    EXPECT_EQ(price.at("normalised_missing").as_string(), "no model is trained");
    EXPECT_EQ(named(series.at("features"), "fan_sentiment_score").at("value").to_number<double>(),
              -0.25);
    EXPECT_EQ(named(series.at("features"), "price_trend_7d").at("missing").as_string(),
              "fewer than three prices in 7 d");
    ASSERT_EQ(run({"features", "show", "mlb:1", "--category", "market"}), 0) << err_.str();
    EXPECT_THAT(out_.str(), HasSubstr("current_market_price             70 units of currency"));
    EXPECT_THAT(out_.str(), HasSubstr("missing: no other market told a price"));
    EXPECT_THAT(out_.str(), ::testing::Not(HasSubstr("fan_sentiment")));
    EXPECT_EQ(run({"features", "show", "mlb:1", "--as-of", "2021-05-01"}), kExitFailed);
    EXPECT_THAT(err_.str(), HasSubstr("never quoted"));
}

TEST_F(FeaturesCommandsTest, WritesATableOfAFolder) {
    const seatsync::testing::TemporaryFolder folder;
    std::ofstream(folder.file("events.csv"))
        << "event_id,league,event_time_utc\n1,mlb,2021-06-12T02:10:00Z\n";
    std::ofstream(folder.file("snapshots.csv"))
        << "event_id,observed_at_utc,lowest_price\n1,2021-06-08T12:00:00Z,58.5\n";
    const auto file = folder.file("features.csv");
    ASSERT_EQ(run({"features", "table", folder.path().string(), "--feature", "current_market_price",
                   "--feature", "price_step", "--csv", file.string(), "--json"}),
              0)
        << err_.str();
    EXPECT_EQ(answer().at("rows").to_number<int>(), 1);
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    EXPECT_EQ(text.str(),
              "event,market,zone,price_kind,received_at_utc,current_market_price,price_step\n" +
                  folder.path().filename().string() +
                  ":1,unnamed,,advertised,2021-06-08T12:00:00Z,58.5,\n");
    EXPECT_EQ(run({"features", "table", folder.path().string(), "--feature", "charm"}),
              kExitFailed);
}

}  // namespace
}  // namespace seatsync::cli
