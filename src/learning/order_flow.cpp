#include "learning/order_flow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace seatsync::learning {

namespace {

/// More rows than this add time, not knowledge: an even choice of them is fitted.
constexpr std::size_t kPairsMax = 15000;
/// Longer gaps hold many moves, of which the net one says little.
constexpr double kGapDaysMax = 3;
constexpr double kRidge = 20;
constexpr std::size_t kSizes = 99;
constexpr std::size_t kFewestCounts = 40;
constexpr double kUnmoved = 1e-6;  ///< Log prices are floats in a matrix.

/// Two neighbouring rows of one series.
struct Pair {
    std::size_t row = 0;  ///< The earlier one.
    double gap_days = 0;
    double move = 0;           ///< Of the log price.
    double more_listings = 0;  ///< Change of ln(1 + count); NaN when not known.
};

struct Columns {
    std::size_t days, price, step, gap, listings;
};

Result<Columns> columns_of() {
    Columns columns{};
    SEATSYNC_TRY(columns.days, feature_column("days_to_event"));
    SEATSYNC_TRY(columns.price, feature_column("log_price"));
    SEATSYNC_TRY(columns.step, feature_column("price_step"));
    SEATSYNC_TRY(columns.gap, feature_column("gap_days"));
    SEATSYNC_TRY(columns.listings, feature_column("log_listings"));
    return columns;
}

/// Rows that follow one another: the later one's own step and gap lead back to the earlier one.
std::vector<Pair> pairs_of(const Matrix& x, std::span<const std::size_t> event, const Columns& c) {
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i + 1 < x.rows(); ++i) {
        const auto earlier = x.row(i);
        const auto later = x.row(i + 1);
        const auto gap = static_cast<double>(later[c.gap]);
        const auto move = static_cast<double>(later[c.step]);
        const auto between = [&](std::size_t column) {
            return static_cast<double>(later[column]) - static_cast<double>(earlier[column]);
        };
        const bool neighbours = event[i] == event[i + 1] && gap > 0 && gap <= kGapDaysMax &&
                                std::abs(between(c.price) - move) < 1e-4 &&
                                std::abs(between(c.days) + gap) < 0.02;
        if (neighbours)
            pairs.push_back({i, gap, std::abs(move) < kUnmoved ? 0.0 : move, between(c.listings)});
    }
    return pairs;
}

std::vector<Pair> evenly(const std::vector<Pair>& pairs) {
    if (pairs.size() <= kPairsMax)
        return pairs;
    std::vector<Pair> some;
    for (std::size_t i = 0; i < kPairsMax; ++i)
        some.push_back(pairs[i * pairs.size() / kPairsMax]);
    return some;
}

/// The covariates of the earlier rows of those pairs that `wanted` accepts, with an outcome each.
struct Fitted {
    Covariates x;
    std::vector<double> outcome;
    std::vector<double> exposure;
};

template <class Wanted, class Outcome>
Fitted chosen(const Matrix& x, const std::vector<Pair>& pairs, const MarketCovariates& covariates,
              Wanted wanted, Outcome outcome) {
    Fitted out;
    out.x.columns = covariates.size();
    for (const Pair& pair : pairs)
        if (wanted(pair)) {
            covariates.append(x.row(pair.row), out.x.values);
            out.outcome.push_back(outcome(pair));
            out.exposure.push_back(pair.gap_days);
        }
    return out;
}

/// Nothing where too few moves have both counts, or all are alike.
template <class Wanted, class Outcome>
std::optional<Regression> count_odds(const Matrix& x, const std::vector<Pair>& pairs,
                                     const MarketCovariates& covariates, Wanted wanted,
                                     Outcome outcome) {
    const Fitted known = chosen(
        x, pairs, covariates,
        [&](const Pair& p) { return wanted(p) && std::isfinite(p.more_listings); }, outcome);
    if (known.outcome.size() < kFewestCounts)
        return std::nullopt;
    auto odds = fit_regression(known.x, Link::logit, known.outcome, {}, kRidge);
    return odds ? std::optional(*std::move(odds)) : std::nullopt;
}

/// Quantiles of sorted values at (i + 0.5) / kSizes.
std::vector<double> quantiles_of(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    std::vector<double> out;
    for (std::size_t i = 0; i < kSizes && !values.empty(); ++i)
        out.push_back(values[(2 * i + 1) * values.size() / (2 * kSizes)]);
    return out;
}

double chance(double eta) {
    return 1 / (1 + std::exp(-eta));
}

void save_optional(base::ByteWriter& out, const std::optional<Regression>& regression) {
    out.u64(regression ? 1 : 0);
    if (regression)
        regression->save(out);
}

Result<std::optional<Regression>> load_optional(base::ByteReader& in, std::size_t columns) {
    SEATSYNC_TRY(const std::uint64_t there, in.u64());
    if (there == 0)
        return std::optional<Regression>();
    SEATSYNC_TRY(Regression regression, Regression::load(in, columns));
    return std::optional(std::move(regression));
}

}  // namespace

Result<OrderFlow> OrderFlow::fit(const Matrix& x, std::span<const std::size_t> event) {
    OrderFlow flow;
    SEATSYNC_TRY(const Columns columns, columns_of());
    SEATSYNC_TRY(flow.covariates_, MarketCovariates::fit(x));
    const std::vector<Pair> pairs = evenly(pairs_of(x, event, columns));
    const auto all = [](const Pair&) { return true; };
    const auto moved = [](const Pair& p) { return p.move != 0; };
    flow.pairs_ = pairs.size();
    flow.moves_ = static_cast<std::size_t>(std::count_if(pairs.begin(), pairs.end(), moved));
    if (flow.pairs_ < kFewestPairs || flow.moves_ < kFewestMoves)
        return fail(ErrorCode::insufficient_data,
                    fmt::format("{} neighbouring prices with {} moves; {} with {} are needed",
                                flow.pairs_, flow.moves_, kFewestPairs, kFewestMoves));
    const Fitted hazard = chosen(x, pairs, flow.covariates_, all,
                                 [&](const Pair& p) { return moved(p) ? 1.0 : 0.0; });
    SEATSYNC_TRY(flow.moves_hazard_,
                 fit_regression(hazard.x, Link::hazard, hazard.outcome, hazard.exposure, kRidge));
    const Fitted side = chosen(x, pairs, flow.covariates_, moved,
                               [](const Pair& p) { return p.move > 0 ? 1.0 : 0.0; });
    SEATSYNC_TRY(flow.up_odds_, fit_regression(side.x, Link::logit, side.outcome, {}, kRidge));
    const Fitted size = chosen(x, pairs, flow.covariates_, moved,
                               [](const Pair& p) { return std::log(std::abs(p.move)); });
    SEATSYNC_TRY(flow.log_size_, fit_regression(size.x, Link::identity, size.outcome, {}, kRidge));
    std::array<std::vector<double>, 2> relative;
    for (std::size_t i = 0; i < size.outcome.size(); ++i)
        relative[side.outcome[i] > 0 ? 1 : 0].push_back(
            std::exp(size.outcome[i] - flow.log_size_.at(size.x.row(i))));
    for (std::size_t s = 0; s < relative.size(); ++s)
        flow.sizes_[s] = quantiles_of(relative[s].empty() ? relative[1 - s] : relative[s]);
    flow.count_fell_ = count_odds(
        x, pairs, flow.covariates_, [](const Pair& p) { return p.move > 0; },
        [](const Pair& p) { return p.more_listings < -kUnmoved ? 1.0 : 0.0; });
    flow.count_rose_ = count_odds(
        x, pairs, flow.covariates_, [](const Pair& p) { return p.move < 0; },
        [](const Pair& p) { return p.more_listings > kUnmoved ? 1.0 : 0.0; });
    return flow;
}

std::vector<double> OrderFlow::state_of(std::span<const float> row) const {
    std::vector<double> state;
    state.reserve(covariates_.size());
    covariates_.append(row, state);
    return state;
}

FlowHazards OrderFlow::hazards(std::vector<double>& state, double days_to_event) const {
    MarketCovariates::set_time(days_to_event, state);
    const double total = std::exp(std::clamp(moves_hazard_.at(state), -25.0, 5.0));
    const double up = total * chance(up_odds_.at(state));
    const double down = total - up;
    const double fell = count_fell_ ? chance(count_fell_->at(state)) : 1.0;
    const double rose = count_rose_ ? chance(count_rose_->at(state)) : 0.0;
    return {.removal = up * fell,
            .raise = up * (1 - fell),
            .arrival = down * rose,
            .undercut = down * (1 - rose),
            .jump_size = std::exp(std::clamp(log_size_.at(state), -15.0, 1.5))};
}

void OrderFlow::save(base::ByteWriter& out) const {
    covariates_.save(out);
    for (const Regression* regression : {&moves_hazard_, &up_odds_, &log_size_})
        regression->save(out);
    save_optional(out, count_fell_);
    save_optional(out, count_rose_);
    for (const auto& side : sizes_)
        for (const double value : side)
            out.f64(value);
    out.u64(pairs_);
    out.u64(moves_);
}

Result<OrderFlow> OrderFlow::load(base::ByteReader& in) {
    OrderFlow flow;
    SEATSYNC_TRY(flow.covariates_, MarketCovariates::load(in));
    const std::size_t columns = flow.covariates_.size();
    for (Regression* regression : {&flow.moves_hazard_, &flow.up_odds_, &flow.log_size_}) {
        SEATSYNC_TRY(*regression, Regression::load(in, columns));
    }
    SEATSYNC_TRY(flow.count_fell_, load_optional(in, columns));
    SEATSYNC_TRY(flow.count_rose_, load_optional(in, columns));
    for (auto& side : flow.sizes_)
        for (std::size_t i = 0; i < kSizes; ++i) {
            SEATSYNC_TRY(const double value, in.f64());
            if (!(value >= 0 && std::isfinite(value)))
                return fail(ErrorCode::corrupt_data, "a stored size of a move is none");
            side.push_back(value);
        }
    SEATSYNC_TRY(flow.pairs_, in.u64());
    SEATSYNC_TRY(flow.moves_, in.u64());
    return flow;
}

}  // namespace seatsync::learning
