// The broker listing API of Vivid Seats: /webservices/listings/v2/get.
// Facts: header Api-token; {"success","message","listings"} with all own listings at once; times
// without a zone; a faceValue of 0.0 is unknown; 50 requests a second per method.

#include "emulator/access.hpp"
#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"
#include "emulator/surroundings.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;
using std::chrono::seconds;

constexpr std::int64_t kRequestsPerSecond = 50;

const ApiInfo& the_info() {
    static const ApiInfo info{.name = "vividseats_broker",
                              .hosts = {"brokers.vividseats.com"},
                              .example = "/webservices/listings/v2/get",
                              .example_headers = {"Api-token: x"}};
    return info;
}

Response refusal(unsigned status, std::string_view message) {
    return json_error(status,
                      {{"success", false}, {"message", message}, {"errors", json::array()}});
}

json::object listing_of(const World& world, const OwnLot& lot) {
    const Game& game = *lot.game;
    const auto& zone = game.home->venue.zone;
    const bool face_known = world.chance("vividseats face value", lot.number) < 0.8;
    return {{"id", lot.number},
            {"productionId", game.number},
            {"quantity", lot.quantity},
            {"section", lot.section},
            {"row", lot.row},
            {"seatFrom", std::to_string(lot.seat_from)},
            {"seatThru", std::to_string(lot.seat_to)},
            {"notes", ""},
            {"price", amount(lot.prices.list_cents)},
            {"faceValue", face_known ? amount(lot.face_cents) : json::value(0.0)},
            {"splitType", "ANY"},
            {"stockType", "HARD"},
            {"listDate", local_bare(lot.listed_at, zone)},
            {"eventName", game.away->name + " at " + game.home->name},
            {"venue", game.home->venue.name},
            {"city", game.home->city},
            {"eventDate", local_bare(game.start, zone)},
            {"attributes", json::array()},
            {"tickets", json::array()}};
}

Response listings(const World& world) {
    json::array list;
    for (const OwnLot& lot : own_lots(world, Marketplace::vividseats))
        if (!lot.sold_at)
            list.push_back(listing_of(world, lot));
    const std::size_t items = list.size();
    return json_answer({{"success", true},
                        {"message", nullptr},
                        {"listings", std::move(list)},
                        {"attribute", nullptr}},
                       items);
}

class VividSeatsBroker final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant /*now*/) override {
        const std::string token = request.header("Api-token");
        if (!is_good_key(token))
            return refusal(401, "Invalid API token.");
        if (!quota_.take(token, world.now()).allowed)
            return refusal(429, "Too many requests.");
        if (request.matches("/webservices/listings/v2/get"))
            return listings(world);
        return refusal(404, "Not found.");
    }

  private:
    Quota quota_{kRequestsPerSecond, seconds(1)};
};

}  // namespace

std::unique_ptr<Api> make_vividseats_broker() {
    return std::make_unique<VividSeatsBroker>();
}

}  // namespace seatsync::emulator
