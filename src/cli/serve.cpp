#include "cli/serve.hpp"

#include "http/api.hpp"
#include "http/server.hpp"

#include <fmt/format.h>

#include <ostream>
#include <string_view>

namespace seatsync::cli {

namespace {

bool is_loopback(std::string_view host) {
    return host.starts_with("127.") || host == "::1";
}

void warn(const Environment& environment, std::string_view what) {
    environment.err << "seatsync: warning: " << what << '\n';
}

/// The folder of the page, or nothing with a warning when no page is there.
std::filesystem::path page_of(const Environment& environment, const ServeRequest& request) {
    std::error_code unreadable;
    if (request.web_dir.empty() ||
        std::filesystem::is_regular_file(request.web_dir / "index.html", unreadable))
        return request.web_dir;
    warn(environment, fmt::format("there is no page in {}: the API is served alone (--web-dir "
                                  "chooses another folder)",
                                  request.web_dir.string()));
    return {};
}

void warn_of_surprises(const Environment& environment, const ServeRequest& request) {
    if (!is_loopback(request.server.host))
        warn(environment, fmt::format("listening on {}: whoever reaches this machine can read "
                                      "everything; there is no login and no encryption",
                                      request.server.host));
    if (!request.forecaster.model())
        warn(environment,
             "no model is trained: prices are shown without forecasts "
             "(seatsync forecast train)");
}

void announce(const Environment& environment, const http::Server& server, bool json) {
    if (json)
        environment.out << fmt::format("{{\"url\":\"{}\",\"port\":{}}}\n", server.url(),
                                       server.port());
    else
        environment.out << fmt::format("Serving {} (Ctrl-C stops)\n", server.url());
    environment.out.flush();
}

}  // namespace

std::filesystem::path default_web_dir(const Environment& environment) {
    const auto home = environment.variable("SEATSYNC_HOME");
    return std::filesystem::path(home.value_or(".")) / "web" / "dist";
}

Result<void> serve(const Environment& environment, const ServeRequest& request) {
    const base::ManualClock still(request.as_of.value_or(domain::Instant{}));
    const base::Clock& running = request.clock == nullptr ? environment.clock : *request.clock;
    const base::Clock& clock = request.as_of ? still : running;
    http::Metrics metrics(environment.clock.now());
    const http::ApiContext context{.store = request.store,
                                   .forecaster = request.forecaster,
                                   .clock = clock,
                                   .metrics = metrics,
                                   .version = SEATSYNC_VERSION,
                                   .statuses = request.statuses};
    const http::Router router = http::make_api(context, page_of(environment, request));
    SEATSYNC_TRY(
        const auto server,
        http::Server::listen(
            request.server, [&router](const http::Request& call) { return router.handle(call); },
            metrics));
    warn_of_surprises(environment, request);
    server->stop_on_signals();
    announce(environment, *server, request.json);
    if (request.announced)
        request.announced();
    return server->run();
}

}  // namespace seatsync::cli
