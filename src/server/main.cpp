#include "adapters/http_curl/curl_client.hpp"
#include "adapters/model_torch/net_predictor.hpp"
#include "adapters/model_torch/net_settings.hpp"
#include "adapters/model_xgboost/xgboost_predictor.hpp"
#include "cli/run.hpp"
#include "server/open_stores.hpp"
#include "server/sources.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <malloc.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
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

/// What $SEATSYNC_NETS, a file, says may be spent on the nets. Errors: not_found, invalid_argument.
Result<model_torch::NetSettings> net_settings() {
    const auto file = environment_variable("SEATSYNC_NETS");
    if (!file)
        return model_torch::NetSettings{};
    std::ifstream in(*file);
    const std::string toml{std::istreambuf_iterator<char>(in), {}};
    if (!in)
        return fail(ErrorCode::not_found, "$SEATSYNC_NETS: cannot read " + *file);
    auto settings = model_torch::parse_net_settings(toml);
    if (!settings.has_value())
        return base::in_context(settings.error(), *file);
    return settings;
}

std::vector<learning::PredictorKind> nets(const model_torch::NetSettings& settings) {
    std::vector<learning::PredictorKind> both;
    for (const auto& options : {settings.lstm, settings.transformer})
        both.push_back({std::string(model_torch::name_of(options.kind)),
                        [options] { return model_torch::make_net_predictor(options); }});
    return both;
}

/// The C library would give each thread that reads a source a heap of its own, each of which grows
/// to the largest answers that it ever held.
void limit_memory_arenas() {
    constexpr int kArenas = 2;
    mallopt(M_ARENA_MAX, kArenas);
}

std::unique_ptr<feed::HttpClient> make_client(const std::string& connect_to) {
    return std::make_unique<http_curl::CurlClient>(
        http_curl::CurlOptions{.connect_to = connect_to});
}

}  // namespace

int main(int argc, char** argv) {
    limit_memory_arenas();
    const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    spdlog::set_default_logger(spdlog::stderr_color_mt("seatsync"));  // stdout holds results alone.
    const base::SystemClock clock;
    const auto settings = net_settings();
    if (!settings.has_value()) {
        std::cerr << settings.error().detail << '\n';
        return cli::kExitUsage;
    }
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
                                 .nets = nets(*settings),
                                 .make_sources = server::source_factories,
                                 .make_client = make_client};
    return cli::run(arguments, environment);
}
