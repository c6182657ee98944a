#include "adapters/source_nba/factory.hpp"
#include "testing/any_answer.hpp"

/// Whatever the NBA answers is an error or sound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync::source_nba;
    static const seatsync::testing::AnyAnswer any(
        factories(), {{{"schedule"}, {"scoreboard"}, {"standings"}, {"day"}, {"playoff_picture"}}});
    any.read(data, size);
    return 0;
}
