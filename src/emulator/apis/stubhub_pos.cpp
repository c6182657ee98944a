// StubHub Point of Sale API: /inventory/export and /invoices/export of the own account.
// Facts: bearer key; paging by paginationToken, a number or null; times such as saleDate and
// event.date have no zone, eventDateUtc has. Its limits and error bodies are not public: none is
// kept, and 401 answers {"message"}.

#include "emulator/access.hpp"
#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"
#include "emulator/surroundings.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <cctype>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;

constexpr std::size_t kPageSize = 25;

const ApiInfo& the_info() {
    static const ApiInfo info{.name = "stubhub_pos",
                              .hosts = {"pointofsaleapi.stubhub.net"},
                              .example = "/inventory/export",
                              .example_headers = {"Authorization: Bearer x"}};
    return info;
}

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

std::string title_of(const Game& game) {
    return game.away->name + " at " + game.home->name;
}

/// What stock and sales tell alike: where the seats are, and of which event.
json::object common_of(const OwnLot& lot) {
    const Game& game = *lot.game;
    const std::string local = local_bare(game.start, game.home->venue.zone);
    return {{"id", lot.number},
            {"seating",
             {{"section", lot.section},
              {"row", lot.row},
              {"piggybackRow", nullptr},
              {"seatFrom", std::to_string(lot.seat_from)},
              {"seatTo", std::to_string(lot.seat_to)}}},
            {"currencyCode", "USD"},
            {"eventMapping",
             {{"eventName", title_of(game)},
              {"eventDate", local},
              {"eventDateUtc", utc_z(game.start)},
              {"venueName", game.home->venue.name}}},
            {"event",
             {{"id", game.number},
              {"name", title_of(game)},
              {"date", local},
              {"venue", game.home->venue.name},
              {"dateConfirmed", true},
              {"timeConfirmed", true},
              {"eventStatus", "Normal"}}},
            {"venue",
             {{"id", game.home->number},
              {"name", game.home->venue.name},
              {"city", game.home->city},
              {"timeZone", nullptr}}},
            {"performer",
             {{"id", game.home->number},
              {"name", game.home->name},
              {"genreName", upper(game.league)}}}};
}

json::object stock_of(const OwnLot& lot) {
    json::object row = common_of(lot);
    row["availableQuantity"] = lot.quantity;
    row["faceValue"] = amount(lot.face_cents);
    row["unitCost"] = amount(lot.cost_cents);
    row["listingStatusByMarketplace"] =
        json::array{{{"listingStatus", "Listed"}, {"marketplaceName", "StubHub"}},
                    {{"listingStatus", "Delisted"}, {"marketplaceName", "VividSeats"}}};
    return row;
}

json::object invoice_of(const OwnLot& lot) {
    json::object row = common_of(lot);
    row["quantitySold"] = lot.quantity;
    row["totalNetProceeds"] = amount(lot.prices.seller_net_cents * lot.quantity);
    row["totalCost"] = amount(lot.cost_cents * lot.quantity);
    row["saleDate"] = utc_bare(*lot.sold_at);
    row["posState"] = {{"fullfilmentState", "Pending"}, {"saleStatus", "PendingAllocation"}};
    row["cancellationDate"] = nullptr;
    return row;
}

/// Rows whose number is above the token; the next token is the number of the last.
Response export_of(const Request& request, const World& world, bool sold) {
    const auto after = static_cast<std::int64_t>(request.count("paginationToken", 0));
    std::vector<OwnLot> lots = own_lots(world, Marketplace::stubhub);
    std::erase_if(lots, [&](const OwnLot& lot) {
        return lot.sold_at.has_value() != sold || lot.number <= after;
    });
    json::array rows;
    for (const OwnLot& lot : elements_of(lots, page_of(lots.size(), 0, kPageSize)))
        rows.push_back(sold ? invoice_of(lot) : stock_of(lot));
    const std::size_t items = rows.size();
    const json::value token =
        items == 0 ? json::value(nullptr) : json::value(lots[items - 1].number);
    json::object body = {{sold ? "invoices" : "inventory", std::move(rows)},
                         {"paginationToken", token},
                         {"numberOfItems", items}};
    if (!sold)
        body["deletedInventoryIds"] = json::array();
    return json_answer(std::move(body), items);
}

class StubHubPos final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant /*now*/) override {
        if (!is_good_key(bearer_token(request)))
            return json_error(401, {{"message", "Authorization has been denied."}});
        if (request.matches("/inventory/export"))
            return export_of(request, world, false);
        if (request.matches("/invoices/export"))
            return export_of(request, world, true);
        return json_error(404, {{"message", "No resource was found."}});
    }
};

}  // namespace

std::unique_ptr<Api> make_stubhub_pos() {
    return std::make_unique<StubHubPos>();
}

}  // namespace seatsync::emulator
