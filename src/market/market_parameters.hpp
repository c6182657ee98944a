#pragma once

namespace seatsync::market {

/// How the simulated market behaves. Rates are per day; "dte" is days to the event; prices and
/// mark-ups are natural logs of ratios unless said otherwise. The ranges are those in which the
/// simulation stays plausible. docs/simulated-market.md names the sets behind each value and the
/// statistics that come out.
struct MarketParameters {
    // What an event is worth.
    double base_price_units = 30.0;     ///< Worth of the cheapest seats of a middling game, in
                                        ///< dollars; 5…500.
    double home_draw_deviation = 0.32;  ///< Log spread between home markets; 0…1.
    double away_draw_deviation = 0.22;  ///< Log spread between visitors; 0…1.
    double game_deviation = 0.25;       ///< Log spread between games of the same pair; 0…1.
    double weekend_premium = 0.15;      ///< Log; Friday to Sunday; 0…0.5.
    double form_weight = 0.12;          ///< Log worth per 100 points of the home team's Elo.
    double news_rate = 0.05;            ///< Jumps of the worth per day, far from the event.
    double news_rate_final_day = 1.2;   ///< Jumps per day in the last day (weather, line-ups).
    double news_deviation = 0.08;       ///< Log size of a jump.
    double surprise_deviation = 0.15;   ///< Log by which demand differs from what sellers expect.

    // Supply.
    double listings_per_thousand_seats = 13.0;  ///< Open offers when the window begins.
    double arrival_scale = 0.28;  ///< New offers: scale × first offers / (dte + softening), a day.
    double arrival_softening_days = 5.0;
    double fan_share = 0.40;          ///< Of new offers; the rest are brokers'.
    double quality_deviation = 0.70;  ///< Log worth of seats: half-normal with this scale.
    double fan_margin = 0.30;         ///< Mean log mark-up over the worth when listed.
    double fan_margin_deviation = 0.22;
    double broker_margin = 0.20;
    double broker_margin_deviation = 0.12;
    double mistake_share = 0.012;         ///< Offers listed by mistake far below their worth.
    double mistake_discount = 0.35;       ///< Log; mean of an exponential.
    double withdrawal_rate = 0.002;       ///< Per offer and day far out…
    double withdrawal_rate_final = 0.15;  ///< …rising to this at the event as 1 / (1 + dte).

    // Repricing.
    double fan_look_rate = 0.010;  ///< Looks at the own price per day far out…
    double fan_look_scale = 0.30;  ///< …plus scale / (dte + 0.5).
    double broker_look_rate = 0.030;
    double broker_look_scale = 1.20;
    double comparable_quality = 0.20;  ///< Seats within this log worth compete.
    double undercut_limit = 0.22;      ///< A broker follows the lowest comparable ask at most this
                                       ///< far (log) below his own target.
    double menu_cost = 0.025;          ///< Smaller log changes are not worth the click.
    double time_pressure = 0.45;       ///< Log by which targets have fallen at the event.
    double time_pressure_days = 12.0;  ///< Their fall: exp(-dte / days).

    // Demand.
    double buyer_scale = 0.62;  ///< Buyers: scale × first offers / (dte + softening), a day.
    double buyer_softening_days = 0.8;
    double bargain_share = 0.45;            ///< Buyers who take the cheapest offer or none.
    double bargain_limit_deviation = 0.15;  ///< Log spread of what they will pay against the worth.
    double quality_taste = 0.85;            ///< Log price that a buyer pays per log worth of seats.
    double taste_deviation = 0.12;          ///< Log spread of a buyer's liking of one offer.
};

/// Where and when the collection looks. Calibrated to mlb_stubhub_2021 (two pulls a day) with the
/// denser pulls of nfl_seatgeek_2018 near the event, and the lost days of both.
struct CollectionParameters {
    double window_days = 60.0;       ///< Observation of an event begins this long before; 8…200.
    double dense_days = 7.0;         ///< From here on every 6 h instead of 12.
    double densest_days = 2.0;       ///< From here on every 3 h.
    double lost_pull_share = 0.03;   ///< Pulls that fail for all events.
    double lost_quote_share = 0.01;  ///< Single events missing from a pull.
    double lost_day_share = 0.02;    ///< Days without any pull.
};

}  // namespace seatsync::market
