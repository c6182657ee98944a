#include "testing/fixtures/api_test.hpp"

#include <gmock/gmock.h>

namespace seatsync::http {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> ids_of(const boost::json::value& answer) {
    std::vector<std::string> ids;
    for (const auto& event : answer.at("events").as_array())
        ids.emplace_back(event.at("id").as_string());
    return ids;
}

TEST_F(ApiTest, EventsCarryPricesAndForecasts) {
    price_dodgers();
    const auto answer = parsed(get("/api/v1/events"));
    EXPECT_EQ(answer.at("as_of"), "2021-06-10T12:00:00Z");
    EXPECT_TRUE(answer.at("next_cursor").is_null());
    EXPECT_EQ(answer.at("model").at("id"), "m1");
    ASSERT_EQ(answer.at("events").as_array().size(), 1U);
    EXPECT_EQ(answer.at("events").at(0), boost::json::parse(R"({
        "id": "mlb:1", "league": "mlb", "season": "2021",
        "title": "Texas Rangers at Los Angeles Dodgers",
        "home": "Los Angeles Dodgers", "away": "Texas Rangers",
        "venue": "Dodger Stadium", "city": "Los Angeles", "zone": "America/Los_Angeles",
        "start_utc": "2021-06-12T02:10:00Z", "start_local": "2021-06-11 19:10 PDT",
        "start_tbd": false, "status": "scheduled",
        "series": [{"market": "stubhub", "zone": null, "price_kind": "advertised", "currency": "USD",
            "last_price": 58.62, "last_at": "2021-06-10T11:00:00Z", "listings": 812,
            "forecast": [
                {"horizon": "1d", "target_at": "2021-06-11T12:00:00Z", "point": 57, "q05": 50,
                 "q25": 54, "q50": 57, "q75": 60, "q95": 66, "members": [
                   {"name": "xgboost", "weight": 0.75, "silent": null},
                   {"name": "microstructure", "weight": 0.25, "silent": null}]},
                {"horizon": "close", "target_at": "2021-06-12T02:10:00Z", "point": 50, "q05": 40.1,
                 "q25": 46, "q50": 50, "q75": 54, "q95": 61.56, "members": [
                   {"name": "xgboost", "weight": 1, "silent": null},
                   {"name": "microstructure", "weight": 0, "silent": "its library is gone"}]}]}],
        "unpriced_reason": null})"));
    EXPECT_THAT(get("/metrics").body, HasSubstr("\nseatsync_predictions_total 2\n"));
}

TEST_F(ApiTest, EventsSayWhyAPriceIsMissing) {
    const auto event = parsed(get("/api/v1/events")).at("events").at(0);
    EXPECT_EQ(event.at("unpriced_reason"), "event mlb:1: fewer than two prices");
    EXPECT_EQ(event.at("series").at(0).at("last_price"), 58.62);
    EXPECT_EQ(event.at("series").at(0).at("forecast"), boost::json::array{});
}

TEST_F(ApiTest, AFailureStaysWithItsEvent) {
    const auto other = game("mlb:2", "Boston Red Sox", "Miami Marlins", "2021-06-13T17:00:00Z");
    append({other}, {});
    price_dodgers();
    forecaster_.refuse(other.id, fail(ErrorCode::corrupt_data, "a broken series"));
    const auto events = parsed(get("/api/v1/events")).at("events");
    EXPECT_TRUE(events.at(0).at("unpriced_reason").is_null());
    EXPECT_EQ(events.at(1).at("unpriced_reason"), "a broken series");
    EXPECT_EQ(events.at(1).at("series"), boost::json::array{});
}

TEST_F(ApiTest, EventsListSeriesWithoutForecastBesideOthers) {
    price_dodgers();
    append({}, {quote(dodgers_, 7000, "2021-06-10T10:00:00Z", "seatgeek")});
    const auto series = parsed(get("/api/v1/events")).at("events").at(0).at("series");
    ASSERT_EQ(series.as_array().size(), 2U);
    EXPECT_EQ(series.at(0).at("forecast").as_array().size(), 2U);
    EXPECT_EQ(series.at(1).at("market"), "seatgeek");
    EXPECT_EQ(series.at(1).at("last_price"), 70);
    EXPECT_EQ(series.at(1).at("forecast"), boost::json::array{});
}

TEST_F(ApiTest, EventsArePagedWithoutLossOrRepeat) {
    append({game("mlb:0", "A", "B", "2021-06-12T02:10:00Z"),
            game("mlb:3", "C", "D", "2021-06-12T02:10:00Z"),
            game("mlb:2", "E", "F", "2021-06-14T02:10:00.5Z"),
            game("mlb:4", "G", "H", "2021-06-15T02:10:00Z")},
           {});
    std::vector<std::vector<std::string>> pages;
    std::string cursor;
    do {
        const auto answer = parsed(get("/api/v1/events?limit=2" + cursor));
        pages.push_back(ids_of(answer));
        const auto& next = answer.at("next_cursor");
        cursor = next.is_null() ? "" : "&cursor=" + std::string(next.as_string());
    } while (!cursor.empty() && pages.size() < 9);
    EXPECT_THAT(pages, ElementsAre(ElementsAre("mlb:0", "mlb:1"), ElementsAre("mlb:3", "mlb:2"),
                                   ElementsAre("mlb:4")));
}

TEST_F(ApiTest, EventsHideWhatHasBegunAndOtherLeagues) {
    auto football = game("nfl:1", "A", "B", "2021-06-14T02:10:00Z");
    football.league = "nfl";
    append({game("mlb:past", "A", "B", "2021-06-10T11:59:59Z"), football}, {});
    EXPECT_THAT(ids_of(parsed(get("/api/v1/events"))), ElementsAre("mlb:1", "nfl:1"));
    EXPECT_THAT(ids_of(parsed(get("/api/v1/events?league=nfl"))), ElementsAre("nfl:1"));
}

TEST_F(ApiTest, ReadsAsOfHideWhatWasReceivedLater) {
    append({}, {quote(dodgers_, 4000, "2021-06-10T11:30:00Z")});
    const auto price = [&](const std::string& as_of) {
        return parsed(get("/api/v1/events?as_of=" + as_of))
            .at("events")
            .at(0)
            .at("series")
            .at(0)
            .at("last_price");
    };
    EXPECT_EQ(price("2021-06-10T11:29:59Z"), 58.62);
    EXPECT_EQ(price("2021-06-10T11:30:00Z"), 40);
    EXPECT_EQ(parsed(get("/api/v1/events?as_of=2021-05-01")).at("events"), boost::json::array{});
    EXPECT_EQ(get("/api/v1/events/mlb:1?as_of=2021-05-01").status, 404U);
}

TEST_F(ApiTest, NothingIsKnownBeforeItIsReceived) {
    price_dodgers();
    const std::string early = "?as_of=2021-06-10T10:59:59Z";
    const auto listed = parsed(get("/api/v1/events" + early)).at("events").at(0);
    EXPECT_FALSE(listed.at("unpriced_reason").is_null());
    EXPECT_EQ(get("/api/v1/events/mlb:1/forecast" + early).status, 422U);
    for (const char* what : {"", "/quotes", "/forecast"})
        EXPECT_NE(get("/api/v1/events/mlb:1" + std::string(what) + "?as_of=2021-05-01").status,
                  200U)
            << what;
}

TEST_F(ApiTest, BadParametersAre400AndNamed) {
    for (const auto& [target, name] : std::vector<std::pair<std::string, std::string>>{
             {"/api/v1/events?limit=0", "limit"},
             {"/api/v1/events?limit=201", "limit"},
             {"/api/v1/events?limit=5x", "limit"},
             {"/api/v1/events?limit=-1", "limit"},
             {"/api/v1/events?cursor=abc", "cursor"},
             {"/api/v1/events?cursor=2021-06-10", "cursor"},
             {"/api/v1/events?as_of=yesterday", "as_of"},
             {"/api/v1/events?as_of=2021-06-10T12:00:01Z", "as_of"},
             {"/api/v1/events/mlb:1?as_of=x", "as_of"},
             {"/api/v1/events/mlb:1/quotes?as_of=x", "as_of"},
             {"/api/v1/events/mlb:1/forecast?as_of=x", "as_of"},
             {"/api/v1/events?offset=3", "offset"}}) {
        const auto response = get(target);
        EXPECT_EQ(response.status, 400U) << target;
        EXPECT_THAT(std::string(parsed(response).at("detail").as_string()), HasSubstr(name))
            << target;
    }
}

TEST_F(ApiTest, OneEventIsShown) {
    const auto event = parsed(get("/api/v1/events/mlb%3A1"));
    EXPECT_EQ(event.at("id"), "mlb:1");
    EXPECT_EQ(event.at("start_local"), "2021-06-11 19:10 PDT");
    EXPECT_EQ(event.at("as_of"), "2021-06-10T12:00:00Z");
}

TEST_F(ApiTest, AnHourToBeDeterminedIsNotShown) {
    auto later = game("mlb:5", "A", "", "2021-06-20T10:00:00Z");
    later.start_tbd = true;
    later.title = "Game 5";
    later.venue = {};
    append({later}, {});
    const auto event = parsed(get("/api/v1/events/mlb:5"));
    EXPECT_EQ(event.at("start_local"), "2021-06-20");
    EXPECT_EQ(event.at("start_tbd"), true);
    EXPECT_EQ(event.at("title"), "Game 5");
    for (const char* name : {"away", "venue", "city"})
        EXPECT_TRUE(event.at(name).is_null()) << name;
}

TEST_F(ApiTest, UnknownEventsAre404) {
    for (const char* target :
         {"/api/v1/events/mlb:9", "/api/v1/events/nocolon", "/api/v1/events/mlb:9/quotes"})
        EXPECT_EQ(get(target).status, 404U) << target;
    forecaster_.refuse(domain::EventId("mlb:9"), fail(ErrorCode::not_found, "no event mlb:9"));
    EXPECT_EQ(get("/api/v1/events/mlb:9/forecast").status, 404U);
}

TEST_F(ApiTest, QuotesComeBySeriesWithNullForWhatIsMissing) {
    auto median_only = quote(dodgers_, 1, "2021-06-10T10:30:00Z");
    median_only.get_in_cents = std::nullopt;
    median_only.median_cents = 9050;
    median_only.listings = std::nullopt;
    median_only.tickets = 2040;
    append({}, {median_only, quote(dodgers_, 7000, "2021-06-10T10:00:00Z", "seatgeek", "Field")});
    const auto answer = parsed(get("/api/v1/events/mlb:1/quotes"));
    EXPECT_EQ(answer, boost::json::parse(R"({
        "event_id": "mlb:1", "as_of": "2021-06-10T12:00:00Z",
        "series": [
            {"market": "seatgeek", "zone": "Field", "price_kind": "advertised", "currency": "USD",
             "quotes": [{"at": "2021-06-10T10:00:00Z", "price": 70, "median": null, "listings": 812,
                         "tickets": null}]},
            {"market": "stubhub", "zone": null, "price_kind": "advertised", "currency": "USD",
             "quotes": [{"at": "2021-06-10T10:30:00Z", "price": null, "median": 90.5,
                         "listings": null, "tickets": 2040},
                        {"at": "2021-06-10T11:00:00Z", "price": 58.62, "median": null,
                         "listings": 812, "tickets": null}]}]})"));
    const auto one = parsed(get("/api/v1/events/mlb:1/quotes?market=stubhub")).at("series");
    ASSERT_EQ(one.as_array().size(), 1U);
    EXPECT_EQ(one.at(0).at("market"), "stubhub");
    EXPECT_EQ(parsed(get("/api/v1/events/mlb:1/quotes?as_of=2021-06-10T09:00:00Z")).at("series"),
              boost::json::array{});
}

TEST_F(ApiTest, ForecastNamesMissingFeatures) {
    price_dodgers();
    auto series = forecast_of(dodgers_, quote(dodgers_, 5862, "2021-06-10T11:00:00Z"));
    series.missing = {"elo_gap"};
    series.unanswered = {{domain::Horizon::day_3, "xgboost: gone; microstructure: gone"}};
    forecaster_.answer(dodgers_.id, {series});
    const auto answer = parsed(get("/api/v1/events/mlb:1/forecast?as_of=2021-06-10T11:15:00Z"));
    EXPECT_EQ(answer.at("event_id"), "mlb:1");
    EXPECT_EQ(answer.at("as_of"), "2021-06-10T11:15:00Z");
    EXPECT_EQ(answer.at("model").at("predictor"), "ensemble");
    EXPECT_EQ(answer.at("series").at(0).at("missing"), boost::json::array{"elo_gap"});
    EXPECT_EQ(answer.at("series").at(0).at("unanswered"), boost::json::parse(R"([
        {"horizon": "3d", "reason": "xgboost: gone; microstructure: gone"}])"));
    EXPECT_EQ(answer.at("series").at(0).at("last_price"), 58.62);
    EXPECT_EQ(answer.at("series").at(0).at("forecast").at(1).at("q95"), 61.56);
    EXPECT_THAT(get("/metrics").body, HasSubstr("\nseatsync_predictions_total 2\n"));
}

TEST_F(ApiTest, ForecastThatCannotBeMadeIs422) {
    const auto response = get("/api/v1/events/mlb:1/forecast");
    EXPECT_EQ(response.status, 422U);
    EXPECT_EQ(header(response.headers, "Content-Type"), "application/problem+json");
    EXPECT_EQ(parsed(response).at("detail"), "event mlb:1: fewer than two prices");
}

}  // namespace
}  // namespace seatsync::http
