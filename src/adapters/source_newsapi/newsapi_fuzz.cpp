#include "adapters/source_newsapi/factory.hpp"
#include "adapters/source_newsapi/newsapi_api.hpp"
#include "base/invariant.hpp"
#include "feed/sound_answer.hpp"

#include <cstdint>

namespace {

using namespace seatsync;

std::unique_ptr<feed::SourceApi> unconfigured() {
    const auto factory = source_newsapi::factories().at(0);
    const auto config = feed::SourceConfig::read("newsapi", factory.settings, {},
                                                 [](const std::string&) { return std::nullopt; });
    return factory.make(config.value()).value();
}

}  // namespace

/// Whatever NewsAPI answers is an error or sound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto api = unconfigured();
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    for (const char* endpoint : {source_newsapi::kEverything, source_newsapi::kSources}) {
        const feed::Task task{.endpoint = endpoint, .parameters = {{"subject", "nba/Celtics"}}};
        const auto answer =
            api->parse(task, body, std::chrono::sys_days(std::chrono::days(20'000)));
        SEATSYNC_INVARIANT(answer.has_error() || feed::is_sound(*answer));
    }
    (void)api->error_of({.status = 400, .headers = {}, .body = std::string(body)});
    (void)api->endpoint_of(body);
    return 0;
}
