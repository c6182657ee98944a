#include "adapters/source_espn/factory.hpp"
#include "testing/any_answer.hpp"

/// Whatever ESPN answers is an error or sound, with and without a league that was asked for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync::source_espn;
    static const seatsync::testing::AnyAnswer any(factories(),
                                                  {{{"scoreboard"},
                                                    {"scoreboard", {{"league", "mlb"}}},
                                                    {"standings", {{"league", "mlb"}}},
                                                    {"injuries", {{"league", "mlb"}}},
                                                    {"news", {{"league", "mlb"}}},
                                                    {"team", {{"league", "mlb"}}}}});
    any.read(data, size);
    return 0;
}
