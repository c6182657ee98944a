#include "cli/serve_config.hpp"

#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace seatsync::cli {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

TEST(ServeConfigTest, EmptyFileMeansDefaults) {
    const auto config = parse_serve_config("# nothing\n[server]\n", "c.toml");
    ASSERT_TRUE(config);
    EXPECT_EQ(config->server.host, "127.0.0.1");
    EXPECT_EQ(config->server.port, 8080);
    EXPECT_EQ(config->database, std::nullopt);
    EXPECT_EQ(config->web_dir, std::nullopt);
    EXPECT_EQ(config->as_of, std::nullopt);
}

TEST(ServeConfigTest, ReadsEveryKey) {
    const auto config = parse_serve_config(R"(
        [store]
        path = "var/a.db"
        [server]
        host = "::1"
        port = 0
        web_dir = "web"
        as_of = "2021-06-10T12:00:00Z"
        threads = 3
        connections_max = 4
        requests_max = 5
        header_bytes_max = 600
        body_bytes_max = 700
        [server.timeouts]
        header = 1
        body = 2.5
        handler = 3
        write = 4
        idle = 5
        grace = 0.006
    )",
                                           "c.toml");
    ASSERT_TRUE(config) << config.error().detail;
    EXPECT_EQ(config->database, "var/a.db");
    EXPECT_EQ(config->web_dir, "web");
    EXPECT_EQ(config->as_of, domain::parse_instant("2021-06-10T12:00:00Z").value());
    const auto& server = config->server;
    EXPECT_EQ(server.host, "::1");
    EXPECT_EQ(server.port, 0);
    EXPECT_EQ(server.handler_threads, 3U);
    EXPECT_EQ(server.connections_max, 4U);
    EXPECT_EQ(server.requests_max, 5U);
    EXPECT_EQ(server.header_bytes_max, 600U);
    EXPECT_EQ(server.body_bytes_max, 700U);
    EXPECT_EQ(server.header_timeout, 1s);
    EXPECT_EQ(server.body_timeout, 2500ms);
    EXPECT_EQ(server.handler_timeout, 3s);
    EXPECT_EQ(server.write_timeout, 4s);
    EXPECT_EQ(server.idle_timeout, 5s);
    EXPECT_EQ(server.grace_period, 6ms);
}

TEST(ServeConfigTest, MistakesNameFileLineAndKey) {
    struct Row {
        const char* name;
        const char* toml;
        const char* complaint;
    };
    const Row rows[] = {
        {"no TOML", "[server]\nport = \n", "c.toml: line 2: "},
        {"a key twice", "[server]\nport = 1\nport = 2\n", "c.toml: line 3: "},
        {"unknown key", "[server]\nport = 1\nprot = 2\n",
         "c.toml: line 3: unknown key 'server.prot'"},
        {"unknown table", "\n[sever]\nport = 1\n", "c.toml: line 2: unknown key 'sever'"},
        {"table for a value", "[server.port]\nx = 1\n", "'server.port' is not a whole number"},
        {"value for a table", "server = 3\n", "c.toml: line 1: unknown key 'server'"},
        {"text for a number", "[server]\nport = \"80\"\n", "line 2: 'server.port' is not a whole"},
        {"port out of range", "[server]\nport = 65536\n", "from 0 to 65535"},
        {"negative port", "[server]\nport = -1\n", "from 0 to 65535"},
        {"no threads", "[server]\nthreads = 0\n", "'server.threads' is not a whole number from 1"},
        {"fraction", "[server]\nthreads = 1.5\n", "'server.threads'"},
        {"number for a text", "[server]\nhost = 1\n", "'server.host' is not a text"},
        {"empty path", "[store]\npath = \"\"\n", "'store.path' is not a text"},
        {"no time", "[server]\nas_of = \"now\"\n", "'server.as_of' is not a text with a time"},
        {"no wait", "[server.timeouts]\nidle = 0\n",
         "'server.timeouts.idle' is not a number of sec"},
        {"endless wait", "[server.timeouts]\nidle = inf\n", "'server.timeouts.idle'"},
        {"no number", "[server.timeouts]\nidle = nan\n", "'server.timeouts.idle'"},
    };
    for (const auto& row : rows) {
        const auto config = parse_serve_config(row.toml, "c.toml");
        ASSERT_FALSE(config) << row.name;
        EXPECT_EQ(config.error().code, ErrorCode::invalid_argument) << row.name;
        EXPECT_THAT(config.error().detail, HasSubstr(row.complaint)) << row.name;
    }
}

/// The file in docs/api.md, between its ```toml fences.
std::string documented_file() {
    std::ifstream in(SEATSYNC_SOURCE_DIR "/docs/api.md");
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const auto begin = text.find("```toml\n") + 8;
    return text.substr(begin, text.find("```", begin) - begin);
}

TEST(ServeConfigTest, TheDocumentedFileHoldsTheDefaults) {
    const auto documented = parse_serve_config(documented_file(), "docs/api.md");
    ASSERT_TRUE(documented) << documented.error().detail;
    EXPECT_EQ(documented->database, "var/seatsync.db");
    EXPECT_EQ(documented->server, http::ServerOptions());
}

TEST(ServeConfigTest, ReadsFilesAndSaysWhichIsMissing) {
    const testing::TemporaryFolder folder;
    std::ofstream(folder.file("a.toml")) << "[server]\nport = 1234\n";
    EXPECT_EQ(load_serve_config(folder.file("a.toml"))->server.port, 1234);
    const auto missing = load_serve_config(folder.file("b.toml"));
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::not_found);
    EXPECT_THAT(missing.error().detail, HasSubstr("b.toml"));
}

}  // namespace
}  // namespace seatsync::cli
