#include "adapters/store_postgres/database_fixture.hpp"
#include "adapters/store_postgres/postgres_market_store.hpp"
#include "adapters/store_postgres/postgres_model_store.hpp"
#include "adapters/store_postgres/postgres_source_status_store.hpp"
#include "testing/contract/market_store_kinds_contract.hpp"
#include "testing/contract/model_store_contract.hpp"
#include "testing/contract/source_status_store_contract.hpp"

namespace seatsync::testing {

namespace {

/// A store on a database of its own.
template <class Store>
struct OnADatabase {
    std::unique_ptr<store_postgres::PostgresDatabase> database =
        store_postgres::new_test_database();
    Store store{*database};
};

template <class Store>
std::shared_ptr<Store> on_a_database() {
    const auto all = std::make_shared<OnADatabase<Store>>();
    return {all, &all->store};
}

/// Without a server the suites have no stores to run over; server_test.cpp says so.
template <class Factory, class Store>
auto factories() {
    std::vector<Factory> all;
    if (PostgresCluster::missing().empty())
        all.push_back({"postgres", [] { return on_a_database<Store>(); }});
    return ::testing::ValuesIn(all);
}

auto market_stores() {
    return factories<MarketStoreFactory, store_postgres::PostgresMarketStore>();
}

}  // namespace

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(MarketStoreContract);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(MarketStoreKinds);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(MarketStoreEverything);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ModelStoreContract);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SourceStatusStoreContract);

INSTANTIATE_TEST_SUITE_P(Postgres, MarketStoreContract, market_stores(), name_of_factory);
INSTANTIATE_TEST_SUITE_P(Postgres, MarketStoreKinds, market_stores(), name_of_factory);
INSTANTIATE_TEST_SUITE_P(Postgres, MarketStoreEverything, market_stores(), name_of_factory);
INSTANTIATE_TEST_SUITE_P(Postgres, ModelStoreContract,
                         (factories<ModelStoreFactory, store_postgres::PostgresModelStore>()),
                         name_of_model_factory);
INSTANTIATE_TEST_SUITE_P(
    Postgres, SourceStatusStoreContract,
    (factories<SourceStatusStoreFactory, store_postgres::PostgresSourceStatusStore>()),
    name_of_status_factory);

}  // namespace seatsync::testing
