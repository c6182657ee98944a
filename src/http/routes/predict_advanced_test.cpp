#include "http/routes/ticket_event.hpp"
#include "testing/fixtures/api_test.hpp"

#include <gmock/gmock.h>
#include <boost/json/serialize.hpp>

namespace seatsync::http {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

constexpr const char* kTarget = "/api/v1/intelligence/predict-advanced";

class PredictAdvancedTest : public ApiTest {
  protected:
    /// A good request with some members of ticket_data replaced.
    [[nodiscard]] static boost::json::object ticket(const boost::json::object& changes = {}) {
        boost::json::object data = {{"team", "Los Angeles Dodgers"},
                                    {"opponent", "Texas Rangers"},
                                    {"venue", "Dodger Stadium"},
                                    {"section", "112"},
                                    {"row", "F"},
                                    {"seat", 7},
                                    {"game_date", "2021-06-11"},
                                    {"listed_date", "2021-05-20"}};
        for (const auto& member : changes)
            data[member.key()] = member.value();
        return {{"ticket_data", data}};
    }

    [[nodiscard]] Response ask(const boost::json::object& body) {
        return post(kTarget, boost::json::serialize(body));
    }
    [[nodiscard]] std::string detail(const Response& response) {
        return std::string(parsed(response).at("detail").as_string());
    }
};

std::vector<std::string> texts(const boost::json::value& array) {
    std::vector<std::string> list;
    for (const auto& text : array.as_array())
        list.emplace_back(text.as_string());
    return list;
}

TEST_F(PredictAdvancedTest, AnswersTheForecastOfTheEvent) {
    price_dodgers();
    const auto response = ask(ticket());
    ASSERT_EQ(response.status, 200U) << response.body;
    const auto answer = parsed(response);
    EXPECT_EQ(answer.at("predicted_price"), 50);
    EXPECT_EQ(answer.at("price_range"), boost::json::parse(R"({"min": 40.1, "max": 61.56})"));
    EXPECT_EQ(answer.at("confidence"), 0.913);
    EXPECT_EQ(answer.at("model_contributions"),
              boost::json::parse(R"({"xgboost": 1, "microstructure": 0})"));
    EXPECT_EQ(answer.at("feature_importance"),
              boost::json::parse(R"({"days_to_event": 0.6, "log_price": 0.4})"));
    EXPECT_EQ(answer.at("scope"), "event get-in");
    EXPECT_EQ(answer.at("price_kind"), "advertised");
    EXPECT_EQ(answer.at("currency"), "USD");
    EXPECT_EQ(answer.at("event_id"), "mlb:1");
    EXPECT_EQ(answer.at("horizon"), "close");
    EXPECT_EQ(answer.at("as_of"), "2021-06-10T12:00:00Z");
    EXPECT_EQ(answer.at("last_price"), 58.62);
    ASSERT_EQ(answer.at("forecasts").as_array().size(), 2U);
    EXPECT_EQ(answer.at("forecasts").at(0).at("horizon"), "1d");
    EXPECT_THAT(get("/metrics").body, HasSubstr("\nseatsync_predictions_total 2\n"));
}

TEST_F(PredictAdvancedTest, ReasoningIsMadeOfTheNumbers) {
    price_dodgers();
    EXPECT_EQ(
        parsed(ask(ticket())).at("reasoning"),
        "The lowest advertised price of Texas Rangers at Los Angeles Dodgers at stubhub was $58.62 "
        "on 2021-06-10 04:00 PDT. The ensemble model, trained on 12345 rows as of "
        "2021-06-10T00:00:00Z, expects $50.00 at close, the last price before the event. 9 of 10 "
        "forecast prices lie between $40.10 and $61.56. On 432 held-back tasks from 61 events "
        "this interval held the price in 91.3 % of cases.");
}

TEST_F(PredictAdvancedTest, HorizonIsChosenOrTheFarthest) {
    price_dodgers();
    auto body = ticket();
    body["horizon"] = "1d";
    EXPECT_EQ(parsed(ask(body)).at("predicted_price"), 57);
    body["horizon"] = "7d";
    EXPECT_EQ(ask(body).status, 422U);
    body["horizon"] = "2d";
    EXPECT_EQ(ask(body).status, 400U);
    auto short_series = forecast_of(dodgers_, quote(dodgers_, 5862, "2021-06-10T11:00:00Z"));
    short_series.horizons.pop_back();
    forecaster_.answer(dodgers_.id, {short_series});
    EXPECT_EQ(parsed(ask(ticket())).at("horizon"), "1d");
    short_series.horizons.clear();
    forecaster_.answer(dodgers_.id, {short_series});
    EXPECT_EQ(ask(ticket()).status, 422U);
}

TEST_F(PredictAdvancedTest, ConfidenceIsMeasuredOrNull) {
    price_dodgers();
    auto body = ticket();
    body["horizon"] = "1d";
    const auto answer = parsed(ask(body));
    EXPECT_TRUE(answer.at("confidence").is_null());
    EXPECT_THAT(std::string(answer.at("confidence_reason").as_string()), HasSubstr("not measured"));
    auto model = trained_model();
    model.metrics[0].tasks = 0;
    forecaster_.set_model(model);
    EXPECT_TRUE(parsed(ask(ticket())).at("confidence").is_null());
}

TEST_F(PredictAdvancedTest, UncertaintyIsLeftOutWhenNotWanted) {
    price_dodgers();
    auto body = ticket();
    body["include_uncertainty"] = false;
    body["use_ensemble"] = true;
    const auto answer = parsed(ask(body));
    for (const char* name :
         {"price_range", "confidence", "confidence_reason", "uncertainty_factors"})
        EXPECT_EQ(answer.as_object().if_contains(name), nullptr) << name;
    EXPECT_EQ(answer.at("forecasts").at(0), boost::json::parse(R"({
        "horizon": "1d", "target_at": "2021-06-11T12:00:00Z", "point": 57,
        "members": [{"name": "xgboost", "weight": 0.75, "silent": null},
                    {"name": "microstructure", "weight": 0.25, "silent": null}]})"));
    EXPECT_EQ(answer.at("predicted_price"), 50);
}

TEST_F(PredictAdvancedTest, FactorsAreFactsAboutTheInputs) {
    price_dodgers();
    EXPECT_THAT(
        texts(parsed(ask(ticket())).at("uncertainty_factors")),
        ElementsAre("no quotes for section 112: the figure is the lowest price in the venue",
                    "the last quote is 1.0 hours old",
                    "the 90 % interval is $21.46 wide, 37 % of the last price",
                    "microstructure says nothing: its library is gone"));
    auto moved = dodgers_;
    moved.start_tbd = true;
    moved.status = domain::EventStatus::postponed;
    auto series = forecast_of(moved, quote(moved, 5862, "2021-06-06T12:00:00Z"));
    series.missing = {"elo_gap", "wins"};
    auto other = forecast_of(moved, quote(moved, 6000, "2021-06-05T12:00:00Z", "seatgeek"));
    forecaster_.answer(moved.id, {other, series});
    const auto factors = texts(parsed(ask(ticket({{"venue", "Fenway Park"}, {"section", nullptr}})))
                                   .at("uncertainty_factors"));
    EXPECT_THAT(
        factors,
        UnorderedElementsAre(
            "no quotes for section (not given): the figure is the lowest price in the venue",
            "the last quote is 4.0 days old",
            "the 90 % interval is $21.46 wide, 37 % of the last price",
            "microstructure says nothing: its library is gone",
            "2 features have no value: elo_gap, wins", "the hour of the event is not yet known",
            "the event is postponed",
            "the ticket names the venue Fenway Park, the event is known at Dodger Stadium",
            "other markets quote this event and are not in the figure: seatgeek"));
}

TEST_F(PredictAdvancedTest, RecommendsOnlyWhatTheIntervalCarries) {
    struct Row {
        const char* name;
        std::int64_t last_cents;
        const char* begins;
    };
    // The quantiles at close are 40.1, 46, 50, 54, 61.555.
    const Row rows[] = {
        {"above all", 6200, "Sell early: the last price $62.00 lies above 95 %"},
        {"upper quarter", 5862, "Sell early: the last price $58.62 lies above 75 %"},
        {"inside", 5000, nullptr},
        {"lower quarter", 4500, "Wait: the last price $45.00 lies below 75 %"},
        {"below all", 4000, "Wait: the last price $40.00 lies below 95 %"},
    };
    price_dodgers();
    for (const auto& row : rows) {
        forecaster_.answer(
            dodgers_.id,
            {forecast_of(dodgers_, quote(dodgers_, row.last_cents, "2021-06-10T11:00:00Z"))});
        const auto advice = texts(parsed(ask(ticket())).at("recommendations"));
        ASSERT_EQ(advice.size(), row.begins == nullptr ? 0U : 1U) << row.name;
        if (row.begins != nullptr) {
            EXPECT_THAT(advice[0], ::testing::StartsWith(row.begins)) << row.name;
        }
    }
}

TEST_F(PredictAdvancedTest, SaysHowMuchIsToBeHad) {
    price_dodgers();
    EXPECT_THAT(texts(parsed(ask(ticket())).at("recommendations")),
                ElementsAre(HasSubstr("the forecast is $8.62 lower.")));
}

TEST_F(PredictAdvancedTest, RecommendsNothingUnmeasuredOrContradicted) {
    price_dodgers();
    auto series = forecast_of(dodgers_, quote(dodgers_, 5862, "2021-06-10T11:00:00Z"));
    series.horizons[1].forecast.point = 59;
    forecaster_.answer(dodgers_.id, {series});
    EXPECT_THAT(texts(parsed(ask(ticket())).at("recommendations")), ElementsAre());
    price_dodgers();
    auto model = trained_model();
    model.metrics.clear();
    forecaster_.set_model(model);
    EXPECT_THAT(texts(parsed(ask(ticket())).at("recommendations")), ElementsAre());
}

TEST_F(PredictAdvancedTest, AnUnknownVenueIsSaid) {
    dodgers_.venue.name.clear();
    price_dodgers();
    EXPECT_THAT(texts(parsed(ask(ticket())).at("uncertainty_factors")),
                ::testing::Contains("the venue of the event is not known"));
}

TEST_F(PredictAdvancedTest, SeriesIsTheZoneOrTheVenueOrTheMarketAskedFor) {
    price_dodgers();
    auto zone =
        forecast_of(dodgers_, quote(dodgers_, 9900, "2021-06-01T00:00:00Z", "stubhub", "112"));
    auto seatgeek =
        forecast_of(dodgers_, quote(dodgers_, 6100, "2021-06-10T11:30:00Z", "seatgeek"));
    auto stubhub = forecast_of(dodgers_, quote(dodgers_, 5862, "2021-06-10T11:00:00Z"));
    forecaster_.answer(dodgers_.id, {stubhub, seatgeek, zone});
    EXPECT_EQ(parsed(ask(ticket())).at("last_price"), 99);
    EXPECT_EQ(parsed(ask(ticket())).at("scope"), "zone get-in: 112");
    EXPECT_EQ(parsed(ask(ticket({{"section", "9"}}))).at("last_price"), 61);
    auto body = ticket({{"section", "9"}});
    body["market"] = "stubhub";
    EXPECT_EQ(parsed(ask(body)).at("last_price"), 58.62);
    body["market"] = "vivid";
    EXPECT_EQ(ask(body).status, 422U);
    EXPECT_THAT(detail(ask(body)), HasSubstr("stubhub, seatgeek, stubhub zone 112"));
}

TEST_F(PredictAdvancedTest, FindsTheEventByVenueLocalDate) {
    price_dodgers();
    struct Row {
        const char* name;
        boost::json::object changes;
        unsigned status;
    };
    const Row rows[] = {
        {"the date in Los Angeles", {{"game_date", "2021-06-11"}}, 200},
        {"the date in UTC", {{"game_date", "2021-06-12"}}, 422},
        {"the hour at the venue", {{"game_date", "2021-06-11T19:10:00"}}, 200},
        {"another hour of the date", {{"game_date", "2021-06-11 13:00"}}, 200},
        {"the instant", {{"game_date", "2021-06-12T02:10:00Z"}}, 200},
        {"an instant of the date, by offset", {{"game_date", "2021-06-11T23:59:00-07:00"}}, 200},
        {"an instant of the next date", {{"game_date", "2021-06-12T07:00:00Z"}}, 422},
        {"the away team", {{"team", "Texas Rangers"}, {"opponent", "Los Angeles Dodgers"}}, 200},
        {"short names", {{"team", "dodgers"}, {"opponent", "RANGERS"}}, 200},
        {"no opponent", {{"opponent", nullptr}}, 200},
        {"another opponent", {{"opponent", "Boston Red Sox"}}, 422},
        {"itself as opponent", {{"opponent", "Los Angeles Dodgers"}}, 422},
        {"another team", {{"team", "Angels"}}, 422},
        {"part of a word", {{"team", "Dodg"}}, 422},
        {"by id", {{"event_id", "mlb:1"}, {"team", "x"}}, 200},
        {"by an unknown id", {{"event_id", "mlb:77"}}, 422},
    };
    for (const auto& row : rows)
        EXPECT_EQ(ask(ticket(row.changes)).status, row.status) << row.name;
}

TEST_F(PredictAdvancedTest, SaysWhatWasFoundInstead) {
    price_dodgers();
    EXPECT_THAT(detail(ask(ticket({{"opponent", "Boston Red Sox"}}))),
                HasSubstr("events on that date: mlb:1 (Texas Rangers at Los Angeles Dodgers, "
                          "2021-06-11 19:10 PDT)"));
    EXPECT_THAT(detail(ask(ticket({{"game_date", "2021-06-20"}}))),
                HasSubstr("no event is known on that date"));
}

TEST_F(PredictAdvancedTest, TwoGamesOfADateNeedTheHour) {
    const auto second =
        game("mlb:2", "Los Angeles Dodgers", "Texas Rangers", "2021-06-11T20:05:00Z");
    append({second}, {});
    price_dodgers();
    const auto both = ask(ticket());
    EXPECT_EQ(both.status, 422U);
    EXPECT_THAT(detail(both), HasSubstr("2 events fit"));
    EXPECT_THAT(detail(both), HasSubstr("mlb:1"));
    EXPECT_THAT(detail(both), HasSubstr("mlb:2"));
    EXPECT_EQ(parsed(ask(ticket({{"game_date", "2021-06-11T19:10"}}))).at("event_id"), "mlb:1");
    EXPECT_EQ(parsed(ask(ticket({{"game_date", "2021-06-12T02:10:00Z"}}))).at("event_id"), "mlb:1");
    EXPECT_EQ(ask(ticket({{"game_date", "2021-06-11T12:00"}})).status, 422U);
}

TEST_F(PredictAdvancedTest, WholeNamesCountBeforePartsOfNames) {
    append({game("cfb:1", "Texas", "Rice", "2021-06-12T00:00:00Z"),
            game("cfb:2", "Texas Tech", "Rice Owls", "2021-06-12T00:00:00Z")},
           {});
    forecaster_.set_model(trained_model());
    forecaster_.answer(domain::EventId("cfb:1"),
                       {forecast_of(dodgers_, quote(dodgers_, 5862, "2021-06-10T11:00:00Z"))});
    EXPECT_EQ(ask(ticket({{"team", "Texas"}, {"opponent", "Rice"}})).status, 200U);
}

TEST_F(PredictAdvancedTest, WhatCannotBePricedIs422) {
    const auto unpriced = ask(ticket());
    EXPECT_EQ(unpriced.status, 422U);
    EXPECT_EQ(header(unpriced.headers, "Content-Type"), "application/problem+json");
    EXPECT_EQ(detail(unpriced), "event mlb:1: fewer than two prices");
    price_dodgers();
    forecaster_.set_model(std::nullopt);
    EXPECT_EQ(ask(ticket()).status, 422U);
}

TEST_F(PredictAdvancedTest, NothingReceivedLaterIsUsed) {
    price_dodgers();
    auto body = ticket();
    body["as_of"] = "2021-05-31T00:00:00Z";
    EXPECT_EQ(ask(body).status, 422U);
    body["as_of"] = "2021-06-10T10:59:59Z";
    EXPECT_EQ(ask(body).status, 422U);
    body["as_of"] = "2021-06-10T11:00:00Z";
    EXPECT_EQ(parsed(ask(body)).at("as_of"), "2021-06-10T11:00:00Z");
    body["as_of"] = "2021-06-11T00:00:00Z";
    EXPECT_EQ(ask(body).status, 400U);
}

TEST_F(PredictAdvancedTest, BadBodiesAre400AndNameTheField) {
    price_dodgers();
    for (
        const auto& [body, complaint] : std::vector<std::pair<std::string, std::string>>{
            {"", "not JSON"},
            {"{", "not JSON"},
            {"[1]", "no object"},
            {"{}", "'ticket_data' is missing"},
            {R"({"ticket_data": 3})", "'ticket_data' is not an object"},
            {R"({"ticket_data": {"game_date": "2021-06-11"}})", "'ticket_data.team' is missing"},
            {R"({"ticket_data": {"team": "", "game_date": "2021-06-11"}})",
             "'ticket_data.team' is empty"},
            {R"({"ticket_data": {"team": "a"}})", "'ticket_data.game_date' is missing"},
            {R"({"ticket_data": {"team": "a", "game_date": "June 11"}})", "ticket_data.game_date"},
            {R"({"ticket_data": {"team": "a", "game_date": "2021-02-30"}})",
             "ticket_data.game_date"},
            {R"({"ticket_data": {"team": ["a"], "game_date": "2021-06-11"}})",
             "'ticket_data.team'"},
            {R"({"ticket_data": {"team": "a", "game_date": "2021-06-11", "row": 1.5}})",
             "'ticket_data.row'"},
            {R"({"ticket_data": {"team": "a", "game_date": "2021-06-11", "event_id": "x"}})",
             "event id"},
            {R"({"ticket_data": {"team": "a", "game_date": "2021-06-11"}, "use_ensemble": "yes"})",
             "'use_ensemble'"},
            {R"({"ticket_data": {"team": "a", "game_date": "2021-06-11"}, "include_uncertainty": 1})",
             "'include_uncertainty'"}}) {
        const auto response = post(kTarget, body);
        EXPECT_EQ(response.status, 400U) << body;
        EXPECT_THAT(detail(response), HasSubstr(complaint)) << body;
    }
}

TEST_F(PredictAdvancedTest, FieldsNobodyReadsAreNamed) {
    price_dodgers();
    auto body = ticket({{"colour", "blue"}});
    body["user_id"] = 3;
    EXPECT_THAT(texts(parsed(ask(body)).at("ignored_fields")),
                ElementsAre("user_id", "ticket_data.colour"));
}

TEST_F(PredictAdvancedTest, OnlyPostIsAnswered) {
    EXPECT_EQ(get(kTarget).status, 405U);
    EXPECT_EQ(header(get(kTarget).headers, "Allow"), "POST");
}

TEST(SameNameTest, ComparesWholeWords) {
    EXPECT_TRUE(routes::same_name("St. Louis Cardinals", "st louis cardinals"));
    EXPECT_TRUE(routes::same_name("Oakland A's", "oakland as"));
    EXPECT_TRUE(routes::same_name("Los Angeles", "Los Angeles Angels"));
    EXPECT_FALSE(routes::same_name("Los Angeles Angels", "Los Angeles Dodgers"));
    EXPECT_FALSE(routes::same_name("", "Dodgers"));
    EXPECT_FALSE(routes::same_name("Dodgers", ""));
    EXPECT_FALSE(routes::same_name("--", "Dodgers"));
}

}  // namespace
}  // namespace seatsync::http
