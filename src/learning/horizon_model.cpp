#include "learning/horizon_model.hpp"

namespace seatsync::learning {

namespace {

template <class Wanted>
Samples subset(const Samples& samples, std::span<const Part> parts, Wanted wanted) {
    Samples some;
    some.x.columns = samples.x.columns;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (!wanted(parts[i]))
            continue;
        some.x.add(samples.x.row(i));
        some.log_ratio.push_back(samples.log_ratio[i]);
        some.event.push_back(samples.event[i]);
    }
    return some;
}

}  // namespace

Result<HorizonModel> train_horizon(const PredictorFactory& make, const Samples& samples,
                                   std::span<const Part> parts, const FitOptions& options) {
    const auto is = [](Part wanted) { return [wanted](Part part) { return part == wanted; }; };
    FitOptions known = options;
    {
        const auto first = make();
        SEATSYNC_CHECK(first->fit(subset(samples, parts, is(Part::fit)),
                                  subset(samples, parts, is(Part::tune)), options));
        known.rounds = first->rounds();
    }
    HorizonModel model;
    {
        const auto second = make();
        const auto before_last = [](Part part) { return part != Part::calibrate; };
        SEATSYNC_CHECK(second->fit(subset(samples, parts, before_last), Samples{}, known));
        const Samples latest = subset(samples, parts, is(Part::calibrate));
        SEATSYNC_TRY(const Distributions predicted, second->predict(latest.x));
        CalibrationSample judged;
        judged.add(predicted, latest.log_ratio, latest.event, options.seed);
        SEATSYNC_TRY(model.calibration, calibrate(judged));
        if (!second->expects_moves())
            model.calibration.shrink = 0;
    }
    model.predictor = make();
    SEATSYNC_CHECK(model.predictor->fit(samples, Samples{}, known));
    model.training_rows = samples.size();
    return model;
}

}  // namespace seatsync::learning
