#include "adapters/source_ticketmaster/ticketmaster_api.hpp"

#include "adapters/source_ticketmaster/discovery_query.hpp"
#include "adapters/source_ticketmaster/parse_discovery.hpp"
#include "adapters/source_ticketmaster/parse_partner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>

namespace seatsync::source_ticketmaster {

namespace {

using feed::Instant;
using feed::JsonDocument;
using std::chrono::days;

constexpr int kNearDays = 2;
constexpr int kWindowDays = 30;

/// "NBA": the sub-genre's name.
std::string classification_of(std::string league) {
    if (league == "cfb")
        return "College Football";
    std::ranges::transform(league, league.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return league;
}

feed::Task task_of(const std::string& league, int from, int to) {
    return {.key = from == 0 ? fmt::format("events/{}/near", league)
                             : fmt::format("events/{}/{}", league, from),
            .endpoint = "events",
            .parameters = {{"league", league},
                           {"from_day", fmt::format("{}", from)},
                           {"to_day", fmt::format("{}", to)}},
            .priority = from == 0 ? 1 : 0};
}

/// The end of the task's window that the parameter names, counted from the whole hour.
Instant window_end(const feed::Task& task, const char* name, Instant now) {
    const std::string day = task.parameter(name);
    int number = 0;  // A task that names none is of this moment.
    (void)std::from_chars(day.data(), day.data() + day.size(), number);
    return std::chrono::floor<std::chrono::hours>(now) + days(number);
}

}  // namespace

Result<std::unique_ptr<feed::SourceApi>> TicketmasterApi::make(const feed::SourceConfig& config) {
    auto api = std::unique_ptr<TicketmasterApi>(new TicketmasterApi);
    SEATSYNC_TRY(api->config_, feed::CommonConfig::read(config));
    SEATSYNC_TRY(const int page_size, feed::whole_number_of(config, "page_size", 1, 200));
    SEATSYNC_TRY(api->days_ahead_, feed::whole_number_of(config, "days_ahead", 3, 1000));
    api->page_size_ = fmt::format("{}", page_size);
    api->api_key_ = config.value("api_key");
    api->info_ = {.name = config.source(),
                  .title = "Ticketmaster Discovery API v2",
                  .kind = feed::SourceKind::marketplace,
                  .terms =
                      "May be kept for reasonable periods only and must be removed within 24 "
                      "hours on request; no sale or sublicensing. Prices are the advertised "
                      "range of the primary sale, no resale quote.",
                  .limits = api->config_.limits,
                  .missing = config.missing(),
                  .timeout = api->config_.timeout};
    return std::unique_ptr<feed::SourceApi>(std::move(api));
}

std::vector<feed::Task> TicketmasterApi::tasks(const feed::Watch& watch, Instant now) const {
    std::vector<feed::Task> tasks;
    for (const std::string& league : watch.leagues) {
        if (!config_.wants(league))
            continue;
        for (int from = 0; from < days_ahead_;) {
            const int to = std::min(days_ahead_, from == 0 ? kNearDays : from + kWindowDays);
            tasks.push_back(task_of(league, from, to));
            tasks.back().period = config_.period;
            tasks.back().period_min = config_.period_min;
            tasks.back().next_start = feed::next_start_of(watch, league, now + days(from));
            from = to;
        }
    }
    return tasks;
}

feed::HttpRequest TicketmasterApi::request(const feed::Task& task, const std::string& cursor,
                                           Instant now) const {
    auto request = events_request(config_.base_url, api_key_, window_end(task, "from_day", now),
                                  window_end(task, "to_day", now), page_size_, cursor);
    request.query.push_back({"classificationName", classification_of(task.parameter("league"))});
    return request;
}

Result<feed::Answer> TicketmasterApi::parse(const feed::Task& task, std::string_view body,
                                            Instant received_at) const {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    if (task.endpoint == "events")
        return parse_events(document.root(), received_at);
    if (task.endpoint == "event")
        return parse_event(document.root(), received_at);
    if (task.endpoint == "availability")
        return parse_availability(document.root(), received_at);
    if (task.endpoint == "top_picks")
        return parse_top_picks(document.root(), task.parameter("event"), received_at);
    if (task.endpoint == "venues" || task.endpoint == "attractions")
        return pass_over(document.root(), task.endpoint);
    return fail(ErrorCode::invalid_argument,
                fmt::format("ticketmaster has no endpoint '{}'", task.endpoint));
}

Error TicketmasterApi::error_of(const feed::HttpResponse& response) const {
    return error_in(response);
}

Result<std::string> TicketmasterApi::endpoint_of(std::string_view body) const {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    const feed::JsonValue root = document.root();
    if (root.is_array())
        return std::string("availability");
    if (feed::find(root, "picks"))
        return std::string("top_picks");
    for (const char* list : {"events", "venues", "attractions"})
        if (feed::find(root, "page") && feed::find(root, fmt::format("_embedded.{}", list)))
            return std::string(list);
    if (const auto type = feed::text_at(root, "type"); type && *type)
        for (const char* one : {"event", "venue", "attraction"})
            if (**type == one)
                return **type == "event" ? std::string(one) : fmt::format("{}s", one);
    if (feed::find(root, "page"))
        return std::string("events");
    return fail(ErrorCode::invalid_argument, "no answer of ticketmaster looks like this");
}

}  // namespace seatsync::source_ticketmaster
