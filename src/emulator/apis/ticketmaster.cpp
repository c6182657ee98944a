// Ticketmaster Discovery API v2: events.json and events/{id}.json of games that have not begun, and
// of what else happens in their towns.
// Facts: apikey in the query, else the gateway's 401 with a fault; 5000 calls a day, told in
// Rate-Limit headers (the reset in epoch milliseconds), 429 with a fault beyond; page from 0, size
// 20 by default and 200 at most, nothing where page * size reaches 1000 (DIS1035); a search without
// a hit has no _embedded; priceRanges are the advertised range without fees, and are absent for one
// event in four.

#include "emulator/access.hpp"
#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"
#include "emulator/apis/numbers.hpp"
#include "emulator/surroundings.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;

constexpr std::size_t kPageSize = 20;
constexpr std::size_t kPageSizeMax = 200;
constexpr std::size_t kReachable = 1000;
constexpr std::int64_t kCallsPerDay = 5000;
constexpr double kKilometresPerMile = 1.609344;
constexpr double kShareWithPrices = 0.75;
constexpr std::string_view kGameId = "G5v0Z";
constexpr std::string_view kCityId = "vvG1Z";

const ApiInfo& the_info() {
    static const ApiInfo info{.name = "ticketmaster",
                              .hosts = {"app.ticketmaster.com"},
                              .example = "/discovery/v2/events.json?apikey=x&size=2"};
    return info;
}

Response fault(unsigned status, std::string_view words, std::string_view code) {
    return json_error(status,
                      {{"fault", {{"faultstring", words}, {"detail", {{"errorcode", code}}}}}});
}

Response api_error(unsigned status, std::string_view code, std::string_view detail) {
    const json::object about = {{"href", fmt::format("/discovery/v2/errors.html#{}", code)}};
    return json_error(status, {{"errors", json::array{{{"code", code},
                                                       {"detail", detail},
                                                       {"status", std::to_string(status)},
                                                       {"_links", {{"about", about}}}}}}});
}

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

std::string coordinate(double degrees) {
    return fmt::format("{:.6f}", degrees);
}

json::object venue_of(const Team& home, const std::string& name, const Place& place) {
    return {
        {"id", fmt::format("KovZ{}", home.number)},
        {"name", name},
        {"type", "venue"},
        {"timezone", home.venue.zone.name()},
        {"city", {{"name", home.city}}},
        {"country", {{"name", "United States Of America"}, {"countryCode", "US"}}},
        {"location",
         {{"longitude", coordinate(place.longitude)}, {"latitude", coordinate(place.latitude)}}}};
}

json::object dates_of(Instant start, const domain::Zone& zone, const char* status) {
    return {{"start",
             {{"localDate", local_date(start, zone)},
              {"localTime", local_time(start, zone)},
              {"dateTime", utc_z(start)},
              {"dateTBD", false},
              {"dateTBA", false},
              {"timeTBA", false},
              {"noSpecificTime", false}}},
            {"timezone", zone.name()},
            {"status", {{"code", status}}},
            {"spanMultipleDays", false}};
}

json::array classification(const std::string& segment, const std::string& genre) {
    return {{{"primary", true},
             {"segment", {{"name", segment}}},
             {"genre", {{"name", segment == "Sports" ? "Team Sports" : genre}}},
             {"subGenre", {{"name", genre}}}}};
}

json::object attraction_of(const Team& team) {
    return {
        {"id", fmt::format("K8vZ{}", team.number)}, {"name", team.name}, {"type", "attraction"}};
}

/// What is shown of a game or of a city event.
struct Shown {
    Instant start;
    std::string id;
    const Game* game = nullptr;
    CityEvent other = {};

    [[nodiscard]] const Place& place() const {
        return game != nullptr ? game->home->place : other.place;
    }
    /// "NBA", or the segment of a city event.
    [[nodiscard]] std::string kind() const {
        if (game != nullptr)
            return upper(game->league);
        return other.category == "concerts" ? "Music" : "Arts & Theatre";
    }
};

Shown shown_of(const Game& game) {
    return {game.start, fmt::format("{}{}", kGameId, game.number), &game};
}

Shown shown_of(CityEvent event) {
    const Instant start = event.start;
    std::string id = fmt::format("{}{}", kCityId, event.number);
    return {start, std::move(id), nullptr, std::move(event)};
}

json::object game_of(const World& world, const Shown& shown) {
    const Game& game = *shown.game;
    json::object event = {
        {"name", fmt::format("{} vs. {}", game.home->name, game.away->name)},
        {"type", "event"},
        {"id", shown.id},
        {"test", false},
        {"dates", dates_of(game.start, game.home->venue.zone, "onsale")},
        {"classifications", classification("Sports", shown.kind())},
        {"_embedded",
         {{"venues", {venue_of(*game.home, game.home->venue.name, game.home->place)}},
          {"attractions", {attraction_of(*game.home), attraction_of(*game.away)}}}}};
    const MarketPage page = world.market_page(game, Marketplace::ticketmaster);
    if (page.lowest && world.chance("ticketmaster prices", game.number) < kShareWithPrices)
        event["priceRanges"] = json::array{{{"type", "standard"},
                                            {"currency", "USD"},
                                            {"min", amount(page.lowest->list_cents)},
                                            {"max", amount(page.highest->list_cents)}}};
    return event;
}

json::object city_event_of(const Shown& shown) {
    const CityEvent& event = shown.other;
    const Team& near = *event.near;
    return {
        {"name", event.title},
        {"type", "event"},
        {"id", shown.id},
        {"test", false},
        {"dates", dates_of(event.start, near.venue.zone, event.cancelled ? "cancelled" : "onsale")},
        {"classifications", classification(shown.kind(), event.category)},
        {"_embedded", {{"venues", {venue_of(near, event.title + " Hall", event.place)}}}}};
}

json::object json_of(const World& world, const Shown& shown) {
    return shown.game != nullptr ? game_of(world, shown) : city_event_of(shown);
}

/// "latlong=33.4,-112.0&radius=5&unit=miles"
struct Circle {
    Place centre;
    double kilometres = 0;
};
std::optional<Circle> circle_of(const Request& request) {
    const std::string text = request.text("latlong");
    const std::size_t comma = text.find(',');
    if (comma == text.npos)
        return std::nullopt;
    const double radius = static_cast<double>(request.count("radius", 50));
    return Circle{
        {std::strtod(text.c_str(), nullptr), std::strtod(text.c_str() + comma + 1, nullptr)},
        request.text("unit") == "km" ? radius : radius * kKilometresPerMile};
}

/// All that starts in the window that is asked for, by start.
std::vector<Shown> all_in_window(const Request& request, const World& world) {
    const Instant from =
        std::max(world.now(), request.instant("startDateTime").value_or(world.now()));
    const Instant to = request.instant("endDateTime").value_or(from + std::chrono::days(365)) +
                       std::chrono::seconds(1);
    std::vector<Shown> all;
    for (const Game* game : world.games_of({}, from, to))
        all.push_back(shown_of(*game));
    for (const Team& team : world.teams())
        for (CityEvent& event : city_events(world, team, from, to))
            all.push_back(shown_of(std::move(event)));
    std::ranges::stable_sort(all, {}, &Shown::start);
    return all;
}

std::vector<Shown> wanted(const Request& request, const World& world) {
    std::vector<Shown> all = all_in_window(request, world);
    const std::string kind = upper(request.text("classificationName"));
    const auto circle = circle_of(request);
    std::erase_if(all, [&](const Shown& shown) {
        if (!kind.empty() && upper(shown.kind()) != kind &&
            !(kind == "SPORTS" && shown.game != nullptr))
            return true;
        return circle && distance_km(circle->centre, shown.place()) > circle->kilometres;
    });
    return all;
}

json::object links_of(std::size_t number, std::size_t size, bool last) {
    const auto link = [size](std::size_t page) {
        return json::object{
            {"href", fmt::format("/discovery/v2/events.json?page={}&size={}{{&sort}}", page, size)},
            {"templated", true}};
    };
    json::object links = {{"self", link(number)}};
    if (!last)
        links["next"] = link(number + 1);
    return links;
}

Response events(const Request& request, const World& world) {
    const std::size_t number = request.count("page", 0);
    const std::size_t size =
        std::clamp<std::size_t>(request.count("size", kPageSize), 1, kPageSizeMax);
    if (number * size >= kReachable)
        return api_error(400, "DIS1035",
                         "API Limits Exceeded: Max paging depth exceeded. (page * size) must be "
                         "less than 1,000");
    const auto all = wanted(request, world);
    const Page page = page_of(all.size(), number * size, size);
    json::array list;
    for (const Shown& shown : elements_of(all, page))
        list.push_back(json_of(world, shown));
    const std::size_t items = list.size();
    json::object body = {{"_links", links_of(number, size, page.last())},
                         {"page",
                          {{"size", size},
                           {"totalElements", all.size()},
                           {"totalPages", (all.size() + size - 1) / size},
                           {"number", number}}}};
    if (items > 0)
        body["_embedded"] = {{"events", std::move(list)}};
    return json_answer(std::move(body), items);
}

Response event(std::string id, const World& world) {
    if (id.ends_with(".json"))
        id.resize(id.size() - 5);
    const auto number = id.starts_with(kGameId)
                            ? number_in(std::string_view(id).substr(kGameId.size()))
                            : std::nullopt;
    const Game* game = world.game(number.value_or(0));
    if (game == nullptr)
        return api_error(
            404, "DIS1004",
            fmt::format("Resource not found with provided criteria (locale=en-us, id={})", id));
    return json_answer(json_of(world, shown_of(*game)), 1);
}

class Ticketmaster final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant /*now*/) override {
        const std::string key = request.text("apikey");
        if (!is_good_key(key))
            return fault(401, "Invalid ApiKey", "oauth.v2.InvalidApiKey");
        const auto use = quota_.take(key, world.now());
        Response response = use.allowed
                                ? discovery(request, world)
                                : fault(429,
                                        "Rate limit quota violation. Quota limit  exceeded. "
                                        "Identifier : " +
                                            key,
                                        "policies.ratelimit.QuotaViolation");
        set_header(response, "Rate-Limit", std::to_string(use.limit));
        set_header(response, "Rate-Limit-Available", std::to_string(use.remaining));
        set_header(response, "Rate-Limit-Over", use.allowed ? "0" : "1");
        set_header(response, "Rate-Limit-Reset", std::to_string(epoch_seconds(use.reset) * 1000));
        return response;
    }

  private:
    static Response discovery(const Request& request, const World& world) {
        if (request.matches("/discovery/v2/events") || request.matches("/discovery/v2/events.json"))
            return events(request, world);
        if (request.matches("/discovery/v2/events/*"))
            return event(request.segments[3], world);
        return api_error(404, "DIS1004", "Resource not found with provided criteria");
    }

    Quota quota_{kCallsPerDay, std::chrono::days(1)};
};

}  // namespace

std::unique_ptr<Api> make_ticketmaster() {
    return std::make_unique<Ticketmaster>();
}

}  // namespace seatsync::emulator
