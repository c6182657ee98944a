#pragma once

#include "domain/event.hpp"

namespace seatsync::app {

/// How one source's word about a field counts.
enum class Word {
    fills_in,  ///< Where nothing is known.
    replaces,  ///< Whenever it says something.
    changes,   ///< Where it is other than what the source said before.
};

/// Takes what a source says of an event into what is known of it. `before`: what the source said
/// the last time, or null. A field that the source leaves open changes nothing; when it was
/// received stays as it is.
void take_word(Word word, domain::Event& known, const domain::Event& said,
               const domain::Event* before);

}  // namespace seatsync::app
