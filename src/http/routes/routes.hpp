#pragma once

#include "http/api.hpp"
#include "http/router.hpp"

namespace seatsync::http::routes {

// One function and one source file per route. Each keeps a reference to the context.

[[nodiscard]] Route health(const ApiContext& context);
[[nodiscard]] Route metrics(const ApiContext& context);
[[nodiscard]] Route predict_advanced(const ApiContext& context);
[[nodiscard]] Route models_status(const ApiContext& context);
[[nodiscard]] Route events(const ApiContext& context);
[[nodiscard]] Route event(const ApiContext& context);
[[nodiscard]] Route event_quotes(const ApiContext& context);
[[nodiscard]] Route event_forecast(const ApiContext& context);
[[nodiscard]] Route sources(const ApiContext& context);

}  // namespace seatsync::http::routes
