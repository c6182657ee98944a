#include "cli/demo_day.hpp"

#include "cli/demo_forecast.hpp"
#include "cli/progress.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <ostream>

namespace seatsync::cli {

Result<DayAfter> live_on(const Environment& environment, const Stores& stores,
                         const LiveDayRequest& request, const std::stop_token& stop) {
    ProgressLine line(environment, "reading the sources");
    const auto progress = [&](double share) {
        constexpr double kParts = 1000;
        line.update(static_cast<std::uint64_t>(share * kParts), static_cast<std::uint64_t>(kParts));
        return !stop.stop_requested();
    };
    DayAfter day;
    SEATSYNC_TRY(day.report, run_live_day(environment, stores, request, progress));
    SEATSYNC_TRY(day.prices, prices_at(environment, stores, day.report.to));
    return day;
}

boost::json::object to_json(const DayAfter& day) {
    boost::json::object object = cli::to_json(day.report);
    object["prices"] = to_json(day.prices);
    return object;
}

void print(std::ostream& out, const DayAfter& day) {
    out << fmt::format("The prices as of {}\n", domain::format_utc(day.report.to));
    cli::print(out, day.prices);
    cli::print(out, day.report);
}

Result<void> check_sum(const LiveDayReport& report) {
    if (report.adds_up())
        return {};
    return fail(ErrorCode::corrupt_data,
                "what was stored is not what was sent less what was "
                "reported");
}

void BackgroundJob::begin() {
    thread_ = std::jthread([this](const std::stop_token& stop) { outcome_ = job_(stop); });
}

Result<void> BackgroundJob::end() {
    if (thread_.joinable()) {
        thread_.request_stop();
        thread_.join();
    }
    return outcome_;
}

}  // namespace seatsync::cli
