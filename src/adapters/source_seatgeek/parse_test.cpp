#include "adapters/source_seatgeek/factory.hpp"
#include "testing/made_source.hpp"
#include "testing/recorded_answer.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_seatgeek {
namespace {

using namespace std::chrono_literals;
using domain::PriceKind;
using domain::Quote;
using feed::Item;
using feed::Sighting;

constexpr feed::Instant kNow = std::chrono::sys_days(2026y / 4 / 1) + 18h;

std::unique_ptr<feed::SourceApi> seatgeek() {
    return testing::made_source(factories().at(0));
}

/// Read as `seatsync` reads a recorded file: the endpoint is found by its looks.
Result<feed::Answer> read(std::string_view body) {
    const auto api = seatgeek();
    SEATSYNC_TRY(const std::string endpoint, api->endpoint_of(body));
    return api->parse({.key = "test", .endpoint = endpoint}, body, kNow);
}

template <class T>
const T* find(const Item& item, auto&& fits) {
    for (const feed::Observation& observation : item.observations)
        if (const T* value = std::get_if<T>(&observation); value && fits(*value))
            return value;
    return nullptr;
}

const Sighting& sighting(const Item& item) {
    return *find<Sighting>(item, [](const auto&) { return true; });
}

const Quote* quote(const Item& item, PriceKind kind) {
    return find<Quote>(item, [kind](const Quote& one) { return one.series.kind == kind; });
}

/// One event with the usual fields, `more` being put into it.
std::string event_with(std::string_view more) {
    return std::string(R"({"events":[{"id":7,"type":"mlb","title":"A at B",)") +
           R"("datetime_local":"2026-04-03T19:10:00","datetime_utc":"2026-04-04T02:10:00",)" +
           std::string(more) + R"(}],"meta":{"total":1,"page":1,"per_page":10}})";
}

Item only_item(std::string_view body) {
    const auto answer = read(body);
    EXPECT_TRUE(answer.has_value()) << body;
    return answer && answer->items.size() == 1 ? answer->items[0] : Item{};
}

TEST(SeatGeekParseTest, ReadsAnEventAndBothPrices) {
    const Item item = only_item(event_with(
        R"("status":"normal","score":0.7,
           "venue":{"name":"Park","city":"Seattle","timezone":"America/Los_Angeles","capacity":40000},
           "performers":[{"name":"B","home_team":true},{"name":"A","away_team":true}],
           "stats":{"lowest_price":16,"lowest_sg_base_price":12.5,"median_price":77,
                    "average_price":90,"highest_price":731,"listing_count":536,
                    "visible_listing_count":494})"));
    EXPECT_EQ(item.key, "7");
    ASSERT_EQ(item.observations.size(), 3U);
    const Sighting& seen = sighting(item);
    EXPECT_EQ(seen.event.id.value(), "seatgeek:7");
    EXPECT_EQ(seen.event.league, "mlb");
    EXPECT_EQ(seen.event.title, "A at B");
    EXPECT_EQ(seen.event.home, "B");
    EXPECT_EQ(seen.event.away, "A");
    EXPECT_EQ(seen.event.category, "");
    EXPECT_EQ(seen.event.venue.name, "Park");
    EXPECT_EQ(seen.event.venue.city, "Seattle");
    EXPECT_EQ(seen.event.venue.zone.name(), "America/Los_Angeles");
    EXPECT_EQ(seen.event.venue.capacity, 40000);
    EXPECT_EQ(domain::format_utc(seen.event.start), "2026-04-04T02:10:00Z");
    EXPECT_FALSE(seen.event.start_tbd);
    EXPECT_EQ(seen.event.status, domain::EventStatus::scheduled);
    EXPECT_EQ(seen.event.received_at, kNow);
    EXPECT_EQ(seen.local_date, 2026y / 4 / 3);

    Quote with_fees;
    with_fees.series = {domain::EventId("seatgeek:7"), "seatgeek", "", PriceKind::all_in};
    with_fees.event_at = with_fees.received_at = kNow;
    Quote base = with_fees;
    with_fees.get_in_cents = 1600;
    with_fees.median_cents = 7700;
    with_fees.average_cents = 9000;
    with_fees.highest_cents = 73100;
    with_fees.listings = 536;
    with_fees.popularity = 0.7;
    base.series.kind = PriceKind::list;
    base.get_in_cents = 1250;
    EXPECT_EQ(*quote(item, PriceKind::all_in), with_fees);
    EXPECT_EQ(*quote(item, PriceKind::list), base);
}

TEST(SeatGeekParseTest, MakesNoQuoteWhereStatsHoldNothing) {
    for (const char* stats :
         {R"("score":0.5)", R"("stats":null)", R"("stats":{})",
          R"("stats":{"lowest_price":null,"listing_count":null,"lowest_sg_base_price":null})",
          R"("stats":{"lowest_price":0,"average_price":0,"lowest_sg_base_price":0})"}) {
        const Item item = only_item(event_with(stats));
        EXPECT_EQ(item.observations.size(), 1U) << stats;
        EXPECT_EQ(item.problem, "") << stats;
    }
}

TEST(SeatGeekParseTest, MakesAQuoteOfAnyOneNumber) {
    for (const char* stats :
         {"lowest_price", "median_price", "average_price", "highest_price", "listing_count"}) {
        const Item item = only_item(event_with(R"("stats":{")" + std::string(stats) + R"(":5})"));
        ASSERT_NE(quote(item, PriceKind::all_in), nullptr) << stats;
        EXPECT_EQ(quote(item, PriceKind::list), nullptr) << stats;
    }
    const Item item = only_item(event_with(R"("stats":{"lowest_sg_base_price":5})"));
    EXPECT_EQ(quote(item, PriceKind::all_in), nullptr);
    ASSERT_NE(quote(item, PriceKind::list), nullptr);
}

TEST(SeatGeekParseTest, DoesNotBelieveAnHourThatIsToBeDetermined) {
    for (const auto& [flag, date_stands] :
         {std::pair("time_tbd", true), std::pair("date_tbd", false),
          std::pair("datetime_tbd", false)}) {
        const Item item = only_item(event_with("\"" + std::string(flag) + "\":true"));
        const Sighting& seen = sighting(item);
        EXPECT_TRUE(seen.event.start_tbd) << flag;
        EXPECT_EQ(domain::format_utc(seen.event.start), "2026-04-03T12:00:00Z") << flag;
        EXPECT_EQ(seen.local_date.has_value(), date_stands) << flag;
    }
}

TEST(SeatGeekParseTest, ReadsEachStatus) {
    using domain::EventStatus;
    for (const auto& [word, status] : {std::pair("normal", EventStatus::scheduled),
                                       std::pair("rescheduled", EventStatus::scheduled),
                                       std::pair("contingent", EventStatus::scheduled),
                                       std::pair("postponed", EventStatus::postponed),
                                       std::pair("canceled", EventStatus::cancelled),
                                       std::pair("cancelled", EventStatus::cancelled)}) {
        const Item item = only_item(event_with(R"("status":")" + std::string(word) + "\""));
        EXPECT_EQ(sighting(item).event.status, status) << word;
    }
    EXPECT_EQ(only_item(event_with(R"("status":"odd")")).problem, "status: 'odd' is not known");
}

TEST(SeatGeekParseTest, MarksAGameThatMayNotBePlayed) {
    EXPECT_EQ(sighting(only_item(event_with(R"("conditional":true)"))).event.category,
              "playoff_conditional");
}

TEST(SeatGeekParseTest, NamesTheFieldOfABadEventAndKeepsTheOthers) {
    const auto answer = read(R"({"events":[{"id":1,"type":"mlb","datetime_local":"soon"},
                          {"id":2,"type":"ncaa_football","datetime_local":"2026-09-05T13:00:00",
                           "datetime_utc":"2026-09-05T17:00:00"},
                          {"id":3,"type":"mlb","datetime_local":"2026-09-05T13:00:00",
                           "datetime_utc":"2026-09-05T17:00:00","venue":{"timezone":"Moon/Base"}},
                          {"type":"mlb","datetime_local":"2026-09-05T13:00:00"}]})");
    ASSERT_TRUE(answer.has_value());
    ASSERT_EQ(answer->items.size(), 4U);
    EXPECT_NE(answer->items[0].problem, "");
    EXPECT_NE(answer->items[0].content.find("soon"), std::string::npos);
    EXPECT_EQ(sighting(answer->items[1]).event.league, "cfb");
    EXPECT_NE(answer->items[2].problem.find("Moon/Base"), std::string::npos);
    EXPECT_EQ(answer->items[3].key, "#3");
    EXPECT_EQ(answer->items[3].problem, "id: it is missing");
    EXPECT_EQ(answer->next, "");
}

TEST(SeatGeekParseTest, TurnsPagesUntilTheLast) {
    const auto next = [](const char* meta) {
        return read(R"({"events":[{}],"meta":)" + std::string(meta) + "}").value().next;
    };
    EXPECT_EQ(next(R"({"total":21,"page":1,"per_page":10})"), "2");
    EXPECT_EQ(next(R"({"total":21,"page":2,"per_page":10})"), "3");
    EXPECT_EQ(next(R"({"total":21,"page":3,"per_page":10})"), "");
    EXPECT_EQ(next(R"({"total":20,"page":2,"per_page":10})"), "");
    EXPECT_EQ(next(R"({"total":21,"page":-5,"per_page":10})"), "");
    EXPECT_EQ(read(R"({"events":[],"meta":{"total":21,"page":1,"per_page":10}})").value().next, "");
}

TEST(SeatGeekParseTest, TellsAnErrorUnderStatus200) {
    const auto api = seatgeek();
    const auto parse = [&](const char* body) {
        return api->parse({.key = "test", .endpoint = "events"}, body, kNow).error();
    };
    EXPECT_EQ(parse(R"({"errors":[{"code":1}],"message":"Too busy"})"),
              fail(ErrorCode::unavailable, "an error under status 200: Too busy"));
    EXPECT_EQ(parse("{}").code, ErrorCode::corrupt_data);
    EXPECT_EQ(parse(R"({"events":7})").code, ErrorCode::corrupt_data);
    EXPECT_EQ(parse("<html>").code, ErrorCode::unavailable);
    EXPECT_EQ(parse("").code, ErrorCode::unavailable);
    EXPECT_EQ(api->parse({.key = "test", .endpoint = "odd"}, "{}", kNow).error().code,
              ErrorCode::invalid_argument);
}

TEST(SeatGeekParseTest, ReadsOneEventByItself) {
    const Item item = only_item(R"({"id":7,"type":"nba","datetime_local":"2026-04-03T19:10:00",
                      "datetime_utc":"2026-04-04T02:10:00","stats":{"lowest_price":20}})");
    EXPECT_EQ(item.key, "7");
    EXPECT_EQ(quote(item, PriceKind::all_in)->get_in_cents, 2000);
}

class SeatGeekRecordedTest : public testing::RecordedTest {
  protected:
    static feed::Answer answer(const char* file) {
        return read(testing::recorded_answer(file).body).value();
    }
};

TEST_F(SeatGeekRecordedTest, GamesOfTheRangers) {
    const auto read = answer("seatgeek/events_2019_mlb_texas_rangers.json");
    ASSERT_EQ(read.items.size(), 3U);
    EXPECT_EQ(read.next, "2");
    const Sighting& first = sighting(read.items[0]);
    EXPECT_EQ(first.event.id.value(), "seatgeek:4612875");
    EXPECT_EQ(first.event.home, "Seattle Mariners");
    EXPECT_EQ(first.event.away, "Texas Rangers");
    EXPECT_EQ(first.event.venue.capacity, 47116);
    EXPECT_EQ(domain::format_utc(first.event.start), "2019-05-29T02:10:00Z");
    EXPECT_EQ(first.local_date, 2019y / 5 / 28);
    const Quote& quoted = *quote(read.items[0], PriceKind::all_in);
    EXPECT_EQ(quoted.get_in_cents, 1600);
    EXPECT_EQ(quoted.median_cents, 7700);
    EXPECT_EQ(quoted.average_cents, 9000);
    EXPECT_EQ(quoted.highest_cents, 73100);
    EXPECT_EQ(quoted.listings, 536);
    EXPECT_EQ(quoted.popularity, 0.661);
    EXPECT_EQ(quote(read.items[0], PriceKind::list), nullptr);
    // The home team comes second here.
    EXPECT_EQ(sighting(read.items[2]).event.home, "Texas Rangers");
    EXPECT_EQ(sighting(read.items[2]).event.away, "Kansas City Royals");
    EXPECT_EQ(quote(read.items[2], PriceKind::all_in)->get_in_cents, 800);
}

TEST_F(SeatGeekRecordedTest, MixedPricesAndHoursToBeDetermined) {
    const auto read = answer("seatgeek/events_2020_mixed_null_prices.json");
    ASSERT_EQ(read.items.size(), 5U);
    const Sighting& concert = sighting(read.items[0]);
    EXPECT_EQ(concert.event.league, "concert");
    EXPECT_TRUE(concert.event.start_tbd);
    EXPECT_EQ(domain::format_utc(concert.event.start), "2020-03-03T12:00:00Z");
    EXPECT_EQ(concert.event.venue.zone.name(), "America/Sao_Paulo");
    EXPECT_EQ(concert.event.venue.capacity, std::nullopt);
    EXPECT_EQ(quote(read.items[0], PriceKind::all_in)->get_in_cents, 18700);
    EXPECT_EQ(quote(read.items[0], PriceKind::list)->get_in_cents, 14100);
    EXPECT_EQ(quote(read.items[0], PriceKind::all_in)->listings, 6);
    EXPECT_TRUE(sighting(read.items[1]).event.start_tbd);
    EXPECT_FALSE(sighting(read.items[2]).event.start_tbd);
    EXPECT_EQ(quote(read.items[2], PriceKind::list)->get_in_cents, 7100);
    for (const std::size_t unlisted : {3U, 4U})
        EXPECT_EQ(read.items[unlisted].observations.size(), 1U);
    EXPECT_EQ(sighting(read.items[4]).event.home, "Towson Tigers Baseball");
    EXPECT_EQ(read.next, "2");
}

TEST_F(SeatGeekRecordedTest, AnEventWithoutOffers) {
    const auto read = answer("seatgeek/event_2022_all_stats_null.json");
    ASSERT_EQ(read.items.size(), 1U);
    EXPECT_EQ(read.next, "");
    ASSERT_EQ(read.items[0].observations.size(), 1U);
    EXPECT_EQ(sighting(read.items[0]).event.title, "Mike E. Winfield");
    EXPECT_EQ(sighting(read.items[0]).event.venue.capacity, 270);
}

TEST_F(SeatGeekRecordedTest, ListsWithoutEventsArePassedOver) {
    const auto genres = answer("seatgeek/genres.json");
    ASSERT_EQ(genres.items.size(), 10U);
    EXPECT_EQ(genres.items[0].key, "country");
    EXPECT_EQ(genres.items[0].passed_over, "one of the genres, no event");
    const auto taxonomies = answer("seatgeek/taxonomies.json");
    ASSERT_EQ(taxonomies.items.size(), 25U);
    EXPECT_EQ(taxonomies.items[0].key, "sports");
    EXPECT_EQ(taxonomies.items[0].passed_over, "one of the taxonomies, no event");
}

TEST_F(SeatGeekRecordedTest, ARequestWithoutAnId) {
    EXPECT_EQ(seatgeek()->error_of(
                  testing::recorded_answer("seatgeek/error_403_client_required.http.json")),
              fail(ErrorCode::invalid_argument,
                   "status 403: the key is not accepted for this (Client is required - visit "
                   "\"https://seatgeek.com/account/develop\")"));
}

TEST_F(SeatGeekRecordedTest, APageForPeople) {
    const auto page = testing::recorded_answer("seatgeek/error_captcha_html_200.http.json");
    const auto api = seatgeek();
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(api->parse({.key = "test", .endpoint = "events"}, page.body, kNow).error().code,
              ErrorCode::unavailable);
    EXPECT_EQ(api->error_of(page).code, ErrorCode::unavailable);
    EXPECT_EQ(api->endpoint_of(page.body).error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace seatsync::source_seatgeek
