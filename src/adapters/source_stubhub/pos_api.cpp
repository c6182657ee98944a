#include "adapters/source_stubhub/pos_api.hpp"

#include "adapters/source_stubhub/parse_pos.hpp"

#include <fmt/format.h>

namespace seatsync::source_stubhub {

namespace {

using feed::Instant;
using feed::JsonDocument;

/// Errors have no documented shape; these fields are the usual ones.
std::string words_of(std::string_view body) {
    const auto document = JsonDocument::parse(body);
    if (document)
        for (const char* field : {"message", "title", "error"})
            if (const auto words = feed::text_at(document->root(), field); words && *words)
                return **words;
    return {};
}

}  // namespace

Result<std::unique_ptr<feed::SourceApi>> PosApi::make(const feed::SourceConfig& config) {
    auto api = std::unique_ptr<PosApi>(new PosApi);
    SEATSYNC_TRY(api->config_, feed::CommonConfig::read(config));
    api->api_key_ = config.value("api_key");
    api->user_agent_ = config.value("user_agent");
    api->info_ = {.name = config.source(),
                  .title = "StubHub Point of Sale API",
                  .kind = feed::SourceKind::marketplace,
                  .terms =
                      "For brokers with StubHub's Point of Sale, of their own stock and sales "
                      "alone. Its documentation is private.",
                  .limits = api->config_.limits,
                  .missing = config.missing(),
                  .timeout = api->config_.timeout};
    return std::unique_ptr<feed::SourceApi>(std::move(api));
}

std::vector<feed::Task> PosApi::tasks(const feed::Watch& /*watch*/, Instant /*now*/) const {
    std::vector<feed::Task> tasks;
    for (const char* endpoint : {"inventory", "invoices"})
        tasks.push_back({.key = endpoint,
                         .endpoint = endpoint,
                         .period = config_.period,
                         .period_min = config_.period_min});
    return tasks;
}

feed::HttpRequest PosApi::request(const feed::Task& task, const std::string& cursor,
                                  Instant /*now*/) const {
    feed::HttpRequest request{.url = fmt::format("{}/{}/export", config_.base_url, task.endpoint)};
    if (!cursor.empty())
        request.query = {{"paginationToken", cursor}};
    request.headers = {{"Authorization", "Bearer " + api_key_, true},
                       {"Accept", "application/json"},
                       {"User-Agent", user_agent_}};
    return request;
}

Result<feed::Answer> PosApi::parse(const feed::Task& task, std::string_view body,
                                   Instant received_at) const {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    if (task.endpoint == "inventory")
        return parse_pos_inventory(document.root(), received_at);
    if (task.endpoint == "inventory_lean")
        return parse_pos_lean(document.root(), received_at);
    if (task.endpoint == "invoices")
        return parse_pos_invoices(document.root(), received_at);
    if (task.endpoint == "bulk")
        return parse_pos_bulk(document.root());
    return fail(ErrorCode::invalid_argument,
                fmt::format("stubhub_pos has no endpoint '{}'", task.endpoint));
}

Error PosApi::error_of(const feed::HttpResponse& response) const {
    return feed::error_by_status(response.status, words_of(response.body));
}

Result<std::string> PosApi::endpoint_of(std::string_view body) const {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    const feed::JsonValue root = document.root();
    if (feed::find(root, "invoices"))
        return std::string("invoices");
    if (feed::find(root, "queued"))
        return std::string("bulk");
    const auto stock = feed::array_at(root, "inventory");
    if (!stock || !*stock)
        return fail(ErrorCode::invalid_argument, "no answer of stubhub_pos looks like this");
    const bool lean = (*stock)->size() > 0 && feed::find((*stock)->at(0), "listingId");
    return std::string(lean ? "inventory_lean" : "inventory");
}

}  // namespace seatsync::source_stubhub
