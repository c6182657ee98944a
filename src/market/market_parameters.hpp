#pragma once

#include "base/result.hpp"

#include <span>
#include <string_view>

namespace seatsync::market {

/// How the simulated market behaves. Rates are per day; "dte" is days to the event; worths,
/// mark-ups and deviations are natural logs of price ratios unless said otherwise. A group names
/// the sets (see docs/simulated-market.md) whose statistics it was tuned to; what none of them
/// shows is marked "assumed". The permitted ranges are in `market_parameter_ranges()`.
struct MarketParameters {
    // What the cheapest seats of an event are worth. Level, spread between events and decline
    // towards the event: mlb_stubhub_2021 (2021 season) and nfl_seatgeek_2018.
    double base_price_units = 45.0;     ///< Dollars, for a middling game.
    double home_draw_deviation = 0.42;  ///< Between home markets.
    double away_draw_deviation = 0.22;  ///< Between visitors.
    double game_deviation = 0.30;       ///< Between games of the same pair.
    double weekend_premium = 0.15;      ///< Friday to Sunday; assumed.
    double form_weight = 0.12;          ///< Per 100 points of the home team's Elo; assumed.
    double late_discount = 0.40;       ///< The fall until the event: who plans ahead pays more than
                                       ///< who comes late.
    double late_discount_days = 15.0;  ///< Its course: exp(-dte / days).
    double news_rate = 0.10;           ///< Jumps of the worth per day, until the last day…
    double news_rate_final_day = 3.0;  ///< …and in it (weather, line-ups).
    double news_deviation = 0.09;      ///< Of a jump.
    double surprise_deviation = 0.27;  ///< Between what buyers pay and what sellers expect.

    // Supply. Open offers, their decline and the dispersion of asks: nfl_seatgeek_2018; tickets:
    // mlb_stubhub_2021; the ladder's cheap end: cfb_maizetix_2025.
    double listings_per_thousand_seats = 13.0;  ///< First offers; thousand seats of the house.
    double warm_up_days = 15.0;   ///< The market runs unseen before the window: the first offers
                                  ///< come all at once, and their bargains must go first.
    double arrival_scale = 0.32;  ///< New offers a day: scale × first offers / (dte + softening).
    double arrival_softening_days = 5.0;
    double fan_share = 0.40;          ///< Of the offers; the rest are brokers'.
    double quality_deviation = 0.70;  ///< Worth of seats: half-normal with this scale.
    double fan_margin = 0.30;         ///< Mean mark-up that is hoped for.
    double fan_margin_deviation = 0.22;
    double broker_margin = 0.20;
    double broker_margin_deviation = 0.12;
    double mistake_share = 0.016;         ///< Offers listed by mistake below their worth…
    double mistake_discount = 0.35;       ///< …by an exponential with this mean.
    double withdrawal_rate = 0.002;       ///< Per offer and day; assumed.
    double withdrawal_rate_final = 0.13;  ///< Added at the event, and final / (1 + dte) before.

    // Repricing. Share of unchanged days by days to the event: mlb_stubhub_2021 and
    // nfl_seatgeek_2018; share of cuts among changes: listings_multimarket.
    double fan_look_rate = 0.010;  ///< Looks at the own price a day: rate + scale / (dte + 0.5).
    double fan_look_scale = 0.30;
    double broker_look_rate = 0.025;
    double broker_look_scale = 1.15;
    double comparable_quality = 0.20;  ///< Seats within this distance compete.
    double undercut_limit = 0.22;      ///< A broker follows the competition at most this far below
                                       ///< what he hopes for.
    double menu_cost = 0.04;           ///< Smaller changes are not worth the click.
    double time_pressure = 0.45;       ///< Fall of the sellers' hopes until the event.
    double time_pressure_days = 12.0;  ///< Its course: exp(-dte / days).

    // Demand. Sold and left-over offers: nfl_seatgeek_2018, mlb_stubhub_2021.
    double buyer_scale = 0.55;  ///< Buyers a day: scale × first offers / (dte + softening).
    double buyer_softening_days = 0.8;
    double bargain_share = 0.45;  ///< Buyers who take the cheapest offer or none; assumed.
    double bargain_limit_deviation = 0.15;  ///< Of the most they pay, around the worth.
    double quality_taste = 0.85;            ///< What a buyer pays for one unit of worth of seats.
    double taste_deviation = 0.12;          ///< Of a buyer's liking of one offer; assumed.
};

/// When the collection looks. Two pulls a day: mlb_stubhub_2021; denser near the event, and whole
/// days lost: nfl_seatgeek_2018.
struct CollectionParameters {
    double window_days = 60.0;       ///< Days before the event at which its observation begins.
    double dense_days = 7.0;         ///< From here on every 6 h instead of 12.
    double densest_days = 2.0;       ///< From here on every 3 h.
    double lost_pull_share = 0.03;   ///< Pulls that fail for all events.
    double lost_quote_share = 0.01;  ///< Single events missing from a pull.
    double lost_day_share = 0.02;    ///< Days without any pull.
};

/// The values at which a parameter still makes a market; the ends belong to them.
template <class Parameters>
struct ParameterRange {
    std::string_view name;
    double Parameters::*value;
    double low;
    double high;
};

/// One row for each member.
[[nodiscard]] std::span<const ParameterRange<MarketParameters>> market_parameter_ranges();
[[nodiscard]] std::span<const ParameterRange<CollectionParameters>> collection_parameter_ranges();

/// Errors: invalid_argument naming the first parameter that is no number within its range.
[[nodiscard]] Result<> check(const MarketParameters& parameters);
[[nodiscard]] Result<> check(const CollectionParameters& parameters);

}  // namespace seatsync::market
