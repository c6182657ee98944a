#pragma once

#include "app/price_forecaster.hpp"
#include "http/routes/ticket_request.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <vector>

namespace seatsync::http::routes {

/// Everything the answer to a ticket is made of. Pure data.
struct PricedTicket {
    const TicketRequest& request;
    const app::SeriesForecast& series;
    const app::HorizonForecast& horizon;     ///< One of the series' own.
    std::vector<std::string> other_markets;  ///< That quote the same event and were not used.
    const app::ModelSummary& model;
};

/// The series that stands for the ticket: of the market that was asked for, the zone of the
/// ticket's section before the whole venue, the one quoted last first. Errors: insufficient_data
/// when none fits; the detail says what is quoted.
[[nodiscard]] Result<app::SeriesForecast> choose_series(const std::vector<app::SeriesForecast>& all,
                                                        const TicketRequest& request);

/// The horizon asked for, else close, else the farthest. Errors: insufficient_data when the series
/// has no such one (it lies behind the event).
[[nodiscard]] Result<app::HorizonForecast> choose_horizon(const app::SeriesForecast& series,
                                                          const TicketRequest& request);

/// The body of the answer; docs/api.md lists its fields. Every number comes from the forecast, the
/// last quote or the model's measured results; what was not measured is null and says why.
[[nodiscard]] boost::json::object ticket_answer(const PricedTicket& priced);

/// What follows from the last price, in money: nothing while it stands between the 25 % and the 75
/// % quantile, when the point forecast says otherwise, and when the interval was never measured.
[[nodiscard]] std::vector<std::string> recommendations(const PricedTicket& priced);

/// Why the figure could be off, each a fact about these inputs.
[[nodiscard]] std::vector<std::string> uncertainty_factors(const PricedTicket& priced);

}  // namespace seatsync::http::routes
