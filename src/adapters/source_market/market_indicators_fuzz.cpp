#include "adapters/source_market/factory.hpp"
#include "testing/any_answer.hpp"

/// Whatever FRED and Yahoo answer is an error or sound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync::source_market;
    static const seatsync::testing::AnyAnswer any(
        factories(), {{{"", {{"subject", "A"}}}}, {{"", {{"subject", "A"}}}}});
    any.read(data, size);
    return 0;
}
