#include "adapters/source_reddit/factory.hpp"
#include "adapters/source_reddit/reddit_api.hpp"
#include "testing/any_answer.hpp"

/// Whatever Reddit answers is an error or sound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync::source_reddit;
    static const seatsync::testing::AnyAnswer any(factories(),
                                                  {{{kSearch, {{"subject", "nba/Celtics"}}}}});
    any.read(data, size);
    return 0;
}
