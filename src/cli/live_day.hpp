#pragma once

#include "app/ingest_status.hpp"
#include "cli/environment.hpp"

#include <boost/json/object.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace seatsync::cli {

/// A stretch of simulated time in which the sources are read from an emulator in this process, over
/// real HTTP.
struct LiveDayRequest {
    std::uint64_t seed = 1;
    std::chrono::seconds length{24 * 3600};  ///< In simulated time.
    double speed = 200;                      ///< Simulated seconds in one.
    std::string faults = "moderate";         ///< See emulator::load_fault_plan.
};

/// What one emulated API sent, and what became of it.
struct LiveDayLine {
    std::string api;
    std::vector<std::string> sources;  ///< That read it.
    std::uint64_t sent = 0;            ///< Items in whole answers of status 200.
    std::uint64_t observations = 0;    ///< Stored.
    std::uint64_t requests = 0;
    std::uint64_t retries = 0;
    app::FateCounts fates = {};
    std::map<std::string, std::uint64_t> errors = {};       ///< By name of the code.
    std::optional<std::chrono::microseconds> lag_p50 = {};  ///< Of its slowest source, simulated.
    std::optional<std::chrono::microseconds> lag_p99 = {};

    /// What was not stored as new, each with its fate: duplicates, quarantined, queued, rejected
    /// and passed over.
    [[nodiscard]] std::uint64_t reported() const;
    /// stored = sent - reported.
    [[nodiscard]] bool adds_up() const;
};

struct LiveDayReport {
    domain::Instant from;
    domain::Instant to;
    double speed = 0;
    std::string faults;
    std::vector<LiveDayLine> lines;  ///< By name of the API.
    std::uint64_t rows_added = 0;    ///< To the store, counted there.
    std::size_t queue_bytes_peak = 0;

    /// Each line does, and the store has grown by as many rows as the sources count.
    [[nodiscard]] bool adds_up() const;
};

/// Goes on where the seasons of emulator::default_world end. `progress` gets the share of the time
/// that has passed, in [0, 1]; it ends early when `progress` returns false.
/// Errors: those of the emulator and the pipeline.
[[nodiscard]] Result<LiveDayReport> run_live_day(const Environment& environment,
                                                 const Stores& stores,
                                                 const LiveDayRequest& request,
                                                 const std::function<bool(double)>& progress);

[[nodiscard]] boost::json::object to_json(const LiveDayReport& report);
void print(std::ostream& out, const LiveDayReport& report);

}  // namespace seatsync::cli
