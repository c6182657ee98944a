#pragma once

#include "app/price_forecaster.hpp"
#include "cli/live_day.hpp"

#include <boost/json/object.hpp>

#include <functional>
#include <iosfwd>
#include <stop_token>
#include <thread>
#include <vector>

namespace seatsync::cli {

/// The time after the demo's history, as the sources told it, and the prices at its end.
struct DayAfter {
    LiveDayReport report;
    std::vector<app::SeriesForecast> prices;
};

/// With a progress bar. Errors: those of run_live_day and of forecasting.
[[nodiscard]] Result<DayAfter> live_on(const Environment& environment, const Stores& stores,
                                       const LiveDayRequest& request, const std::stop_token& stop);

[[nodiscard]] boost::json::object to_json(const DayAfter& day);
void print(std::ostream& out, const DayAfter& day);

/// corrupt_data when the report does not add up.
[[nodiscard]] Result<void> check_sum(const LiveDayReport& report);

/// Does something on a thread of its own, until it has ended or is told to.
class BackgroundJob {
  public:
    using Job = std::function<Result<void>(const std::stop_token&)>;
    explicit BackgroundJob(Job job) : job_(std::move(job)) {}

    void begin();
    /// Asks it to stop and waits for it. What it came to; success when it was never begun.
    [[nodiscard]] Result<void> end();

  private:
    Job job_;
    Result<void> outcome_;
    std::jthread thread_;
};

}  // namespace seatsync::cli
