// Bytes of a page of the catalog per second: the whole parse, and simdjson's DOM parse alone.

#include "adapters/source_stubhub/factory.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <simdjson.h>

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
    const auto factory = factories().at(0);
    const auto config = feed::SourceConfig::read(factory.name, factory.settings, {},
                                                 [](const auto&) { return std::nullopt; });
    const auto api = factory.make(config.value()).value();
    const std::string body = page();
    for ([[maybe_unused]] auto _ : state)
        if (api->parse({.key = "bench", .endpoint = "events"}, body, {})->items.size() != 100)
            state.SkipWithError("not every event was read");
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(body.size()));
}
BENCHMARK(parse_page);

void bare_dom(benchmark::State& state) {
    const std::string body = page();
    for ([[maybe_unused]] auto _ : state) {
        simdjson::dom::parser parser;
        if (parser.parse(body).error() != simdjson::SUCCESS)
            state.SkipWithError("not parsed");
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(body.size()));
}
BENCHMARK(bare_dom);

}  // namespace
}  // namespace seatsync::source_stubhub
