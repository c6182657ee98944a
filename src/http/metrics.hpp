#pragma once

#include "base/clock.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

namespace seatsync::http {

/// What the process counts about itself, and its text for Prometheus (exposition format 0.0.4).
/// Thread-safe.
class Metrics {
  public:
    explicit Metrics(base::Instant process_start) : process_start_(process_start) {}

    void connection_opened();
    void connection_closed();
    void request_started();
    /// `route` is a pattern, never a path from outside: each distinct one is kept for good. Empty
    /// stands for a request that met no route. `seconds` from its last byte to the ready answer.
    void request_finished(std::string_view route, std::string_view method, unsigned status,
                          double seconds);
    /// Forecasts of a price (one series, one horizon) that were answered.
    void predictions_made(std::uint64_t count);

    /// What is only known by asking others when the text is made; what is absent is left out.
    struct Observed {
        std::optional<double> model_age_seconds;
        std::optional<base::Instant> last_received;
        bool store_reachable = false;
    };
    [[nodiscard]] std::string text(const Observed& observed) const;

  private:
    /// Upper bounds in seconds; the last bucket (+Inf) is the count.
    static constexpr std::array kBounds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                           0.25,  0.5,    1.0,   2.5,  5.0,   10.0};
    struct Histogram {
        std::array<std::uint64_t, kBounds.size()> buckets{};  ///< Not cumulative.
        std::uint64_t count = 0;
        double sum = 0;
    };
    using RequestKey = std::tuple<std::string, std::string, unsigned>;  ///< Route, method, status.

    void write_requests(std::string& out) const;
    void write_latencies(std::string& out) const;

    base::Instant process_start_;
    mutable std::mutex mutex_;
    std::map<RequestKey, std::uint64_t> requests_;
    std::map<std::string, Histogram> latencies_;
    std::uint64_t predictions_ = 0;
    std::int64_t requests_in_flight_ = 0;
    std::int64_t connections_ = 0;
};

}  // namespace seatsync::http
