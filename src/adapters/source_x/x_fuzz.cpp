#include "adapters/source_x/factory.hpp"
#include "adapters/source_x/x_api.hpp"
#include "testing/any_answer.hpp"

/// Whatever X answers is an error or sound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync::source_x;
    static const seatsync::testing::AnyAnswer any(
        factories(), {{{kRecentSearch, {{"subject", "nba/Celtics"}}},
                       {kRecentCounts, {{"subject", "nba/Celtics"}}}}});
    any.read(data, size);
    return 0;
}
