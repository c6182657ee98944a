// SkyBox, the point of sale of Vivid Seats: /services/inventory and /services/inventory/sold.
// Facts: three headers, all required; pageNumber from 1 and limit; rows of own stock and sales with
// their events, whose time is local to the venue and has no zone. The envelope with rows and
// rowCount, 401 with a message and 100 rows by default are our reading: no answer was recorded.
// Its limits are agreed with each customer: none is kept.

#include "emulator/access.hpp"
#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"
#include "emulator/surroundings.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <cctype>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;

constexpr std::size_t kPageSize = 100;
constexpr std::size_t kPageSizeMax = 1000;
constexpr std::int64_t kInvoiceLinesFrom = 500'000;

const ApiInfo& the_info() {
    static const ApiInfo info{
        .name = "vividseats",
        .hosts = {"skybox.vividseats.com"},
        .example = "/services/inventory?limit=2",
        .example_headers = {"X-Application-Token: x", "X-Api-Token: x", "X-Account: 1"}};
    return info;
}

bool is_known_account(const Request& request) {
    for (const char* name : {"X-Application-Token", "X-Api-Token", "X-Account"})
        if (!is_good_key(request.header(name)))
            return false;
    return true;
}

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

json::object event_of(const Game& game) {
    const Team& home = *game.home;
    return {{"id", game.number},
            {"name", game.away->name + " at " + home.name},
            {"date", local_bare(game.start, home.venue.zone)},
            {"performer",
             {{"id", home.number},
              {"name", home.name},
              {"eventType", "SPORT"},
              {"category", {{"id", 1}, {"name", upper(game.league)}, {"eventType", "SPORT"}}}}},
            {"venue",
             {{"id", home.number},
              {"name", home.venue.name},
              {"city", home.city},
              {"country", "US"},
              {"timeZone", {{"id", home.venue.zone.name()}}}}}};
}

json::object row_of(const OwnLot& lot) {
    return {{"id", lot.number},
            {"accountId", 1},
            {"eventId", lot.game->number},
            {"quantity", lot.quantity},
            {"section", lot.section},
            {"row", lot.row},
            {"lowSeat", lot.seat_from},
            {"highSeat", lot.seat_to},
            {"cost", amount(lot.cost_cents * lot.quantity)},
            {"unitCostAverage", amount(lot.cost_cents)},
            {"faceValueAverage", amount(lot.face_cents)},
            {"listPrice", amount(lot.prices.list_cents)},
            {"stockType", "ELECTRONIC"},
            {"splitType", "DEFAULT"},
            {"status", lot.sold_at ? "SOLD" : "AVAILABLE"},
            {"createdDate", utc_z(lot.listed_at)},
            {"event", event_of(*lot.game)}};
}

json::object sold_row_of(const OwnLot& lot) {
    json::object row = row_of(lot);
    row["invoiceId"] = lot.number;
    row["invoiceLineId"] = lot.number + kInvoiceLinesFrom;
    row["invoiceDate"] = utc_z(*lot.sold_at);
    row["total"] = amount(lot.prices.seller_net_cents * lot.quantity);
    row["currencyCode"] = "USD";
    row["fulfillmentStatus"] = "PENDING";
    row["paymentStatus"] = "UNPAID";
    return row;
}

/// On the wall of the venue, as the dates in the query are.
std::chrono::year_month_day day_of(const Game& game) {
    return domain::to_local(game.start, game.home->venue.zone).date;
}

std::vector<OwnLot> wanted_lots(const Request& request, const World& world, bool sold) {
    std::vector<OwnLot> lots = own_lots(world, Marketplace::vividseats);
    const auto events_from = request.date("eventDateFrom");
    const auto invoices_from = request.date("invoiceDateFrom");
    std::erase_if(lots, [&](const OwnLot& lot) {
        if (lot.sold_at.has_value() != sold || (events_from && day_of(*lot.game) < *events_from))
            return true;
        return sold && invoices_from && *lot.sold_at < std::chrono::sys_days(*invoices_from);
    });
    return lots;
}

Response rows(const Request& request, const World& world, bool sold) {
    const std::size_t number = std::max<std::size_t>(1, request.count("pageNumber", 1));
    const std::size_t size =
        std::clamp<std::size_t>(request.count("limit", kPageSize), 1, kPageSizeMax);
    const auto lots = wanted_lots(request, world, sold);
    json::array list;
    for (const OwnLot& lot : elements_of(lots, page_of(lots.size(), (number - 1) * size, size)))
        list.push_back(sold ? sold_row_of(lot) : row_of(lot));
    const std::size_t items = list.size();
    return json_answer({{"rows", std::move(list)}, {"rowCount", lots.size()}}, items);
}

class VividSeats final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant /*now*/) override {
        if (!is_known_account(request))
            return json_error(401, {{"message", "not authorized"}});
        if (request.matches("/services/inventory"))
            return rows(request, world, false);
        if (request.matches("/services/inventory/sold"))
            return rows(request, world, true);
        return json_error(404, {{"message", "not found"}});
    }
};

}  // namespace

std::unique_ptr<Api> make_vividseats() {
    return std::make_unique<VividSeats>();
}

}  // namespace seatsync::emulator
