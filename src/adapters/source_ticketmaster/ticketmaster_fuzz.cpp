#include "adapters/source_ticketmaster/factory.hpp"
#include "testing/any_answer.hpp"

/// Whatever Discovery, its partners' endpoints and the search by place answer is an error or sound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync::source_ticketmaster;
    static const seatsync::testing::AnyAnswer any(
        factories(), {{{"events"}, {"event"}, {"venues"}, {"availability"}, {"top_picks"}},
                      {{"nearby",
                        {{"venue", "Center"},
                         {"place", "33.44, -112.07"},
                         {"starts", "2026-04-04T02:10:00Z"}}}}});
    any.read(data, size);
    return 0;
}
