#include "feed/inner_items.hpp"

#include <fmt/format.h>

namespace seatsync::feed {

namespace {

/// One walk through the lists. `around_` holds the root and the elements on the way down.
class InnerReading {
  public:
    InnerReading(std::span<const std::string_view> lists, std::string_view key_path,
                 const InnerItemReader& read)
        : lists_(lists), key_path_(key_path), read_(read) {}

    void descend(JsonValue value) {
        const auto list = list_in(value);
        if (!list)
            return add(value, {}, [&](JsonValue, Item&) -> Result<void> { return list.error(); });
        if (!*list)
            return;
        around_.push_back(value);
        for (const JsonValue element : **list)
            take(element);
        around_.pop_back();
    }

    [[nodiscard]] std::vector<Item> items() && { return std::move(items_); }

  private:
    [[nodiscard]] Result<std::optional<JsonArray>> list_in(JsonValue value) const {
        const std::string_view path = lists_[around_.size()];
        if (!value.is_object())
            return fail(ErrorCode::corrupt_data,
                        fmt::format("what should hold {} is no object", path));
        return array_at(value, path);
    }

    void take(JsonValue element) {
        if (around_.size() < lists_.size())
            return descend(element);
        const Surroundings inside = Surroundings(around_).subspan(1);
        add(element, key_path_,
            [&](JsonValue value, Item& item) { return read_(inside, value, item); });
    }

    void add(JsonValue value, std::string_view key_path, const ItemReader& read) {
        items_.push_back(read_item(value, key_path, read, fmt::format("#{}", items_.size())));
    }

    std::span<const std::string_view> lists_;
    std::string_view key_path_;
    const InnerItemReader& read_;
    std::vector<JsonValue> around_;
    std::vector<Item> items_;
};

}  // namespace

std::vector<Item> read_inner_items(JsonValue root, std::span<const std::string_view> lists,
                                   std::string_view key_path, const InnerItemReader& read) {
    InnerReading reading(lists, key_path, read);
    reading.descend(root);
    return std::move(reading).items();
}

}  // namespace seatsync::feed
