#include "market/market_parameters.hpp"

#include <fmt/format.h>

#include <array>

namespace seatsync::market {

namespace {

using M = MarketParameters;
using C = CollectionParameters;

// clang-format off
constexpr std::array kMarketRanges = std::to_array<ParameterRange<M>>({
    {"base_price_units", &M::base_price_units, 5.0, 500.0},
    {"home_draw_deviation", &M::home_draw_deviation, 0.0, 1.0},
    {"away_draw_deviation", &M::away_draw_deviation, 0.0, 1.0},
    {"game_deviation", &M::game_deviation, 0.0, 1.0},
    {"weekend_premium", &M::weekend_premium, 0.0, 0.5},
    {"form_weight", &M::form_weight, 0.0, 0.5},
    {"late_discount", &M::late_discount, 0.0, 1.5},
    {"late_discount_days", &M::late_discount_days, 1.0, 60.0},
    {"news_rate", &M::news_rate, 0.0, 5.0},
    {"news_rate_final_day", &M::news_rate_final_day, 0.0, 50.0},
    {"news_deviation", &M::news_deviation, 0.0, 0.5},
    {"surprise_deviation", &M::surprise_deviation, 0.0, 1.0},
    {"listings_per_thousand_seats", &M::listings_per_thousand_seats, 0.1, 100.0},
    {"warm_up_days", &M::warm_up_days, 0.0, 60.0},
    {"arrival_scale", &M::arrival_scale, 0.01, 5.0},
    {"arrival_softening_days", &M::arrival_softening_days, 0.1, 60.0},
    {"fan_share", &M::fan_share, 0.0, 1.0},
    {"quality_deviation", &M::quality_deviation, 0.0, 2.0},
    {"fan_margin", &M::fan_margin, -1.0, 1.0},
    {"fan_margin_deviation", &M::fan_margin_deviation, 0.0, 1.0},
    {"broker_margin", &M::broker_margin, -1.0, 1.0},
    {"broker_margin_deviation", &M::broker_margin_deviation, 0.0, 1.0},
    {"mistake_share", &M::mistake_share, 0.0, 1.0},
    {"mistake_discount", &M::mistake_discount, 0.01, 2.0},
    {"withdrawal_rate", &M::withdrawal_rate, 0.0, 1.0},
    {"withdrawal_rate_final", &M::withdrawal_rate_final, 0.0, 5.0},
    {"fan_look_rate", &M::fan_look_rate, 0.0, 10.0},
    {"fan_look_scale", &M::fan_look_scale, 0.0, 20.0},
    {"broker_look_rate", &M::broker_look_rate, 0.0, 10.0},
    {"broker_look_scale", &M::broker_look_scale, 0.0, 20.0},
    {"comparable_quality", &M::comparable_quality, 0.0, 5.0},
    {"undercut_limit", &M::undercut_limit, 0.0, 2.0},
    {"menu_cost", &M::menu_cost, 0.0, 0.5},
    {"time_pressure", &M::time_pressure, 0.0, 2.0},
    {"time_pressure_days", &M::time_pressure_days, 1.0, 60.0},
    {"buyer_scale", &M::buyer_scale, 0.0, 5.0},
    {"buyer_softening_days", &M::buyer_softening_days, 0.1, 60.0},
    {"bargain_share", &M::bargain_share, 0.0, 1.0},
    {"bargain_limit_deviation", &M::bargain_limit_deviation, 0.0, 1.0},
    {"quality_taste", &M::quality_taste, 0.0, 2.0},
    {"taste_deviation", &M::taste_deviation, 0.0, 1.0},
});

constexpr std::array kCollectionRanges = std::to_array<ParameterRange<C>>({
    {"window_days", &C::window_days, 8.0, 200.0},
    {"dense_days", &C::dense_days, 0.0, 200.0},
    {"densest_days", &C::densest_days, 0.0, 200.0},
    {"lost_pull_share", &C::lost_pull_share, 0.0, 0.9},
    {"lost_quote_share", &C::lost_quote_share, 0.0, 0.9},
    {"lost_day_share", &C::lost_day_share, 0.0, 0.9},
});
// clang-format on

template <class Parameters>
Result<> check_all(const Parameters& parameters,
                   std::span<const ParameterRange<Parameters>> ranges) {
    for (const ParameterRange<Parameters>& range : ranges) {
        const double value = parameters.*range.value;
        if (!(value >= range.low && value <= range.high))
            return fail(ErrorCode::invalid_argument,
                        fmt::format("simulated market: {} is {}; {} to {} are wanted", range.name,
                                    value, range.low, range.high));
    }
    return {};
}

}  // namespace

std::span<const ParameterRange<MarketParameters>> market_parameter_ranges() {
    return kMarketRanges;
}

std::span<const ParameterRange<CollectionParameters>> collection_parameter_ranges() {
    return kCollectionRanges;
}

Result<> check(const MarketParameters& parameters) {
    return check_all(parameters, market_parameter_ranges());
}

Result<> check(const CollectionParameters& parameters) {
    return check_all(parameters, collection_parameter_ranges());
}

}  // namespace seatsync::market
