#pragma once

#include "app/market_store.hpp"
#include "app/price_forecaster.hpp"
#include "app/source_status_store.hpp"
#include "base/clock.hpp"
#include "http/metrics.hpp"
#include "http/router.hpp"

#include <filesystem>
#include <string>

namespace seatsync::http {

/// What the routes answer from. All of it outlives the router made of it.
struct ApiContext {
    const app::MarketStore& store;
    const app::PriceForecaster& forecaster;
    const base::Clock& clock;  ///< "Now" of every answer; stands still over historical data.
    Metrics& metrics;
    std::string version;
    /// What the pipeline says of its sources; null: no sources are known.
    const app::SourceStatusStore* statuses = nullptr;
};

/// Every route of docs/api.md, and the page's files in `web_dir` for all other paths; an empty
/// `web_dir` serves no page.
[[nodiscard]] Router make_api(const ApiContext& context, const std::filesystem::path& web_dir);

}  // namespace seatsync::http
