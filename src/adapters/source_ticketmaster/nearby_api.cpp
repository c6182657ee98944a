#include "adapters/source_ticketmaster/nearby_api.hpp"

#include "adapters/source_ticketmaster/discovery_query.hpp"
#include "adapters/source_ticketmaster/parse_discovery.hpp"
#include "feed/watched.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace seatsync::source_ticketmaster {

namespace {

using feed::Instant;
using feed::JsonDocument;
using std::chrono::days;

constexpr const char* kPageSize = "200";

/// "2026-04-03T02:10:00Z, …": the watched games at the venue.
std::string starts_at(const feed::Watch& watch, const feed::CommonConfig& config,
                      const std::string& venue) {
    std::string starts;
    for (const domain::Event& game : watch.games)
        if (game.venue.name == venue && config.wants(game.league))
            starts += (starts.empty() ? "" : ", ") + domain::format_utc(game.start);
    return starts;
}

Result<OwnGames> own_games(const feed::Task& task) {
    OwnGames own{.venue = task.parameter("venue"), .place = {}, .starts = {}};
    for (const std::string& start : feed::parse_list(task.parameter("starts"))) {
        SEATSYNC_TRY(const Instant instant, feed::parse_loose_instant(start));
        own.starts.push_back(instant);
    }
    const auto place = feed::parse_list(task.parameter("place"));
    if (place.size() == 2) {
        own.place.latitude = std::strtod(place[0].c_str(), nullptr);
        own.place.longitude = std::strtod(place[1].c_str(), nullptr);
    }
    return own;
}

}  // namespace

Result<std::unique_ptr<feed::SourceApi>> NearbyApi::make(const feed::SourceConfig& config) {
    auto api = std::unique_ptr<NearbyApi>(new NearbyApi);
    SEATSYNC_TRY(api->config_, feed::CommonConfig::read(config));
    SEATSYNC_TRY(const int radius, feed::whole_number_of(config, "radius_miles", 1, 500));
    SEATSYNC_TRY(api->days_ahead_, feed::whole_number_of(config, "days_ahead", 1, 365));
    api->radius_miles_ = fmt::format("{}", radius);
    api->api_key_ = config.value("api_key");
    api->info_ = {.name = config.source(),
                  .title = "Ticketmaster Discovery API v2, by place",
                  .kind = feed::SourceKind::context,
                  .terms =
                      "May be kept for reasonable periods only and must be removed within 24 "
                      "hours on request; no sale or sublicensing.",
                  .limits = api->config_.limits,
                  .missing = config.missing(),
                  .timeout = api->config_.timeout};
    return std::unique_ptr<feed::SourceApi>(std::move(api));
}

std::vector<feed::Task> NearbyApi::tasks(const feed::Watch& watch, Instant now) const {
    std::vector<feed::Task> tasks;
    for (const feed::WatchedVenue& venue :
         feed::watched_venues(watch, config_, now, days(days_ahead_)))
        tasks.push_back({.key = "nearby/" + venue.name,
                         .endpoint = "nearby",
                         .parameters = {{"venue", venue.name},
                                        {"place", feed::subject_of(venue.place)},
                                        {"starts", starts_at(watch, config_, venue.name)}},
                         .period = config_.period,
                         .period_min = config_.period_min,
                         .next_start = venue.next_start});
    return tasks;
}

feed::HttpRequest NearbyApi::request(const feed::Task& task, const std::string& cursor,
                                     Instant now) const {
    const Instant from = std::chrono::floor<std::chrono::hours>(now);
    auto request = events_request(config_.base_url, api_key_, from, from + days(days_ahead_),
                                  kPageSize, cursor);
    request.query.push_back({"latlong", task.parameter("place")});
    request.query.push_back({"radius", radius_miles_});
    request.query.push_back({"unit", "miles"});
    return request;
}

Result<feed::Answer> NearbyApi::parse(const feed::Task& task, std::string_view body,
                                      Instant received_at) const {
    if (task.endpoint != "nearby")
        return fail(ErrorCode::invalid_argument,
                    fmt::format("ticketmaster_nearby has no endpoint '{}'", task.endpoint));
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    SEATSYNC_TRY(const OwnGames own, own_games(task));
    return parse_nearby(document.root(), own, received_at);
}

Error NearbyApi::error_of(const feed::HttpResponse& response) const {
    return error_in(response);
}

Result<std::string> NearbyApi::endpoint_of(std::string_view body) const {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    if (!feed::find(document.root(), "page"))
        return fail(ErrorCode::invalid_argument,
                    "no answer of ticketmaster_nearby looks like this");
    return std::string("nearby");
}

}  // namespace seatsync::source_ticketmaster
