#pragma once

#include "base/random.hpp"
#include "testing/observations.hpp"

#include <string>

namespace seatsync::crash {

/// What the writer appends in one session, computed by the test as well. Quotes of batch n carry
/// n + 1 cents; they lie in the series that earlier batches lie in too, so that pages are shared.
inline std::vector<domain::ObservationBatch> parts_of_batch(std::uint64_t seed, std::int64_t n) {
    base::Random random = base::Random(seed).stream("batch " + std::to_string(n));
    std::vector<domain::ObservationBatch> parts(static_cast<std::size_t>(random.integer(1, 4)));
    for (domain::ObservationBatch& part : parts)
        for (std::int64_t i = random.integer(1, 400); i > 0; --i) {
            const auto event = "crash:" + std::to_string(random.integer(1, 20));
            const auto time = testing::at("2021-06-01T00:00:00Z") +
                              std::chrono::microseconds(random.integer(0, 1'000'000'000'000));
            part.quotes.push_back(testing::a_quote(event, time, n + 1));
        }
    return parts;
}

}  // namespace seatsync::crash
