#include "learning/price_model.hpp"

#include "base/bytes.hpp"
#include "base/invariant.hpp"
#include "learning/each_horizon.hpp"
#include "learning/horizon_samples.hpp"
#include "learning/stretches.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::learning {

namespace {

using domain::Horizon;

void save_calibration(base::ByteWriter& out, const Calibration& calibration) {
    for (const double level : calibration.levels)
        out.f64(level);
    out.f64(calibration.shrink);
    out.u64(calibration.sample);
}

Result<Calibration> load_calibration(base::ByteReader& in) {
    Calibration calibration;
    for (double& level : calibration.levels) {
        SEATSYNC_TRY(level, in.f64());
    }
    SEATSYNC_TRY(calibration.shrink, in.f64());
    SEATSYNC_TRY(calibration.sample, in.u64());
    return calibration;
}

Result<void> check_features(base::ByteReader& in) {
    const auto names = features::feature_names();
    SEATSYNC_TRY(const std::size_t count, in.count());
    for (std::size_t i = 0; i < count; ++i) {
        SEATSYNC_TRY(const std::string_view name, in.text());
        if (i >= names.size() || names[i] != name)
            return fail(
                ErrorCode::conflict,
                fmt::format("the model was trained with feature {} = '{}', this program has "
                            "'{}': train it again",
                            i, name, i < names.size() ? names[i] : "none"));
    }
    if (count != names.size())
        return fail(
            ErrorCode::conflict,
            fmt::format("the model was trained with {} features, this program has {}: train "
                        "it again",
                        count, names.size()));
    return {};
}

}  // namespace

Result<PriceModel> PriceModel::train(const PredictorFactory& make,
                                     const features::MarketHistory& history,
                                     const features::FeatureTable& table,
                                     const TrainOptions& options) {
    const auto tasks = tasks_by_horizon(history, options.as_of);
    auto trained =
        for_each_horizon<HorizonModel>(options.threads, options.progress, [&](Horizon horizon) {
            const HorizonSamples known =
                samples_of(history, table, tasks[index_of(horizon)], options.as_of);
            return train_horizon(make, known.samples, known.parts,
                                 {.seed = options.seed,
                                  .days_to_event_column = days_to_event_column(),
                                  .rounds = 0,
                                  .horizon = horizon});
        });
    PriceModel model;
    for (std::size_t h = 0; h < trained.size(); ++h) {
        if (trained[h].has_value())
            model.horizons_[h] = std::move(*trained[h]);
        else if (trained[h].error().code != ErrorCode::insufficient_data)
            return trained[h].error();
    }
    if (std::none_of(model.horizons_.begin(), model.horizons_.end(),
                     [](const auto& horizon) { return horizon.has_value(); }))
        return base::in_context(trained.back().error(), "no horizon can be trained");
    return model;
}

bool PriceModel::has(Horizon horizon) const {
    return horizons_[index_of(horizon)].has_value();
}

std::string_view PriceModel::predictor_name() const {
    for (const auto& horizon : horizons_)
        if (horizon)
            return horizon->predictor->name();
    return "none";
}

std::size_t PriceModel::training_rows() const {
    std::size_t most = 0;
    for (const auto& horizon : horizons_)
        most = std::max(most, horizon ? horizon->training_rows : 0);
    return most;
}

Result<Distributions> PriceModel::distributions(Horizon horizon, const Matrix& x) const {
    const auto& model = horizons_[index_of(horizon)];
    if (!model)
        return fail(
            ErrorCode::insufficient_data,
            fmt::format("no model for the horizon {}: too few past games", name_of(horizon)));
    return model->predictor->predict(x);
}

const Calibration& PriceModel::calibration(Horizon horizon) const {
    SEATSYNC_INVARIANT(has(horizon));
    return horizons_[index_of(horizon)]->calibration;
}

const std::optional<OutOfFold>& PriceModel::out_of_fold(Horizon horizon) const {
    static const std::optional<OutOfFold> nothing;
    const auto& model = horizons_[index_of(horizon)];
    return model ? model->out_of_fold : nothing;
}

Result<std::vector<domain::Forecast>> PriceModel::predict(
    Horizon horizon, const Matrix& x, std::span<const double> last_prices) const {
    SEATSYNC_TRY(const Distributions predicted, distributions(horizon, x));
    const auto& model = horizons_[index_of(horizon)];
    std::vector<domain::Forecast> forecasts(last_prices.size());
    for_each_stretch(forecasts.size(), 0, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            forecasts[i] = forecast_of(predicted, i, model->calibration, last_prices[i]);
    });
    for (const domain::Forecast& forecast : forecasts)
        SEATSYNC_CHECK(checked(forecast));
    return forecasts;
}

Result<std::vector<double>> PriceModel::importance() const {
    std::vector<double> total(features::feature_names().size(), 0.0);
    double horizons = 0;
    for (const auto& horizon : horizons_) {
        if (!horizon)
            continue;
        SEATSYNC_TRY(const std::vector<double> shares, horizon->predictor->importance());
        if (shares.empty())
            continue;
        for (std::size_t i = 0; i < shares.size(); ++i)
            total[i] += shares[i];
        horizons += 1;
    }
    if (horizons == 0)
        return std::vector<double>{};
    for (double& share : total)
        share /= horizons;
    return total;
}

Result<std::string> PriceModel::save() const {
    base::ByteWriter out;
    const auto names = features::feature_names();
    out.u64(names.size());
    for (const std::string& name : names)
        out.text(name);
    for (const auto& horizon : horizons_) {
        out.u64(horizon ? 1 : 0);
        if (!horizon)
            continue;
        save_calibration(out, horizon->calibration);
        out.u64(horizon->training_rows);
        SEATSYNC_TRY(const std::string bytes, horizon->predictor->save());
        out.text(bytes);
    }
    const std::string body = out.take();
    base::ByteWriter whole;
    whole.u64(kPriceModelFormat);
    whole.u64(base::checksum(body));
    return whole.take() + body;
}

Result<PriceModel> PriceModel::load(const PredictorFactory& make, std::string_view bytes) {
    base::ByteReader in(bytes);
    SEATSYNC_TRY(const std::uint64_t format, in.u64());
    if (format != kPriceModelFormat)
        return fail(ErrorCode::conflict,
                    fmt::format("the model has format {}, this program reads {}", format,
                                kPriceModelFormat));
    SEATSYNC_TRY(const std::uint64_t checksum, in.u64());
    if (checksum != base::checksum(in.rest()))
        return fail(ErrorCode::corrupt_data, "the model's bytes are not those that were saved");
    SEATSYNC_CHECK(check_features(in));
    PriceModel model;
    for (auto& horizon : model.horizons_) {
        SEATSYNC_TRY(const std::uint64_t present, in.u64());
        if (present == 0)
            continue;
        horizon.emplace();
        SEATSYNC_TRY(horizon->calibration, load_calibration(in));
        SEATSYNC_TRY(horizon->training_rows, in.u64());
        horizon->predictor = make();
        SEATSYNC_TRY(const std::string_view payload, in.text());
        SEATSYNC_CHECK(horizon->predictor->load(payload));
    }
    if (!in.at_end())
        return fail(ErrorCode::corrupt_data, "the model's bytes go on behind its last horizon");
    return model;
}

}  // namespace seatsync::learning
