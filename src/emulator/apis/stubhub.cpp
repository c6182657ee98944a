// StubHub and viagogo API v2 on api.stubhub.net, with its tokens on account.stubhub.com.
// Facts: OAuth2 client credentials by Basic, expires_in 86400, scopes; 400 user_agent_required
// without a User-Agent; 401 without a token, 403 insufficient_scope; application/hal+json with
// _links.next; page from 1, page_size 100 by default; type Parking beside Main; min_ticket_price is
// with fees, so above what the site shows; errors {"code","message","errors"}. No limit is
// published: none is kept. Categories are numbered like the leagues of the world, from 1.

#include "emulator/access.hpp"
#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"
#include "emulator/apis/numbers.hpp"
#include "emulator/surroundings.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include <algorithm>
#include <map>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;
using std::chrono::seconds;

constexpr std::size_t kPageSize = 100;
constexpr std::size_t kPageSizeMax = 500;
constexpr seconds kTokenLifetime{86'400};
/// For trying it by hand: it needs no request, has all scopes and does not end.
constexpr const char* kExampleToken = "example";
constexpr std::int64_t kParkingFrom = 1'000'000;  ///< Added to the number of its game.

const ApiInfo& the_info() {
    static const ApiInfo info{
        .name = "stubhub",
        .hosts = {"api.stubhub.net", "account.stubhub.com"},
        .example = "/catalog/events?page_size=2",
        .example_headers = {"User-Agent: x", "Authorization: Bearer example"}};
    return info;
}

Response error(unsigned status, std::string_view code, std::string_view message) {
    Response response =
        json_error(status, {{"code", code}, {"message", message}, {"errors", json::object()}});
    set_header(response, "Content-Type", "application/hal+json");
    return response;
}

json::value link(const std::string& href) {
    return {{"href", href}, {"title", nullptr}, {"templated", false}};
}

json::value money(std::int64_t cents) {
    return {{"amount", amount(cents)},
            {"currency_code", "USD"},
            {"display", fmt::format("${}.{:02}", cents / 100, cents % 100)}};
}

json::object venue_of(const Team& home) {
    return {{"id", home.number},
            {"name", home.venue.name},
            {"city", home.city},
            {"latitude", home.place.latitude},
            {"longitude", home.place.longitude},
            {"_embedded", {{"country", {{"code", "US"}, {"name", "United States"}}}}}};
}

/// One entry of the catalog: a game, or the parking passes for it.
struct Entry {
    const Game* game = nullptr;
    bool parking = false;

    [[nodiscard]] std::int64_t number() const {
        return game->number + (parking ? kParkingFrom : 0);
    }
    [[nodiscard]] std::string name() const {
        return fmt::format("{}{} at {}", parking ? "PARKING PASSES ONLY " : "", game->away->name,
                           game->home->name);
    }
};

json::value min_ticket_price(const World& world, const Entry& entry) {
    if (entry.parking)
        return money(4500);
    const MarketPage page = world.market_page(*entry.game, Marketplace::stubhub);
    return page.lowest ? money(page.lowest->all_in_cents) : json::value(nullptr);
}

json::object event_of(const Request& request, const World& world, const Entry& entry) {
    const Team& home = *entry.game->home;
    return {
        {"id", entry.number()},
        {"name", entry.name()},
        {"start_date", local_with_offset(entry.game->start, home.venue.zone)},
        {"end_date", nullptr},
        {"date_confirmed", true},
        {"time_confirmed", true},
        {"status", "Normal"},
        {"type", entry.parking ? "Parking" : "Main"},
        {"min_ticket_price", min_ticket_price(world, entry)},
        {"_links",
         {{"self", link(fmt::format("{}/catalog/events/{}", request.base_url, entry.number()))}}},
        {"_embedded", {{"venue", venue_of(home)}}}};
}

json::object seating_of(const OwnLot& lot) {
    return {{"section", lot.section},
            {"row", lot.row},
            {"seat_from", std::to_string(lot.seat_from)},
            {"seat_to", std::to_string(lot.seat_to)}};
}

json::object embedded_event(const OwnLot& lot) {
    const Game& game = *lot.game;
    return {{"event",
             {{"id", game.number},
              {"name", Entry{&game}.name()},
              {"start_date", local_with_offset(game.start, game.home->venue.zone)},
              {"date_confirmed", true}}},
            {"venue", venue_of(*game.home)}};
}

json::object listing_of(const OwnLot& lot) {
    return {{"id", lot.number},
            {"created_at", utc_z(lot.listed_at)},
            {"number_of_tickets", lot.quantity},
            {"display_number_of_tickets", nullptr},
            {"seating", seating_of(lot)},
            {"face_value", money(lot.face_cents)},
            {"ticket_price", money(lot.prices.list_cents)},
            {"ticket_proceeds", money(lot.prices.seller_net_cents)},
            {"_embedded", embedded_event(lot)}};
}

json::object sale_of(const OwnLot& lot) {
    return {{"id", lot.number},
            {"created_at", utc_z(*lot.sold_at)},
            {"number_of_tickets", lot.quantity},
            {"seating", seating_of(lot)},
            {"proceeds", money(lot.prices.seller_net_cents * lot.quantity)},
            {"status", "Confirmed"},
            {"_embedded", embedded_event(lot)}};
}

std::string encoded(std::string_view text) {
    return boost::urls::encode(text, boost::urls::unreserved_chars);
}

/// The same address with another page.
std::string page_link(const Request& request, std::size_t page, std::size_t size) {
    std::string query;
    for (const auto& [name, value] : request.query)
        if (name != "page" && name != "page_size")
            query += fmt::format("{}={}&", encoded(name), encoded(value));
    return fmt::format("{}{}?{}page={}&page_size={}", request.base_url, request.path, query, page,
                       size);
}

/// A page of a list; `item_of` makes the element of one.
template <class T>
Response hal_page(const Request& request, const std::vector<T>& all, auto&& item_of) {
    const std::size_t number = std::max<std::size_t>(1, request.count("page", 1));
    const std::size_t size =
        std::clamp<std::size_t>(request.count("page_size", kPageSize), 1, kPageSizeMax);
    const Page page = page_of(all.size(), (number - 1) * size, size);
    json::array items;
    for (const T& one : elements_of(all, page))
        items.push_back(item_of(one));
    json::object links = {{"self", link(page_link(request, number, size))}};
    if (!page.last())
        links["next"] = link(page_link(request, number + 1, size));
    const std::size_t count = items.size();
    Response response = json_answer({{"total_items", all.size()},
                                     {"page", number},
                                     {"page_size", size},
                                     {"_links", std::move(links)},
                                     {"_embedded", {{"items", std::move(items)}}}},
                                    count);
    set_header(response, "Content-Type", "application/hal+json");
    return response;
}

std::vector<Entry> entries_of(const Request& request, const std::vector<const Game*>& games) {
    std::vector<Entry> entries;
    for (const Game* game : games) {
        entries.push_back({game, false});
        if (request.text("exclude_parking_passes") != "true")
            entries.push_back({game, true});
    }
    return entries;
}

bool is_found(const Game& game, const Request& request) {
    const std::string words = request.text("q");
    const auto date = request.date("dateLocal");
    return (words.empty() || Entry{&game}.name().find(words) != std::string::npos) &&
           (!date || domain::to_local(game.start, game.home->venue.zone).date == *date);
}

class StubHub final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant /*now*/) override {
        if (request.header("User-Agent").empty())
            return error(400, "user_agent_required", "A User-Agent header is required.");
        if (request.host == "account.stubhub.com")
            return token(request, world);
        const std::string known = bearer_token(request);
        if (known != kExampleToken && !desk_.is_valid(known, world.now()))
            return error(401, "unauthorized", "A valid access token is required.");
        if (request.matches("/v2/sellerlistings") || request.matches("/v2/sales"))
            return own_account(request, world);
        return catalog(request, world);
    }

  private:
    Response token(const Request& request, const World& world) {
        const auto client = basic_credentials(request);
        if (!request.matches("/oauth2/token") || request.method != "POST")
            return error(404, "not_found", "There is nothing here.");
        if (!client || !is_good_key(client->name) || !is_good_key(client->secret))
            return json_error(401, {{"error", "invalid_client"}});
        if (request.form_field("grant_type") != "client_credentials")
            return json_error(400, {{"error", "unsupported_grant_type"}});
        std::string value = desk_.issue("stubhub", world.now(), kTokenLifetime);
        const std::string scope = request.form_field("scope");
        scopes_[value] = scope;
        return json_answer({{"access_token", value},
                            {"token_type", "Bearer"},
                            {"expires_in", kTokenLifetime.count()},
                            {"scope", scope}},
                           0);
    }

    Response own_account(const Request& request, const World& world) const {
        const std::string needed = "read:" + request.segments[1];
        const std::string& granted = scopes_.at(bearer_token(request));
        if (fmt::format(" {} ", granted).find(fmt::format(" {} ", needed)) == std::string::npos)
            return error(403, "insufficient_scope", "The scope " + needed + " is required.");
        const bool sold = needed == "read:sales";
        std::vector<OwnLot> lots = own_lots(world, Marketplace::stubhub);
        std::erase_if(lots, [sold](const OwnLot& lot) { return lot.sold_at.has_value() != sold; });
        return hal_page(request, lots, sold ? sale_of : listing_of);
    }

    static Response catalog(const Request& request, const World& world) {
        const auto event = [&](const Entry& entry) { return event_of(request, world, entry); };
        auto games = world.games_of({}, world.now(), Instant::max());
        if (request.matches("/catalog/events"))
            return hal_page(request, entries_of(request, games), event);
        if (request.matches("/catalog/events/search")) {
            std::erase_if(games, [&](const Game* game) { return !is_found(*game, request); });
            return hal_page(request, entries_of(request, games), event);
        }
        if (request.matches("/catalog/categories/*/events")) {
            const auto category = number_in(request.segments[2]).value_or(0);
            if (category < 1 || category > static_cast<std::int64_t>(world.leagues().size()))
                return error(404, "not_found", "There is no such category.");
            const std::string& league = world.leagues()[static_cast<std::size_t>(category - 1)];
            std::erase_if(games, [&](const Game* game) { return game->league != league; });
            return hal_page(request, entries_of(request, games), event);
        }
        if (request.matches("/catalog/events/*"))
            return one_event(request, world);
        return error(404, "not_found", "There is nothing here.");
    }

    static Response one_event(const Request& request, const World& world) {
        const auto number = number_in(request.segments[2]).value_or(0);
        const bool parking = number > kParkingFrom;
        const Game* game = world.game(parking ? number - kParkingFrom : number);
        return game == nullptr ? error(404, "not_found", "There is no such event.")
                               : json_answer(event_of(request, world, {game, parking}), 1);
    }

    TokenDesk desk_;
    std::map<std::string, std::string> scopes_ = {
        {kExampleToken, "read:events read:sellerlistings read:sales"}};  ///< By token.
};

}  // namespace

std::unique_ptr<Api> make_stubhub() {
    return std::make_unique<StubHub>();
}

}  // namespace seatsync::emulator
