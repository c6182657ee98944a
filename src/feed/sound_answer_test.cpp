#include "feed/sound_answer.hpp"

#include <gtest/gtest.h>

namespace seatsync::feed {
namespace {

Observation reading_of(std::string subject) {
    domain::Reading reading;
    reading.source = "fred";
    reading.subject = std::move(subject);
    reading.measure = "value";
    return reading;
}

Item item_of(std::string key, std::string subject) {
    Item item;
    item.key = std::move(key);
    item.observations.push_back(reading_of(std::move(subject)));
    return item;
}

TEST(SoundAnswerTest, AnItemSaysSomethingOrWhyNot) {
    Item silent;
    silent.key = "#0";
    EXPECT_FALSE(is_sound({.items = {silent}, .next = {}}));
    Item wrong = silent;
    wrong.problem = "id: it is missing";
    Item passed = silent;
    passed.passed_over = "withdrawn";
    EXPECT_TRUE(is_sound({.items = {wrong, passed, item_of("7", "GDP")}, .next = {}}));
}

TEST(SoundAnswerTest, EveryItemHasAKeyAndValidObservations) {
    EXPECT_FALSE(is_sound({.items = {item_of("", "GDP")}, .next = {}}));
    EXPECT_FALSE(is_sound({.items = {item_of("7", "GDP"), item_of("8", "")}, .next = {}}));
    EXPECT_TRUE(is_sound({}));
}

}  // namespace
}  // namespace seatsync::feed
