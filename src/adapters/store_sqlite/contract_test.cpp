#include "adapters/store_sqlite/sqlite_market_store.hpp"
#include "adapters/store_sqlite/sqlite_model_store.hpp"
#include "adapters/store_sqlite/sqlite_source_status_store.hpp"
#include "testing/contract/market_store_kinds_contract.hpp"
#include "testing/contract/model_store_contract.hpp"
#include "testing/contract/source_status_store_contract.hpp"
#include "testing/temporary_folder.hpp"

namespace seatsync::testing {

namespace {

/// A store on a file of its own.
template <class Store>
struct OnAFile {
    TemporaryFolder folder;
    std::unique_ptr<store_sqlite::SqliteDatabase> database =
        store_sqlite::SqliteDatabase::open(folder.file("seatsync.db")).value();
    Store store{*database};
};

template <class Store>
std::shared_ptr<Store> on_a_file() {
    const auto all = std::make_shared<OnAFile<Store>>();
    return {all, &all->store};
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Sqlite, MarketStoreContract,
                         ::testing::Values(MarketStoreFactory{
                             "sqlite",
                             [] { return on_a_file<store_sqlite::SqliteMarketStore>(); }}),
                         name_of_factory);

INSTANTIATE_TEST_SUITE_P(Sqlite, MarketStoreKinds,
                         ::testing::Values(MarketStoreFactory{
                             "sqlite",
                             [] { return on_a_file<store_sqlite::SqliteMarketStore>(); }}),
                         name_of_factory);

INSTANTIATE_TEST_SUITE_P(Sqlite, MarketStoreEverything,
                         ::testing::Values(MarketStoreFactory{
                             "sqlite",
                             [] { return on_a_file<store_sqlite::SqliteMarketStore>(); }}),
                         name_of_factory);

INSTANTIATE_TEST_SUITE_P(Sqlite, ModelStoreContract,
                         ::testing::Values(ModelStoreFactory{
                             "sqlite", [] { return on_a_file<store_sqlite::SqliteModelStore>(); }}),
                         name_of_model_factory);

INSTANTIATE_TEST_SUITE_P(Sqlite, SourceStatusStoreContract,
                         ::testing::Values(SourceStatusStoreFactory{
                             "sqlite",
                             [] { return on_a_file<store_sqlite::SqliteSourceStatusStore>(); }}),
                         name_of_status_factory);

}  // namespace seatsync::testing
