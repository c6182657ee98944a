#include "features/live_features.hpp"

#include <algorithm>
#include <tuple>

namespace seatsync::features {

namespace {

void append(domain::ObservationBatch& all, const domain::ObservationBatch& news) {
    const auto append_kind = [](auto& to, const auto& from) {
        to.insert(to.end(), from.begin(), from.end());
    };
    auto to = domain::kinds_of(all);
    const auto from = domain::kinds_of(news);
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (append_kind(std::get<I>(to), std::get<I>(from)), ...);
    }
    (std::make_index_sequence<std::tuple_size_v<decltype(to)>>());
}

}  // namespace

LiveFeatures::LiveFeatures(domain::ObservationBatch so_far) : all_(std::move(so_far)) {
    arrange();
}

void LiveFeatures::arrange() {
    state_.reset();
    history_ = std::make_unique<MarketHistory>(MarketHistory::from(all_));
    state_ = std::make_unique<MarketState>(*history_);
}

std::vector<domain::SeriesKey> LiveFeatures::take(const domain::ObservationBatch& news) {
    append(all_, news);
    std::vector<domain::SeriesKey> touched;
    if (!take_in_place(news, touched)) {
        arrange();
        touched.clear();
        for (const domain::Quote& quote : news.quotes)
            touched.push_back(quote.series);
    }
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    std::erase_if(touched, [&](const domain::SeriesKey& key) { return !history_->find(key); });
    return touched;
}

bool LiveFeatures::take_in_place(const domain::ObservationBatch& news,
                                 std::vector<domain::SeriesKey>& touched) {
    if (!news.events.empty() || !news.results.empty() || !news.nearby_events.empty() ||
        !news.own_listings.empty())
        return false;
    for (const domain::Quote& quote : news.quotes) {
        const auto series = history_->take(quote);
        if (!series)
            return false;
        if (!*series)
            continue;
        state_->expect_row(**series);
        touched.push_back(quote.series);
    }
    for (const domain::TeamRecord& record : news.records)
        history_->take(record);
    for (const domain::Availability& availability : news.availabilities)
        history_->world().take(availability);
    for (const domain::Mention& mention : news.mentions)
        history_->world().take(mention);
    for (const domain::Reading& reading : news.readings)
        history_->world().take(reading);
    return true;
}

std::optional<std::vector<Value>> LiveFeatures::values(const domain::SeriesKey& series,
                                                       domain::Instant now,
                                                       std::span<const Feature> features) {
    const auto index = history_->find(series);
    if (!index)
        return std::nullopt;
    const SeriesHistory& rows = history_->series()[*index];
    const std::ptrdiff_t row = rows.row_at(to_days(now));
    if (row < 0)
        return std::nullopt;
    state_->advance_to(to_days(now));
    const Context context(*history_, rows, static_cast<std::size_t>(row), *state_, now);
    std::vector<Value> values;
    values.reserve(features.size());
    for (const Feature& feature : features)
        values.push_back(feature.at(context));
    return values;
}

}  // namespace seatsync::features
