// FRED: /fred/series/observations in units "lin", as known today. Facts: the key in the query, a
// bad one is 400; values are text, "." on holidays; `count` is of all that match; 100,000 a page at
// most; a month's value is dated at its first day and told weeks after its end; errors are JSON
// named text/xml; 120 requests a minute per key. Without file_type=json the answer is XML.

#include "emulator/access.hpp"
#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"
#include "emulator/surroundings.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;
using std::chrono::days;
using std::chrono::floor;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::size_t kPageSizeMax = 100'000;
constexpr year_month_day kFirstDay{std::chrono::year(2010), std::chrono::January,
                                   std::chrono::day(1)};

struct Series {
    std::string_view id;
    bool monthly = true;
};
constexpr Series kSeries[] = {{"CPIAUCSL"}, {"DGS10", false}, {"FEDFUNDS"},
                              {"UMCSENT"},  {"UNRATE"},       {"VIXCLS", false}};

const ApiInfo& the_info() {
    static const ApiInfo info{
        .name = "fred",
        .hosts = {"api.stlouisfed.org"},
        .example = "/fred/series/observations?series_id=UNRATE&api_key=x&file_type=json"};
    return info;
}

Response refusal(unsigned status, std::string_view message) {
    Response response = json_error(status, {{"error_code", status}, {"error_message", message}});
    set_header(response, "Content-Type", "text/xml;charset=utf-8");
    return response;
}

struct Observation {
    year_month_day date;
    std::string value;
};

std::string text_of(std::optional<double> level) {
    return level ? fmt::format("{:.2f}", *level) : ".";
}

/// One day in thirty, no trading.
bool is_holiday(const World& world, sys_days day) {
    return world.chance("fred holiday", day.time_since_epoch().count()) < 1.0 / 30;
}

std::vector<Observation> by_day(const World& world, std::string_view series) {
    std::vector<Observation> out;
    for (sys_days day(kFirstDay); day <= world.now(); day += days(1))
        if (const auto level = index_on(world, series, day))
            out.push_back({day, is_holiday(world, day) ? "." : text_of(level)});
    return out;
}

/// The level on the last weekday of a month stands for the month.
std::optional<double> level_of_month(const World& world, std::string_view series,
                                     year_month_day first) {
    const sys_days last = first.year() / first.month() / std::chrono::last;
    for (sys_days day = last; day > last - days(3); day -= days(1))
        if (const auto level = index_on(world, series, day))
            return level;
    return std::nullopt;
}

/// A month is told on the 15th of the next, at 12:30 UTC.
std::vector<Observation> by_month(const World& world, std::string_view series) {
    using std::chrono::months;
    std::vector<Observation> out;
    const auto told_at = [](year_month_day first) {
        return sys_days(first + months(1)) + days(14) + std::chrono::minutes(750);
    };
    for (year_month_day first = kFirstDay; told_at(first) <= world.now(); first += months(1))
        out.push_back({first, text_of(level_of_month(world, series, first))});
    return out;
}

std::vector<Observation> wanted(const Request& request, const World& world, const Series& series) {
    auto out = series.monthly ? by_month(world, series.id) : by_day(world, series.id);
    const auto first = request.date("observation_start");
    const auto last = request.date("observation_end");
    std::erase_if(out, [&](const Observation& one) {
        return (first && one.date < *first) || (last && one.date > *last);
    });
    if (request.text("sort_order") == "desc")
        std::ranges::reverse(out);
    return out;
}

/// Today, in St. Louis.
std::string today(Instant now) {
    static const domain::Zone zone = domain::Zone::named("America/Chicago").value();
    return local_date(now, zone);
}

Response xml_of(std::span<const Observation> rows) {
    std::string body = "<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n<observations>\n";
    for (const Observation& row : rows)
        body += fmt::format("<observation date=\"{}\" value=\"{}\"/>\n",
                            domain::format_date(row.date), row.value);
    return text_answer(200, body + "</observations>\n", "text/xml;charset=utf-8");
}

Response observations(const Request& request, const World& world, const Series& series,
                      Instant now) {
    const std::size_t limit = request.count("limit", kPageSizeMax);
    const std::size_t offset = request.count("offset", 0);
    if (limit == 0 || limit > kPageSizeMax)
        return refusal(400, "Bad Request.  Variable limit is not between 1 and 100000.");
    const auto all = wanted(request, world, series);
    const Page page = page_of(all.size(), offset, limit);
    const auto shown = elements_of(all, page);
    if (request.text("file_type") != "json")
        return xml_of(shown);
    const std::string date = today(now);
    json::array rows;
    for (const Observation& row : shown)
        rows.push_back(json::object{{"realtime_start", date},
                                    {"realtime_end", date},
                                    {"date", domain::format_date(row.date)},
                                    {"value", row.value}});
    const std::string order = request.query_value("sort_order").value_or("asc");
    return json_answer(
        {{"realtime_start", date},
         {"realtime_end", date},
         {"observation_start", request.query_value("observation_start").value_or("1600-01-01")},
         {"observation_end", request.query_value("observation_end").value_or("9999-12-31")},
         {"units", "lin"},
         {"output_type", 1},
         {"file_type", "json"},
         {"order_by", "observation_date"},
         {"sort_order", order},
         {"count", all.size()},
         {"offset", offset},
         {"limit", limit},
         {"observations", std::move(rows)}},
        shown.size());
}

class Fred final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant now) override {
        const std::string key = request.text("api_key");
        if (key.empty())
            return refusal(400, "Bad Request.  Variable api_key is not set.");
        if (!is_good_key(key))
            return refusal(400, "Bad Request.  The value for variable api_key is not registered.");
        if (!quota_.take(key, world.now()).allowed)
            return refusal(429, "Too Many Requests.  Exceeded Rate Limit");
        if (!request.matches("/fred/series/observations"))
            return refusal(404, "Not Found.");
        const auto* series = std::ranges::find(kSeries, request.text("series_id"), &Series::id);
        if (series == std::end(kSeries))
            return refusal(400, "Bad Request.  The series does not exist.");
        return observations(request, world, *series, now);
    }

  private:
    Quota quota_{120, std::chrono::minutes(1)};
};

}  // namespace

std::unique_ptr<Api> make_fred() {
    return std::make_unique<Fred>();
}

}  // namespace seatsync::emulator
