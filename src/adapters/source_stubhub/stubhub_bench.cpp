// Bytes of a page of the catalog per second: the whole parse, and simdjson's DOM parse alone.

#include "adapters/source_stubhub/factory.hpp"

#include "testing/made_source.hpp"
#include "testing/parse_speed.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace seatsync::source_stubhub {
namespace {

/// A page of 100 games with the fields that a recorded one has.
std::string page() {
    std::string events;
    for (int i = 0; i < 100; ++i)
        events += fmt::format(
            R"({}{{"id":{},"name":"New Orleans Pelicans at New York Knicks",
"start_date":"2026-03-24T19:30:00-04:00","end_date":null,"date_confirmed":true,
"time_confirmed":true,"status":"Normal","type":"Main",
"min_ticket_price":{{"amount":{}.97,"currency_code":"USD","display":"$108.97"}},
"notes_html":"All sales are final.\nAge restrictions may apply, please check with the venue.",
"restrictions_html":null,
"_links":{{"self":{{"href":"https://api.stubhub.net/catalog/events/883382","title":null,
"templated":false}},"event:webpage":{{"href":"https://www.stubhub.com/E-883382","title":null,
"templated":false}}}},
"_embedded":{{"venue":{{"id":1330,"name":"Madison Square Garden","city":"New York",
"latitude":40.7505,"longitude":-73.9934,"_embedded":{{"country":{{"code":"US",
"name":"United States"}}}}}}}}}})",
            i == 0 ? "" : ",", 159'055'082 + i, 20 + i);
    return R"({"total_items":500,"page":1,"page_size":100,"_links":{"next":{"href":"u"}},)"
           R"("_embedded":{"items":[)" +
           events + "]}}";
}

void parse_page(benchmark::State& state) {
    const auto api = testing::made_source(factories().at(0));
    const feed::Task task{.key = "bench", .endpoint = "events"};
    testing::measure_parse(state, page(), 100,
                           [&](const std::string& body) { return api->parse(task, body, {}); });
}
BENCHMARK(parse_page);

void simdjson_alone(benchmark::State& state) {
    testing::measure_simdjson(state, page());
}
BENCHMARK(simdjson_alone);

}  // namespace
}  // namespace seatsync::source_stubhub
