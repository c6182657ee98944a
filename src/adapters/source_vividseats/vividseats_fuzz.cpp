// Any bytes as the answer of any endpoint of both sources. The first byte chooses source and
// endpoint, the rest is the body.

#include "adapters/source_vividseats/factory.hpp"
#include "base/invariant.hpp"
#include "feed/sound_answer.hpp"

#include <array>
#include <cstdint>

namespace seatsync::source_vividseats {
namespace {

constexpr feed::Instant kNow = std::chrono::sys_days(std::chrono::days(20'000));
constexpr std::size_t kSkybox = 0;
constexpr std::size_t kBroker = 1;

struct Question {
    std::size_t source;
    const char* endpoint;
};
constexpr std::array kQuestions = {
    Question{kSkybox, "inventory"},          Question{kSkybox, "sold"},
    Question{kSkybox, "website_production"}, Question{kBroker, "listings"},
    Question{kBroker, "listings_v1"},        Question{kBroker, "listing"},
};

const feed::SourceApi& source(std::size_t number) {
    static const auto made = [] {
        std::vector<std::unique_ptr<feed::SourceApi>> all;
        for (const feed::SourceFactory& factory : factories()) {
            const auto config = feed::SourceConfig::read(factory.name, factory.settings, {},
                                                         [](const auto&) { return std::nullopt; });
            all.push_back(factory.make(config.value()).value());
        }
        return all;
    }();
    return *made[number];
}

}  // namespace
}  // namespace seatsync::source_vividseats

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync;
    using namespace seatsync::source_vividseats;
    if (size == 0)
        return 0;
    const std::string_view body(reinterpret_cast<const char*>(data + 1), size - 1);
    const Question& question = kQuestions[data[0] % kQuestions.size()];
    const feed::SourceApi& api = source(question.source);
    if (const auto answer = api.parse({.key = "fuzz", .endpoint = question.endpoint}, body, kNow))
        SEATSYNC_INVARIANT(feed::is_sound(*answer));
    (void)api.endpoint_of(body);
    (void)api.error_of({.status = 400, .body = std::string(body)});
    return 0;
}
