#include "adapters/source_market/yahoo_api.hpp"

#include "adapters/source_market/parse_yahoo.hpp"
#include "feed/watched.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/pchars.hpp>

namespace seatsync::source_market {

using feed::Instant;
using feed::Task;

namespace {

std::string epoch_of(std::chrono::sys_days day) {
    return std::to_string(std::chrono::sys_seconds(day).time_since_epoch().count());
}

}  // namespace

Result<YahooApi> YahooApi::make(const feed::SourceConfig& config) {
    YahooApi api;
    SEATSYNC_TRY(api.series_, SeriesConfig::read(config, "symbols"));
    api.info_ = info_of(config, api.series_.common);
    api.info_.title = "Yahoo chart";
    api.info_.terms =
        "Not an official API: it may change or refuse at any time, and is not for production.";
    return api;
}

std::vector<Task> YahooApi::tasks(const feed::Watch& /*watch*/, Instant /*now*/) const {
    return series_tasks(series_, kChart);
}

/// Whole days, so that the same is asked all day long.
feed::HttpRequest YahooApi::request(const Task& task, const std::string& /*cursor*/,
                                    Instant now) const {
    const auto today = std::chrono::floor<std::chrono::days>(now);
    feed::HttpRequest request;
    request.url = series_.common.base_url + "/" +
                  boost::urls::encode(task.parameter("subject"), boost::urls::pchars);
    request.query = {{"period1", epoch_of(today - series_.back)},
                     {"period2", epoch_of(today + std::chrono::days(1))},
                     {"interval", "1d"},
                     {"includePrePost", "false"}};
    request.headers = {{"User-Agent", "seatsync"}, {"Accept", "application/json"}};
    return request;
}

Result<feed::Answer> YahooApi::parse(const Task& task, std::string_view body,
                                     Instant received_at) const {
    return parse_yahoo(body, feed::subject_of(task), received_at);
}

Error YahooApi::error_of(const feed::HttpResponse& response) const {
    return feed::error_by_status(response.status, yahoo_words(response.body));
}

Result<std::string> YahooApi::endpoint_of(std::string_view body) const {
    SEATSYNC_TRY(const auto document, feed::JsonDocument::parse(body));
    if (feed::find(document.root(), "chart"))
        return std::string(kChart);
    return fail(ErrorCode::invalid_argument, "it is no chart of Yahoo");
}

}  // namespace seatsync::source_market
