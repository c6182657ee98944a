#include "adapters/source_vividseats/skybox_api.hpp"

#include "adapters/source_vividseats/parse_skybox.hpp"
#include "adapters/source_vividseats/parse_website.hpp"

#include <fmt/format.h>

#include <charconv>

namespace seatsync::source_vividseats {

namespace {

using feed::Instant;
using feed::JsonDocument;
using feed::JsonValue;
using std::chrono::days;

constexpr const char* kTerms =
    "For brokers with SkyBox, of their own stock and sales alone; other sellers' listings are not "
    "told. The limits of each endpoint are agreed with the vendor.";

/// "2026-06-12", `ago` before today. The dates of events are local to the venue, which may still
/// live in yesterday.
std::string day_before(Instant now, days ago) {
    return domain::format_date(std::chrono::year_month_day(std::chrono::floor<days>(now) - ago));
}

PageAsked page_asked(const std::string& cursor, std::int64_t size) {
    PageAsked page{.number = 1, .size = size};
    (void)std::from_chars(cursor.data(), cursor.data() + cursor.size(), page.number);
    return page;
}

bool has_any(JsonValue json, std::initializer_list<const char*> fields) {
    for (const char* field : fields)
        if (feed::find(json, field))
            return true;
    return false;
}

}  // namespace

Result<std::unique_ptr<feed::SourceApi>> SkyboxApi::make(const feed::SourceConfig& config) {
    auto api = std::unique_ptr<SkyboxApi>(new SkyboxApi);
    SEATSYNC_CHECK(api->read(config));
    return std::unique_ptr<feed::SourceApi>(std::move(api));
}

Result<void> SkyboxApi::read(const feed::SourceConfig& config) {
    SEATSYNC_TRY(config_, feed::CommonConfig::read(config));
    SEATSYNC_TRY(page_size_, feed::whole_number_of(config, "page_size", 1, 1000));
    SEATSYNC_TRY(const int sold_days, feed::whole_number_of(config, "sold_days", 1, 3660));
    sold_days_ = days(sold_days);
    application_token_ = config.value("application_token");
    api_token_ = config.value("api_token");
    account_ = config.value("account");
    info_ = {.name = config.source(),
             .title = "SkyBox by Vivid Seats",
             .kind = feed::SourceKind::marketplace,
             .terms = kTerms,
             .limits = config_.limits,
             .missing = config.missing(),
             .timeout = config_.timeout};
    return {};
}

std::vector<feed::Task> SkyboxApi::tasks(const feed::Watch& /*watch*/, Instant /*now*/) const {
    std::vector<feed::Task> tasks;
    for (const char* endpoint : {"inventory", "sold"})
        tasks.push_back({.key = endpoint,
                         .endpoint = endpoint,
                         .period = config_.period,
                         .period_min = config_.period_min});
    return tasks;
}

feed::HttpRequest SkyboxApi::request(const feed::Task& task, const std::string& cursor,
                                     Instant now) const {
    const bool sold = task.endpoint == "sold";
    feed::HttpRequest request{.url = config_.base_url + (sold ? "/inventory/sold" : "/inventory")};
    if (sold)
        request.query.push_back({"invoiceDateFrom", day_before(now, sold_days_)});
    else
        request.query.push_back({"eventDateFrom", day_before(now, days(1))});
    request.query.push_back({"limit", fmt::format("{}", page_size_)});
    request.query.push_back({"pageNumber", cursor.empty() ? "1" : cursor});
    request.headers = {{"X-Application-Token", application_token_, true},
                       {"X-Api-Token", api_token_, true},
                       {"X-Account", account_, true},
                       {"Accept", "application/json"}};
    return request;
}

Result<feed::Answer> SkyboxApi::parse(const feed::Task& task, std::string_view body,
                                      Instant received_at) const {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    const PageAsked page = page_asked(task.parameter("cursor"), page_size_);
    if (task.endpoint == "inventory")
        return parse_inventory(document.root(), page, received_at);
    if (task.endpoint == "sold")
        return parse_sold(document.root(), page, received_at);
    if (task.endpoint == "website_production")
        return parse_website_production(document.root(), received_at);
    return fail(ErrorCode::invalid_argument,
                fmt::format("vividseats has no endpoint '{}'", task.endpoint));
}

Error SkyboxApi::error_of(const feed::HttpResponse& response) const {
    if (feed::is_html(response.body))
        return fail(ErrorCode::unavailable,
                    fmt::format("status {}: a page for people instead of JSON", response.status));
    const auto document = JsonDocument::parse(response.body);
    return feed::error_by_status(response.status,
                                 document ? words_of_error(document->root()) : std::string());
}

Result<std::string> SkyboxApi::endpoint_of(std::string_view body) const {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    if (has_any(document.root(), {"minPrice", "minAipPrice", "listingCount"}))
        return std::string("website_production");
    const auto rows = rows_of(document.root());
    if (rows && rows->list.size() == 0)
        return std::string("inventory");
    if (rows && has_any(rows->list.at(0).value_unsafe(), {"invoiceDate", "invoiceId"}))
        return std::string("sold");
    if (rows && has_any(rows->list.at(0).value_unsafe(), {"listPrice", "lowSeat", "eventId"}))
        return std::string("inventory");
    return fail(ErrorCode::invalid_argument, "no answer of vividseats looks like this");
}

}  // namespace seatsync::source_vividseats
