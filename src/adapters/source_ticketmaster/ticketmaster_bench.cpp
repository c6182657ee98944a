// Bytes of a page of events per second: the whole parse, and simdjson's DOM parse alone.

#include "adapters/source_ticketmaster/factory.hpp"

#include "testing/made_source.hpp"
#include "testing/parse_speed.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace seatsync::source_ticketmaster {
namespace {

/// A page of 100 games with the fields that a recorded one has.
std::string page() {
    std::string events;
    for (int i = 0; i < 100; ++i)
        events += fmt::format(
            R"({}{{"name":"Phoenix Suns vs. Brooklyn Nets","type":"event","id":"G5v0Z98m24-{}",
"test":false,"url":"https://www.ticketmaster.com/phoenix-suns-vs-brooklyn-nets","locale":"en-us",
"images":[{{"ratio":"16_9","url":"https://s1.ticketm.net/dam/a/e43/b8e6a9c8_RECOMENDATION_16_9.jpg",
"width":100,"height":56,"fallback":false}},{{"ratio":"4_3","url":
"https://s1.ticketm.net/dam/a/e43/b8e6a9c8_CUSTOM.jpg","width":305,"height":225,"fallback":false}}],
"sales":{{"public":{{"startDateTime":"2022-09-16T17:00:00Z","startTBD":false,
"endDateTime":"2023-01-20T03:00:00Z"}}}},
"dates":{{"start":{{"localDate":"2023-01-19","localTime":"20:00:00",
"dateTime":"2023-01-20T03:00:00Z","dateTBD":false,"dateTBA":false,"timeTBA":false,
"noSpecificTime":false}},"timezone":"America/Phoenix","status":{{"code":"onsale"}}}},
"classifications":[{{"primary":true,"segment":{{"id":"KZFzniwnSyZfZ7v7nE","name":"Sports"}},
"genre":{{"id":"KnvZfZ7vAde","name":"Basketball"}},"subGenre":{{"id":"KZazBEonSMnZfZ7vFJA",
"name":"NBA"}}}}],"priceRanges":[{{"type":"standard","currency":"USD","min":54.0,"max":3150.0}}],
"_embedded":{{"venues":[{{"name":"Footprint Center","type":"venue","id":"KovZpZAFkvEA",
"timezone":"America/Phoenix","city":{{"name":"Phoenix"}},"location":{{"longitude":"-112.071313",
"latitude":"33.445899"}}}}],"attractions":[{{"name":"Phoenix Suns","id":"K8vZ9171oU7"}},
{{"name":"Brooklyn Nets","id":"K8vZ9171oZf"}}]}}}})",
            i == 0 ? "" : ",", i);
    return R"({"_embedded":{"events":[)" + events +
           R"(]},"page":{"size":100,"totalElements":500,"totalPages":5,"number":0}})";
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
}  // namespace seatsync::source_ticketmaster
