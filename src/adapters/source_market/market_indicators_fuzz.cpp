#include "adapters/source_market/factory.hpp"
#include "base/invariant.hpp"
#include "feed/sound_answer.hpp"

#include <cstdint>

namespace {

using namespace seatsync;

std::vector<std::unique_ptr<feed::SourceApi>> unconfigured() {
    std::vector<std::unique_ptr<feed::SourceApi>> sources;
    for (const auto& factory : source_market::factories()) {
        const auto config = feed::SourceConfig::read(
            factory.name, factory.settings, {}, [](const std::string&) { return std::nullopt; });
        sources.push_back(factory.make(config.value()).value());
    }
    return sources;
}

}  // namespace

/// Whatever FRED and Yahoo answer is an error or sound, and its next page can be asked for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto sources = unconfigured();
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    const feed::Instant now = std::chrono::sys_days(std::chrono::days(20'000));
    for (const auto& source : sources) {
        const feed::Task task{.parameters = {{"subject", "A"}}};
        const auto answer = source->parse(task, body, now);
        SEATSYNC_INVARIANT(answer.has_error() || feed::is_sound(*answer));
        if (answer.has_value() && !answer->next.empty())
            (void)feed::full_url(source->request(task, answer->next, now));
        (void)source->error_of({.status = 400, .headers = {}, .body = std::string(body)});
        (void)source->endpoint_of(body);
    }
    return 0;
}
