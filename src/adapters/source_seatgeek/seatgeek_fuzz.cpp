#include "adapters/source_seatgeek/factory.hpp"
#include "testing/any_answer.hpp"

/// Whatever SeatGeek answers is an error or sound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync::source_seatgeek;
    static const seatsync::testing::AnyAnswer any(
        factories(), {{{"events"}, {"event"}, {"genres"}, {"taxonomies"}}});
    any.read(data, size);
    return 0;
}
