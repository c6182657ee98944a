#include "cli/run.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <vector>

namespace {

using namespace seatsync;

std::optional<std::string> environment_variable(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

std::size_t columns_of_terminal() {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 40)
        return 80;
    return size.ws_col;
}

Result<cli::Stores> open_stores(const std::filesystem::path&) {
    return fail(ErrorCode::unavailable, "this build has no store");
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    const base::SystemClock clock;
    cli::Environment environment{.out = std::cout,
                                 .err = std::cerr,
                                 .clock = clock,
                                 .out_is_terminal = isatty(STDOUT_FILENO) == 1,
                                 .err_is_terminal = isatty(STDERR_FILENO) == 1,
                                 .out_columns = columns_of_terminal(),
                                 .variable = environment_variable,
                                 .open_stores = open_stores};
    return cli::run(arguments, environment);
}
