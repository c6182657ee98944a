#include "adapters/source_competing_events/factory.hpp"
#include "adapters/source_competing_events/predicthq_api.hpp"
#include "testing/any_answer.hpp"

/// Whatever PredictHQ answers is an error or sound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync::source_competing_events;
    static const seatsync::testing::AnyAnswer any(factories(),
                                                  {{{kEvents, {{"subject", "here"}}},
                                                    {kCounts, {{"subject", "here"}}},
                                                    {kBroadcasts, {{"subject", "here"}}}}});
    any.read(data, size);
    return 0;
}
