#include "http/metrics.hpp"

#include "http/routes/routes.hpp"

namespace seatsync::http::routes {

namespace {

Result<Response> answer(const ApiContext& context) {
    Metrics::Observed observed;
    if (const auto model = context.forecaster.model())
        observed.model_age_seconds =
            std::chrono::duration<double>(context.clock.now() - model->as_of).count();
    const auto last_received = context.store.last_received();
    observed.store_reachable = last_received.has_value();
    if (last_received)
        observed.last_received = *last_received;
    return text_response(context.metrics.text(observed),
                         "text/plain; version=0.0.4; charset=utf-8");
}

}  // namespace

Route metrics(const ApiContext& context) {
    return {.method = "GET",
            .pattern = "/metrics",
            .query = std::vector<std::string>{},
            .handle = [&context](const Call&) { return answer(context); }};
}

}  // namespace seatsync::http::routes
