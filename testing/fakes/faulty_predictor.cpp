#include "testing/fakes/faulty_predictor.hpp"

#include <limits>

namespace seatsync::testing {

namespace {

class FaultyPredictor final : public learning::Predictor {
  public:
    explicit FaultyPredictor(Fault fault) : fault_(fault) {}

    [[nodiscard]] std::string_view name() const override { return "faulty"; }
    [[nodiscard]] Result<void> fit(const learning::Samples& /*train*/,
                                   const learning::Samples& /*validation*/,
                                   const learning::FitOptions& /*options*/) override {
        if (fault_ == Fault::too_few)
            return fail(ErrorCode::insufficient_data, "too few samples");
        return {};
    }
    [[nodiscard]] Result<learning::Distributions> predict(
        const learning::Matrix& x) const override {
        if (fault_ == Fault::fails)
            return fail(ErrorCode::internal, "the library is gone");
        const std::vector<double> values = {-0.1, 0.1};
        auto support =
            std::make_shared<const learning::Support>(*learning::Support::from(values, 1, 1));
        return learning::Distributions(
            std::move(support),
            std::vector<float>(3 * x.rows(), std::numeric_limits<float>::quiet_NaN()),
            std::vector<double>(x.rows(), 0.0));
    }
    [[nodiscard]] Result<std::string> save() const override { return std::string(); }
    [[nodiscard]] Result<void> load(std::string_view /*bytes*/) override { return {}; }

  private:
    Fault fault_;
};

}  // namespace

learning::PredictorFactory make_faulty(Fault fault) {
    return [fault] { return std::make_unique<FaultyPredictor>(fault); };
}

}  // namespace seatsync::testing
