#include "adapters/source_vividseats/broker_api.hpp"

#include "adapters/source_vividseats/parse_broker.hpp"
#include "adapters/source_vividseats/skybox_rows.hpp"
#include "adapters/source_vividseats/xml_listings.hpp"

#include <fmt/format.h>

namespace seatsync::source_vividseats {

namespace {

using feed::Instant;
using feed::JsonDocument;

constexpr const char* kTerms =
    "For brokers, of their own listings alone. A listing may be changed once in two minutes.";

bool is_version_1(std::string_view body) {
    return feed::is_html(body) && body.find("<brokerListings") != body.npos;
}

}  // namespace

Result<std::unique_ptr<feed::SourceApi>> BrokerApi::make(const feed::SourceConfig& config) {
    auto api = std::unique_ptr<BrokerApi>(new BrokerApi);
    SEATSYNC_TRY(api->config_, feed::CommonConfig::read(config));
    api->api_token_ = config.value("api_token");
    api->info_ = {.name = config.source(),
                  .title = "Vivid Seats broker listings",
                  .kind = feed::SourceKind::marketplace,
                  .terms = kTerms,
                  .limits = api->config_.limits,
                  .missing = config.missing(),
                  .timeout = api->config_.timeout};
    return std::unique_ptr<feed::SourceApi>(std::move(api));
}

std::vector<feed::Task> BrokerApi::tasks(const feed::Watch& /*watch*/, Instant /*now*/) const {
    return {{.key = "listings",
             .endpoint = "listings",
             .period = config_.period,
             .period_min = config_.period_min}};
}

feed::HttpRequest BrokerApi::request(const feed::Task& /*task*/, const std::string& /*cursor*/,
                                     Instant /*now*/) const {
    return {.url = config_.base_url + "/listings/v2/get",
            .headers = {{"Api-token", api_token_, true}, {"Accept", "application/json"}}};
}

Result<feed::Answer> BrokerApi::parse(const feed::Task& task, std::string_view body,
                                      Instant received_at) const {
    std::string from_xml;
    if (task.endpoint == "listings_v1") {
        SEATSYNC_TRY(from_xml, json_of_xml_listings(body));
        body = from_xml;
    }
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    if (task.endpoint == "listings" || task.endpoint == "listings_v1")
        return parse_listings(document.root(), received_at);
    if (task.endpoint == "listing")
        return parse_listing(document.root(), received_at);
    return fail(ErrorCode::invalid_argument,
                fmt::format("vividseats_broker has no endpoint '{}'", task.endpoint));
}

Error BrokerApi::error_of(const feed::HttpResponse& response) const {
    if (feed::is_html(response.body))
        return fail(ErrorCode::unavailable,
                    fmt::format("status {}: a page for people instead of JSON", response.status));
    const auto document = JsonDocument::parse(response.body);
    return feed::error_by_status(response.status,
                                 document ? words_of_error(document->root()) : std::string());
}

Result<std::string> BrokerApi::endpoint_of(std::string_view body) const {
    if (is_version_1(body))
        return std::string("listings_v1");
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    if (feed::find(document.root(), "listing"))
        return std::string("listing");
    if (feed::find(document.root(), "listings") || feed::find(document.root(), "success"))
        return std::string("listings");
    return fail(ErrorCode::invalid_argument, "no answer of vividseats_broker looks like this");
}

}  // namespace seatsync::source_vividseats
