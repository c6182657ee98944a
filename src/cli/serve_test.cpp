#include "cli/serve.hpp"

#include "testing/fakes/fake_market_store.hpp"
#include "testing/fakes/fake_price_forecaster.hpp"
#include "testing/raw_client.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

#include <csignal>
#include <fstream>
#include <future>
#include <sstream>
#include <thread>

namespace seatsync::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// A stream whose text can be had by another thread once it is flushed.
class Announcement : public std::stringbuf {
  public:
    std::string await() { return text_.get_future().get(); }

  private:
    int sync() override {
        text_.set_value(str());
        return 0;
    }
    std::promise<std::string> text_;
};

class ServeTest : public ::testing::Test {
  protected:
    ServeTest() {
        environment_.variable = [](const std::string&) { return std::nullopt; };
        request_.server.port = 0;
    }

    /// Serves, asks `target`, stops by a signal, and returns what was answered.
    testing::RawAnswer answer_of(const std::string& target) {
        Result<void> ended;
        std::thread thread([&] { ended = serve(environment_, request_); });
        const auto announced = boost::json::parse(announcement_.await());
        testing::RawAnswer answer;
        {
            testing::RawClient client(announced.at("port").to_number<std::uint16_t>());
            client.get(target);
            answer = client.receive();
        }
        std::raise(SIGTERM);
        thread.join();
        EXPECT_TRUE(ended);
        return answer;
    }

    Announcement announcement_;
    std::ostream out_{&announcement_};
    std::ostringstream err_;
    base::ManualClock clock_{base::Instant(std::chrono::hours(24))};
    Environment environment_{.out = out_,
                             .err = err_,
                             .clock = clock_,
                             .variable = {},
                             .open_stores = {},
                             .make_predictor = {}};
    testing::FakeMarketStore store_;
    testing::FakePriceForecaster forecaster_;
    testing::TemporaryFolder folder_;
    ServeRequest request_{.store = store_,
                          .forecaster = forecaster_,
                          .web_dir = {},
                          .as_of = {},
                          .server = {},
                          .json = true};
};

TEST_F(ServeTest, AnswersWithTheTimeOfTheClock) {
    EXPECT_THAT(answer_of("/health").body, HasSubstr("\"now\":\"1970-01-02T00:00:00Z\""));
}

TEST_F(ServeTest, AnswersAsOfAFixedTime) {
    request_.as_of = domain::parse_instant("2021-06-10T12:00:00Z").value();
    const auto health = answer_of("/health").body;
    EXPECT_THAT(health, HasSubstr("\"now\":\"2021-06-10T12:00:00Z\""));
    EXPECT_THAT(health, HasSubstr("\"version\":\"0."));
}

TEST_F(ServeTest, ServesThePageAndWarnsWithoutOne) {
    request_.web_dir = folder_.path();
    std::ofstream(folder_.file("index.html")) << "the page";
    EXPECT_EQ(answer_of("/").body, "the page");
    EXPECT_THAT(err_.str(), Not(HasSubstr("there is no page")));
}

TEST_F(ServeTest, WarnsWithoutAPage) {
    request_.web_dir = folder_.file("nothing");
    EXPECT_EQ(answer_of("/").status, 404U);
    EXPECT_THAT(err_.str(), HasSubstr("there is no page in " + request_.web_dir.string()));
}

TEST_F(ServeTest, WarnsWithoutAModel) {
    (void)answer_of("/health");
    EXPECT_THAT(err_.str(), HasSubstr("no model is trained"));
    EXPECT_THAT(err_.str(), Not(HasSubstr("listening on")));
}

TEST_F(ServeTest, WarnsWhenOthersCanConnect) {
    request_.server.host = "0.0.0.0";
    forecaster_.set_model(app::ModelSummary{});
    EXPECT_EQ(answer_of("/health").status, 200U);
    EXPECT_THAT(err_.str(), HasSubstr("listening on 0.0.0.0"));
    EXPECT_THAT(err_.str(), Not(HasSubstr("no model is trained")));
}

TEST_F(ServeTest, AnUnusableAddressEndsIt) {
    request_.server.host = "nowhere";
    const auto ended = serve(environment_, request_);
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().code, ErrorCode::invalid_argument);
}

TEST_F(ServeTest, ThePageLiesUnderTheHomeFolder) {
    EXPECT_EQ(default_web_dir(environment_), "./web/dist");
    environment_.variable = [](const std::string& name) {
        return name == "SEATSYNC_HOME" ? std::optional<std::string>("/home/me") : std::nullopt;
    };
    EXPECT_EQ(default_web_dir(environment_), "/home/me/web/dist");
}

}  // namespace
}  // namespace seatsync::cli
