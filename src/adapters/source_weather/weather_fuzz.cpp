#include "adapters/source_weather/factory.hpp"
#include "adapters/source_weather/weather_tasks.hpp"
#include "base/invariant.hpp"
#include "feed/sound_answer.hpp"

#include <cstdint>

namespace {

using namespace seatsync;

std::vector<std::unique_ptr<feed::SourceApi>> unconfigured() {
    std::vector<std::unique_ptr<feed::SourceApi>> sources;
    for (const auto& factory : source_weather::factories()) {
        const auto config = feed::SourceConfig::read(
            factory.name, factory.settings, {}, [](const std::string&) { return std::nullopt; });
        sources.push_back(factory.make(config.value()).value());
    }
    return sources;
}

}  // namespace

/// Whatever the three sources of weather answer is an error or sound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto sources = unconfigured();
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    for (const auto& source : sources) {
        const feed::Task task{.endpoint = source_weather::kForecast, .parameters = {}};
        const auto answer =
            source->parse(task, body, std::chrono::sys_days(std::chrono::days(20'000)));
        SEATSYNC_INVARIANT(answer.has_error() || feed::is_sound(*answer));
        (void)source->error_of({.status = 400, .headers = {}, .body = std::string(body)});
        (void)source->endpoint_of(body);
    }
    return 0;
}
