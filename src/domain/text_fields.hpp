#pragma once

#include "domain/event.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace seatsync::domain {

/// The checks that observations share; each error names the kind, the key and the field.
class TextFields {
  public:
    struct Field {
        std::string_view name;
        const std::string& value;
    };

    TextFields(std::string_view kind, std::string_view key) : kind_(kind), key_(key) {}

    [[nodiscard]] Error bad(std::string_view what) const;
    /// Plain text, see is_plain_text.
    [[nodiscard]] Result<void> plain(std::initializer_list<Field> fields) const;
    /// Plain text that is not empty.
    [[nodiscard]] Result<void> required(std::initializer_list<Field> fields) const;
    /// Nothing is received before it happened.
    [[nodiscard]] Result<void> in_order(Instant event_at, Instant received_at) const;

  private:
    std::string_view kind_;
    std::string_view key_;
};

}  // namespace seatsync::domain
