#include "emulator/switchboard.hpp"

#include "emulator/answers.hpp"
#include "emulator/club_tables.hpp"
#include "emulator/wire.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <array>
#include <deque>
#include <utility>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;
using std::chrono::milliseconds;

constexpr std::size_t kGzipFrom = 256;  ///< Bytes; smaller ones only grow.
constexpr std::size_t kPagesKept = 512;

/// What says which page of a list is asked for, with any of the providers.
constexpr std::array<std::string_view, 15> kPagingParameters = {
    "page",  "per_page", "page_size",   "pageSize",  "size",
    "limit", "offset",   "pageNumber",  "pageToken", "next_token",
    "after", "count",    "max_results", "cursor",    "token"};

/// The address of a list, whatever the page.
std::string list_key(const Request& request) {
    std::string key = request.method + " " + request.host + request.path;
    for (const auto& [name, value] : request.query)
        if (std::find(kPagingParameters.begin(), kPagingParameters.end(), name) ==
            kPagingParameters.end())
            key += "&" + name + "=" + value;
    return key;
}

bool is_list_of_objects(const json::value& value) {
    const auto* array = value.if_array();
    return array != nullptr && array->size() >= 2 && array->front().is_object();
}

/// The list of objects nearest to the root; null when there is none.
json::array* nearest_list(json::value& root) {
    std::deque<json::value*> waiting = {&root};
    for (; !waiting.empty(); waiting.pop_front()) {
        json::value& value = *waiting.front();
        if (is_list_of_objects(value))
            return &value.as_array();
        if (auto* object = value.if_object())
            for (auto& member : *object)
                waiting.push_back(&member.value());
        else if (auto* array = value.if_array())
            for (json::value& element : *array)
                waiting.push_back(&element);
    }
    return nullptr;
}

void reverse_list(Response& response) {
    boost::system::error_code error;
    json::value document = json::parse(response.body, error);
    if (error)
        return;
    if (json::array* list = nearest_list(document)) {
        std::reverse(list->begin(), list->end());
        response.body = json_answer(document, 0).body;
    }
}

Response too_many_requests(std::chrono::seconds retry_after) {
    Response response = json_error(429, {{"error", "too many requests"}});
    set_header(response, "Retry-After", std::to_string(retry_after.count()));
    return response;
}

Response blocked_page() {
    return text_answer(200,
                       "<!DOCTYPE html>\n<html><head><title>Access to this page has been denied."
                       "</title></head><body>Please verify you are a human</body></html>\n",
                       "text/html");
}

/// 304 for one who has it already.
void make_conditional(Response& response, const Request& request) {
    const std::string known = request.header("If-None-Match");
    if (known.empty() || response.status != 200 || known != http::header(response.headers, "ETag"))
        return;
    response.status = 304;
    response.body.clear();
    response.items = 0;
}

void compress(Response& response, const Request& request) {
    if (response.body.size() < kGzipFrom || !accepts_gzip(request.header("Accept-Encoding")))
        return;
    response.body = gzip(response.body);
    set_header(response, "Content-Encoding", "gzip");
    set_header(response, "Vary", "Accept-Encoding");
}

/// How many of the bytes of an answer are sent, at least one of its body missing.
std::size_t part_of(std::size_t bytes, double part) {
    return static_cast<std::size_t>(part * static_cast<double>(bytes - 1)) + 1;
}

/// Turns a whole answer into a broken one.
void break_off(Delivery& delivery, const Misfortune& misfortune) {
    delivery.whole = false;
    delivery.receipt.status = 0;
    delivery.receipt.items = 0;
    delivery.ending = misfortune.fault == Fault::reset ? Ending::reset : Ending::closed;
    std::size_t sent = 0;
    if (misfortune.fault == Fault::reset || misfortune.fault == Fault::truncated) {
        const std::size_t head = delivery.bytes.find("\r\n\r\n") + 4;
        const std::size_t body = delivery.bytes.size() - head;
        sent = body == 0 ? head / 2 : head + part_of(body, misfortune.part) - 1;
    }
    delivery.bytes.resize(sent);
}

bool breaks_off(Fault fault) {
    return fault == Fault::truncated || fault == Fault::reset || fault == Fault::silence ||
           fault == Fault::vanished;
}

json::array texts(const auto& list) {
    json::array array;
    for (const std::string& text : list)
        array.emplace_back(text);
    return array;
}

}  // namespace

Switchboard::Switchboard(Parts parts) : parts_(std::move(parts)), dice_(parts_.faults) {
    hosts_ = parts_.recordings.hosts();
    for (const auto& api : parts_.apis) {
        for (const std::string& host : api->info().hosts) {
            hosts_.insert(host);
            api_of_host_[host] = api.get();
        }
    }
}

Delivery Switchboard::answer(const http::Request& request, Instant now, bool keep_alive) {
    parts_.world->advance_to(now);
    Delivery delivery;
    delivery.ending = keep_alive ? Ending::stays : Ending::closed;
    WireOptions options{.date = now, .keep_alive = keep_alive, .head = request.method == "HEAD"};
    const auto addressed_to = addressed(request, hosts_, parts_.origin);
    if (!addressed_to) {
        const Response response = own_answer(request, addressed_to.error());
        delivery.bytes = wire_bytes(response, options);
        delivery.receipt.status = response.status;
        delivery.receipt.bytes = delivery.bytes.size();
        account_.note_request(delivery.receipt);
        return delivery;
    }
    const Route route = route_of(*addressed_to);
    const Misfortune misfortune = dice_.draw(route.name, now);
    options.date = now + misfortune.skew;
    Response response = faulted_answer(route, *addressed_to, misfortune);
    compress(response, *addressed_to);
    delivery.bytes = wire_bytes(response, options);
    delivery.delay = misfortune.latency;
    delivery.receipt = {.api = route.name,
                        .host = addressed_to->host,
                        .status = response.status,
                        .items = options.head ? 0 : response.items,
                        .bytes = delivery.bytes.size(),
                        .fault = misfortune.fault,
                        .delayed = misfortune.latency > milliseconds(0)};
    if (breaks_off(misfortune.fault))
        break_off(delivery, misfortune);
    if (misfortune.fault == Fault::silence)
        delivery.delay = dice_.plan().of(route.name).silence_max;
    account_.note_request(delivery.receipt);
    return delivery;
}

Switchboard::Route Switchboard::route_of(const Request& request) {
    if (const Response* recorded = parts_.recordings.find(request))
        return {.name = "recorded", .recorded = recorded};
    const auto api = api_of_host_.find(request.host);
    if (api == api_of_host_.end())
        return {.name = "recorded"};
    return {.name = api->second->info().name, .api = api->second};
}

Response Switchboard::clean_answer(const Route& route, const Request& request, Instant now) {
    if (route.recorded != nullptr)
        return *route.recorded;
    if (route.api == nullptr)
        return text_answer(404, "no recorded answer has this address\n", "text/plain");
    Response response = route.api->answer(request, *parts_.world, now);
    make_conditional(response, request);
    return response;
}

Response Switchboard::faulted_answer(const Route& route, const Request& request,
                                     const Misfortune& misfortune) {
    switch (misfortune.fault) {
        case Fault::too_many_requests:
            return too_many_requests(dice_.plan().of(route.name).retry_after);
        case Fault::server_error:
            return text_answer(500, "Internal Server Error\n", "text/plain");
        case Fault::html:
            return blocked_page();
        case Fault::silence:
        case Fault::vanished:
            return {};
        case Fault::duplicate:
            if (const auto page = pages_.find(list_key(request)); page != pages_.end())
                return page->second;
            break;
        default:
            break;
    }
    Response response = clean_answer(route, request, parts_.world->now() + misfortune.skew);
    if (misfortune.fault == Fault::reordered)
        reverse_list(response);
    if (!breaks_off(misfortune.fault))
        remember(request, response);
    return response;
}

void Switchboard::remember(const Request& request, const Response& response) {
    if (response.status != 200 || response.items == 0)
        return;
    if (pages_.size() >= kPagesKept)
        pages_.clear();
    pages_[list_key(request)] = response;
}

Response Switchboard::own_answer(const http::Request& request, const Error& not_addressed) {
    const std::string path = request.target.substr(0, request.target.find('?'));
    if (path == "/emulator/account")
        return json_answer(to_json(account_.by_host()), 0);
    if (path == "/emulator/clock")
        return json_answer(
            {{"now", domain::format_utc(parts_.world->now())}, {"speed", parts_.speed}}, 0);
    if (path == "/emulator/teams")
        return json_answer({{"tables", texts(club_tables(*parts_.world))}}, 0);
    if (not_addressed.code == ErrorCode::invalid_argument)
        return json_error(400, {{"error", not_addressed.detail}});
    json::array hosts = texts(hosts_);
    if (path == "/")
        return json_answer({{"hosts", std::move(hosts)}}, 0);
    return json_error(404, {{"error", not_addressed.detail}, {"hosts", std::move(hosts)}});
}

}  // namespace seatsync::emulator
