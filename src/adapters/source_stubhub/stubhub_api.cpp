#include "adapters/source_stubhub/stubhub_api.hpp"

#include "adapters/source_stubhub/hal_page.hpp"
#include "adapters/source_stubhub/parse_catalog.hpp"
#include "adapters/source_stubhub/parse_legacy.hpp"
#include "adapters/source_stubhub/parse_offers.hpp"
#include "feed/basic_credentials.hpp"

#include <fmt/format.h>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include <array>
#include <utility>

namespace seatsync::source_stubhub {

namespace {

using feed::Instant;
using feed::JsonDocument;
using feed::JsonValue;

constexpr std::chrono::hours kNear{48};
constexpr const char* kPageSize = "100";

constexpr const char* kTerms =
    "Keys are given on application by e-mail (sellers, affiliates), and may not be given at all. "
    "No endpoint tells other sellers' listings; min_ticket_price is an indicator, no quote.";

/// "mlb=123, nba=456"
Result<std::map<std::string, std::string>> read_categories(const feed::SourceConfig& config) {
    std::map<std::string, std::string> categories;
    for (const std::string& pair : feed::parse_list(config.value("categories"))) {
        const std::size_t equals = pair.find('=');
        if (equals == pair.npos || equals == 0 || equals + 1 == pair.size())
            return fail(ErrorCode::invalid_argument,
                        fmt::format("[sources.{}] categories: '{}' is not of the form mlb=123",
                                    config.source(), pair));
        categories[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
    return categories;
}

std::string encoded(std::string_view text) {
    return boost::urls::encode(text, boost::urls::unreserved_chars);
}

/// Events of the catalog; of the near ones the first page is all that is wanted.
Result<feed::Answer> parse_asked_events(JsonValue root, const feed::Task& task,
                                        Instant received_at) {
    auto answer = parse_events(root, task.parameter("league"), received_at);
    if (answer && !task.parameter("near").empty())
        answer->next.clear();
    return answer;
}

Result<feed::Answer> pass_over(std::string key, std::string what) {
    return feed::Answer{.items = {{.key = std::move(key), .passed_over = std::move(what)}}};
}

using Parser = Result<feed::Answer> (*)(JsonValue root, const feed::Task& task,
                                        Instant received_at);

constexpr std::array<std::pair<std::string_view, Parser>, 12> kParsers = {{
    {"events", parse_asked_events},
    {"search", parse_asked_events},
    {"sellerlistings",
     [](JsonValue root, const feed::Task&, Instant at) { return parse_seller_listings(root, at); }},
    {"sales", [](JsonValue root, const feed::Task&, Instant at) { return parse_sales(root, at); }},
    {"listings",
     [](JsonValue root, const feed::Task&, Instant at) { return parse_listings(root, at); }},
    {"search_v2", [](JsonValue root, const feed::Task& task,
                     Instant at) { return parse_search(root, task.parameter("league"), at); }},
    {"inventory_v2",
     [](JsonValue root, const feed::Task&, Instant at) { return parse_inventory(root, at); }},
    {"event_legacy",
     [](JsonValue root, const feed::Task&, Instant at) { return parse_legacy_event(root, at); }},
    {"venue_configurations",
     [](JsonValue root, const feed::Task&, Instant) { return parse_venue_configurations(root); }},
    {"reference", [](JsonValue root, const feed::Task&,
                     Instant) { return pass_over_page(root, "no event, offer or sale"); }},
    {"constraints", [](JsonValue, const feed::Task& task,
                       Instant) { return pass_over(task.endpoint, "rules for a listing"); }},
    {"token", [](JsonValue, const feed::Task& task,
                 Instant) { return pass_over(task.endpoint, "a token"); }},
}};

/// What a page of this kind of items is asked for as.
std::string endpoint_of_item(JsonValue item) {
    if (feed::find(item, "ticket_proceeds"))
        return "sellerlistings";
    if (feed::find(item, "proceeds"))
        return "sales";
    if (feed::find(item, "number_of_tickets"))
        return "listings";
    if (feed::find(item, "type_description"))
        return "search_v2";
    return feed::find(item, "start_date") ? "events" : "reference";
}

/// The same of a page without items.
std::string endpoint_of_link(JsonValue root) {
    const auto link = feed::text_or_empty(root, "_links.self.href");
    for (const char* name : {"sellerlistings", "sales", "listings"})
        if (link && link->find(fmt::format("/{}", name)) != std::string::npos)
            return name;
    return "events";
}

}  // namespace

Result<std::unique_ptr<feed::SourceApi>> StubHubApi::make(const feed::SourceConfig& config) {
    auto api = std::unique_ptr<StubHubApi>(new StubHubApi);
    SEATSYNC_CHECK(api->read(config));
    return std::unique_ptr<feed::SourceApi>(std::move(api));
}

Result<void> StubHubApi::read(const feed::SourceConfig& config) {
    SEATSYNC_TRY(config_, feed::CommonConfig::read(config));
    SEATSYNC_TRY(categories_, read_categories(config));
    SEATSYNC_TRY(const int days_ahead, feed::whole_number_of(config, "days_ahead", 1, 1000));
    days_ahead_ = std::chrono::days(days_ahead);
    client_id_ = config.value("client_id");
    client_secret_ = config.value("client_secret");
    token_url_ = config.value("token_url");
    scope_ = config.value("scope");
    user_agent_ = config.value("user_agent");
    info_ = {.name = config.source(),
             .title = "StubHub and viagogo API v2",
             .kind = feed::SourceKind::marketplace,
             .terms = kTerms,
             .limits = config_.limits,
             .missing = config.missing(),
             .timeout = config_.timeout};
    return {};
}

bool StubHubApi::may(std::string_view scope) const {
    return fmt::format(" {} ", scope_).find(fmt::format(" {} ", scope)) != std::string::npos;
}

void StubHubApi::add_category(const std::string& league, const feed::Watch& watch, Instant now,
                              std::vector<feed::Task>& tasks) const {
    for (const bool near : {true, false})
        tasks.push_back({.key = fmt::format("events/{}{}", league, near ? "/near" : ""),
                         .endpoint = "events",
                         .parameters = {{"league", league}, {"near", near ? "yes" : ""}},
                         .period = config_.period,
                         .period_min = config_.period_min,
                         .next_start = feed::next_start_of(watch, league, near ? now : now + kNear),
                         .priority = near ? 1 : 0});
}

void StubHubApi::add_searches(const std::string& league, const feed::Watch& watch, Instant now,
                              std::vector<feed::Task>& tasks) const {
    for (const domain::Event& game : watch.games) {
        if (game.league != league || game.home.empty() || game.start < now ||
            game.start > now + days_ahead_)
            continue;
        const auto date = domain::to_local(game.start, game.venue.zone).date;
        tasks.push_back({.key = "search/" + game.id.value(),
                         .endpoint = "search",
                         .parameters = {{"league", league},
                                        {"team", game.home},
                                        {"date", domain::format_date(date)}},
                         .period = config_.period,
                         .period_min = config_.period_min,
                         .next_start = game.start});
    }
}

std::vector<feed::Task> StubHubApi::tasks(const feed::Watch& watch, Instant now) const {
    std::vector<feed::Task> tasks;
    for (const std::string& league : watch.leagues) {
        if (!config_.wants(league))
            continue;
        if (categories_.contains(league))
            add_category(league, watch, now, tasks);
        else
            add_searches(league, watch, now, tasks);
    }
    for (const char* own : {"sellerlistings", "sales"})
        if (may(fmt::format("read:{}", own)))
            tasks.push_back({.key = own,
                             .endpoint = own,
                             .period = config_.period,
                             .period_min = config_.period_min});
    return tasks;
}

std::string StubHubApi::path_of(const feed::Task& task) const {
    if (task.endpoint == "search")
        return "/catalog/events/search";
    if (task.endpoint != "events")
        return "/v2/" + task.endpoint;
    const auto category = categories_.find(task.parameter("league"));
    return category == categories_.end()
               ? "/catalog/events"
               : fmt::format("/catalog/categories/{}/events", category->second);
}

feed::HttpRequest StubHubApi::request(const feed::Task& task, const std::string& cursor,
                                      Instant /*now*/) const {
    feed::HttpRequest request{.url = config_.base_url + path_of(task)};
    if (task.endpoint == "search")
        request.query = {{"q", task.parameter("team")}, {"dateLocal", task.parameter("date")}};
    if (task.endpoint == "events")
        request.query = {{"exclude_parking_passes", "true"}, {"sort", "start_date"}};
    request.query.push_back({"page", cursor.empty() ? "1" : cursor});
    request.query.push_back({"page_size", kPageSize});
    request.headers = {{"Accept", "application/hal+json"}, {"User-Agent", user_agent_}};
    return request;
}

Result<feed::Answer> StubHubApi::parse(const feed::Task& task, std::string_view body,
                                       Instant received_at) const {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    for (const auto& [endpoint, parse] : kParsers)
        if (endpoint == task.endpoint)
            return parse(document.root(), task, received_at);
    return fail(ErrorCode::invalid_argument,
                fmt::format("stubhub has no endpoint '{}'", task.endpoint));
}

Error StubHubApi::error_of(const feed::HttpResponse& response) const {
    if (feed::is_html(response.body))
        return fail(ErrorCode::unavailable,
                    fmt::format("status {}: a page for people instead of JSON", response.status));
    const auto document = JsonDocument::parse(response.body);
    return feed::error_by_status(response.status,
                                 document ? words_of_error(document->root()) : std::string());
}

std::optional<feed::HttpRequest> StubHubApi::token_request() const {
    return feed::HttpRequest{
        .method = feed::HttpRequest::Method::post,
        .url = token_url_,
        .headers = {{"Authorization", feed::basic_credentials(client_id_, client_secret_), true},
                    {"Content-Type", "application/x-www-form-urlencoded"},
                    {"Accept", "application/json"},
                    {"User-Agent", user_agent_}},
        .body = "grant_type=client_credentials&scope=" + encoded(scope_)};
}

Result<std::string> StubHubApi::endpoint_of(std::string_view body) const {
    constexpr std::array<std::pair<const char*, const char*>, 5> kFields = {
        {{"access_token", "token"},
         {"venueConfiguration", "venue_configurations"},
         {"listing", "inventory_v2"},
         {"eventDateUTC", "event_legacy"},
         {"max_number_of_tickets", "constraints"}}};
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    const JsonValue root = document.root();
    for (const auto& [field, endpoint] : kFields)
        if (feed::find(root, field))
            return std::string(endpoint);
    if (feed::find(root, "_links") || feed::find(root, "_embedded")) {
        const auto item = first_item(root);
        return item ? endpoint_of_item(*item) : endpoint_of_link(root);
    }
    return fail(ErrorCode::invalid_argument, "no answer of stubhub looks like this");
}

}  // namespace seatsync::source_stubhub
