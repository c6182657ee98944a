#include "app/market_statistics.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace seatsync::app {

namespace {

using namespace std::chrono_literals;
using domain::days_between;

struct PricedAt {
    Instant at;
    double cents;
};

/// Moves values about. Nothing when there is none.
std::optional<double> median(std::vector<double>& values) {
    if (values.empty())
        return std::nullopt;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

std::string name_space_of(const domain::EventId& id) {
    return id.value().substr(0, id.value().find(':'));
}

/// The first price nearest to a day after the one at `from`, 18 to 30 hours.
const PricedAt* a_day_later(const std::vector<PricedAt>& prices, std::size_t from) {
    const Instant aim = prices[from].at + 24h;
    const PricedAt* best = nullptr;
    for (std::size_t i = from + 1; i < prices.size() && prices[i].at <= aim + 6h; ++i) {
        const bool near = prices[i].at >= aim - 6h;
        if (near && (best == nullptr ||
                     std::chrono::abs(prices[i].at - aim) < std::chrono::abs(best->at - aim)))
            best = &prices[i];
    }
    return best;
}

/// Collects the values of one set.
class SetBuilder {
  public:
    void add_series(const std::vector<Instant>& times, const std::vector<PricedAt>& prices,
                    Instant start) {
        ++out_.series;
        out_.snapshots += times.size();
        for (std::size_t i = 1; i < times.size(); ++i)
            gaps_h_.push_back(24 * days_between(times[i - 1], times[i]));
        add_prices(prices, start);
        for (std::size_t i = 0; i < prices.size(); ++i)
            if (const auto* later = a_day_later(prices, i)) {
                ++out_.one_day_moves;
                unchanged_ += later->cents == prices[i].cents ? 1U : 0U;
            }
    }

    SetStatistics finish() {
        out_.priced = cents_.size();
        out_.median_cents = median(cents_);
        if (!gaps_h_.empty())
            out_.gap_max_h = *std::max_element(gaps_h_.begin(), gaps_h_.end());
        out_.gap_median_h = median(gaps_h_);
        for (std::size_t i = 0; i < kDaysToEvent.size(); ++i) {
            out_.by_distance[i].snapshots = by_distance_[i].size();
            out_.by_distance[i].median_cents = median(by_distance_[i]);
            out_.by_distance[i].median_relative = median(relative_[i]);
        }
        if (out_.one_day_moves > 0)
            out_.unchanged_share =
                static_cast<double>(unchanged_) / static_cast<double>(out_.one_day_moves);
        return std::move(out_);
    }

  private:
    void add_prices(const std::vector<PricedAt>& prices, Instant start) {
        std::vector<double> own;
        for (const auto& price : prices)
            own.push_back(price.cents);
        cents_.insert(cents_.end(), own.begin(), own.end());
        const auto usual = median(own);
        for (const auto& price : prices) {
            const double days = days_between(price.at, start);
            const auto place = std::find_if(kDaysToEvent.begin(), kDaysToEvent.end(),
                                            [&](const auto& range) { return days < range.to; });
            if (place == kDaysToEvent.end())
                continue;
            const auto index = static_cast<std::size_t>(place - kDaysToEvent.begin());
            by_distance_[index].push_back(price.cents);
            relative_[index].push_back(price.cents / *usual);
        }
    }

    SetStatistics out_;
    std::size_t unchanged_ = 0;
    std::vector<double> gaps_h_;
    std::vector<double> cents_;
    std::array<std::vector<double>, kDaysToEvent.size()> by_distance_;
    std::array<std::vector<double>, kDaysToEvent.size()> relative_;
};

/// Cuts the walk over quotes into series.
class Walk {
  public:
    explicit Walk(const std::vector<domain::Event>& events) {
        for (const auto& event : events)
            starts_.emplace(event.id, event.start);
    }

    Result<void> visit(const domain::Quote& quote) {
        if (!series_ || *series_ != quote.series) {
            end_series();
            series_ = quote.series;
        }
        times_.push_back(quote.event_at);
        const auto start = starts_.find(quote.series.event);
        if (quote.get_in_cents && start != starts_.end() && quote.event_at < start->second)
            prices_.push_back({quote.event_at, static_cast<double>(*quote.get_in_cents)});
        return {};
    }

    std::vector<SetStatistics> finish() {
        end_series();
        std::vector<SetStatistics> out;
        for (auto& [key, set] : sets_) {
            out.push_back(set.finish());
            out.back().name_space = key.first;
            out.back().currency = key.second;
        }
        return out;
    }

  private:
    void end_series() {
        if (!series_)
            return;
        const auto start = starts_.find(series_->event);
        auto& set = sets_[{name_space_of(series_->event), std::string(series_->currency.code())}];
        set.add_series(times_, prices_, start == starts_.end() ? Instant{} : start->second);
        series_.reset();
        times_.clear();
        prices_.clear();
    }

    std::unordered_map<domain::EventId, Instant> starts_;
    std::map<std::pair<std::string, std::string>, SetBuilder> sets_;
    std::optional<domain::SeriesKey> series_;
    std::vector<Instant> times_;
    std::vector<PricedAt> prices_;
};

/// Gives each set the number of its namespace's events; a namespace without quotes gets a set.
void count_events(const std::vector<domain::Event>& events, std::vector<SetStatistics>& sets) {
    std::map<std::string, std::size_t> counts;
    for (const auto& event : events)
        ++counts[name_space_of(event.id)];
    for (const auto& [name_space, count] : counts) {
        bool quoted = false;
        for (auto& set : sets)
            if (set.name_space == name_space) {
                set.events = count;
                quoted = true;
            }
        if (quoted)
            continue;
        sets.emplace_back();
        sets.back().name_space = name_space;
        sets.back().events = count;
    }
    std::sort(sets.begin(), sets.end(), [](const SetStatistics& a, const SetStatistics& b) {
        return std::tie(a.name_space, a.currency) < std::tie(b.name_space, b.currency);
    });
}

}  // namespace

Result<std::vector<SetStatistics>> market_statistics(const MarketStore& store, Instant as_of) {
    SEATSYNC_TRY(const auto events, store.events({}, as_of));
    Walk walk(events);
    SEATSYNC_CHECK(store.for_each_quote(
        {}, {}, as_of, [&](const domain::Quote& quote) { return walk.visit(quote); }));
    auto sets = walk.finish();
    count_events(events, sets);
    return sets;
}

}  // namespace seatsync::app
