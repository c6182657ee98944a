#include "http/json_text.hpp"
#include "http/routes/routes.hpp"

#include <spdlog/spdlog.h>

namespace seatsync::http::routes {

namespace {

/// 503 when the store does not answer, so that a probe needs to look at nothing but the status.
Result<Response> answer(const ApiContext& context) {
    const auto last_received = context.store.last_received();
    if (!last_received)
        spdlog::error("health: the store does not answer: {}", last_received.error().detail);
    boost::json::value last = nullptr;
    if (last_received && *last_received)
        last = domain::format_utc(**last_received);
    Response response = json_response(json_text(boost::json::object{
        {"status", last_received ? "ok" : "degraded"},
        {"version", context.version},
        {"now", domain::format_utc(context.clock.now())},
        {"model_trained", context.forecaster.model().has_value()},
        {"store_reachable", last_received.has_value()},
        {"last_received", std::move(last)},
    }));
    response.status = last_received ? 200 : 503;
    return response;
}

}  // namespace

Route health(const ApiContext& context) {
    return {.method = "GET",
            .pattern = "/health",
            .query = std::vector<std::string>{},
            .handle = [&context](const Call&) { return answer(context); }};
}

}  // namespace seatsync::http::routes
