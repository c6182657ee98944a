#include "market/simulated_event_market.hpp"

#include "base/invariant.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace seatsync::market {

namespace {

using domain::Instant;

constexpr double kRefreshDays = 2.0 / 24.0;
constexpr std::int64_t kLowestAskCents = 100;
constexpr int kOffersCompared = 6;

std::chrono::microseconds duration_of(double days) {
    return std::chrono::microseconds(static_cast<std::int64_t>(days * 86400e6));
}

double log_price(const LadderListing& listing) {
    return std::log(static_cast<double>(listing.price_cents) / 100.0);
}

std::int64_t step_cents(double units, SellerKind kind) {
    if (kind == SellerKind::broker)
        return units < 150 ? 100 : 500;
    return units < 50 ? 100 : units < 300 ? 500 : 1000;
}

/// Pairs are most of the market, fours come next; the shares are assumed.
std::int64_t seats_offered(base::Random& random) {
    const double u = random.uniform();
    return u < 0.08 ? 1 : u < 0.60 ? 2 : u < 0.70 ? 3 : u < 0.94 ? 4 : 6;
}

}  // namespace

std::int64_t price_point_cents(double units, SellerKind kind) {
    const std::int64_t step = step_cents(units, kind);
    const std::int64_t steps = std::llround(units * 100.0 / static_cast<double>(step));
    return std::max(kLowestAskCents, steps * step);
}

namespace {

std::int64_t price_at(double log_units, SellerKind kind) {
    return price_point_cents(std::exp(log_units), kind);
}

}  // namespace

SimulatedEventMarket::SimulatedEventMarket(const MarketParameters& parameters,
                                           EventConditions conditions, Instant opening,
                                           base::Random random)
    : parameters_(parameters),
      conditions_(std::move(conditions)),
      random_(std::move(random)),
      now_(opening),
      next_(opening) {
    SEATSYNC_INVARIANT(!conditions_.levels.empty() && conditions_.capacity > 0);
    SEATSYNC_INVARIANT(opening < conditions_.start);
    const double mean = parameters_.listings_per_thousand_seats *
                        static_cast<double>(conditions_.capacity) / 1000.0;
    first_offers_ = std::max(1.0, mean);
    const std::int64_t count = random_.poisson(first_offers_);
    for (std::int64_t i = 0; i < count; ++i)
        list_one();
    draw_next();
}

double SimulatedEventMarket::days_left() const {
    return std::max(0.0, domain::days_between(now_, conditions_.start));
}

double SimulatedEventMarket::log_worth() const {
    const double fallen =
        parameters_.late_discount * std::exp(-days_left() / parameters_.late_discount_days);
    return conditions_.levels[level_].log_level + news_ - fallen;
}

double SimulatedEventMarket::look_rate(SellerKind kind) const {
    const double nearness = 1.0 / (days_left() + 0.5);
    return kind == SellerKind::fan
               ? parameters_.fan_look_rate + parameters_.fan_look_scale * nearness
               : parameters_.broker_look_rate + parameters_.broker_look_scale * nearness;
}

SimulatedEventMarket::Rates SimulatedEventMarket::rates() const {
    const double left = days_left();
    const auto open = static_cast<double>(ladder_.listings().size());
    const MarketParameters& p = parameters_;
    return {.arrival = p.arrival_scale * first_offers_ / (left + p.arrival_softening_days),
            .purchase = p.buyer_scale * first_offers_ / (left + p.buyer_softening_days),
            .look = open * std::max(look_rate(SellerKind::fan), look_rate(SellerKind::broker)),
            .withdrawal = open * (p.withdrawal_rate + p.withdrawal_rate_final / (1 + left)),
            .news = left < 1 ? p.news_rate_final_day : p.news_rate};
}

void SimulatedEventMarket::draw_next() {
    const double wait = random_.exponential(rates().total());
    next_acts_ = wait <= kRefreshDays;
    next_ = now_ + duration_of(std::min(wait, kRefreshDays));
}

void SimulatedEventMarket::advance_to(Instant instant) {
    const Instant end = std::min(instant, conditions_.start);
    while (next_ < end) {
        now_ = next_;
        while (level_ + 1 < conditions_.levels.size() && conditions_.levels[level_ + 1].at <= now_)
            ++level_;
        if (next_acts_)
            act();
        draw_next();
    }
    if (instant >= conditions_.start)
        ladder_.expire_all();
}

void SimulatedEventMarket::act() {
    const Rates rate = rates();
    double u = random_.uniform(0, rate.total());
    const auto falls_in = [&u](double share) { return (u -= share) < 0; };
    if (falls_in(rate.arrival))
        return list_one();
    if (falls_in(rate.purchase))
        return buy();
    if (falls_in(rate.look))
        return look();
    if (falls_in(rate.withdrawal))
        return withdraw_one();
    hear_news();
}

std::size_t SimulatedEventMarket::any_listing() {
    return static_cast<std::size_t>(
        random_.integer(0, static_cast<std::int64_t>(ladder_.listings().size()) - 1));
}

double SimulatedEventMarket::log_target(const LadderListing& listing) const {
    const double pressure =
        parameters_.time_pressure * std::exp(-days_left() / parameters_.time_pressure_days);
    return log_worth() + listing.quality + listing.margin - pressure;
}

void SimulatedEventMarket::list_one() {
    const MarketParameters& p = parameters_;
    LadderListing listing;
    listing.seller = random_.chance(p.fan_share) ? SellerKind::fan : SellerKind::broker;
    listing.seats = seats_offered(random_);
    listing.quality = std::abs(random_.normal(0, p.quality_deviation));
    listing.margin = listing.seller == SellerKind::fan
                         ? random_.normal(p.fan_margin, p.fan_margin_deviation)
                         : random_.normal(p.broker_margin, p.broker_margin_deviation);
    const bool mistake = random_.chance(p.mistake_share);
    const double error = mistake ? random_.exponential(1 / p.mistake_discount) : 0.0;
    listing.price_cents = price_at(log_target(listing) - error, listing.seller);
    ladder_.add(listing);
}

void SimulatedEventMarket::look() {
    const std::size_t index = any_listing();
    const LadderListing& listing = ladder_.listings()[index];
    const double busiest = std::max(look_rate(SellerKind::fan), look_rate(SellerKind::broker));
    if (!random_.chance(look_rate(listing.seller) / busiest))
        return;
    const std::int64_t wanted = listing.seller == SellerKind::broker
                                    ? broker_price(index)
                                    : price_at(log_target(listing), listing.seller);
    const double change =
        std::log(static_cast<double>(wanted) / static_cast<double>(listing.price_cents));
    if (std::abs(change) >= parameters_.menu_cost)
        ladder_.reprice(index, wanted);
}

/// One step below the lowest comparable ask of the others, as long as that is not too far below
/// what the broker hopes for; and never above that hope.
std::int64_t SimulatedEventMarket::broker_price(std::size_t index) const {
    const std::vector<LadderListing>& all = ladder_.listings();
    const LadderListing& own = all[index];
    std::int64_t lowest = std::numeric_limits<std::int64_t>::max();
    for (std::size_t i = 0; i < all.size(); ++i)
        if (i != index && std::abs(all[i].quality - own.quality) < parameters_.comparable_quality)
            lowest = std::min(lowest, all[i].price_cents);
    const double target = log_target(own);
    const std::int64_t hoped = price_at(target, own.seller);
    if (lowest > hoped)
        return hoped;
    const double units = static_cast<double>(lowest) / 100.0;
    const std::int64_t below = lowest - step_cents(units, own.seller);
    return std::max(
        {below, price_at(target - parameters_.undercut_limit, own.seller), kLowestAskCents});
}

std::int64_t SimulatedEventMarket::seats_wanted() {
    const double u = random_.uniform();
    return u < 0.10 ? 1 : u < 0.72 ? 2 : u < 0.82 ? 3 : 4;
}

void SimulatedEventMarket::buy() {
    const std::int64_t seats = seats_wanted();
    if (ladder_.listings().empty())
        return;
    if (random_.chance(parameters_.bargain_share))
        buy_cheapest(seats);
    else
        buy_best_value(seats);
}

void SimulatedEventMarket::buy_cheapest(std::int64_t seats) {
    const std::vector<LadderListing>& all = ladder_.listings();
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (can_sell(all[i], seats) && (!best || all[i].price_cents < all[*best].price_cents))
            best = i;
    const double limit =
        log_worth() + conditions_.surprise + random_.normal(0, parameters_.bargain_limit_deviation);
    if (best && log_price(all[*best]) <= limit)
        ladder_.sell(*best, seats);
}

void SimulatedEventMarket::buy_best_value(std::int64_t seats) {
    const std::vector<LadderListing>& all = ladder_.listings();
    std::optional<std::size_t> best;
    double best_surplus = 0;
    const double worth = log_worth() + conditions_.surprise;
    for (int i = 0; i < kOffersCompared; ++i) {
        const std::size_t index = any_listing();
        const double surplus = worth + parameters_.quality_taste * all[index].quality -
                               log_price(all[index]) +
                               random_.normal(0, parameters_.taste_deviation);
        if (can_sell(all[index], seats) && surplus > best_surplus) {
            best = index;
            best_surplus = surplus;
        }
    }
    if (best)
        ladder_.sell(*best, seats);
}

void SimulatedEventMarket::withdraw_one() {
    ladder_.withdraw(any_listing());
}

void SimulatedEventMarket::hear_news() {
    news_ += random_.normal(0, parameters_.news_deviation);
}

}  // namespace seatsync::market
