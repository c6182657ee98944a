#include "testing/fakes/fake_price_forecaster.hpp"

namespace seatsync::testing {

namespace {

Error too_few_prices(const domain::EventId& id) {
    return fail(ErrorCode::insufficient_data, "event " + id.value() + ": fewer than two prices");
}

}  // namespace

void FakePriceForecaster::answer(const domain::EventId& id,
                                 std::vector<app::SeriesForecast> forecasts) {
    answers_.insert_or_assign(id, std::move(forecasts));
}

void FakePriceForecaster::refuse(const domain::EventId& id, Error error) {
    answers_.insert_or_assign(id, std::move(error));
}

Result<std::vector<app::SeriesForecast>> FakePriceForecaster::forecast(
    const domain::EventId& id, domain::Instant as_of) const {
    const auto found = answers_.find(id);
    if (found == answers_.end())
        return too_few_prices(id);
    auto answer = found->second;
    if (!answer)
        return answer;
    std::erase_if(*answer, [&](const auto& series) { return series.last.received_at > as_of; });
    for (auto& series : *answer)
        series.as_of = as_of;
    if (answer->empty())
        return too_few_prices(id);
    return answer;
}

Result<std::vector<app::SeriesForecast>> FakePriceForecaster::forecast_open_events(
    domain::Instant as_of) const {
    std::vector<app::SeriesForecast> all;
    for (const auto& [id, unused] : answers_)
        if (const auto forecasts = forecast(id, as_of))
            all.insert(all.end(), forecasts->begin(), forecasts->end());
    return all;
}

}  // namespace seatsync::testing
