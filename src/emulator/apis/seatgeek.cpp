// SeatGeek Platform API v2: /2/events and /2/events/{id} of games that have not begun.
// Facts: client_id (and client_secret) in the query or as Basic credentials, else 403 with code
// 40307; page from 1, per_page 10 by default; prices in `stats`, whole dollars with fees; nothing
// listed means null, not 0. Its limit is not published: none is kept here.

#include "emulator/access.hpp"
#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <charconv>
#include <cmath>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;

constexpr std::size_t kPageSize = 10;
constexpr std::size_t kPageSizeMax = 500;

const ApiInfo& the_info() {
    static const ApiInfo info{.name = "seatgeek",
                              .hosts = {"api.seatgeek.com"},
                              .example = "/2/events?client_id=x&per_page=2"};
    return info;
}

bool is_known_client(const Request& request) {
    const auto basic = basic_credentials(request);
    return is_good_key(basic ? basic->name : request.text("client_id"));
}

Response client_required() {
    constexpr std::string_view kMessage =
        "Client is required - visit \"https://seatgeek.com/account/develop\"";
    return json_error(403, {{"errors", {{{"code", 40307}, {"message", kMessage}}}},
                            {"message", kMessage},
                            {"status", 403},
                            {"meta", {{"status", 403}}}});
}

Response not_found() {
    return json_error(404, {{"errors", {{{"code", 40401}, {"message", "Not found"}}}},
                            {"message", "Not found"},
                            {"status", 404},
                            {"meta", {{"status", 404}}}});
}

json::value dollars(const std::optional<Prices>& prices) {
    if (!prices)
        return nullptr;
    return static_cast<std::int64_t>(std::ceil(static_cast<double>(prices->all_in_cents) / 100));
}

json::value dollars_without_fees(const std::optional<Prices>& prices) {
    if (!prices)
        return nullptr;
    return static_cast<std::int64_t>(std::ceil(static_cast<double>(prices->list_cents) / 100));
}

json::object stats_of(const World& world, const Game& game) {
    const MarketPage page = world.market_page(game, Marketplace::seatgeek);
    const json::value listings =
        page.listings == 0 ? json::value(nullptr) : json::value(page.listings);
    return {{"listing_count", listings},
            {"visible_listing_count", listings},
            {"lowest_price", dollars(page.lowest)},
            {"median_price", dollars(page.median)},
            {"average_price", dollars(page.average)},
            {"highest_price", dollars(page.highest)},
            {"lowest_sg_base_price", dollars_without_fees(page.lowest)}};
}

json::object performer_of(const Team& team, bool at_home) {
    return {{"id", team.number},
            {"name", team.name},
            {"short_name", team.nickname},
            {"slug", slug_of(team.name)},
            {"type", team.league},
            {"primary", at_home},
            {at_home ? "home_team" : "away_team", true},
            {"home_venue_id", team.number}};
}

json::object venue_of(const Team& home) {
    return {{"id", home.number},
            {"name", home.venue.name},
            {"name_v2", home.venue.name},
            {"city", home.city},
            {"country", "US"},
            {"timezone", home.venue.zone.name()},
            {"capacity", or_null(home.venue.capacity)},
            {"location", {{"lat", home.place.latitude}, {"lon", home.place.longitude}}}};
}

json::object event_of(const World& world, const Game& game) {
    return {{"id", game.number},
            {"type", game.league},
            {"title", game.away->name + " at " + game.home->name},
            {"short_title", game.away->nickname + " at " + game.home->nickname},
            {"datetime_utc", utc_bare(game.start)},
            {"datetime_local", local_bare(game.start, game.home->venue.zone)},
            {"datetime_tbd", false},
            {"date_tbd", false},
            {"time_tbd", false},
            {"visible_until_utc", utc_bare(game.start + std::chrono::hours(4))},
            {"status", "normal"},
            {"conditional", false},
            {"taxonomies",
             {{{"id", 1000000}, {"name", "sports"}, {"parent_id", nullptr}},
              {{"id", 1010100}, {"name", game.league}, {"parent_id", 1000000}}}},
            {"performers", {performer_of(*game.home, true), performer_of(*game.away, false)}},
            {"venue", venue_of(*game.home)},
            {"stats", stats_of(world, game)}};
}

bool is_wanted(const Request& request, const Game& game) {
    const auto equals_if_asked = [&](std::string_view name, const std::string& value) {
        return request.query_value(name).value_or(value) == value;
    };
    const auto slug = request.query_value("performers.slug");
    return equals_if_asked("taxonomies.name", game.league) &&
           equals_if_asked("type", game.league) &&
           equals_if_asked("venue.id", std::to_string(game.home->number)) &&
           (!slug || *slug == slug_of(game.home->name) || *slug == slug_of(game.away->name)) &&
           game.start >= request.instant("datetime_utc.gte").value_or(game.start) &&
           game.start <= request.instant("datetime_utc.lte").value_or(game.start);
}

std::vector<const Game*> wanted_games(const Request& request, const World& world) {
    std::vector<const Game*> out;
    for (const Game* game : world.games_of({}, world.now(), Instant::max()))
        if (is_wanted(request, *game))
            out.push_back(game);
    return out;
}

class SeatGeek final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant /*now*/) override {
        if (!is_known_client(request))
            return client_required();
        if (request.matches("/2/events"))
            return events(request, world);
        if (request.matches("/2/events/*"))
            return event(request.segments[2], world);
        return not_found();
    }

  private:
    static Response events(const Request& request, const World& world) {
        const std::size_t number = std::max<std::size_t>(1, request.count("page", 1));
        const std::size_t size = std::min(request.count("per_page", kPageSize), kPageSizeMax);
        const auto games = wanted_games(request, world);
        const Page page = page_of(games.size(), (number - 1) * size, size);
        json::array events;
        for (const Game* game : elements_of(games, page))
            events.push_back(event_of(world, *game));
        const std::size_t items = events.size();
        return json_answer({{"events", std::move(events)},
                            {"meta",
                             {{"total", page.total},
                              {"took", 3},
                              {"page", number},
                              {"per_page", size},
                              {"geolocation", nullptr}}}},
                           items);
    }

    static Response event(const std::string& id, const World& world) {
        std::int64_t number = 0;
        (void)std::from_chars(id.data(), id.data() + id.size(), number);
        const Game* game = world.game(number);
        return game == nullptr ? not_found() : json_answer(event_of(world, *game), 1);
    }
};

}  // namespace

std::unique_ptr<Api> make_seatgeek() {
    return std::make_unique<SeatGeek>();
}

}  // namespace seatsync::emulator
