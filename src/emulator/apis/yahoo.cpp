// Yahoo chart: /v8/finance/chart/{symbol}, daily bars between period1 and period2. Facts: no key;
// who names no User-Agent is told 429 in plain text; `timestamp` is the open of the session; a
// range without trading has no `timestamp` and an empty quote; errors under "chart". The bar of a
// session that is on is all nulls. No limit is documented: 2,000 requests an hour here.

#include "emulator/access.hpp"
#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"
#include "emulator/surroundings.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <cmath>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;
using std::chrono::days;
using std::chrono::floor;
using std::chrono::minutes;
using std::chrono::sys_days;

constexpr minutes kOpen(9 * 60 + 30);  ///< In New York.
constexpr minutes kSession(6 * 60 + 30);
constexpr days kBackMax(4000);
constexpr std::string_view kSymbols[] = {"^GSPC", "^VIX", "^DJI", "^IXIC", "SPY", "LYV"};

const ApiInfo& the_info() {
    static const ApiInfo info{.name = "yahoo",
                              .hosts = {"query2.finance.yahoo.com", "query1.finance.yahoo.com"},
                              .example =
                                  "/v8/finance/chart/SPY?period1=1780272000"
                                  "&period2=1781136000&interval=1d",
                              .example_headers = {"User-Agent: seatsync"}};
    return info;
}

Response refusal(unsigned status, std::string_view code, std::string_view description) {
    return json_error(
        status,
        {{"chart",
          {{"result", nullptr}, {"error", {{"code", code}, {"description", description}}}}}});
}

Response too_many() {
    return text_answer(429, "Too Many Requests\r\n", "text/plain");
}

const domain::Zone& new_york() {
    static const domain::Zone zone = domain::Zone::named("America/New_York").value();
    return zone;
}

/// The clock of New York never skips the morning.
Instant open_on(sys_days day) {
    return domain::from_local(day, kOpen, new_york()).value();
}

/// One session; no close: it is still on.
struct Bar {
    Instant open_at;
    std::optional<double> open = {};
    std::optional<double> close = {};
    std::int64_t volume = 0;
};

double cents(double value) {
    return std::round(100 * value) / 100;
}

/// Where the last session before this day closed.
std::optional<double> close_before(const World& world, std::string_view symbol, sys_days day) {
    for (int back = 1; back <= 3; ++back)
        if (const auto level = index_on(world, symbol, day - days(back)))
            return level;
    return std::nullopt;
}

std::optional<Bar> bar_on(const World& world, std::string_view symbol, sys_days day) {
    const std::chrono::weekday weekday(day);
    const Instant open_at = open_on(day);
    if (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday || open_at > world.now())
        return std::nullopt;
    Bar bar{.open_at = open_at};
    bar.close = index_on(world, symbol, day);
    if (!bar.close)
        return bar;
    bar.open = close_before(world, symbol, day);
    bar.volume =
        1'000 * std::llround(1'000 + 500 * world.chance("volume", day.time_since_epoch().count()));
    return bar;
}

/// Sessions that open in [period1, period2).
std::vector<Bar> bars_of(const Request& request, const World& world, std::string_view symbol) {
    const Instant from = Instant(std::chrono::seconds(request.count("period1", 0)));
    const Instant to = std::min<Instant>(
        world.now(), Instant(std::chrono::seconds(request.count(
                         "period2", static_cast<std::size_t>(epoch_seconds(world.now()))))));
    std::vector<Bar> out;
    for (sys_days day = floor<days>(std::max(from, to - kBackMax)); day <= to; day += days(1))
        if (const auto bar = bar_on(world, symbol, day);
            bar && bar->open_at >= from && bar->open_at < to)
            out.push_back(*bar);
    return out;
}

template <class Value>
json::array column_of(const std::vector<Bar>& bars, const Value& value) {
    json::array column;
    for (const Bar& bar : bars) {
        json::value one = nullptr;
        if (bar.close && bar.open)
            one = value(bar);
        column.push_back(std::move(one));
    }
    return column;
}

json::object indicators_of(const std::vector<Bar>& bars) {
    if (bars.empty())
        return {{"quote", json::array{json::object()}}};
    const auto close = [](const Bar& bar) { return *bar.close; };
    json::object quote = {
        {"open", column_of(bars, [](const Bar& bar) { return *bar.open; })},
        {"high",
         column_of(bars,
                   [](const Bar& bar) { return cents(1.002 * std::max(*bar.open, *bar.close)); })},
        {"low",
         column_of(bars,
                   [](const Bar& bar) { return cents(0.998 * std::min(*bar.open, *bar.close)); })},
        {"close", column_of(bars, close)},
        {"volume", column_of(bars, [](const Bar& bar) { return bar.volume; })}};
    json::object adjusted = {{"adjclose", column_of(bars, close)}};
    return {{"quote", json::array{std::move(quote)}},
            {"adjclose", json::array{std::move(adjusted)}}};
}

json::object meta_of(const World& world, const std::string& symbol) {
    const auto civil = domain::to_local(world.now(), new_york());
    const Instant open = open_on(civil.date);
    return {{"currency", "USD"},
            {"symbol", symbol},
            {"exchangeName", "NYQ"},
            {"instrumentType", symbol.starts_with("^") ? "INDEX" : "EQUITY"},
            {"regularMarketTime", epoch_seconds(world.now())},
            {"gmtoffset", civil.utc_offset.count()},
            {"timezone", civil.abbreviation},
            {"exchangeTimezoneName", new_york().name()},
            {"priceHint", 2},
            {"currentTradingPeriod",
             {{"regular",
               {{"timezone", civil.abbreviation},
                {"start", epoch_seconds(open)},
                {"end", epoch_seconds(open + kSession)},
                {"gmtoffset", civil.utc_offset.count()}}}}},
            {"dataGranularity", "1d"},
            {"range", ""}};
}

Response chart(const Request& request, const World& world, const std::string& symbol) {
    const std::vector<Bar> bars = bars_of(request, world, symbol);
    json::object result = {{"meta", meta_of(world, symbol)}};
    json::array timestamps;
    for (const Bar& bar : bars)
        timestamps.emplace_back(epoch_seconds(bar.open_at));
    if (!bars.empty())
        result["timestamp"] = std::move(timestamps);
    result["indicators"] = indicators_of(bars);
    json::array results;
    results.push_back(std::move(result));
    return json_answer({{"chart", {{"result", std::move(results)}, {"error", nullptr}}}},
                       bars.size());
}

class Yahoo final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant /*now*/) override {
        if (request.header("User-Agent").empty() || !quota_.take("", world.now()).allowed)
            return too_many();
        if (!request.matches("/v8/finance/chart/*"))
            return refusal(404, "Not Found", "No such path");
        if (const auto interval = request.query_value("interval").value_or("1d"); interval != "1d")
            return refusal(422, "Unprocessable Entity",
                           fmt::format("interval={} is not emulated", interval));
        const std::string& symbol = request.segments[3];
        if (std::ranges::find(kSymbols, symbol) == std::end(kSymbols))
            return refusal(404, "Not Found", "No data found, symbol may be delisted");
        return chart(request, world, symbol);
    }

  private:
    Quota quota_{2000, std::chrono::hours(1)};
};

}  // namespace

std::unique_ptr<Api> make_yahoo() {
    return std::make_unique<Yahoo>();
}

}  // namespace seatsync::emulator
