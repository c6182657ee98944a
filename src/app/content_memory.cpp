#include "app/content_memory.hpp"

namespace seatsync::app {

bool ContentMemory::is_news(std::uint64_t key, std::uint64_t content) {
    std::optional<std::uint64_t> last;
    if (const auto recent = recent_.find(key); recent != recent_.end())
        last = recent->second;
    else if (const auto older = older_.find(key); older != older_.end())
        last = older->second;
    recent_.insert_or_assign(key, content);
    if (recent_.size() > half_) {
        older_ = std::move(recent_);
        recent_.clear();
    }
    return last != content;
}

}  // namespace seatsync::app
