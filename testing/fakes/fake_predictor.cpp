#include "testing/fakes/fake_predictor.hpp"

#include "base/bytes.hpp"
#include "features/feature_table.hpp"

#include <algorithm>

namespace seatsync::testing {

using learning::Samples;

namespace {

constexpr std::size_t kQuantiles = 200;

}  // namespace

Result<void> FakePredictor::fit(const Samples& train, const Samples& validation,
                                const learning::FitOptions& /*options*/) {
    if (train.size() < 50)
        return fail(ErrorCode::insufficient_data, "fewer than 50 samples");
    std::vector<double> all = train.log_ratio;
    all.insert(all.end(), validation.log_ratio.begin(), validation.log_ratio.end());
    std::ranges::sort(all);
    log_ratios_.clear();
    for (std::size_t i = 0; i < kQuantiles; ++i)
        log_ratios_.push_back(all[i * all.size() / kQuantiles]);
    return {};
}

Result<learning::Distributions> FakePredictor::predict(const learning::Matrix& x) const {
    SEATSYNC_TRY(learning::Support support, learning::Support::from(log_ratios_, 20, 1));
    std::vector<float> shares(support.cells.size(), 0.0F);
    for (const double log_ratio : log_ratios_)
        shares[support.cell_of(log_ratio)] += 1.0F / kQuantiles;
    std::vector<float> probabilities;
    for (std::size_t i = 0; i < x.rows(); ++i)
        probabilities.insert(probabilities.end(), shares.begin(), shares.end());
    return learning::Distributions(std::make_shared<const learning::Support>(std::move(support)),
                                   std::move(probabilities), std::vector<double>(x.rows(), more_));
}

Result<std::vector<double>> FakePredictor::importance() const {
    std::vector<double> shares(features::feature_names().size(), 0.0);
    shares.front() = 1;
    return shares;
}

Result<std::string> FakePredictor::save() const {
    base::ByteWriter out;
    for (const double log_ratio : log_ratios_)
        out.f64(log_ratio);
    return out.take();
}

Result<void> FakePredictor::load(std::string_view bytes) {
    base::ByteReader in(bytes);
    log_ratios_.clear();
    while (!in.at_end()) {
        SEATSYNC_TRY(const double log_ratio, in.f64());
        log_ratios_.push_back(log_ratio);
    }
    return {};
}

std::unique_ptr<learning::Predictor> make_fake_predictor() {
    return std::make_unique<FakePredictor>();
}

std::unique_ptr<learning::Predictor> make_biased_predictor() {
    return std::make_unique<FakePredictor>(0.4);
}

}  // namespace seatsync::testing
