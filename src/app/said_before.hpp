#pragma once

#include "app/content_memory.hpp"
#include "app/known_things.hpp"
#include "app/stored_contents.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::app {

/// What sources said before, so that only what is new is stored: the last word of each source about
/// each thing is remembered as a hash, within a fixed size, and where it was forgotten (or the
/// program was started since) the store is asked.
///
/// To be used page by page: `note_unknown` for each row, `load`, then `is_news` for each row in
/// order. Not thread-safe.
class SaidBefore {
  public:
    /// Of `things_max` must be several times the rows of one commit: what is not stored yet must
    /// not be forgotten.
    explicit SaidBefore(std::size_t things_max) : memory_(things_max) {}

    /// Adds the row to `about` when the store is to be asked about its thing.
    template <class Row>
    void note_unknown(std::string_view source, const Row& row,
                      domain::ObservationBatch& about) const {
        const ContentHashes said = hashes_of(source, row);
        const auto last = memory_.content_of(said.key);
        const bool is_settled = last && (kNamesItsSource<Row> || *last == said.content ||
                                         memory_.knows(hashes_of("", row).key));
        if (!is_settled)
            std::get<std::vector<Row>&>(domain::kinds_of(about)).push_back(row);
    }
    /// Errors: those of the store.
    [[nodiscard]] Result<void> load(const MarketStore& store,
                                    const domain::ObservationBatch& about) {
        return stored_.load(store, about);
    }

    /// Whether the row is to be stored: it is other than the source's last word about the thing,
    /// and other than what is stored already. From then on it is what was said.
    template <class Row>
    [[nodiscard]] bool is_news(std::string_view source, const Row& row) {
        const ContentHashes said = hashes_of(source, row);
        const bool is_first_word = !memory_.knows(said.key);
        const bool is_other = memory_.is_news(said.key, said.content);
        if constexpr (kNamesItsSource<Row>)
            return is_other && !(is_first_word && stored_.holds(row));
        else
            return replaces_stored(row, is_other);
    }

    /// The same by hashes alone, of what is in no store that is asked.
    [[nodiscard]] bool is_news(const ContentHashes& said) {
        return memory_.is_news(said.key, said.content);
    }

  private:
    template <class Row>
    static constexpr bool kNamesItsSource = requires(Row row) {
        row.source;
    };

    /// Of a thing that several sources speak of alike, what was stored last is remembered too: a
    /// source that comes to say the same adds nothing.
    template <class Row>
    [[nodiscard]] bool replaces_stored(const Row& row, bool is_other) {
        const ContentHashes said = hashes_of("", row);
        const auto stored = memory_.content_of(said.key);
        const bool is_held = stored ? *stored == said.content : stored_.holds(row);
        const bool is_news = is_other && !is_held;
        if (is_news)
            memory_.remember(said.key, said.content);
        else if (stored)
            memory_.remember(said.key, *stored);  // It is spoken of.
        return is_news;
    }

    ContentMemory memory_;
    StoredContents stored_;
};

}  // namespace seatsync::app
