#include "features/market_state.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace seatsync::features {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kForever = std::numeric_limits<double>::infinity();
constexpr std::array<double, 3> kMoveDays = {1, 3, 7};
constexpr double kNeighbourLimit1d = 0.5;
constexpr double kNeighbourLimit3d = 0.7;
constexpr double kNearDays = 4;
/// A pull a day leaves newest rows up to a day old; sets pulled weekly need the longer limit.
constexpr std::array<double, 2> kFreshDays = {1.6, 8};
constexpr double kCloseWithinDays = 3;
constexpr double kApproachLimitDays = 4;
constexpr double kApproachFarthestDays = 240;
constexpr std::size_t kPastGames = 60;
constexpr std::size_t kPastHomeGames = 20;
constexpr std::size_t kFewest = 3;

double median_of(std::vector<double>& values) {
    if (values.size() < kFewest)
        return kMissing;
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
}

double clipped_mean_of(const std::vector<double>& values, double limit, std::size_t fewest) {
    if (values.size() < fewest)
        return kMissing;
    double sum = 0;
    for (const double value : values)
        sum += std::clamp(value, -limit, limit);
    return sum / static_cast<double>(values.size());
}

/// Monday 0 … Sunday 6.
std::size_t local_weekday(const domain::Event& event) {
    const auto local = domain::to_local(event.start, event.venue.zone);
    return std::chrono::weekday{std::chrono::sys_days(local.date)}.iso_encoding() - 1;
}

void push_known(std::vector<double>& values, double value) {
    if (!std::isnan(value))
        values.push_back(value);
}

}  // namespace

double log_price_at(const SeriesHistory& series, double day) {
    const std::ptrdiff_t row = series.row_at(day);
    if (row < 0 || day - series.days[static_cast<std::size_t>(row)] > kApproachLimitDays)
        return kMissing;
    return series.log_price[static_cast<std::size_t>(row)];
}

MarketState::MarketState(const MarketHistory& history)
    : history_(history),
      seasons_(history),
      now_(-std::numeric_limits<double>::infinity()),
      newest_(history.series().size()),
      is_over_(history.series().size(), false),
      groups_(history.groups()) {
    find_mates();
    for (std::size_t i = 0; i < history.series().size(); ++i)
        for (const double day : history.series()[i].days)
            arrivals_.emplace_back(day, i);
    std::sort(arrivals_.begin(), arrivals_.end());
}

void MarketState::expect_row(std::size_t series) {
    arrivals_.emplace_back(history_.series()[series].days.back(), series);
}

void MarketState::find_mates() {
    const auto series = history_.series();
    for (std::size_t i = 0; i < series.size(); ++i) {
        const std::size_t group = series[i].group;
        const domain::Event& event = history_.event_of(series[i]).first();
        by_home_[{group, event.home}].push_back(i);
        by_away_[{group, event.away}].push_back(i);
        if (event.home.empty()) {
            by_venue_[{group, event.venue.name}].push_back(i);
            by_stage_[{group, event.category}].push_back(i);
        }
    }
    for (const SeriesHistory& one : series) {
        const domain::Event& event = history_.event_of(one).first();
        const bool neutral = event.home.empty();
        home_mates_.push_back(&by_home_[{one.group, event.home}]);
        away_mates_.push_back(&by_away_[{one.group, event.away}]);
        home_over_.push_back(&over_by_home_[{one.group, event.home}]);
        venue_mates_.push_back(neutral ? &by_venue_[{one.group, event.venue.name}] : nullptr);
        stage_mates_.push_back(neutral ? &by_stage_[{one.group, event.category}] : nullptr);
        venue_over_.push_back(neutral ? &over_by_venue_[{one.group, event.venue.name}] : nullptr);
    }
}

double MarketState::newest_log_price(std::size_t series) const {
    return newest_[series].price.log_price;
}

void MarketState::advance_to(double now) {
    for (; next_arrival_ < arrivals_.size() && arrivals_[next_arrival_].first <= now;
         ++next_arrival_)
        take_row(arrivals_[next_arrival_].second);
    seasons_.advance_to(now);
    now_ = now;
    std::vector<Due> started;
    while (!due_.empty() && due_.top().at <= now_) {
        const Due due = due_.top();
        due_.pop();
        look_after(due, started);
    }
    for (const Due& due : started)
        close(due);
}

void MarketState::take_row(std::size_t series) {
    const SeriesHistory& one = history_.series()[series];
    Newest& newest = newest_[series];
    if (is_over_[series])  // Quoted again: the game was moved to a later start.
        reopen(series);
    for (std::size_t age = 0; age < kAges; ++age)
        leave(series, age);
    newest.path.take(one);
    const std::size_t row = newest.path.row();
    newest.day = one.days[row];
    const domain::Event& event = *history_.event_of(one).known_at(one.received_at[row]);
    const double start = to_days(event.start);
    if (row == 0 || start != newest.start) {
        newest.price.weekday = local_weekday(event);
        newest.start = start;
        due_.push({start, series});
    }
    newest.price.log_price = one.log_price[row];
    newest.price.log_count = one.log_listings[row];
    for (std::size_t i = 0; i < kMoveDays.size(); ++i) {
        const double then = one.days[row] - kMoveDays[i];
        const std::ptrdiff_t before = one.row_at(then);
        const bool known = before >= 0 && then - one.days[static_cast<std::size_t>(before)] <=
                                              0.5 * kMoveDays[i] + 0.5;
        newest.price.moves[i] =
            known ? one.log_price[row] - one.log_price[static_cast<std::size_t>(before)] : kMissing;
    }
    for (std::size_t age = 0; age < kAges; ++age) {
        groups_[one.group].fresh[age].add(newest.price);
        newest.fresh[age] = true;
        due_.push({std::nextafter(newest.day + kFreshDays[age], kForever), series});
    }
}

void MarketState::leave(std::size_t series, std::size_t age) {
    if (!newest_[series].fresh[age])
        return;
    groups_[history_.series()[series].group].fresh[age].remove(newest_[series].price);
    newest_[series].fresh[age] = false;
}

void MarketState::look_after(const Due& due, std::vector<Due>& started) {
    const Newest& newest = newest_[due.series];
    for (std::size_t age = 0; age < kAges; ++age)
        if (!open(due.series, kFreshDays[age]))
            leave(due.series, age);
    if (due.at == newest.start && !is_over_[due.series] &&
        newest.start - newest.day <= kCloseWithinDays)
        started.push_back(due);
}

void MarketState::close(const Due& started) {
    const std::size_t series = started.series;
    if (is_over_[series])
        return;
    groups_[history_.series()[series].group].over.push_back(series);
    home_over_[series]->push_back(series);
    if (venue_over_[series] != nullptr)
        venue_over_[series]->push_back(series);
    is_over_[series] = true;
}

void MarketState::reopen(std::size_t series) {
    std::erase(groups_[history_.series()[series].group].over, series);
    std::erase(*home_over_[series], series);
    if (venue_over_[series] != nullptr)
        std::erase(*venue_over_[series], series);
    is_over_[series] = false;
}

bool MarketState::open(std::size_t series, double age_max) const {
    const Newest& newest = newest_[series];
    return newest.path.rows() > 0 && now_ <= newest.day + age_max && newest.start > now_;
}

bool MarketState::is_open(std::size_t series) const {
    return open(series, kFreshDays.back());
}

const FreshPrices& MarketState::fresh_around(std::size_t series) const {
    const Group& group = groups_[history_.series()[series].group];
    return group.fresh[0].count() >= kFewest ? group.fresh[0] : group.fresh[1];
}

const MarketState::Members& MarketState::over_around(std::size_t series) const {
    return groups_[history_.series()[series].group].over;
}

NeighbourMoves MarketState::neighbours(const Members& members, std::size_t self,
                                       double within_days) const {
    std::vector<double> prices;
    std::vector<double> moves_1d;
    std::vector<double> moves_3d;
    const double start = start_of(self);
    for (const std::size_t other : members) {
        if (other == self || !is_open(other) || std::abs(start_of(other) - start) > within_days)
            continue;
        const Newest& newest = newest_[other];
        prices.push_back(newest_log_price(other));
        push_known(moves_1d, newest.price.moves[0]);
        push_known(moves_3d, newest.price.moves[1]);
    }
    return {.count = static_cast<double>(prices.size()),
            .log_price_above = newest_log_price(self) - clipped_mean_of(prices, kForever, 1),
            .move_1d = clipped_mean_of(moves_1d, kNeighbourLimit1d, 1),
            .move_3d = clipped_mean_of(moves_3d, kNeighbourLimit3d, 1)};
}

PastApproach MarketState::approach(const Members& over, std::size_t limit,
                                   double days_to_event) const {
    std::array<std::vector<double>, 4> moves;
    const std::size_t first = over.size() > limit ? over.size() - limit : 0;
    for (std::size_t i = first; i < over.size() && days_to_event <= kApproachFarthestDays; ++i) {
        const SeriesHistory& game = history_.series()[over[i]];
        const double start = start_of(over[i]);
        const double then = log_price_at(game, start - days_to_event);
        for (std::size_t h = 0; h < kMoveDays.size(); ++h)
            if (days_to_event > kMoveDays[h])
                push_known(moves[h],
                           log_price_at(game, start - days_to_event + kMoveDays[h]) - then);
        push_known(moves[3], newest_log_price(over[i]) - then);
    }
    return {.move = {clipped_mean_of(moves[0], 1.0, kFewest),
                     clipped_mean_of(moves[1], 1.0, kFewest),
                     clipped_mean_of(moves[2], 1.0, kFewest), median_of(moves[3])}};
}

MarketView MarketState::seen_from(const SeriesHistory& series) const {
    const auto self = static_cast<std::size_t>(&series - history_.series().data());
    const Group& group = groups_[series.group];
    const FreshPrices& fresh = fresh_around(self);
    const double days_to_event = start_of(self) - now_;
    MarketView view;
    view.moves = fresh.moves();
    view.rank = fresh.share_below(newest_log_price(self));
    view.same_home = neighbours(*home_mates_[self], self, kForever);
    view.same_home_near = neighbours(*home_mates_[self], self, kNearDays);
    view.same_away = neighbours(*away_mates_[self], self, kForever);
    view.past_games = approach(group.over, kPastGames, days_to_event);
    view.past_home_games = approach(*home_over_[self], kPastHomeGames, days_to_event);
    static const Members kNone;
    const auto mates = [](const Members* some) -> const Members& {
        return some == nullptr ? kNone : *some;
    };
    view.same_venue = neighbours(mates(venue_mates_[self]), self, kForever);
    view.same_stage = neighbours(mates(stage_mates_[self]), self, kForever);
    view.past_venue_games = approach(mates(venue_over_[self]), kPastHomeGames, days_to_event);
    view.season = seasons_.place_of(series.event);
    return view;
}

}  // namespace seatsync::features
