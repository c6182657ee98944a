#include "http/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace seatsync::http {

namespace {

constexpr std::array<std::string_view, 7> kMethods = {"GET",    "HEAD",  "POST",   "PUT",
                                                      "DELETE", "PATCH", "OPTIONS"};

/// A client may invent methods; a label may not grow with them.
std::string_view bounded(std::string_view method) {
    const bool known = std::find(kMethods.begin(), kMethods.end(), method) != kMethods.end();
    return known ? method : "other";
}

void family(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
    fmt::format_to(std::back_inserter(out), "# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, type);
}

template <class Number>
void single(std::string& out, std::string_view name, std::string_view type, std::string_view help,
            Number value) {
    family(out, name, type, help);
    fmt::format_to(std::back_inserter(out), "{} {}\n", name, value);
}

double unix_seconds(base::Instant instant) {
    return std::chrono::duration<double>(instant.time_since_epoch()).count();
}

}  // namespace

void Metrics::connection_opened() {
    const std::lock_guard lock(mutex_);
    ++connections_;
}

void Metrics::connection_closed() {
    const std::lock_guard lock(mutex_);
    --connections_;
}

void Metrics::request_started() {
    const std::lock_guard lock(mutex_);
    ++requests_in_flight_;
}

void Metrics::request_finished(std::string_view route, std::string_view method, unsigned status,
                               double seconds) {
    const std::string label(route.empty() ? "unmatched" : route);
    const std::lock_guard lock(mutex_);
    --requests_in_flight_;
    ++requests_[{label, std::string(bounded(method)), status}];
    Histogram& histogram = latencies_[label];
    const auto bucket = std::lower_bound(kBounds.begin(), kBounds.end(), seconds);
    if (bucket != kBounds.end())
        ++histogram.buckets[static_cast<std::size_t>(bucket - kBounds.begin())];
    ++histogram.count;
    histogram.sum += seconds;
}

void Metrics::predictions_made(std::uint64_t count) {
    const std::lock_guard lock(mutex_);
    predictions_ += count;
}

void Metrics::write_requests(std::string& out) const {
    family(out, "seatsync_http_requests_total", "counter", "Requests answered.");
    for (const auto& [key, count] : requests_)
        fmt::format_to(
            std::back_inserter(out),
            "seatsync_http_requests_total{{route=\"{}\",method=\"{}\",status=\"{}\"}} {}\n",
            std::get<0>(key), std::get<1>(key), std::get<2>(key), count);
}

void Metrics::write_latencies(std::string& out) const {
    constexpr std::string_view kName = "seatsync_http_request_duration_seconds";
    family(out, kName, "histogram", "From the last byte of a request to its ready answer.");
    for (const auto& [route, histogram] : latencies_) {
        std::uint64_t cumulative = 0;
        for (std::size_t i = 0; i < kBounds.size(); ++i) {
            cumulative += histogram.buckets[i];
            fmt::format_to(std::back_inserter(out), "{}_bucket{{route=\"{}\",le=\"{}\"}} {}\n",
                           kName, route, kBounds[i], cumulative);
        }
        fmt::format_to(std::back_inserter(out),
                       "{0}_bucket{{route=\"{1}\",le=\"+Inf\"}} {2}\n{0}_sum{{route=\"{1}\"}} {3}\n"
                       "{0}_count{{route=\"{1}\"}} {2}\n",
                       kName, route, histogram.count, histogram.sum);
    }
}

std::string Metrics::text(const Observed& observed) const {
    std::string out;
    const std::lock_guard lock(mutex_);
    write_requests(out);
    write_latencies(out);
    single(out, "seatsync_http_requests_in_flight", "gauge", "Requests being answered.",
           requests_in_flight_);
    single(out, "seatsync_http_connections", "gauge", "Open connections.", connections_);
    single(out, "seatsync_predictions_total", "counter",
           "Forecasts answered, one per series and horizon.", predictions_);
    single(out, "process_start_time_seconds", "gauge", "Start of the process since 1970.",
           fmt::format("{:.3f}", unix_seconds(process_start_)));
    single(out, "seatsync_store_reachable", "gauge", "1 when the store answered just now.",
           observed.store_reachable ? 1 : 0);
    single(out, "seatsync_model_trained", "gauge", "1 when a price model answers.",
           observed.model_age_seconds ? 1 : 0);
    if (observed.model_age_seconds)
        single(out, "seatsync_model_age_seconds", "gauge",
               "Age of the newest observation time the model was trained as of.",
               *observed.model_age_seconds);
    if (observed.last_received)
        single(out, "seatsync_last_received_timestamp_seconds", "gauge",
               "When anything was last received, since 1970.",
               fmt::format("{:.3f}", unix_seconds(*observed.last_received)));
    return out;
}

}  // namespace seatsync::http
