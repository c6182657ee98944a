#include "adapters/source_market/fred_api.hpp"

#include "adapters/source_market/parse_fred.hpp"
#include "feed/watched.hpp"

namespace seatsync::source_market {

using feed::Instant;
using feed::Task;

namespace {

std::string date_of(Instant time) {
    return domain::format_date(std::chrono::floor<std::chrono::days>(time));
}

}  // namespace

Result<FredApi> FredApi::make(const feed::SourceConfig& config) {
    FredApi api;
    SEATSYNC_TRY(api.series_, SeriesConfig::read(config, "series"));
    api.api_key_ = config.value("api_key");
    api.info_ = info_of(config, api.series_.common);
    api.info_.title = "FRED series observations";
    api.info_.terms =
        "This product uses the FRED API but is not endorsed or certified by the Federal Reserve "
        "Bank of St. Louis. Some series belong to third parties.";
    return api;
}

std::vector<Task> FredApi::tasks(const feed::Watch& /*watch*/, Instant /*now*/) const {
    return series_tasks(series_, kObservations);
}

feed::HttpRequest FredApi::request(const Task& task, const std::string& cursor, Instant now) const {
    feed::HttpRequest request;
    request.url = series_.common.base_url + "/series/observations";
    request.query = {{"series_id", task.parameter("subject")},
                     {"api_key", api_key_, true},
                     {"file_type", "json"},
                     {"observation_start", date_of(now - series_.back)},
                     {"sort_order", "asc"},
                     {"limit", "1000"},
                     {"offset", cursor.empty() ? "0" : cursor}};
    return request;
}

Result<feed::Answer> FredApi::parse(const Task& task, std::string_view body,
                                    Instant received_at) const {
    return parse_fred(body, feed::subject_of(task), received_at);
}

Error FredApi::error_of(const feed::HttpResponse& response) const {
    constexpr int kLocked = 423;  // The account rests for a while.
    Error error = feed::error_by_status(response.status, fred_words(response.body));
    if (response.status == kLocked)
        error.code = ErrorCode::unavailable;
    return error;
}

Result<std::string> FredApi::endpoint_of(std::string_view body) const {
    SEATSYNC_TRY(const auto document, feed::JsonDocument::parse(body));
    if (feed::find(document.root(), "observations"))
        return std::string(kObservations);
    return fail(ErrorCode::invalid_argument, "it is no answer of FRED that is read here");
}

}  // namespace seatsync::source_market
