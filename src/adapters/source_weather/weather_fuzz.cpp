#include "adapters/source_weather/factory.hpp"
#include "adapters/source_weather/weather_tasks.hpp"
#include "testing/any_answer.hpp"

/// Whatever the three sources of weather answer is an error or sound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync::source_weather;
    static const seatsync::testing::AnyAnswer any(factories(),
                                                  {{{kForecast}}, {{kForecast}}, {{kForecast}}});
    any.read(data, size);
    return 0;
}
