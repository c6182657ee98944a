#pragma once

#include "app/market_store.hpp"
#include "app/price_forecaster.hpp"
#include "app/source_status_store.hpp"
#include "cli/environment.hpp"
#include "http/server_options.hpp"

#include <filesystem>
#include <functional>
#include <optional>

namespace seatsync::cli {

/// What `serve` and `demo` bring up.
struct ServeRequest {
    const app::MarketStore& store;
    const app::PriceForecaster& forecaster;
    std::filesystem::path web_dir;         ///< Empty: the API alone.
    std::optional<domain::Instant> as_of;  ///< "Now" for all answers; else that of `clock`.
    http::ServerOptions server;
    bool json = false;                                 ///< Announce the address as JSON.
    const app::SourceStatusStore* statuses = nullptr;  ///< Null: no sources are known.
    const base::Clock* clock = nullptr;                ///< Null: the environment's.
    std::function<void()> announced = {};              ///< Called once, when requests are answered.
};

/// Announces the address on `out` (one line, flushed: then requests are answered) and serves until
/// SIGINT or SIGTERM. Warns on `err` when other machines can connect, when no model is trained, and
/// when there is no page. Errors: those of listening, and deadline_exceeded when the stop cut
/// requests off.
[[nodiscard]] Result<void> serve(const Environment& environment, const ServeRequest& request);

/// web/dist under $SEATSYNC_HOME, else under the current folder.
[[nodiscard]] std::filesystem::path default_web_dir(const Environment& environment);

}  // namespace seatsync::cli
