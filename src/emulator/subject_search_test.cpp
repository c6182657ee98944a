#include "emulator/subject_search.hpp"

#include <gtest/gtest.h>

namespace seatsync::emulator {
namespace {

struct SubjectSearchTest : ::testing::Test {
    std::unique_ptr<World> world = World::make(default_world(1)).value();
    const Team& first = *world->teams_of("mlb").front();
    const Team& second = *world->teams_of("nba").front();
};

TEST_F(SubjectSearchTest, FindsTeamsByTheirWholeNamesInAnyWords) {
    using Teams = std::vector<const Team*>;
    const std::string both = "\"" + second.name + "\" OR \"" + first.name + "\" lang:en";
    EXPECT_EQ(teams_named_in(*world, both), (Teams{&first, &second}));
    EXPECT_EQ(teams_named_in(*world, both, "nba"), Teams{&second});
    EXPECT_EQ(teams_named_in(*world, first.nickname), Teams{});
    EXPECT_EQ(teams_named_in(*world, first.city), Teams{});
}

TEST_F(SubjectSearchTest, PostsAboutSeveralTeamsAreOneListNewestFirst) {
    const Instant from = world->now() - std::chrono::hours(24);
    const auto posts = newest_posts(*world, {&first, &second}, from, world->now());
    EXPECT_EQ(posts.size(), posts_about(*world, first, from, world->now()).size() +
                                posts_about(*world, second, from, world->now()).size());
    ASSERT_GT(posts.size(), 20U);
    for (std::size_t i = 1; i < posts.size(); ++i) {
        EXPECT_GT(posts[i - 1].number, posts[i].number);
        EXPECT_GE(posts[i - 1].created_at, posts[i].created_at);
    }
}

}  // namespace
}  // namespace seatsync::emulator
