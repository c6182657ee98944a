#include "adapters/source_newsapi/factory.hpp"
#include "adapters/source_newsapi/newsapi_api.hpp"
#include "testing/any_answer.hpp"

/// Whatever NewsAPI answers is an error or sound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync::source_newsapi;
    static const seatsync::testing::AnyAnswer any(
        factories(), {{{kEverything, {{"subject", "nba/Celtics"}}}, {kSources}}});
    any.read(data, size);
    return 0;
}
