#include "app/event_merge.hpp"

namespace seatsync::app {

namespace {

bool is_unknown(const std::string& text) {
    return text.empty();
}
bool is_unknown(const domain::Zone& zone) {
    return zone == domain::Zone::utc();
}
bool is_unknown(const std::optional<std::int64_t>& number) {
    return !number;
}

template <class Field>
void apply(Word word, Field& known, const Field& said, const Field* before) {
    if (is_unknown(said))
        return;
    const bool counts = word == Word::replaces || (word == Word::fills_in && is_unknown(known)) ||
                        (word == Word::changes && before != nullptr && *before != said);
    if (counts)
        known = said;
}

/// Visits the fields that a source may leave open, of three versions of one event.
void apply_open_fields(Word word, domain::Event& known, const domain::Event& said,
                       const domain::Event* before) {
    const auto one = [&](auto member) {
        apply(word, member(known), member(said), before == nullptr ? nullptr : &member(*before));
    };
    one([](auto& event) -> auto& { return event.season; });
    one([](auto& event) -> auto& { return event.category; });
    one([](auto& event) -> auto& { return event.title; });
    one([](auto& event) -> auto& { return event.home; });
    one([](auto& event) -> auto& { return event.away; });
    one([](auto& event) -> auto& { return event.venue.name; });
    one([](auto& event) -> auto& { return event.venue.city; });
    one([](auto& event) -> auto& { return event.venue.zone; });
    one([](auto& event) -> auto& { return event.venue.capacity; });
}

/// Start and status always say something. An hour that is to be determined never replaces one that
/// is known, unless its source knew it before.
void apply_course(Word word, domain::Event& known, const domain::Event& said,
                  const domain::Event* before) {
    const bool start_is_news =
        before != nullptr && (before->start != said.start || before->start_tbd != said.start_tbd);
    const bool fills = known.start_tbd && !said.start_tbd;
    if (fills || (word == Word::replaces && !said.start_tbd) ||
        (word == Word::changes && start_is_news)) {
        known.start = said.start;
        known.start_tbd = said.start_tbd;
    }
    if (word == Word::replaces ||
        (word == Word::changes && before != nullptr && before->status != said.status))
        known.status = said.status;
}

}  // namespace

void take_word(Word word, domain::Event& known, const domain::Event& said,
               const domain::Event* before) {
    apply_open_fields(word, known, said, before);
    apply_open_fields(Word::fills_in, known, said, before);
    apply_course(word, known, said, before);
}

}  // namespace seatsync::app
