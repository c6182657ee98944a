#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <span>
#include <vector>

namespace seatsync::learning {

/// What a linear predictor η stands for.
enum class Link {
    hazard,    ///< ln of a rate: an event within exposure e has probability 1 - exp(-e exp(η)).
    logit,     ///< ln of odds.
    identity,  ///< The mean itself, least squares.
};

/// Coefficients, the intercept first.
struct Regression {
    std::vector<double> coefficients;

    /// η of a row of covariates; as many as there are coefficients but the intercept.
    [[nodiscard]] double at(std::span<const double> covariates) const;

    void save(base::ByteWriter& out) const;
    /// Errors: corrupt_data, also when there are not `columns` covariates.
    [[nodiscard]] static Result<Regression> load(base::ByteReader& in, std::size_t columns);
};

/// Rows of covariates: values[i * columns + j].
struct Covariates {
    std::size_t columns = 0;
    std::vector<double> values;

    [[nodiscard]] std::size_t rows() const { return columns == 0 ? 0 : values.size() / columns; }
    [[nodiscard]] std::span<const double> row(std::size_t i) const {
        return std::span(values).subspan(i * columns, columns);
    }
};

/// Penalised maximum likelihood by Fisher scoring; `ridge` / 2 times the squares of all
/// coefficients but the intercept is added to the loss. Outcomes: 0 or 1 for `hazard` and `logit`.
/// `exposure` (> 0) is read for `hazard` alone. Errors: insufficient_data without rows or, for a
/// hazard and odds, when all outcomes are alike; internal when the equations cannot be solved.
/// Source: McCullagh and Nelder, Generalized Linear Models (1989), chapters 2 and 4 (complementary
/// log-log link).
[[nodiscard]] Result<Regression> fit_regression(const Covariates& x, Link link,
                                                std::span<const double> outcome,
                                                std::span<const double> exposure, double ridge);

}  // namespace seatsync::learning
