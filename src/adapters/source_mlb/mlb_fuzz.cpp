#include "adapters/source_mlb/factory.hpp"
#include "testing/any_answer.hpp"

/// Whatever the MLB answers is an error or sound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync::source_mlb;
    static const seatsync::testing::AnyAnswer any(factories(),
                                                  {{{"schedule"}, {"standings"}, {"teams"}}});
    any.read(data, size);
    return 0;
}
