#include "adapters/http_curl/curl_client.hpp"
#include "adapters/model_torch/net_predictor.hpp"
#include "adapters/model_xgboost/xgboost_predictor.hpp"
#include "cli/run.hpp"
#include "server/open_stores.hpp"
#include "server/sources.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

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

std::unique_ptr<learning::Predictor> make_predictor() {
    return model_xgboost::make_predictor();
}

std::vector<app::Contestant> nets() {
    using model_torch::NetKind;
    const auto of = [](NetKind kind) {
        return app::Contestant{std::string(model_torch::name_of(kind)),
                               [kind] { return model_torch::make_net_predictor({.kind = kind}); }};
    };
    return {of(NetKind::lstm), of(NetKind::transformer)};
}

std::unique_ptr<feed::HttpClient> make_client(const std::string& connect_to) {
    return std::make_unique<http_curl::CurlClient>(
        http_curl::CurlOptions{.connect_to = connect_to});
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    spdlog::set_default_logger(spdlog::stderr_color_mt("seatsync"));  // stdout holds results alone.
    const base::SystemClock clock;
    cli::Environment environment{.out = std::cout,
                                 .err = std::cerr,
                                 .clock = clock,
                                 .out_is_terminal = isatty(STDOUT_FILENO) == 1,
                                 .err_is_terminal = isatty(STDERR_FILENO) == 1,
                                 .out_columns = columns_of_terminal(),
                                 .variable = environment_variable,
                                 .open_stores = server::open_stores,
                                 .revision = SEATSYNC_REVISION,
                                 .make_predictor = make_predictor,
                                 .contestants = nets(),
                                 .make_sources = server::source_factories,
                                 .make_client = make_client};
    return cli::run(arguments, environment);
}
