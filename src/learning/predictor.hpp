#pragma once

#include "base/result.hpp"
#include "domain/forecast.hpp"
#include "learning/distribution.hpp"
#include "learning/samples.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::learning {

struct FitOptions {
    std::uint64_t seed = 1;
    /// Column of `days_to_event` in the matrix.
    std::size_t days_to_event_column = 0;
    /// Strength of the fit as found by an earlier fit on less data; 0: find it on `validation`.
    std::size_t rounds = 0;
    domain::Horizon horizon = domain::Horizon::close;  ///< Of the log ratios.
};

/// What moved the expected log ratio of one question away from that of a reference question:
/// base + sum of columns + path = answer.
struct Explanation {
    double base = 0;              ///< Expected log ratio of the reference.
    double answer = 0;            ///< Expected log ratio of the question.
    std::vector<double> columns;  ///< What each feature adds.
    double path = 0;              ///< What the recent path adds.
};

/// Learns the distribution of the log price ratio over one horizon. An object serves one horizon.
/// Same samples, same seed, same bits. After `fit` or `load`, `predict` may be called from any
/// thread.
class Predictor {
  public:
    virtual ~Predictor() = default;

    [[nodiscard]] virtual std::string_view name() const = 0;

    /// Fits on `train`; `validation` (later events, may be empty when options.rounds is set)
    /// decides when to stop. Errors: insufficient_data when there are too few samples.
    [[nodiscard]] virtual Result<void> fit(const Samples& train, const Samples& validation,
                                           const FitOptions& options) = 0;

    /// What `fit` found for FitOptions::rounds; 0 where it does not apply.
    [[nodiscard]] virtual std::size_t rounds() const { return 0; }

    /// Whether its median is a forecast. The last value's is not: it says "unchanged" by
    /// definition.
    [[nodiscard]] virtual bool expects_moves() const { return true; }

    /// One distribution per row. Errors: invalid_argument when the columns differ from those
    /// fitted.
    [[nodiscard]] virtual Result<Distributions> predict(const Matrix& x) const = 0;

    /// Share of each column in what the model learned, adding to 1; empty where it does not apply.
    [[nodiscard]] virtual Result<std::vector<double>> importance() const {
        return std::vector<double>{};
    }

    /// One explanation per row; empty where the predictor has none.
    [[nodiscard]] virtual Result<std::vector<Explanation>> explain(const Matrix& /*x*/) const {
        return std::vector<Explanation>{};
    }

    [[nodiscard]] virtual Result<std::string> save() const = 0;
    /// Errors: corrupt_data.
    [[nodiscard]] virtual Result<void> load(std::string_view bytes) = 0;
};

using PredictorFactory = std::function<std::unique_ptr<Predictor>()>;

/// A predictor that there is, by the name of what `make` makes.
struct PredictorKind {
    std::string name;
    PredictorFactory make;
};

}  // namespace seatsync::learning
