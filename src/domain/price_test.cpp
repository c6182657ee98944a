#include "domain/price.hpp"

#include <gtest/gtest.h>

namespace seatsync::domain {

namespace {

TEST(PriceKindTest, IsReadAsItIsWritten) {
    for (const auto kind : {PriceKind::seller_net, PriceKind::list, PriceKind::all_in,
                            PriceKind::face, PriceKind::advertised})
        EXPECT_EQ(price_kind_named(name_of(kind)).value(), kind);
    EXPECT_EQ(name_of(PriceKind::all_in), "all_in");
    for (const char* word : {"", "ALL_IN", "min_price"})
        EXPECT_EQ(price_kind_named(word).error().code, ErrorCode::invalid_argument) << word;
}

TEST(PriceTest, TwoKindsAreTwoPrices) {
    const Money amount(5862, Currency::usd());
    EXPECT_EQ((Price{amount, PriceKind::list}), (Price{amount, PriceKind::list}));
    EXPECT_NE((Price{amount, PriceKind::list}), (Price{amount, PriceKind::all_in}));
}

}  // namespace

}  // namespace seatsync::domain
