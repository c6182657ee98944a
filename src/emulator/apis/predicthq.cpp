// PredictHQ: /v1/events/ and /v1/events/count/ around a point. Facts: a bearer token, else 401; the
// slash at the end is needed; 10 a page by default; `next` is a whole URL, null at the end; deleted
// events are told to those who ask for the state; `location` is [longitude, latitude]. The limit is
// the plan's: ten requests a second here. Games are events of the category sports.

#include "emulator/access.hpp"
#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"
#include "emulator/places.hpp"
#include "emulator/surroundings.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include <algorithm>
#include <charconv>
#include <map>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;
using std::chrono::days;

constexpr std::size_t kPageSize = 10;
constexpr std::size_t kPageSizeMax = 200;

const ApiInfo& the_info() {
    static const ApiInfo info{.name = "predicthq",
                              .hosts = {"api.predicthq.com"},
                              .example = "/v1/events/?within=10km@40.7,-74",
                              .example_headers = {"Authorization: Bearer x"}};
    return info;
}

Response refusal(unsigned status, std::string_view words) {
    return json_error(status, {{"error", words}});
}

/// What may be told of the city and of the games alike.
struct Event {
    std::string id;
    std::string title;
    std::string category;
    const Team* near = nullptr;
    Place place;
    Instant start;
    Instant end;
    std::int64_t attendance = 0;
    std::int64_t rank = 0;
    bool cancelled = false;
    Instant updated_at;
};

Event event_of(const CityEvent& city) {
    return {.id = fmt::format("c{}", city.number),
            .title = city.title,
            .category = city.category,
            .near = city.near,
            .place = city.place,
            .start = city.start,
            .end = city.end,
            .attendance = city.attendance,
            .rank = city.rank,
            .cancelled = city.cancelled,
            .updated_at = city.updated_at};
}

/// Announced with its tickets.
Event event_of(const Game& game) {
    return {.id = fmt::format("g{}", game.number),
            .title = game.away->name + " at " + game.home->name,
            .category = "sports",
            .near = game.home,
            .place = game.home->place,
            .start = game.start,
            .end = game.start + std::chrono::hours(3),
            .attendance = game.home->venue.capacity.value_or(0),
            .rank = 80,
            .updated_at = game.start - days(60)};
}

/// "10km@40.7,-74": a circle.
struct Circle {
    double radius_km = 0;
    Place centre;
    [[nodiscard]] bool holds(const Place& place) const {
        return distance_km(centre, place) <= radius_km;
    }
};

std::optional<double> kilometres_of(std::string_view text) {
    double number = 0;
    const char* end = text.data() + text.size();
    const auto [last, problem] = std::from_chars(text.data(), end, number);
    if (problem != std::errc() || number <= 0)
        return std::nullopt;
    const std::string_view unit(last, end);
    if (unit == "km")
        return number;
    if (unit == "mi")
        return 1.609344 * number;
    return unit == "m" ? std::optional(number / 1000) : std::nullopt;
}

std::optional<Circle> circle_of(std::string_view text) {
    const std::size_t at = text.find('@');
    const std::size_t comma = text.find(',');
    if (at == text.npos || comma == text.npos || comma < at)
        return std::nullopt;
    const auto radius = kilometres_of(text.substr(0, at));
    const auto centre = place_of(text.substr(at + 1, comma - at - 1), text.substr(comma + 1));
    if (!radius || !centre)
        return std::nullopt;
    return Circle{*radius, *centre};
}

/// Whether "a,b" holds this name; an empty list holds all.
bool lists(std::string_view list, std::string_view name) {
    bool found = list.empty();
    while (!list.empty()) {
        const std::string_view one = list.substr(0, list.find(','));
        found = found || one == name;
        list.remove_prefix(std::min(list.size(), one.size() + 1));
    }
    return found;
}

/// Days from active.gte to active.lte, both whole.
struct Days {
    Instant from = Instant::min();
    Instant to = Instant::max();
};

Days days_of(const Request& request, Instant now) {
    Days out{now - days(365), now + days(90)};
    if (const auto first = request.date("active.gte"))
        out.from = std::chrono::sys_days(*first);
    if (const auto last = request.date("active.lte"))
        out.to = std::chrono::sys_days(*last) + days(1);
    return out;
}

std::vector<Event> events_of(const World& world, const Days& days_asked) {
    std::vector<Event> out;
    // One that began the day before may still be on.
    const Instant from = days_asked.from - days(1);
    for (const Team& team : world.teams())
        for (const CityEvent& city : city_events(world, team, from, days_asked.to))
            out.push_back(event_of(city));
    for (const Game* game : world.games_of({}, from, days_asked.to))
        out.push_back(event_of(*game));
    std::erase_if(out, [&](const Event& event) {
        return event.end < days_asked.from || event.updated_at > world.now();
    });
    return out;
}

/// By start, then id.
std::vector<Event> wanted_events(const Request& request, const World& world, const Circle& circle) {
    std::vector<Event> out = events_of(world, days_of(request, world.now()));
    const std::string categories = request.text("category");
    const std::string states = request.query_value("state").value_or("active");
    std::erase_if(out, [&](const Event& event) {
        return !circle.holds(event.place) || !lists(categories, event.category) ||
               !lists(states, event.cancelled ? "deleted" : "active");
    });
    std::ranges::sort(out, {}, [](const Event& event) { return std::pair(event.start, event.id); });
    return out;
}

json::object json_of(const Event& event) {
    const domain::Zone& zone = event.near->venue.zone;
    json::object out = {
        {"id", event.id},
        {"title", event.title},
        {"category", event.category},
        {"labels", json::array{event.category}},
        {"rank", event.rank},
        {"local_rank", event.rank},
        {"phq_attendance", event.attendance},
        {"duration",
         std::chrono::duration_cast<std::chrono::seconds>(event.end - event.start).count()},
        {"start", utc_z(event.start)},
        {"start_local", local_bare(event.start, zone)},
        {"end", utc_z(event.end)},
        {"end_local", local_bare(event.end, zone)},
        {"updated", utc_z(event.updated_at)},
        {"timezone", zone.name()},
        {"location", json::array{event.place.longitude, event.place.latitude}},
        {"country", "US"},
        {"state", event.cancelled ? "deleted" : "active"}};
    if (event.cancelled)
        out["cancelled"] = utc_z(event.updated_at);
    return out;
}

/// The address of another page of the same question.
std::string page_url(const Request& request, std::size_t offset) {
    std::string url = request.base_url + request.path + "?";
    for (const auto& [name, value] : request.query)
        if (name != "offset")
            url += fmt::format("{}={}&", name,
                               boost::urls::encode(value, boost::urls::unreserved_chars));
    return url + fmt::format("offset={}", offset);
}

Response page(const Request& request, const std::vector<Event>& events) {
    const std::size_t size =
        std::clamp<std::size_t>(request.count("limit", kPageSize), 1, kPageSizeMax);
    const Page page = page_of(events.size(), request.count("offset", 0), size);
    json::array results;
    for (const Event& event : elements_of(events, page))
        results.push_back(json_of(event));
    const std::size_t items = results.size();
    json::value next = nullptr;
    if (!page.last())
        next = page_url(request, page.end);
    json::value previous = nullptr;
    if (page.begin > 0)
        previous = page_url(request, page.begin - std::min(size, page.begin));
    return json_answer({{"count", events.size()},
                        {"overflow", false},
                        {"next", std::move(next)},
                        {"previous", std::move(previous)},
                        {"results", std::move(results)}},
                       items);
}

Response counts(const std::vector<Event>& events) {
    std::map<std::string, std::int64_t> by_category;
    for (const Event& event : events)
        ++by_category[event.category];
    json::object categories;
    for (const auto& [category, count] : by_category)
        categories[category] = count;
    return json_answer({{"count", events.size()}, {"categories", std::move(categories)}}, 1);
}

class PredictHq final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant /*now*/) override {
        const std::string token = bearer_token(request);
        if (!is_good_key(token))
            return refusal(401, "invalid token");
        if (const auto use = quota_.take(token, world.now()); !use.allowed) {
            Response response = refusal(429, "too many requests");
            set_header(response, "Retry-After", std::to_string(use.wait.count()));
            return response;
        }
        const bool is_count = request.matches("/v1/events/count/");
        if (!is_count && !request.matches("/v1/events/"))
            return refusal(404, "not found");
        const auto circle = circle_of(request.text("within"));
        if (!circle)
            return refusal(400, "within: it is no circle such as 10km@40.7,-74");
        const auto events = wanted_events(request, world, *circle);
        return is_count ? counts(events) : page(request, events);
    }

  private:
    Quota quota_{10, std::chrono::seconds(1)};
};

}  // namespace

std::unique_ptr<Api> make_predicthq() {
    return std::make_unique<PredictHq>();
}

}  // namespace seatsync::emulator
