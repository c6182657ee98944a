#include "learning/market_covariates.hpp"

#include "features/feature_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

namespace seatsync::learning {

namespace {

/// The time curve is linear in ln(days) between these.
constexpr std::array kKnotDays = {0.25, 1.0, 2.0, 3.0, 5.0, 7.0, 14.0, 30.0, 60.0, 120.0};
constexpr double kDeviationsMax = 4;

enum class Scale { plain, log };

struct Source {
    std::string_view name;
    Scale scale = Scale::plain;
};

/// Rates and volatilities are read on a log scale: ln(value + 0.01).
constexpr std::array kSources = {
    Source{"log_price"},
    Source{"log_listings"},
    Source{"listing_change_1d"},
    Source{"listing_change_3d"},
    Source{"listing_change_7d"},
    Source{"median_over_get_in"},
    Source{"change_rate_3d", Scale::log},
    Source{"change_rate_7d", Scale::log},
    Source{"change_rate_30d", Scale::log},
    Source{"volatility_3d", Scale::log},
    Source{"volatility_7d", Scale::log},
    Source{"volatility_30d", Scale::log},
    Source{"days_unchanged", Scale::log},
    Source{"last_change"},
    Source{"price_step"},
    Source{"price_change_1d"},
    Source{"price_change_3d"},
    Source{"price_change_7d"},
    Source{"above_mean_3d"},
    Source{"above_mean_7d"},
    Source{"above_mean_30d"},
    Source{"below_max_7d"},
    Source{"above_min_7d"},
    Source{"market_mean_move_1d"},
    Source{"market_mean_move_3d"},
    Source{"market_share_up"},
    Source{"market_share_down"},
    Source{"home_games_move_1d"},
    Source{"above_near_games"},
    Source{"price_rank"},
    Source{"past_move_1d"},
    Source{"past_move_3d"},
    Source{"past_move_7d"},
    Source{"past_move_to_close"},
};

const std::vector<std::optional<std::size_t>>& columns() {
    static const std::vector<std::optional<std::size_t>> found = [] {
        std::vector<std::optional<std::size_t>> all;
        for (const Source& source : kSources) {
            const auto column = feature_column(source.name);
            all.push_back(column ? std::optional(*column) : std::nullopt);
        }
        return all;
    }();
    return found;
}

/// NaN when the row has no such number.
double raw(std::span<const float> row, std::size_t i) {
    const auto column = columns()[i];
    if (!column)
        return std::numeric_limits<double>::quiet_NaN();
    const auto value = static_cast<double>(row[*column]);
    return kSources[i].scale == Scale::log ? std::log(std::max(value, 0.0) + 0.01) : value;
}

}  // namespace

Result<std::size_t> feature_column(std::string_view name) {
    static const std::vector<std::string> names = features::feature_names();
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        return fail(ErrorCode::internal, fmt::format("there is no feature {}", name));
    return static_cast<std::size_t>(found - names.begin());
}

Result<MarketCovariates> MarketCovariates::fit(const Matrix& x) {
    if (x.columns != features::feature_names().size())
        return fail(ErrorCode::invalid_argument,
                    fmt::format("{} columns, the catalogue has {}", x.columns,
                                features::feature_names().size()));
    if (x.rows() == 0)
        return fail(ErrorCode::insufficient_data, "no row to fit");
    MarketCovariates fitted;
    for (std::size_t j = 0; j < kSources.size(); ++j) {
        double count = 0;
        double sum = 0;
        double squares = 0;
        for (std::size_t i = 0; i < x.rows(); ++i)
            if (const double value = raw(x.row(i), j); std::isfinite(value)) {
                ++count;
                sum += value;
                squares += value * value;
            }
        const double mean = count > 0 ? sum / count : 0;
        const double variance = count > 0 ? std::max(squares / count - mean * mean, 0.0) : 0;
        fitted.mean_.push_back(mean);
        // A number that never changes says nothing; it stays at its mean.
        fitted.deviation_.push_back(std::sqrt(variance) > 1e-9 ? std::sqrt(variance) : 0.0);
    }
    return fitted;
}

std::size_t MarketCovariates::size() const {
    return kKnotDays.size() + mean_.size();
}

void MarketCovariates::set_time(double days_to_event, std::span<double> covariates) {
    const double days = std::clamp(days_to_event, kKnotDays.front(), kKnotDays.back());
    const auto after = std::upper_bound(kKnotDays.begin(), kKnotDays.end() - 1, days);
    const auto high = static_cast<std::size_t>(after - kKnotDays.begin());
    const double share =
        std::log(days / kKnotDays[high - 1]) / std::log(kKnotDays[high] / kKnotDays[high - 1]);
    std::fill_n(covariates.begin(), kKnotDays.size(), 0.0);
    covariates[high - 1] = 1 - share;
    covariates[high] = share;
}

void MarketCovariates::append(std::span<const float> row, std::vector<double>& out) const {
    static const std::size_t time = *feature_column("days_to_event");
    const std::size_t begin = out.size();
    out.resize(begin + kKnotDays.size());
    set_time(static_cast<double>(row[time]), std::span(out).subspan(begin));
    for (std::size_t j = 0; j < mean_.size(); ++j) {
        const double value = raw(row, j);
        const bool known = std::isfinite(value) && deviation_[j] > 0;
        out.push_back(
            known ? std::clamp((value - mean_[j]) / deviation_[j], -kDeviationsMax, kDeviationsMax)
                  : 0.0);
    }
}

void MarketCovariates::save(base::ByteWriter& out) const {
    for (std::size_t j = 0; j < mean_.size(); ++j) {
        out.f64(mean_[j]);
        out.f64(deviation_[j]);
    }
}

Result<MarketCovariates> MarketCovariates::load(base::ByteReader& in) {
    MarketCovariates stored;
    for (std::size_t j = 0; j < kSources.size(); ++j) {
        SEATSYNC_TRY(const double mean, in.f64());
        SEATSYNC_TRY(const double deviation, in.f64());
        if (!std::isfinite(mean) || !(deviation >= 0 && std::isfinite(deviation)))
            return fail(ErrorCode::corrupt_data, "a stored covariate has no scale");
        stored.mean_.push_back(mean);
        stored.deviation_.push_back(deviation);
    }
    return stored;
}

}  // namespace seatsync::learning
