// Bytes of a page of events per second: the whole parse, and simdjson's DOM parse alone.

#include "adapters/source_seatgeek/factory.hpp"

#include "testing/made_source.hpp"
#include "testing/parse_speed.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace seatsync::source_seatgeek {
namespace {

/// A page of 100 games with the fields that a recorded one has.
std::string page() {
    std::string events;
    for (int i = 0; i < 100; ++i)
        events += fmt::format(
            R"({}{{"event_promotion":null,"conditional":false,"is_open":false,"id":{},
"stats":{{"visible_listing_count":494,"dq_bucket_counts":[110,10,61,131,159,190,27,0],
"average_price":90,"lowest_price_good_deals":16,"median_price":77,"listing_count":536,
"lowest_price":{},"lowest_sg_base_price":12,"highest_price":731}},
"title":"Texas Rangers at Seattle Mariners","announce_date":"2018-10-30T00:00:00","score":0.661,
"access_method":{{"employee_only":false,"created_at":"2015-06-21T00:00:00Z","method":"QRCODE"}},
"type":"mlb","status":"normal","description":"","datetime_local":"2019-05-28T19:10:00",
"visible_until_utc":"2019-05-29T06:10:00","time_tbd":false,"date_tbd":false,
"performers":[{{"name":"Seattle Mariners","id":16,"home_team":true,"primary":true,"type":"mlb",
"image":"https://seatgeek.com/images/performers-landscape/seattle-mariners/16/huge.jpg"}},
{{"name":"Texas Rangers","id":19,"away_team":true,"type":"mlb",
"image":"https://seatgeek.com/images/performers-landscape/texas-rangers/19/huge.jpg"}}],
"venue":{{"name":"T-Mobile Park","city":"Seattle","timezone":"America/Los_Angeles",
"capacity":47116,"location":{{"lat":47.5914,"lon":-122.333}},"id":13}},
"datetime_utc":"2019-05-29T02:10:00","datetime_tbd":false}})",
            i == 0 ? "" : ",", 4'600'000 + i, 16 + i);
    return R"({"events":[)" + events + R"(],"meta":{"total":500,"page":1,"per_page":100}})";
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
}  // namespace seatsync::source_seatgeek
