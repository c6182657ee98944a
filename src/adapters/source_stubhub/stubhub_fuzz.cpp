#include "adapters/source_stubhub/factory.hpp"
#include "testing/any_answer.hpp"

/// Whatever the catalog, the account and the point of sale answer is an error or sound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync::source_stubhub;
    static const seatsync::testing::AnyAnswer any(
        factories(), {{{"events"},
                       {"search_v2"},
                       {"sellerlistings"},
                       {"sales"},
                       {"listings"},
                       {"inventory_v2"},
                       {"event_legacy"},
                       {"reference"},
                       {"venue_configurations"}},
                      {{"inventory"}, {"inventory_lean"}, {"invoices"}, {"bulk"}}});
    any.read(data, size);
    return 0;
}
