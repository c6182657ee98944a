#include "http/static_files.hpp"

#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace seatsync::http {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class StaticFilesTest : public ::testing::Test {
  protected:
    StaticFilesTest() {
        write("web/index.html", "<p>index</p>");
        write("web/assets/app-1a2b.js", "let a = 1;");
        write("web/.secret", "hidden");
        write("web/empty.txt", "");
        write("outside.txt", "outside");
        write("web-too/file.txt", "sibling");
        fs::create_symlink(folder_.file("outside.txt"), folder_.file("web/link.txt"));
        router_.set_fallback(static_files_route(folder_.file("web")));
    }

    void write(const std::string& name, const std::string& text) {
        fs::create_directories(folder_.file(name).parent_path());
        std::ofstream(folder_.file(name)) << text;
    }

    [[nodiscard]] Response get(const std::string& target, Headers headers = {}) const {
        return router_.handle(
            {.method = "GET", .target = target, .headers = std::move(headers), .body = {}});
    }

    testing::TemporaryFolder folder_;
    Router router_;
};

TEST_F(StaticFilesTest, ServesFilesWithTypeAndPolicy) {
    const auto response = get("/assets/app-1a2b.js");
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(response.body, "let a = 1;");
    EXPECT_EQ(header(response.headers, "Content-Type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(header(response.headers, "X-Content-Type-Options"), "nosniff");
    EXPECT_THAT(header(response.headers, "Content-Security-Policy"),
                HasSubstr("default-src 'self'"));
    EXPECT_THAT(header(response.headers, "Cache-Control"), HasSubstr("immutable"));
    EXPECT_EQ(get("/empty.txt").status, 200U);
    EXPECT_EQ(get("/empty.txt").body, "");
}

TEST_F(StaticFilesTest, ClientRoutesGetTheIndexUncached) {
    for (const char* target : {"/", "/events", "/events/mlb%3A1?x=1", "/assets/folder"}) {
        const auto response = get(target);
        EXPECT_EQ(response.body, "<p>index</p>") << target;
        EXPECT_EQ(header(response.headers, "Cache-Control"), "no-cache") << target;
        EXPECT_EQ(header(response.headers, "Content-Type"), "text/html; charset=utf-8") << target;
    }
}

TEST_F(StaticFilesTest, NothingOutsideIsServed) {
    for (const char* target :
         {"/../outside.txt", "/%2e%2e/outside.txt", "/..%2foutside.txt",
          "/assets/../../outside.txt", "/assets/%2e%2e/%2e%2e/outside.txt", "/..%5coutside.txt",
          "/link.txt", "/.secret", "//etc/passwd", "/%2fetc%2fpasswd", "/../web-too/file.txt",
          "/assets/..", "/missing.js", "/assets/old-9f.js", "/api/v1/nothing", "/api"}) {
        const auto response = get(target);
        EXPECT_EQ(response.status, 404U) << target;
        EXPECT_THAT(response.body, HasSubstr("\"status\":404")) << target;
    }
}

TEST_F(StaticFilesTest, UnchangedFilesAreNotSentAgain) {
    const std::string etag(header(get("/").headers, "ETag"));
    ASSERT_FALSE(etag.empty());
    const auto again = get("/", {{"If-None-Match", etag}});
    EXPECT_EQ(again.status, 304U);
    EXPECT_EQ(again.body, "");
    EXPECT_EQ(header(again.headers, "ETag"), etag);
    write("web/index.html", "<p>a newer index</p>");
    EXPECT_EQ(get("/", {{"If-None-Match", etag}}).body, "<p>a newer index</p>");
}

TEST_F(StaticFilesTest, AMissingFolderIs404) {
    Router router;
    router.set_fallback(static_files_route(folder_.file("nowhere")));
    EXPECT_EQ(router.handle({.method = "GET", .target = "/", .headers = {}, .body = {}}).status,
              404U);
}

TEST(StaticFilesTypesTest, KnowsWhatAPageHolds) {
    EXPECT_EQ(content_type_of("a.CSS"), "text/css; charset=utf-8");
    EXPECT_EQ(content_type_of("a.woff2"), "font/woff2");
    EXPECT_EQ(content_type_of("a.exe"), "application/octet-stream");
    EXPECT_EQ(content_type_of("a"), "application/octet-stream");
}

}  // namespace
}  // namespace seatsync::http
