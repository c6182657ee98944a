#pragma once

#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace seatsync::base {

/// A value that is only equal to values of its own kind: an EventId is never mistaken for a
/// ModelId. Explicit in both directions, since an implicit way back lets two kinds meet again.
template <class Tag, class Value = std::string>
class StrongId {
  public:
    StrongId() = default;
    explicit StrongId(Value value) : value_(std::move(value)) {}

    [[nodiscard]] const Value& value() const { return value_; }

    friend auto operator<=>(const StrongId&, const StrongId&) = default;
    friend bool operator==(const StrongId&, const StrongId&) = default;

  private:
    Value value_{};
};

}  // namespace seatsync::base

template <class Tag, class Value>
struct std::hash<seatsync::base::StrongId<Tag, Value>> {
    std::size_t operator()(const seatsync::base::StrongId<Tag, Value>& id) const {
        return std::hash<Value>{}(id.value());
    }
};
