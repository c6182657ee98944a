#pragma once

#include <string>

namespace seatsync::learning {

/// A member's part in the forecast of an ensemble.
struct MemberPart {
    std::string name;
    double weight = 0;        ///< Mean over the levels; those of all members add to 1.
    std::string silent = {};  ///< Why it says nothing and has no weight; empty when it speaks.
    friend bool operator==(const MemberPart&, const MemberPart&) = default;
};

}  // namespace seatsync::learning
