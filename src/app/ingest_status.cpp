#include "app/ingest_status.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace seatsync::app {

namespace {

namespace json = boost::json;

constexpr std::size_t kLagsKept = 1000;

json::value text_or_null(const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}
json::value time_or_null(const std::optional<Instant>& at) {
    return at ? json::value(domain::format_utc(*at)) : json::value(nullptr);
}
json::value milliseconds_or_null(const std::optional<std::chrono::microseconds>& lag) {
    if (!lag)
        return nullptr;
    return std::chrono::round<std::chrono::milliseconds>(*lag).count();
}

json::value error_of(const std::optional<TimedError>& error) {
    if (!error)
        return nullptr;
    return json::object{{"code", base::name_of(error->error.code)},
                        {"detail", error->error.detail},
                        {"at", domain::format_utc(error->at)}};
}

json::object items_of(const FateCounts& fates) {
    json::object items{{"total", fates.items()}};
    for (const Fate fate : kFates)
        items[name_of(fate)] = fates.of(fate);
    return items;
}

json::object errors_of(const feed::FetchCounts& fetched) {
    json::object errors;
    for (const auto& [code, count] : fetched.errors)
        errors[base::name_of(code)] = count;
    return errors;
}

json::object requests_of(const SourceStatus& status) {
    json::value hit_rate = nullptr;
    if (const auto rate = status.fetched.hit_rate())
        hit_rate = *rate;
    return {{"sent", status.fetched.requests},
            {"bytes", status.fetched.bytes},
            {"pages", status.fetched.pages},
            {"retries", status.retries},
            {"not_modified", status.fetched.not_modified},
            {"cache_hits", status.fetched.cache_hits},
            {"cache_hit_rate", std::move(hit_rate)},
            {"tokens", status.fetched.tokens},
            {"errors", errors_of(status.fetched)}};
}

json::array texts_of(const std::vector<std::string>& texts) {
    return json::array(texts.begin(), texts.end());
}

}  // namespace

void LagWindow::add(std::chrono::microseconds lag) {
    lags_.push_back(lag);
    if (lags_.size() > kLagsKept)
        lags_.pop_front();
}

std::optional<std::chrono::microseconds> LagWindow::quantile(double share) const {
    if (lags_.empty())
        return std::nullopt;
    std::vector<std::chrono::microseconds> sorted(lags_.begin(), lags_.end());
    const auto rank =
        static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    const std::size_t place = std::clamp<std::size_t>(rank, 1, sorted.size()) - 1;
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(place),
                     sorted.end());
    return sorted[place];
}

std::string_view state_of(const SourceStatus& status) {
    if (!status.info.missing.empty())
        return "unconfigured";
    if (status.breaker != BreakerState::closed)
        return "open";
    if (status.is_failing)
        return "degraded";
    return status.last_answer_at ? "ok" : "waiting";
}

StoredSourceStatus stored_form(const SourceStatus& status, Instant now) {
    json::value quota = nullptr;
    if (status.quota_left)
        quota = *status.quota_left;
    const json::object document{{"source", status.info.name},
                                {"title", status.info.title},
                                {"kind", feed::name_of(status.info.kind)},
                                {"state", state_of(status)},
                                {"missing", texts_of(status.info.missing)},
                                {"terms", text_or_null(status.info.terms)},
                                {"breaker", name_of(status.breaker)},
                                {"tasks", status.tasks},
                                {"last_answer_at", time_or_null(status.last_answer_at)},
                                {"next_run_at", time_or_null(status.next_run)},
                                {"quota_left", std::move(quota)},
                                {"lag_p50_ms", milliseconds_or_null(status.lag_p50)},
                                {"lag_p99_ms", milliseconds_or_null(status.lag_p99)},
                                {"last_error", error_of(status.last_error)},
                                {"items", items_of(status.fates)},
                                {"observations", status.observations},
                                {"flagged", status.flagged},
                                {"requests", requests_of(status)}};
    return {
        .source = status.info.name, .updated_at = now, .status_json = json::serialize(document)};
}

}  // namespace seatsync::app
