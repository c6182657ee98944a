#include "adapters/source_competing_events/predicthq_api.hpp"

#include "adapters/source_competing_events/parse_predicthq.hpp"
#include "feed/watched.hpp"

#include <fmt/format.h>
#include <boost/url/encode.hpp>
#include <boost/url/parse_query.hpp>

namespace seatsync::source_competing_events {

using feed::Instant;
using feed::Task;

namespace {

constexpr std::chrono::days kAhead(30);

std::string date_of(Instant time) {
    return domain::format_date(std::chrono::floor<std::chrono::days>(time));
}

/// The query of a page as its provider wrote it; empty when it is none.
std::vector<feed::HttpField> fields_of(const std::string& query) {
    std::vector<feed::HttpField> fields;
    const auto parsed = boost::urls::parse_query(query);
    if (parsed.has_value())
        for (const auto& field : boost::urls::params_view(*parsed))
            fields.push_back({field.key, field.value});
    return fields;
}

}  // namespace

Result<PredictHqApi> PredictHqApi::make(const feed::SourceConfig& config) {
    PredictHqApi api;
    SEATSYNC_TRY(api.common_, feed::CommonConfig::read(config));
    api.access_token_ = config.value("access_token");
    api.radius_ = config.value("radius");
    api.categories_ = config.value("categories");
    api.info_.name = config.source();
    api.info_.title = "PredictHQ events";
    api.info_.kind = feed::SourceKind::context;
    api.info_.terms =
        "Where the plan says so, 'Events by PredictHQ' stands beside the data. The data must be "
        "protected from scraping.";
    api.info_.limits = api.common_.limits;
    api.info_.missing = config.missing();
    api.info_.timeout = api.common_.timeout;
    return api;
}

std::vector<Task> PredictHqApi::tasks(const feed::Watch& watch, Instant now) const {
    std::vector<Task> tasks;
    for (const feed::WatchedVenue& venue : feed::watched_venues(watch, common_, now, kAhead))
        tasks.push_back(
            {.key = fmt::format("{}/{}", kEvents, venue.name),
             .endpoint = kEvents,
             .parameters = {{"subject", subject_of(venue.place)},
                            {"within", fmt::format("{}@{}", radius_, subject_of(venue.place))}},
             .period = common_.period,
             .period_min = common_.period_min,
             .next_start = venue.next_start});
    return tasks;
}

feed::HttpRequest PredictHqApi::request(const Task& task, const std::string& cursor,
                                        Instant now) const {
    feed::HttpRequest request;
    request.url = common_.base_url + "/events/";
    if (cursor.empty())
        request.query = {{"within", task.parameter("within")},  {"active.gte", date_of(now)},
                         {"active.lte", date_of(now + kAhead)}, {"category", categories_},
                         {"state", "active,deleted"},           {"limit", "100"}};
    else
        request.query = fields_of(cursor);
    request.headers = {{"Authorization", "Bearer " + access_token_, true},
                       {"Accept", "application/json"}};
    return request;
}

Result<feed::Answer> PredictHqApi::parse(const Task& task, std::string_view body,
                                         Instant received_at) const {
    if (task.endpoint == kCounts)
        return parse_counts(body, feed::subject_of(task), received_at);
    return task.endpoint == kBroadcasts ? parse_broadcasts(body, received_at)
                                        : parse_events(body, received_at);
}

Error PredictHqApi::error_of(const feed::HttpResponse& response) const {
    return feed::error_by_status(response.status, words_of_error(response.body));
}

Result<std::string> PredictHqApi::endpoint_of(std::string_view body) const {
    SEATSYNC_TRY(const auto document, feed::JsonDocument::parse(body));
    SEATSYNC_TRY(const auto results, feed::array_at(document.root(), "results"));
    if (results && results->size() > 0 && feed::find(results->at(0).value_unsafe(), "broadcast_id"))
        return std::string(kBroadcasts);
    if (results)
        return std::string(kEvents);
    if (feed::find(document.root(), "count"))
        return std::string(kCounts);
    return fail(ErrorCode::invalid_argument, "it is no answer of PredictHQ");
}

}  // namespace seatsync::source_competing_events
