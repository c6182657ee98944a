#pragma once

#include "app/tables.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace seatsync::app {

/// Hashes of what was last said of each thing, so that saying it again is noticed. Of fixed size:
/// beyond `things_max` things the half that was not spoken of for longest is forgotten, and the
/// caller asks the store. Takes at most 40 bytes for each of `things_max` from the beginning on.
class ContentMemory {
  public:
    explicit ContentMemory(std::size_t things_max);
    ~ContentMemory();
    ContentMemory(ContentMemory&&) noexcept;
    ContentMemory& operator=(ContentMemory&&) noexcept;

    /// What was last said of the thing; nothing when that was forgotten or never known.
    [[nodiscard]] std::optional<std::uint64_t> content_of(std::uint64_t key) const;
    [[nodiscard]] bool knows(std::uint64_t key) const { return content_of(key).has_value(); }
    void remember(std::uint64_t key, std::uint64_t content);
    /// Remembers the content, and says whether it is other than the last one (or the first).
    [[nodiscard]] bool is_news(std::uint64_t key, std::uint64_t content);

    [[nodiscard]] std::size_t size() const;

  private:
    struct Halves;
    std::unique_ptr<Halves> halves_;
};

/// A running hash of values; the order counts, and an absent value is other than 0.
class ContentHash {
  public:
    void add(std::string_view text) { mix(std::hash<std::string_view>()(text)); }
    void add(double number) { mix(std::hash<double>()(number)); }
    void add(std::int64_t number) { mix(std::hash<std::int64_t>()(number)); }
    void add(bool flag) { mix(flag ? 3U : 5U); }
    void add(domain::Instant instant) { add(std::int64_t{instant.time_since_epoch().count()}); }
    template <class Value>
    void add(const std::optional<Value>& value) {
        add(value.has_value());
        if (value)
            add(*value);
    }
    [[nodiscard]] std::uint64_t value() const { return value_; }

  private:
    void mix(std::uint64_t more) {
        value_ ^= more + 0x9E3779B97F4A7C15U + (value_ << 12U) + (value_ >> 4U);
        value_ *= 0xFF51AFD7ED558CCDU;
    }
    std::uint64_t value_ = 0;
};

/// The two hashes of an observation: of what it is about, by the columns of its key without
/// received_at, and of what it says. An event_at that only repeats received_at says nothing.
struct ContentHashes {
    std::uint64_t key = 0;
    std::uint64_t content = 0;
};

template <class Row>
[[nodiscard]] ContentHashes hashes_of(std::string_view source, const Row& row) {
    ContentHash key;
    ContentHash content;
    key.add(source);
    key.add(Table<Row>::kName);
    std::size_t column = 0;
    Table<Row>::visit(row, [&](std::string_view name, const auto& member) {
        const bool in_key = column++ < Table<Row>::kKeySize;
        if (name == "received_at")
            return;
        if constexpr (requires { row.event_at; })
            if (name == "event_at" && row.event_at == row.received_at)
                return;
        (in_key ? key : content).add(stored_form(member));
    });
    return {key.value(), content.value()};
}

}  // namespace seatsync::app
