#include "emulator/recordings.hpp"

#include "emulator/addressing.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace seatsync::emulator {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct RecordingsTest : ::testing::Test {
    void write(const std::string& name, const std::string& text) {
        const auto file = folder.path() / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << text;
    }
    Request get(const std::string& host, const std::string& target) {
        return addressed(
                   {.method = "GET", .target = target, .headers = {{"Host", host}}, .body = {}},
                   {host}, "")
            .value();
    }
    testing::TemporaryFolder folder;
};

constexpr const char* kEnvelope = R"({
 "request": {"method": "GET", "url": "https://api.test/a/b?key=REDACTED&q=x+y&n=1"},
 "status": 596,
 "headers": {"Content-Type": "text/xml", "X-Own": "1", "content-length": "99", "Connection": "x"},
 "body": "<h1>no</h1>"
})";

TEST_F(RecordingsTest, AnswersTheRecordedAddressAsRecorded) {
    write("a.http.json", kEnvelope);
    auto recordings = Recordings::load(folder.path()).value();
    EXPECT_EQ(recordings.size(), 1U);
    EXPECT_THAT(recordings.hosts(), ElementsAre("api.test"));
    const Response* found = recordings.find(get("api.test", "/a/b?n=1&q=x%20y&key=mine"));
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->status, 596U);
    EXPECT_EQ(found->body, "<h1>no</h1>");
    EXPECT_EQ(found->items, 0U);
    EXPECT_EQ(found->headers, (http::Headers{{"Content-Type", "text/xml"}, {"X-Own", "1"}}));
    for (const char* other : {"/a/b?n=1&q=x%20y", "/a/b?n=1&q=z&key=k", "/a?n=1&q=x+y&key=k",
                              "/a/b?n=1&q=x+y&key=k&more=1", "/a/b?n=1&n=1&key=k"})
        EXPECT_EQ(recordings.find(get("api.test", other)), nullptr) << other;
    EXPECT_EQ(recordings.find(get("other.test", "/a/b?n=1&q=x+y&key=k")), nullptr);
}

TEST_F(RecordingsTest, TwoOfOneAddressTakeTurns) {
    for (const char* body : {"1", "2"})
        write(std::string("deep/") + body + ".http.json",
              std::string(R"({"request":{"method":"GET","url":"https://api.test/a"},"status":200,)"
                          R"("headers":{},"body":{"n":)") +
                  body + "}}");
    auto recordings = Recordings::load(folder.path()).value();
    const Request request = get("api.test", "/a");
    EXPECT_EQ(recordings.find(request)->body, R"({"n":1})");
    EXPECT_EQ(recordings.find(request)->body, R"({"n":2})");
    EXPECT_EQ(recordings.find(request)->body, R"({"n":1})");
}

TEST_F(RecordingsTest, SkipsWhatIsNoEnvelopeAndSaysSo) {
    write("a.http.json", kEnvelope);
    write("b.http.json", "{}");
    write(
        "c.http.json",
        R"({"request":{"method":"GET","url":"https://t/<x>"},"status":1,"headers":{},"body":""})");
    write("d.json", "{}");
    const auto recordings = Recordings::load(folder.path()).value();
    EXPECT_EQ(recordings.size(), 1U);
    ASSERT_EQ(recordings.skipped().size(), 2U);
    EXPECT_THAT(recordings.skipped()[0], HasSubstr("b.http.json: no envelope"));
    EXPECT_THAT(recordings.skipped()[1], HasSubstr("c.http.json: its url is none"));
}

TEST_F(RecordingsTest, RefusesAFolderWithoutAny) {
    EXPECT_EQ(Recordings::load(folder.path()).error().code, ErrorCode::not_found);
    EXPECT_EQ(Recordings::load(folder.path() / "gone").error().code, ErrorCode::not_found);
}

TEST(SharedRecordingsTest, EachIsFoundByItsOwnAddress) {
    const std::filesystem::path shared = SEATSYNC_SOURCE_DIR "/../shared/fixtures";
    if (!std::filesystem::is_directory(shared))
        GTEST_SKIP() << "no recorded answers in " << shared;
    auto recordings = Recordings::load(shared);
    ASSERT_TRUE(recordings.has_value());
    EXPECT_GE(recordings->size(), 50U);
    EXPECT_TRUE(recordings->hosts().contains("oauth.reddit.com"));
    Request request = addressed({.method = "GET",
                                 .target = "/search/../v1/forecast?latitude=52.52&longitude=13.41&"
                                           "hourly=winddiren_10m",
                                 .headers = {{"Host", "api.open-meteo.com"}},
                                 .body = {}},
                                recordings->hosts(), "")
                          .value();
    EXPECT_EQ(recordings->find(request), nullptr);
    request.path = "/v1/forecast";
    const Response* found = recordings->find(request);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->status, 400U);
    EXPECT_THAT(found->body, HasSubstr("\"error\":true"));
}

}  // namespace
}  // namespace seatsync::emulator
