#include "emulator/subject_search.hpp"

#include <algorithm>
#include <functional>
#include <iterator>

namespace seatsync::emulator {

std::vector<const Team*> teams_named_in(const World& world, std::string_view words,
                                        std::string_view league) {
    std::vector<const Team*> out;
    for (const Team& team : world.teams())
        if ((league.empty() || team.league == league) && words.find(team.name) != words.npos)
            out.push_back(&team);
    return out;
}

std::vector<Post> newest_posts(const World& world, const std::vector<const Team*>& teams,
                               Instant from, Instant to) {
    std::vector<Post> out;
    for (const Team* team : teams)
        std::ranges::move(posts_about(world, *team, from, to), std::back_inserter(out));
    std::ranges::sort(out, std::greater{}, &Post::number);
    return out;
}

}  // namespace seatsync::emulator
