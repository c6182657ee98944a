#include "adapters/source_nfl/factory.hpp"
#include "testing/any_answer.hpp"

/// Whatever the NFL or the nflverse answers is an error or sound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync::source_nfl;
    using seatsync::testing::AnyAnswer;
    static const AnyAnswer any(factories(),
                               {{{"games"}, {"standings"}, {"ngs_schedule"}, {"venues"}},
                                {{"games_csv", {}, AnyAnswer::Format::other}}});
    any.read(data, size);
    return 0;
}
