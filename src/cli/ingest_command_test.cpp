#include "cli/run.hpp"
#include "testing/fakes/fake_market_store.hpp"
#include "testing/fakes/fake_model_store.hpp"
#include "testing/fakes/fake_source.hpp"
#include "testing/fakes/fake_source_status_store.hpp"
#include "testing/observations.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

#include <fstream>
#include <sstream>

namespace seatsync::cli {
namespace {

using ::testing::HasSubstr;

constexpr const char* kItems =
    R"({"items": [{"id": "1", "event": "g1", "cents": 4200, "at": "2026-06-12T14:00:00Z"},
                  {"id": "2"}]})";

/// Command lines over a store in memory, a source "shop" that needs a key, and a network that
/// answers for it and for an emulator.
class IngestCommandTest : public ::testing::Test {
  protected:
    int run(const std::vector<std::string>& arguments) {
        out_.str("");
        err_.str("");
        Environment environment{.out = out_, .err = err_, .clock = clock_};
        environment.variable = [this](const std::string& name) -> std::optional<std::string> {
            const auto found = variables_.find(name);
            return found == variables_.end() ? std::nullopt : std::optional(found->second);
        };
        environment.open_stores = [this](const std::filesystem::path&) -> Result<Stores> {
            Stores stores;
            stores.market = std::make_unique<testing::FakeMarketStore>();
            stores.models = std::make_unique<testing::FakeModelStore>();
            stores.statuses = std::make_unique<SharedStatuses>(statuses_);
            return stores;
        };
        environment.make_sources = [] { return std::vector{shop()}; };
        environment.make_client = [this](const std::string& connect_to) {
            connected_to_ = connect_to;
            return std::make_unique<testing::FakeHttpClient>(
                [this](const feed::HttpRequest& request) { return answer(request); });
        };
        return cli::run(arguments, environment);
    }

    std::ostringstream out_;
    std::ostringstream err_;
    base::SystemClock clock_;
    std::map<std::string, std::string> variables_ = {{"SEATSYNC_SHOP_KEY", "secret"}};
    std::string connected_to_ = "not asked";
    std::string clock_answer_ = R"({"now": "2026-06-12T15:00:00Z", "speed": 1000})";
    testing::FakeSourceStatusStore statuses_;  ///< Stay from one command to the next.

  private:
    struct SharedStatuses final : app::SourceStatusStore {
        explicit SharedStatuses(app::SourceStatusStore& shared) : store(shared) {}
        Result<void> save(const std::vector<app::StoredSourceStatus>& statuses) override {
            return store.save(statuses);
        }
        Result<std::vector<app::StoredSourceStatus>> load() const override { return store.load(); }
        app::SourceStatusStore& store;
    };

    static feed::SourceFactory shop() {
        return {
            .name = "shop",
            .settings = {{.name = "key", .description = "", .secret = true, .required = true}},
            .make =
                [](const feed::SourceConfig& config) -> Result<std::unique_ptr<feed::SourceApi>> {
                auto source = std::make_unique<testing::FakeSource>("shop");
                source->info_.missing = config.missing();
                source->tasks_ = {{.key = "all",
                                   .endpoint = "items",
                                   .period = std::chrono::seconds(1),
                                   .period_min = std::chrono::seconds(1)}};
                return source;
            }};
    }

    Result<feed::HttpResponse> answer(const feed::HttpRequest& request) {
        if (request.url.ends_with("/emulator/clock"))
            return testing::ok(clock_answer_);
        if (request.url.ends_with("/emulator/teams"))
            return testing::ok(R"({"tables": []})");
        return testing::ok(kItems);
    }
};

std::vector<boost::json::value> lines_of(const std::string& text) {
    std::vector<boost::json::value> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(boost::json::parse(line));
    return lines;
}

TEST_F(IngestCommandTest, AcknowledgesWhatIsStoredAndReports) {
    ASSERT_EQ(
        run({"ingest", "--emulator", "http://127.0.0.1:8090/", "--for", "1s", "--acks", "--json"}),
        0)
        << err_.str();
    EXPECT_EQ(connected_to_, "127.0.0.1:8090");
    const auto lines = lines_of(out_.str());
    ASSERT_GE(lines.size(), 3U);
    std::map<std::string, boost::json::value> stored;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i)
        stored.emplace(lines[i].at("stored").as_string(), lines[i].at("row"));
    EXPECT_EQ(stored.at("quotes").at("event").as_string(), "shop:g1");
    EXPECT_EQ(stored.at("quotes").at("get_in_cents").to_number<int>(), 4200);
    EXPECT_EQ(stored.at("quotes").at("event_at").as_string(), "2026-06-12T14:00:00Z");
    EXPECT_EQ(stored.at("quarantined").at("item").as_string(), "2");
    const auto& source = lines.back().at("sources").at(0);
    EXPECT_EQ(source.at("source").as_string(), "shop");
    EXPECT_EQ(source.at("state").as_string(), "ok");
    EXPECT_EQ(source.at("observations").to_number<int>(), 1);
    EXPECT_EQ(source.at("items").at("queued").to_number<int>(), 1);
    EXPECT_GT(lines.back().at("queue_bytes_peak").to_number<int>(), 0);
}

TEST_F(IngestCommandTest, ReportsForPeopleAndLeavesItsStatus) {
    ASSERT_EQ(run({"ingest", "--emulator", "http://127.0.0.1:8090", "--for", "1s"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("source               state"));
    EXPECT_THAT(out_.str(), HasSubstr("shop                 ok"));
    EXPECT_THAT(out_.str(), ::testing::Not(HasSubstr("\"stored\"")));
    ASSERT_EQ(run({"sources", "status"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("next run"));
    EXPECT_THAT(out_.str(), HasSubstr("shop                 ok"));
    ASSERT_EQ(run({"sources", "status", "--json"}), 0);
    const auto status = boost::json::parse(out_.str()).at("sources").at(0);
    EXPECT_EQ(status.at("source").as_string(), "shop");
    EXPECT_GE(status.at("requests").at("sent").to_number<int>(), 1);
}

TEST_F(IngestCommandTest, StatusesOfNoPipelineAreNone) {
    ASSERT_EQ(run({"sources", "status"}), 0);
    EXPECT_EQ(out_.str(), "no source has been read into this database yet\n");
    ASSERT_EQ(run({"sources", "status", "--json"}), 0);
    EXPECT_EQ(out_.str(), "{\"sources\":[]}\n");
}

TEST_F(IngestCommandTest, ShowsTheLastErrorAndTheQuota) {
    ASSERT_TRUE(
        statuses_.save({{.source = "shop",
                         .updated_at = {},
                         .status_json = R"({"state": "open", "quota_left": 17, "lag_p50_ms": 5,
                             "next_run_at": "2026-06-12T15:00:00Z",
                             "last_error": {"code": "unavailable", "detail": "down"}})"}}));
    ASSERT_EQ(run({"sources", "status"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("shop                 open                 5         -       "
                                      "17  2026-06-12T15:00:00Z   down\n"));
}

TEST_F(IngestCommandTest, ASourceWithoutAKeyIsUnconfigured) {
    variables_.clear();
    ASSERT_EQ(run({"ingest", "--for", "1s", "--json"}), 0);
    EXPECT_EQ(connected_to_, "");
    const auto source = boost::json::parse(out_.str()).at("sources").at(0);
    EXPECT_EQ(source.at("state").as_string(), "unconfigured");
    EXPECT_EQ(source.at("missing").at(0).as_string(), "SEATSYNC_SHOP_KEY");
    EXPECT_EQ(source.at("requests").at("sent").to_number<int>(), 0);
}

TEST_F(IngestCommandTest, AnEmulatorTakesAnyKey) {
    variables_.clear();
    ASSERT_EQ(run({"ingest", "--emulator", "http://127.0.0.1:1", "--for", "1s", "--json"}), 0);
    EXPECT_EQ(boost::json::parse(out_.str()).at("sources").at(0).at("state").as_string(), "ok");
}

TEST_F(IngestCommandTest, SaysWhatIsWrong) {
    struct Row {
        const char* name;
        std::vector<std::string> arguments;
        int code;
        const char* complaint;
    };
    const Row rows[] = {
        {"no duration", {"--for", "soon"}, 2, "'soon' is no duration"},
        {"an empty duration", {"--for", ""}, 2, "--for"},
        {"unknown option", {"--fast"}, 2, "--fast"},
        {"unknown source", {"--sources", "nobody"}, 1, "nobody"},
        {"no address", {"--emulator", "somewhere"}, 1, "'somewhere' is no address"},
        {"no file", {"--config", "/nowhere.toml"}, 1, "/nowhere.toml"},
    };
    for (const Row& row : rows) {
        SCOPED_TRACE(row.name);
        std::vector<std::string> arguments = {"ingest"};
        arguments.insert(arguments.end(), row.arguments.begin(), row.arguments.end());
        EXPECT_EQ(run(arguments), row.code);
        EXPECT_THAT(err_.str(), HasSubstr(row.complaint));
        EXPECT_EQ(out_.str(), "");
    }
    EXPECT_EQ(run({"sources", "status", "shop"}), 2);
}

TEST_F(IngestCommandTest, WhatIsNoEmulatorIsNotBelieved) {
    for (const char* answer : {"{}", "<html>", R"({"now": "2026-06-12T15:00:00Z", "speed": 0})",
                               R"({"now": "today", "speed": 1})"}) {
        clock_answer_ = answer;
        EXPECT_EQ(run({"ingest", "--emulator", "http://127.0.0.1:1"}), 1) << answer;
        EXPECT_NE(err_.str(), "");
    }
}

TEST_F(IngestCommandTest, HelpTellsExamplesAndCodes) {
    EXPECT_EQ(run({"ingest", "--help"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("seatsync ingest --leagues mlb,nba"));
    EXPECT_THAT(out_.str(), HasSubstr("--acks"));
    EXPECT_THAT(out_.str(), HasSubstr("Exit codes: 0 done; 1"));
    EXPECT_EQ(run({"sources", "status", "--help"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("seatsync sources status --json"));
}

}  // namespace
}  // namespace seatsync::cli
