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
        some.x.add_from(samples.x, i);
        some.log_ratio.push_back(samples.log_ratio[i]);
        some.event.push_back(samples.event[i]);
    }
    return some;
}

std::vector<std::size_t> rows_of(std::span<const Part> parts, Part wanted) {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (parts[i] == wanted)
            rows.push_back(i);
    return rows;
}

/// How a fitted predictor must be read, judged on games that it was not fitted on.
Result<Calibration> judged(const Predictor& predictor, const Distributions& predicted,
                           const Samples& later, std::uint64_t seed) {
    CalibrationSample sample;
    sample.add(predicted, later.log_ratio, later.event, seed);
    SEATSYNC_TRY(Calibration calibration, calibrate(sample));
    if (!predictor.expects_moves())
        calibration.shrink = 0;
    return calibration;
}

}  // namespace

Result<HorizonModel> train_horizon(const PredictorFactory& make, const Samples& samples,
                                   std::span<const Part> parts, const FitOptions& options) {
    const auto is = [](Part wanted) { return [wanted](Part part) { return part == wanted; }; };
    const Samples middle = subset(samples, parts, is(Part::tune));
    const Samples latest = subset(samples, parts, is(Part::calibrate));
    const auto first = make();
    SEATSYNC_CHECK(first->fit(subset(samples, parts, is(Part::fit)), middle, options));
    FitOptions known = options;
    known.rounds = first->rounds();
    const auto second = make();
    const auto before_latest = [](Part part) { return part != Part::calibrate; };
    SEATSYNC_CHECK(second->fit(subset(samples, parts, before_latest), Samples{}, known));
    SEATSYNC_TRY(const Distributions of_middle, first->predict(middle.x));
    SEATSYNC_TRY(const Distributions of_latest, second->predict(latest.x));
    SEATSYNC_TRY(const Calibration on_middle, judged(*first, of_middle, middle, options.seed));
    SEATSYNC_TRY(const Calibration on_latest, judged(*second, of_latest, latest, options.seed));
    HorizonModel model;
    model.out_of_fold = OutOfFold{of_latest, rows_of(parts, Part::calibrate)};
    model.calibration = with_care(on_latest, on_middle);
    model.predictor = make();
    SEATSYNC_CHECK(model.predictor->fit(samples, Samples{}, known));
    model.training_rows = samples.size();
    return model;
}

}  // namespace seatsync::learning
