#include "adapters/source_sportradar/factory.hpp"
#include "testing/any_answer.hpp"

/// Whatever Sportradar answers is an error or sound, with and without a league that was asked for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync::source_sportradar;
    static const seatsync::testing::AnyAnswer any(factories(),
                                                  {{{"schedule"},
                                                    {"standings"},
                                                    {"injuries"},
                                                    {"hierarchy"},
                                                    {"schedule", {{"league", "nba"}}},
                                                    {"standings", {{"league", "nba"}}},
                                                    {"injuries", {{"league", "nba"}}}}});
    any.read(data, size);
    return 0;
}
