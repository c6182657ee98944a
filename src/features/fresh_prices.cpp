#include "features/fresh_prices.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace seatsync::features {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<double, 3> kMoveLimit = {0.3, 0.5, 0.7};
constexpr std::size_t kFewest = 3;
constexpr double kUnchanged = 1e-9;

void change_sorted(std::vector<double>& sorted, double value, int sign) {
    const auto place = std::lower_bound(sorted.begin(), sorted.end(), value);
    if (sign > 0)
        sorted.insert(place, value);
    else
        sorted.erase(place);
}

void change_moments(Moments& moments, double value, int sign) {
    sign > 0 ? moments.add(value) : moments.remove(value);
}

double median_of(const std::vector<double>& sorted) {
    if (sorted.size() < kFewest)
        return kMissing;
    const std::size_t half = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
}

double share(std::int64_t part, std::size_t whole) {
    return whole < kFewest ? kMissing : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

void FreshPrices::change(const FreshPrice& price, int sign) {
    change_sorted(prices_, price.log_price, sign);
    change_moments(all_, price.log_price, sign);
    change_moments(by_weekday_[price.weekday], price.log_price, sign);
    if (!std::isnan(price.log_count))
        change_moments(counts_, price.log_count, sign);
    for (std::size_t i = 0; i < moves_.size(); ++i) {
        if (std::isnan(price.moves[i]))
            continue;
        change_sorted(moves_[i], price.moves[i], sign);
        clipped_[i] += sign * quantised(std::clamp(price.moves[i], -kMoveLimit[i], kMoveLimit[i]));
    }
    up_ += price.moves[0] > kUnchanged ? sign : 0;
    down_ += price.moves[0] < -kUnchanged ? sign : 0;
}

GroupMoves FreshPrices::moves() const {
    GroupMoves moves;
    for (std::size_t i = 0; i < moves_.size(); ++i) {
        const std::size_t count = moves_[i].size();
        moves.median[i] = median_of(moves_[i]);
        moves.clipped_mean[i] =
            count < kFewest
                ? kMissing
                : unquantised(static_cast<double>(clipped_[i]) / static_cast<double>(count));
    }
    moves.share_up = share(up_, moves_[0].size());
    moves.share_down = share(down_, moves_[0].size());
    return moves;
}

double FreshPrices::share_below(double log_price) const {
    if (prices_.empty())
        return kMissing;
    return static_cast<double>(std::lower_bound(prices_.begin(), prices_.end(), log_price) -
                               prices_.begin()) /
           static_cast<double>(prices_.size());
}

}  // namespace seatsync::features
