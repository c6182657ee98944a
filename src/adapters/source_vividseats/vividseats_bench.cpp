// Bytes per second of a page of stock (JSON) and of a list of listings (XML): the whole parse, and
// the bare parser of each format on the same bytes.

#include "adapters/source_vividseats/factory.hpp"

#include "testing/made_source.hpp"
#include "testing/parse_speed.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <pugixml.hpp>

namespace seatsync::source_vividseats {
namespace {

constexpr int kRows = 100;

std::string page_of_stock() {
    std::string rows;
    for (int i = 0; i < kRows; ++i)
        rows += fmt::format(
            R"({}{{"id":{},"accountId":77,"eventId":{},"quantity":2,"notes":"","section":"114",
"row":"7","lowSeat":5,"highSeat":6,"cost":120.5,"faceValueAverage":60.0,"stockType":"ELECTRONIC",
"splitType":"DEFAULT","listPrice":{}.5,"vividRetailPrice":99.0,"expectedValue":80.0,
"status":"AVAILABLE","inHandDate":"2026-06-12","lastPriceUpdate":"2026-06-12T14:00:00Z",
"createdDate":"2026-05-12T14:00:00Z","createdBy":"x","version":3,"seatType":"CONSECUTIVE",
"broadcast":true,"zoneSeating":false,"electronicTransfer":true,"attributes":[],
"event":{{"id":{},"name":"Boston Red Sox at New York Yankees","date":"2026-06-14T19:05:00",
"performer":{{"id":59,"name":"New York Yankees","eventType":"SPORT",
"category":{{"id":2,"name":"MLB","eventType":"SPORT"}}}},
"venue":{{"id":3,"name":"Yankee Stadium","city":"Bronx","state":"NY","country":"US",
"timeZone":{{"id":"America/New_York"}}}}}}}})",
            i == 0 ? "" : ",", 1000 + i, i / 10, 20 + i, i / 10);
    return R"({"rows":[)" + rows + R"(],"rowCount":100})";
}

std::string listings_of_version_1() {
    std::string listings;
    for (int i = 0; i < kRows; ++i)
        listings += fmt::format(
            "<brokerListing><electronic>false</electronic><faceValue>0.0</faceValue><id>{}</id>"
            "<instantDownload>false</instantDownload><notes></notes><price>{}.00</price>"
            "<productionId>1361816</productionId><quantity>2</quantity><row>F</row>"
            "<seatFrom>1</seatFrom><seatThru>2</seatThru><section>335</section>"
            "<splitType>ANY</splitType><stockType>HARD</stockType><ticketId>{}</ticketId>"
            "</brokerListing>",
            9000 + i, 20 + i, i);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><brokerListings>" + listings +
           "</brokerListings>";
}

void parse_as(benchmark::State& state, std::size_t source, const char* endpoint,
              const std::string& body) {
    const auto api = testing::made_source(factories().at(source));
    const feed::Task task{.key = "bench", .endpoint = endpoint};
    testing::measure_parse(state, body, kRows,
                           [&](const std::string& text) { return api->parse(task, text, {}); });
}

void parse_stock(benchmark::State& state) {
    parse_as(state, 0, "inventory", page_of_stock());
}
BENCHMARK(parse_stock);

void simdjson_alone(benchmark::State& state) {
    testing::measure_simdjson(state, page_of_stock());
}
BENCHMARK(simdjson_alone);

void parse_version_1(benchmark::State& state) {
    parse_as(state, 1, "listings_v1", listings_of_version_1());
}
BENCHMARK(parse_version_1);

void pugixml_alone(benchmark::State& state) {
    testing::measure_reading(state, listings_of_version_1(), [](const std::string& body) {
        pugi::xml_document document;
        return bool(document.load_buffer(body.data(), body.size()));
    });
}
BENCHMARK(pugixml_alone);

}  // namespace
}  // namespace seatsync::source_vividseats
