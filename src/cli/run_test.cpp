#include "cli/run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <sstream>

namespace seatsync::cli {
namespace {

using testing::HasSubstr;

/// A command line in a world of strings: no file, no terminal, no store unless given.
struct Shell {
    std::ostringstream out;
    std::ostringstream err;
    base::ManualClock clock{base::Instant{}};
    std::map<std::string, std::string> variables;
    std::filesystem::path opened;

    int run(const std::vector<std::string>& arguments) {
        Environment environment{
            .out = out, .err = err, .clock = clock, .variable = {}, .open_stores = {}};
        environment.variable = [this](const std::string& name) -> std::optional<std::string> {
            const auto found = variables.find(name);
            return found == variables.end() ? std::nullopt : std::optional(found->second);
        };
        environment.open_stores = [this](const std::filesystem::path& file) -> Result<Stores> {
            opened = file;
            return fail(ErrorCode::unavailable, "no disk in this test");
        };
        return cli::run(arguments, environment);
    }
};

TEST(RunTest, PrintsItsVersion) {
    Shell shell;
    EXPECT_EQ(shell.run({"--version"}), 0);
    EXPECT_THAT(shell.out.str(), testing::StartsWith("seatsync "));
}

TEST(RunTest, HelpShowsExamplesAndExitCodes) {
    Shell shell;
    EXPECT_EQ(shell.run({"market", "events", "--help"}), 0);
    EXPECT_THAT(shell.out.str(), HasSubstr("seatsync market events --league mlb"));
    EXPECT_THAT(shell.out.str(), HasSubstr("Exit codes: 0 done; 1"));
}

TEST(RunTest, BadUsageIsTwoAndSaysWhat) {
    struct Row {
        const char* name;
        std::vector<std::string> arguments;
        const char* complaint;
    };
    const Row rows[] = {
        {"no command", {}, "subcommand is required"},
        {"unknown command", {"sell"}, "sell"},
        {"unknown option", {"market", "events", "--colour"}, "--colour"},
        {"no time", {"market", "events", "--as-of", "yesterday"}, "--as-of"},
    };
    for (const auto& row : rows) {
        Shell shell;
        EXPECT_EQ(shell.run(row.arguments), kExitUsage) << row.name;
        EXPECT_THAT(shell.err.str(), HasSubstr(row.complaint)) << row.name;
        EXPECT_EQ(shell.out.str(), "") << row.name;
    }
}

TEST(RunTest, FailedOperationIsOneAndNamesTheDatabase) {
    Shell shell;
    EXPECT_EQ(shell.run({"market", "events", "--db", "my.db"}), kExitFailed);
    EXPECT_EQ(shell.err.str(),
              "seatsync: database my.db (--db chooses one): no disk in this test\n");
}

TEST(RunTest, ChoosesTheDatabaseByOptionThenVariableThenHome) {
    Shell shell;
    EXPECT_EQ(shell.run({"market", "events"}), 1);
    EXPECT_EQ(shell.opened, "./var/seatsync.db");
    shell.variables["SEATSYNC_HOME"] = "/home/me";
    EXPECT_EQ(shell.run({"market", "events"}), 1);
    EXPECT_EQ(shell.opened, "/home/me/var/seatsync.db");
    shell.variables["SEATSYNC_DB"] = "variable.db";
    EXPECT_EQ(shell.run({"market", "events"}), 1);
    EXPECT_EQ(shell.opened, "variable.db");
    EXPECT_EQ(shell.run({"--db", "option.db", "market", "events"}), 1);
    EXPECT_EQ(shell.opened, "option.db");
}

}  // namespace
}  // namespace seatsync::cli
