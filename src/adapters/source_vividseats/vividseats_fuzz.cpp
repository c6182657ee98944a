#include "adapters/source_vividseats/factory.hpp"
#include "testing/any_answer.hpp"

/// Whatever SkyBox and the broker API answer is an error or sound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync::source_vividseats;
    using seatsync::testing::AnyAnswer;
    static const AnyAnswer any(
        factories(), {{{"inventory"}, {"sold"}, {"website_production"}},
                      {{"listings"}, {"listings_v1", {}, AnyAnswer::Format::other}, {"listing"}}});
    any.read(data, size);
    return 0;
}
