#include "app/content_memory.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

#include <algorithm>
#include <utility>

namespace seatsync::app {

struct ContentMemory::Halves {
    using Contents = boost::unordered_flat_map<std::uint64_t, std::uint64_t>;
    std::size_t things_max;  ///< Of each.
    Contents recent{things_max + 1};
    Contents older{things_max + 1};
};

ContentMemory::ContentMemory(std::size_t things_max)
    : halves_(std::make_unique<Halves>(Halves{std::max<std::size_t>(things_max / 2, 1)})) {}

ContentMemory::~ContentMemory() = default;
ContentMemory::ContentMemory(ContentMemory&&) noexcept = default;
ContentMemory& ContentMemory::operator=(ContentMemory&&) noexcept = default;

std::optional<std::uint64_t> ContentMemory::content_of(std::uint64_t key) const {
    for (const auto* half : {&halves_->recent, &halves_->older})
        if (const auto found = half->find(key); found != half->end())
            return found->second;
    return std::nullopt;
}

void ContentMemory::remember(std::uint64_t key, std::uint64_t content) {
    auto& [things_max, recent, older] = *halves_;
    recent.insert_or_assign(key, content);
    if (recent.size() <= things_max)
        return;
    std::swap(recent, older);
    recent.clear();
}

bool ContentMemory::is_news(std::uint64_t key, std::uint64_t content) {
    const bool is_known = content_of(key) == content;
    remember(key, content);
    return !is_known;
}

std::size_t ContentMemory::size() const {
    return halves_->recent.size() + halves_->older.size();
}

}  // namespace seatsync::app
