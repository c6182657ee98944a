#include "app/forecast_training.hpp"

#include "app/forecast_evaluation.hpp"
#include "app/model_metrics.hpp"
#include "learning/bucket_predictors.hpp"
#include "learning/price_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace seatsync::app {

namespace {

using domain::Instant;
using domain::ObservationBatch;

constexpr double kJudgedShare = 0.25;
constexpr std::uint32_t kPayloadFormat = 1;

template <class Observation>
std::vector<Observation> received_by(const std::vector<Observation>& all, Instant as_of) {
    std::vector<Observation> known;
    std::copy_if(all.begin(), all.end(), std::back_inserter(known),
                 [&](const Observation& one) { return one.received_at <= as_of; });
    return known;
}

ObservationBatch known_by(const ObservationBatch& all, Instant as_of) {
    return {.events = received_by(all.events, as_of),
            .quotes = received_by(all.quotes, as_of),
            .records = received_by(all.records, as_of),
            .results = received_by(all.results, as_of)};
}

void tell(const TrainingRequest& request, double share, std::string_view step) {
    if (request.progress)
        request.progress(share, step);
}

/// The later of two contestants is the one whose figures are wanted; the first is the peer.
Result<std::vector<HorizonMetrics>> measured(const ObservationBatch& known,
                                             const learning::PredictorFactory& make,
                                             const TrainingRequest& request) {
    const TimeSplit split = split_by_start(known, kJudgedShare);
    SEATSYNC_TRY(
        const auto results,
        evaluate_forecasts(split.earlier, split.later,
                           {{"last_value", learning::make_last_value}, {"judged", make}},
                           {.seed = request.seed, .threads = request.threads, .progress = {}}));
    return results.back().metrics;
}

std::vector<FeatureImportance> named_importance(const std::vector<double>& shares) {
    const auto names = features::feature_names();
    std::vector<FeatureImportance> importance;
    for (std::size_t i = 0; i < shares.size(); ++i)
        importance.push_back({names[i], shares[i]});
    std::stable_sort(importance.begin(), importance.end(),
                     [](const auto& a, const auto& b) { return a.share > b.share; });
    return importance;
}

std::string hash_of(std::string_view bytes) {
    std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a: names content, guards nothing.
    for (const char c : bytes) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ULL;
    }
    return fmt::format("{:016x}", hash);
}

}  // namespace

TimeSplit split_by_start(const ObservationBatch& observations, double later_share) {
    std::map<domain::EventId, Instant> starts;
    for (const domain::Event& event : observations.events)
        starts[event.id] = event.start;
    std::vector<std::pair<Instant, domain::EventId>> order;
    for (const auto& [id, start] : starts)
        order.emplace_back(start, id);
    std::sort(order.begin(), order.end());
    const auto later_count =
        static_cast<std::size_t>(std::lround(later_share * static_cast<double>(order.size())));
    std::set<domain::EventId> later;
    for (std::size_t i = order.size() - later_count; i < order.size(); ++i)
        later.insert(order[i].second);
    TimeSplit split;
    split.earlier.records = observations.records;
    for (const domain::Event& event : observations.events)
        (later.contains(event.id) ? split.later : split.earlier).events.push_back(event);
    for (const domain::Quote& quote : observations.quotes)
        (later.contains(quote.series.event) ? split.later : split.earlier).quotes.push_back(quote);
    for (const domain::GameResult& result : observations.results)
        (later.contains(result.event) ? split.later : split.earlier).results.push_back(result);
    return split;
}

Result<StoredModel> train_price_model(const ObservationBatch& observations,
                                      const learning::PredictorFactory& make,
                                      const TrainingRequest& request) {
    const ObservationBatch known = known_by(observations, request.as_of);
    if (known.quotes.empty())
        return fail(ErrorCode::insufficient_data, "there are no prices to learn from");
    ModelSummary summary;
    SEATSYNC_TRY(summary.metrics, measured(known, make, request));
    tell(request, 0.5, "computing features of all games");
    const auto history = features::MarketHistory::from(known);
    const auto table =
        compute_features(history, [](const features::RowRef& ref) { return ref.row > 0; });
    tell(request, 0.6, "fitting on all games");
    SEATSYNC_TRY(const auto model, learning::PriceModel::train(make, history, table,
                                                               {.as_of = request.as_of,
                                                                .seed = request.seed,
                                                                .threads = request.threads,
                                                                .progress = {}}));
    summary.training_rows = model.training_rows();
    SEATSYNC_TRY(const auto shares, model.importance());
    summary.importance = named_importance(shares);
    const auto [first, last] = std::minmax_element(
        known.quotes.begin(), known.quotes.end(),
        [](const auto& a, const auto& b) { return a.received_at < b.received_at; });
    StoredModel stored;
    stored.name = kPriceModelName;
    stored.predictor = model.predictor_name();
    stored.format_version = kPayloadFormat;
    stored.features = features::feature_names();
    stored.window_from = first->received_at;
    stored.window_to = last->received_at;
    stored.as_of = std::min(request.as_of, request.now);
    stored.seed = request.seed;
    stored.revision = request.revision;
    stored.metrics_json = metrics_to_json(summary);
    SEATSYNC_TRY(stored.payload, model.save());
    stored.created_at = request.now;
    stored.id = ModelId(fmt::format("{}-{}", stored.predictor, hash_of(stored.payload)));
    return stored;
}

Result<ModelSummary> summary_of(const StoredModel& model) {
    ModelSummary summary;
    summary.id = model.id.value();
    summary.predictor = model.predictor;
    summary.as_of = model.as_of;
    summary.window_from = model.window_from;
    summary.window_to = model.window_to;
    summary.seed = model.seed;
    summary.revision = model.revision;
    SEATSYNC_CHECK(read_metrics(model.metrics_json, summary));
    return summary;
}

}  // namespace seatsync::app
