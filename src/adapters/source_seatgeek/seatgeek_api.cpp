#include "adapters/source_seatgeek/seatgeek_api.hpp"

#include "adapters/source_seatgeek/parse_events.hpp"

#include <fmt/format.h>

#include <array>

namespace seatsync::source_seatgeek {

namespace {

using feed::Instant;
using feed::JsonDocument;
using std::chrono::hours;

constexpr hours kNear{48};
constexpr std::array kListsPassedOver = {"genres", "taxonomies", "performers", "venues"};

/// "2026-04-01T18:00:00": the API's times have no zone and mean UTC.
std::string text_of(Instant instant) {
    std::string text = domain::format_utc(instant);
    text.pop_back();
    return text;
}

feed::Task task_of(const std::string& league, bool near, const feed::CommonConfig& config) {
    return {.key = fmt::format("events/{}{}", league, near ? "/near" : ""),
            .endpoint = "events",
            .parameters = {{"league", league}, {"near", near ? "yes" : ""}},
            .period = config.period,
            .period_min = config.period_min,
            .priority = near ? 1 : 0};
}

}  // namespace

Result<std::unique_ptr<feed::SourceApi>> SeatGeekApi::make(const feed::SourceConfig& config) {
    auto api = std::unique_ptr<SeatGeekApi>(new SeatGeekApi);
    SEATSYNC_TRY(api->config_, feed::CommonConfig::read(config));
    api->client_id_ = config.value("client_id");
    api->client_secret_ = config.value("client_secret");
    api->per_page_ = config.value("per_page");
    api->info_ = {.name = config.source(),
                  .title = "SeatGeek Platform API v2",
                  .kind = feed::SourceKind::marketplace,
                  .terms =
                      "Forbids other sellers' listings beside this data, and its sale, "
                      "redistribution or sublicensing; demands the logo. A comparison of "
                      "markets needs a written agreement.",
                  .limits = api->config_.limits,
                  .missing = config.missing(),
                  .timeout = api->config_.timeout};
    return std::unique_ptr<feed::SourceApi>(std::move(api));
}

std::vector<feed::Task> SeatGeekApi::tasks(const feed::Watch& watch, Instant now) const {
    std::vector<feed::Task> tasks;
    for (const std::string& league : watch.leagues)
        if (config_.wants(league))
            for (const bool near : {true, false}) {
                tasks.push_back(task_of(league, near, config_));
                tasks.back().next_start =
                    feed::next_start_of(watch, league, near ? now : now + kNear);
            }
    return tasks;
}

feed::HttpRequest SeatGeekApi::request(const feed::Task& task, const std::string& cursor,
                                       Instant now) const {
    feed::HttpRequest request{.url = config_.base_url + "/events",
                              .query = {{"client_id", client_id_, true}}};
    if (!client_secret_.empty())
        request.query.push_back({"client_secret", client_secret_, true});
    request.query.push_back({"taxonomies.name", taxonomy_of(task.parameter("league"))});
    const Instant hour = std::chrono::floor<hours>(now);
    if (task.parameter("near").empty()) {
        request.query.push_back({"datetime_utc.gte", text_of(hour + kNear)});
    } else {
        request.query.push_back({"datetime_utc.gte", text_of(hour)});
        request.query.push_back({"datetime_utc.lte", text_of(hour + kNear)});
    }
    request.query.push_back({"sort", "datetime_utc.asc"});
    request.query.push_back({"per_page", per_page_});
    request.query.push_back({"page", cursor.empty() ? "1" : cursor});
    return request;
}

Result<feed::Answer> SeatGeekApi::parse(const feed::Task& task, std::string_view body,
                                        Instant received_at) const {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    if (task.endpoint == "events")
        return parse_events(document.root(), received_at);
    if (task.endpoint == "event")
        return parse_event(document.root(), received_at);
    for (const char* list : kListsPassedOver)
        if (task.endpoint == list)
            return pass_over_list(document.root(), list);
    return fail(ErrorCode::invalid_argument,
                fmt::format("seatgeek has no endpoint '{}'", task.endpoint));
}

Error SeatGeekApi::error_of(const feed::HttpResponse& response) const {
    if (response.status == 406)
        return fail(ErrorCode::unavailable, "status 406: too much traffic for the network filter");
    if (feed::is_html(response.body))
        return fail(ErrorCode::unavailable,
                    fmt::format("status {}: a page for people instead of JSON", response.status));
    const auto document = JsonDocument::parse(response.body);
    return feed::error_by_status(response.status,
                                 document ? words_of_error(document->root()) : std::string());
}

Result<std::string> SeatGeekApi::endpoint_of(std::string_view body) const {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    if (feed::find(document.root(), "events"))
        return std::string("events");
    if (feed::find(document.root(), "datetime_local"))
        return std::string("event");
    for (const char* list : kListsPassedOver)
        if (feed::find(document.root(), list))
            return std::string(list);
    return fail(ErrorCode::invalid_argument, "no answer of seatgeek looks like this");
}

}  // namespace seatsync::source_seatgeek
