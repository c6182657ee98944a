#include "cli/progress.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace seatsync::cli {
namespace {

using namespace std::chrono_literals;

struct Terminal {
    std::ostringstream out, err;
    base::ManualClock clock{base::Instant{}};
    Environment environment{.out = out, .err = err, .clock = clock};
};

TEST(ProgressTest, IsSilentForTwoSecondsAndErasesItself) {
    Terminal terminal;
    terminal.environment.err_is_terminal = true;
    {
        ProgressLine progress(terminal.environment, "importing");
        terminal.clock.set(base::Instant{1999ms});
        progress.update(1, 4);
        EXPECT_EQ(terminal.err.str(), "");
        terminal.clock.set(base::Instant{2s});
        progress.update(1, 4);
        EXPECT_THAT(terminal.err.str(), testing::HasSubstr(" 25 %"));
        terminal.clock.set(base::Instant{2100ms});
        progress.update(2, 4);
        EXPECT_THAT(terminal.err.str(), testing::Not(testing::HasSubstr(" 50 %")));
    }
    EXPECT_THAT(terminal.err.str(), testing::EndsWith("\r\x1b[K"));
}

TEST(ProgressTest, IsSilentAwayFromATerminal) {
    Terminal terminal;
    {
        ProgressLine progress(terminal.environment, "importing");
        terminal.clock.set(base::Instant{10s});
        progress.update(1, 4);
    }
    EXPECT_EQ(terminal.err.str(), "");
}

}  // namespace
}  // namespace seatsync::cli
