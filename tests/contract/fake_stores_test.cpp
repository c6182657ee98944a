#include "testing/contract/market_store_kinds_contract.hpp"
#include "testing/contract/model_store_contract.hpp"
#include "testing/contract/source_status_store_contract.hpp"
#include "testing/fakes/fake_market_store.hpp"
#include "testing/fakes/fake_model_store.hpp"
#include "testing/fakes/fake_source_status_store.hpp"

namespace seatsync::testing {

INSTANTIATE_TEST_SUITE_P(Fake, MarketStoreContract,
                         ::testing::Values(MarketStoreFactory{
                             "fake", [] { return std::make_shared<FakeMarketStore>(); }}),
                         name_of_factory);

INSTANTIATE_TEST_SUITE_P(Fake, MarketStoreKinds,
                         ::testing::Values(MarketStoreFactory{
                             "fake", [] { return std::make_shared<FakeMarketStore>(); }}),
                         name_of_factory);

INSTANTIATE_TEST_SUITE_P(Fake, MarketStoreEverything,
                         ::testing::Values(MarketStoreFactory{
                             "fake", [] { return std::make_shared<FakeMarketStore>(); }}),
                         name_of_factory);

INSTANTIATE_TEST_SUITE_P(Fake, ModelStoreContract,
                         ::testing::Values(ModelStoreFactory{
                             "fake", [] { return std::make_shared<FakeModelStore>(); }}),
                         name_of_model_factory);

INSTANTIATE_TEST_SUITE_P(Fake, SourceStatusStoreContract,
                         ::testing::Values(SourceStatusStoreFactory{
                             "fake", [] { return std::make_shared<FakeSourceStatusStore>(); }}),
                         name_of_status_factory);

}  // namespace seatsync::testing
