#include "feed/fetcher.hpp"

#include "testing/fakes/fake_source.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

namespace seatsync::feed {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using testing::field_of;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::ok;

constexpr Instant kNow{1'700'000'000s};
constexpr const char* kTwoItems =
    R"({"items": [{"id": "a", "event": "g1", "cents": 4200}, {"id": "b", "drop": 1}]})";

HttpResponse status(int code, std::vector<HttpField> headers = {}) {
    return {.status = code, .headers = std::move(headers), .body = "{}"};
}

/// A fetcher over scripted answers; the last one is given again and again.
class FetcherTest : public ::testing::Test {
  protected:
    FetcherTest() {
        task_.key = "items/1";
        task_.endpoint = "items";
        task_.period_min = 100s;
    }

    void answers(std::deque<Result<HttpResponse>> script) {
        script_ = std::move(script);
        client_.set_answer([this](const HttpRequest&) {
            Result<HttpResponse> next = script_.front();
            if (script_.size() > 1)
                script_.pop_front();
            return next;
        });
    }
    /// Asks the source once; a fetcher lives from the first asking on.
    FetchOutcome fetch() {
        if (!fetcher_)
            fetcher_.emplace(source_, client_, clock_, sleeper_);
        return fetcher_->fetch(task_, [this](FetchedPage page) -> Result<void> {
            if (sink_error_)
                return *sink_error_;
            pages_.push_back(std::move(page));
            return {};
        });
    }
    [[nodiscard]] std::vector<std::string> cursors_asked() const {
        std::vector<std::string> cursors;
        for (const HttpRequest& request : client_.requests())
            cursors.push_back(request.query.size() > 1 ? request.query[1].value : "");
        return cursors;
    }

    testing::FakeSource source_{"shop"};
    base::ManualClock clock_{kNow};
    base::ManualSleeper sleeper_{clock_};
    testing::FakeHttpClient client_{[](const HttpRequest&) { return status(500); }};
    Task task_;
    std::optional<Fetcher> fetcher_;
    std::vector<FetchedPage> pages_;
    std::optional<Error> sink_error_;
    std::deque<Result<HttpResponse>> script_;
};

std::string page(const std::string& key, const std::string& next) {
    return R"({"items": [{"id": ")" + key + R"(", "event": "g1", "cents": 100}], "next": ")" +
           next + R"("})";
}

TEST_F(FetcherTest, HandsOnWhatThePageHoldsWithTheTimeItCame) {
    answers({ok(kTwoItems)});
    const auto outcome = fetch();
    EXPECT_EQ(outcome.error, std::nullopt);
    EXPECT_EQ(outcome.pages, 1U);
    EXPECT_EQ(outcome.items, 2U);
    ASSERT_EQ(pages_.size(), 1U);
    EXPECT_EQ(pages_[0].task, "items/1");
    EXPECT_EQ(pages_[0].received_at, kNow);
    EXPECT_EQ(pages_[0].answer.items[0].key, "a");
    EXPECT_EQ(pages_[0].answer.items[1].passed_over, "of no interest");
    const auto counts = fetcher_->counts();
    EXPECT_EQ(counts.requests, 1U);
    EXPECT_EQ(counts.bytes, std::string(kTwoItems).size());
    EXPECT_EQ(counts.pages, 1U);
    EXPECT_EQ(counts.items, 2U);
}

TEST_F(FetcherTest, ReadsAllPagesInOrder) {
    answers({ok(page("a", "2")), ok(page("b", "3")), ok(page("c", ""))});
    EXPECT_EQ(fetch().pages, 3U);
    EXPECT_THAT(cursors_asked(), ElementsAre("", "2", "3"));
    ASSERT_EQ(pages_.size(), 3U);
    EXPECT_EQ(pages_[2].answer.items[0].key, "c");
}

TEST_F(FetcherTest, AnAnswerNeedNotTellWhichPageItIs) {
    answers({ok(R"({"items": [], "pages": 3})")});
    EXPECT_EQ(fetch().pages, 3U);
    EXPECT_THAT(cursors_asked(), ElementsAre("", "2", "3"));
}

TEST_F(FetcherTest, APageThatCameTwiceIsAskedForAgain) {
    answers({ok(page("a", "2")), ok(page("b", "3")), ok(page("b", "3")), ok(page("c", ""))});
    const auto outcome = fetch();
    ASSERT_TRUE(outcome.error);
    EXPECT_EQ(outcome.error->code, ErrorCode::unavailable);
    EXPECT_EQ(outcome.pages, 3U);
    EXPECT_EQ(fetch().error, std::nullopt);
    EXPECT_THAT(cursors_asked(), ElementsAre("", "2", "3", "3"));
    EXPECT_EQ(pages_.back().answer.items[0].key, "c");
}

TEST_F(FetcherTest, PagesThatDoNotEndAreLeft) {
    int number = 1;
    client_.set_answer([&](const HttpRequest&) { return ok(page("a", std::to_string(++number))); });
    const auto outcome = fetch();
    ASSERT_TRUE(outcome.error);
    EXPECT_EQ(outcome.error->code, ErrorCode::corrupt_data);
    EXPECT_EQ(outcome.pages, 1001U);
}

TEST_F(FetcherTest, AFailedPageIsAnErrorByItsStatusAndTheNextAskingGoesOnThere) {
    answers({ok(page("a", "2")), status(503), ok(page("b", ""))});
    const auto outcome = fetch();
    ASSERT_TRUE(outcome.error);
    EXPECT_EQ(outcome.error->code, ErrorCode::unavailable);
    EXPECT_EQ(outcome.pages, 1U);
    EXPECT_EQ(fetch().error, std::nullopt);
    EXPECT_THAT(cursors_asked(), ElementsAre("", "2", "2"));
    EXPECT_EQ(pages_.size(), 2U);
    EXPECT_EQ(fetcher_->counts().cache_hits, 1U);
    EXPECT_EQ(fetcher_->counts().errors.at(ErrorCode::unavailable), 1U);
}

TEST_F(FetcherTest, APageTheSinkDidNotTakeIsAskedForAgain) {
    answers({ok(kTwoItems)});
    sink_error_ = fail(ErrorCode::unavailable, "full");
    EXPECT_EQ(fetch().error, sink_error_);
    sink_error_.reset();
    EXPECT_EQ(fetch().pages, 1U);
    EXPECT_EQ(pages_.size(), 1U);
    EXPECT_EQ(client_.requests().size(), 2U);
}

TEST_F(FetcherTest, ErrorsOfAllKindsAreTold) {
    struct Row {
        const char* name;
        Result<HttpResponse> response;
        ErrorCode code;
    };
    const Row rows[] = {
        {"no connection", fail(ErrorCode::unavailable, "reset"), ErrorCode::unavailable},
        {"silence", fail(ErrorCode::deadline_exceeded, "late"), ErrorCode::deadline_exceeded},
        {"a wrong key", status(403), ErrorCode::invalid_argument},
        {"not there", status(404), ErrorCode::not_found},
        {"too many", status(429), ErrorCode::unavailable},
        {"a page under 200", ok("<html>busy</html>"), ErrorCode::unavailable},
        {"no JSON", ok("{"), ErrorCode::corrupt_data},
        {"304 to no condition", status(304), ErrorCode::unavailable},
    };
    for (const Row& row : rows) {
        answers({row.response});
        const auto outcome = fetch();
        ASSERT_TRUE(outcome.error) << row.name;
        EXPECT_EQ(outcome.error->code, row.code) << row.name;
        EXPECT_THAT(outcome.error->detail, Not(HasSubstr("a-secret-key"))) << row.name;
    }
    EXPECT_TRUE(pages_.empty());
    EXPECT_EQ(fetcher_->counts().errors.at(ErrorCode::unavailable), 4U);
}

TEST_F(FetcherTest, TheSameQuestionWithinItsPeriodCostsNoRequest) {
    answers({ok(kTwoItems)});
    fetch();
    task_.key = "another task with the same question";
    clock_.set(kNow + 79s);
    EXPECT_EQ(fetch().pages, 0U);
    EXPECT_EQ(client_.requests().size(), 1U);
    EXPECT_EQ(fetcher_->counts().hit_rate(), 0.5);
    clock_.set(kNow + 80s);
    EXPECT_EQ(fetch().pages, 1U);
    EXPECT_EQ(client_.requests().size(), 2U);
}

TEST_F(FetcherTest, AnotherParameterIsAnotherQuestion) {
    answers({ok(kTwoItems)});
    fetch();
    task_.parameters["subject"] = "Boston Celtics";
    EXPECT_EQ(fetch().pages, 1U);
}

TEST_F(FetcherTest, AnEventThatIsForgottenIsAskedForAnewAndOthersAreNot) {
    answers({ok(kTwoItems, {{"ETag", "\"1\""}})});
    fetch();
    fetcher_->forget(domain::EventId("shop:g2"));
    EXPECT_EQ(fetch().pages, 0U);
    fetcher_->forget(domain::EventId("shop:g1"));
    EXPECT_EQ(fetch().pages, 1U);
    EXPECT_EQ(field_of(client_.requests().back(), "If-None-Match"), "");
    fetcher_->forget_all();
    EXPECT_EQ(fetch().pages, 1U);
}

TEST_F(FetcherTest, AsksOnlyIfItChangedAndGoesOnAfterNotModified) {
    answers({ok(page("a", "2"), {{"ETag", "\"1\""}, {"Last-Modified", "yesterday"}}),
             ok(page("b", "")), status(304), ok(page("c", ""))});
    fetch();
    EXPECT_EQ(field_of(client_.requests()[0], "If-None-Match"), "");
    clock_.set(kNow + 100s);
    EXPECT_EQ(fetch().pages, 1U);
    const auto requests = client_.requests();
    EXPECT_EQ(field_of(requests[2], "If-None-Match"), "\"1\"");
    EXPECT_EQ(field_of(requests[2], "If-Modified-Since"), "yesterday");
    EXPECT_EQ(field_of(requests[3], "If-None-Match"), "");
    EXPECT_THAT(cursors_asked(), ElementsAre("", "2", "", "2"));
    EXPECT_EQ(fetcher_->counts().not_modified, 1U);
    clock_.set(kNow + 101s);
    EXPECT_EQ(fetch().pages, 0U);
    EXPECT_EQ(client_.requests().size(), 4U);
}

TEST_F(FetcherTest, RequestsWaitForTheLimit) {
    source_.info_.limits = {{2, 10s}};
    answers({ok(page("a", "2")), ok(page("b", "3")), ok(page("c", ""))});
    EXPECT_EQ(fetch().pages, 3U);
    EXPECT_EQ(clock_.now(), kNow + 10s);
    EXPECT_EQ(fetcher_->quota_left(), 1);
}

TEST_F(FetcherTest, ALimitThatIsUsedUpForLongDefersTheRestOfTheTask) {
    source_.info_.limits = {{1, 3600s}};
    answers({ok(page("a", "2")), ok(page("b", ""))});
    const auto outcome = fetch();
    EXPECT_EQ(outcome.error, std::nullopt);
    EXPECT_EQ(outcome.not_before, kNow + 3600s);
    EXPECT_EQ(outcome.pages, 1U);
    EXPECT_EQ(clock_.now(), kNow);
    EXPECT_EQ(fetcher_->earliest(), kNow + 3600s);
    clock_.set(kNow + 3600s);
    task_.period_min = 7200s;
    EXPECT_EQ(fetch().pages, 1U);
    EXPECT_THAT(cursors_asked(), ElementsAre("", "2"));
}

TEST_F(FetcherTest, RetryAfterIsHeeded) {
    answers({status(429, {{"Retry-After", "20"}}), ok(kTwoItems)});
    EXPECT_TRUE(fetch().error);
    EXPECT_EQ(fetcher_->earliest(), kNow + 20s);
    EXPECT_EQ(fetch().pages, 1U);
    EXPECT_EQ(clock_.now(), kNow + 20s);
}

TEST_F(FetcherTest, AStopEndsTheWait) {
    source_.info_.limits = {{1, 10s}};
    answers({ok(page("a", "2"))});
    fetcher_.emplace(source_, client_, clock_, sleeper_);
    sleeper_.stop();
    EXPECT_TRUE(fetch().error);
    EXPECT_TRUE(client_.requests().empty());
}

/// Gives tokens t1, t2… of 1000 s, and accepts the newest alone.
class FetcherTokenTest : public FetcherTest {
  protected:
    FetcherTokenTest() {
        source_.needs_token_ = true;
        client_.set_answer([this](const HttpRequest& request) -> Result<HttpResponse> {
            if (request.url.ends_with("/token"))
                return refuse_tokens_ ? status(401)
                                      : ok(R"({"access_token": "t)" + std::to_string(++tokens_) +
                                           R"(", "expires_in": 1000})");
            const bool good =
                field_of(request, "Authorization") == "Bearer t" + std::to_string(tokens_);
            return good && !refuse_all_ ? ok(kTwoItems) : status(401);
        });
        task_.period_min = 1s;
    }
    int tokens_ = 0;
    bool refuse_tokens_ = false;
    bool refuse_all_ = false;
};

TEST_F(FetcherTokenTest, OneTokenServesUntilShortlyBeforeItsEnd) {
    EXPECT_EQ(fetch().pages, 1U);
    clock_.set(kNow + 939s);
    EXPECT_EQ(fetch().pages, 1U);
    EXPECT_EQ(tokens_, 1);
    clock_.set(kNow + 940s);
    EXPECT_EQ(fetch().pages, 1U);
    EXPECT_EQ(tokens_, 2);
    EXPECT_EQ(fetcher_->counts().tokens, 2U);
}

TEST_F(FetcherTokenTest, ATokenThatEndedEarlyIsRenewedOnce) {
    fetch();
    ++tokens_;  // The provider knows t1 no more.
    clock_.set(kNow + 10s);
    EXPECT_EQ(fetch().pages, 1U);
    EXPECT_EQ(tokens_, 3);
    EXPECT_EQ(fetcher_->counts().requests, 5U);
}

TEST_F(FetcherTokenTest, AKeyThatIsRefusedIsAskedForTwiceAndNoMore) {
    refuse_all_ = true;
    const auto outcome = fetch();
    ASSERT_TRUE(outcome.error);
    EXPECT_EQ(outcome.error->code, ErrorCode::invalid_argument);
    EXPECT_EQ(client_.requests().size(), 4U);
}

TEST_F(FetcherTokenTest, ATokenThatIsNotGivenIsTheError) {
    refuse_tokens_ = true;
    const auto outcome = fetch();
    ASSERT_TRUE(outcome.error);
    EXPECT_EQ(outcome.error->code, ErrorCode::invalid_argument);
    EXPECT_THAT(outcome.error->detail, HasSubstr("token"));
    EXPECT_EQ(client_.requests().size(), 1U);
}

}  // namespace
}  // namespace seatsync::feed
