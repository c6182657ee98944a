#pragma once

#include "testing/catalogue_reader.hpp"

#include <gtest/gtest.h>

namespace seatsync::testing {

inline void expect_value(const domain::ObservationBatch& batch, const char* event, double day,
                         const char* feature, double number, double tolerance = 1e-6) {
    const features::Value value = CatalogueReader(batch).at(event, day, feature);
    EXPECT_FALSE(value.missing()) << feature << " of " << event << " on day " << day << ": "
                                  << value.reason;
    EXPECT_NEAR(value.number, number, tolerance) << feature << " of " << event << " on day " << day;
}

inline void expect_error(const domain::ObservationBatch& batch, const char* event, double day,
                         const char* feature, double error, double tolerance = 1e-6) {
    EXPECT_NEAR(CatalogueReader(batch).at(event, day, feature).error, error, tolerance)
        << "error of " << feature << " of " << event << " on day " << day;
}

inline void expect_missing(const domain::ObservationBatch& batch, const char* event, double day,
                           const char* feature, std::string_view reason) {
    const features::Value value = CatalogueReader(batch).at(event, day, feature);
    EXPECT_TRUE(value.missing()) << feature << " is " << value.number;
    EXPECT_EQ(value.reason, reason) << feature << " of " << event << " on day " << day;
}

}  // namespace seatsync::testing
