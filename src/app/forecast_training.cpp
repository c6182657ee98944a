#include "app/forecast_training.hpp"

#include "app/model_metrics.hpp"
#include "app/typical_features.hpp"
#include "base/bytes.hpp"
#include "learning/bucket_predictors.hpp"
#include "learning/ensemble_model.hpp"
#include "learning/holdout.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::app {

namespace {

using domain::Instant;
using domain::ObservationBatch;

template <class Observation>
std::vector<Observation> received_by(const std::vector<Observation>& all, Instant as_of) {
    std::vector<Observation> known;
    std::copy_if(all.begin(), all.end(), std::back_inserter(known),
                 [&](const Observation& one) { return one.received_at <= as_of; });
    return known;
}

void tell(const TrainingRequest& request, double share, std::string_view step) {
    if (request.progress)
        request.progress(share, step);
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

}  // namespace

ObservationBatch known_by(const ObservationBatch& all, Instant as_of) {
    return {.events = received_by(all.events, as_of),
            .quotes = received_by(all.quotes, as_of),
            .records = received_by(all.records, as_of),
            .results = received_by(all.results, as_of),
            .readings = received_by(all.readings, as_of),
            .mentions = received_by(all.mentions, as_of),
            .availabilities = received_by(all.availabilities, as_of),
            .nearby_events = received_by(all.nearby_events, as_of),
            .own_listings = received_by(all.own_listings, as_of)};
}

domain::Instant last_quoted(const ObservationBatch& observations) {
    return std::max_element(
               observations.quotes.begin(), observations.quotes.end(),
               [](const auto& a, const auto& b) { return a.received_at < b.received_at; })
        ->received_at;
}

Result<StoredModel> train_price_model(const ObservationBatch& observations,
                                      std::span<const learning::PredictorKind> members,
                                      const TrainingRequest& request) {
    const ObservationBatch known = known_by(observations, request.as_of);
    if (known.quotes.empty())
        return fail(ErrorCode::insufficient_data, "there are no prices to learn from");
    tell(request, 0, "computing features");
    const auto history = features::MarketHistory::from(known);
    const auto table =
        compute_features(history, [](const features::RowRef& ref) { return ref.row > 0; });
    const auto options = [&](double share, std::string_view what) {
        tell(request, share, what);
        return learning::TrainOptions{
            .as_of = request.as_of,
            .seed = request.seed,
            .threads = request.threads,
            .progress = [&request, share, what](std::string_view horizon) {
                tell(request, share, fmt::format("{}: {} done", what, horizon));
            }};
    };
    ModelSummary summary;
    const std::vector<learning::PredictorKind> peers = {
        {"decay_curve", learning::make_decay_curve}};
    SEATSYNC_TRY(auto holdout, learning::measure_on_latest(members, peers, history, table,
                                                           options(0.1, "measuring")));
    summary.metrics = std::move(holdout.metrics);
    summary.breakdowns = std::move(holdout.breakdowns);
    SEATSYNC_TRY(const auto model,
                 learning::EnsembleModel::train(members, history, table, options(0.5, "fitting")));
    for (const learning::EnsembleMember& member : model.members())
        summary.members.push_back(member.name);
    summary.training_rows = model.training_rows();
    SEATSYNC_TRY(const auto shares, model.importance());
    summary.importance = named_importance(shares);
    summary.normalisation =
        typical_features(history, [](const features::RowRef& ref) { return ref.row > 0; });
    const auto first = std::min_element(
        known.quotes.begin(), known.quotes.end(),
        [](const auto& a, const auto& b) { return a.received_at < b.received_at; });
    StoredModel stored;
    stored.name = kPriceModelName;
    stored.predictor = learning::kEnsembleName;
    stored.format_version = learning::kEnsembleFormat;
    stored.features = features::feature_names();
    stored.window_from = first->received_at;
    stored.window_to = last_quoted(known);
    stored.as_of = std::min(request.as_of, request.now);
    stored.seed = request.seed;
    stored.revision = request.revision;
    stored.metrics_json = metrics_to_json(summary);
    SEATSYNC_TRY(stored.payload, model.save());
    stored.created_at = request.now;
    stored.id =
        ModelId(fmt::format("{}-{:016x}", stored.predictor, base::checksum(stored.payload)));
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
