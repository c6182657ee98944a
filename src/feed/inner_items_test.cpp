#include "feed/inner_items.hpp"

#include <gtest/gtest.h>

#include <array>

namespace seatsync::feed {
namespace {

constexpr std::array<std::string_view, 2> kLists = {"days", "games"};

/// "key around/name" of each item, or "key! problem".
std::vector<std::string> read(std::string_view body, std::span<const std::string_view> lists) {
    const auto document = JsonDocument::parse(body);
    const auto items =
        read_inner_items(document->root(), lists, "id",
                         [](Surroundings around, JsonValue element, Item& item) -> Result<void> {
                             for (const JsonValue outer : around)
                                 item.passed_over += text_or_empty(outer, "name").value() + "/";
                             SEATSYNC_TRY(const std::string name, required_text(element, "name"));
                             item.passed_over += name;
                             return {};
                         });
    std::vector<std::string> texts;
    for (const Item& item : items)
        texts.push_back(item.problem.empty() ? item.key + " " + item.passed_over
                                             : item.key + "! " + item.problem);
    return texts;
}

TEST(InnerItemsTest, ReadsTheElementsOfAllListsInOrder) {
    EXPECT_EQ(read(R"({"days":[{"name":"a","games":[{"id":1,"name":"x"},{"name":"y"}]},
                               {"name":"b","games":[{"name":"z"},{"id":1,"name":"x"}]}]})",
                   kLists),
              (std::vector<std::string>{"1 a/x", "#1 a/y", "#2 b/z", "1 b/x"}));
}

TEST(InnerItemsTest, KnowsAllThatIsAround) {
    constexpr std::array<std::string_view, 3> kDeep = {"a", "b.list", "c"};
    EXPECT_EQ(read(R"({"a":[{"name":"1","b":{"list":[{"name":"2","c":[{"name":"3"}]}]}}]})", kDeep),
              (std::vector<std::string>{"#0 1/2/3"}));
}

TEST(InnerItemsTest, ListsNothingWhereThereIsNoList) {
    EXPECT_TRUE(read(R"({"days":[{"name":"a"},{"games":null},{"games":[]}]})", kLists).empty());
    EXPECT_TRUE(read("{}", kLists).empty());
}

TEST(InnerItemsTest, LeavesNothingOutThatIsWrong) {
    EXPECT_EQ(read(R"({"days":[7,{"games":8},{"games":[{}]},{"games":[{"name":"x"}]}]})", kLists),
              (std::vector<std::string>{"#0! what should hold games is no object",
                                        "#1! games: 8 is not a list", "#2! name: it is missing",
                                        "#3 /x"}));
    EXPECT_EQ(read(R"({"days":{}})", kLists),
              (std::vector<std::string>{"#0! days: {} is not a list"}));
}

}  // namespace
}  // namespace seatsync::feed
