#pragma once

#include "base/result.hpp"
#include "domain/time.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::source_csv {

/// Where the value of a field comes from. docs/formats/tidy.md describes the mapping file.
struct FieldSpec {
    std::vector<std::string> columns;           ///< Candidates, the best first.
    std::map<std::string, std::string> words;   ///< What a word in the column stands for.
    std::string otherwise;                      ///< When no column tells; empty: missing.
    std::optional<domain::Instant> valid_from;  ///< Earlier values are missing.
    std::size_t first_bytes = 0;  ///< Of a text only so many count ("2024-07-10": 2024); 0: all.

    [[nodiscard]] bool empty() const { return columns.empty() && otherwise.empty(); }
};

struct RecordLayout {
    FieldSpec wins, losses, wins_last10, elo;
};

struct EventLayout {
    std::vector<std::string> files;  ///< Names without ".gz".
    FieldSpec id, league, season, category, title, home, away;
    FieldSpec venue, city, capacity, zone;
    FieldSpec start, start_date, start_time_local, start_tbd, received;
    FieldSpec home_score, away_score;
    FieldSpec promotion;  ///< 1 when the club gives something away or celebrates, else 0.
    RecordLayout home_record, away_record;
};

struct QuoteLayout {
    std::vector<std::string> files;
    FieldSpec event, observed, market, zone, kind, currency;
    FieldSpec get_in, median, average, highest, listings, tickets, popularity;
    RecordLayout home_record;  ///< The home team's standing at the time of the quote.
    /// A row that repeats the numbers of its series' row before says nothing new and is left out.
    bool only_changes = false;
};

/// How the files of one folder are read.
struct Layout {
    std::string name;
    std::string description;
    std::string name_space;  ///< Of the event ids; empty: the folder's name.
    /// Columns that both headers must have for the layout to be chosen by itself.
    std::vector<std::string> detect_events;
    std::vector<std::string> detect_quotes;
    bool by_name_only = false;  ///< Its columns are those of many sets.
    EventLayout events;
    QuoteLayout quotes;
    /// Files beside the quotes, each read when it is there: other markets, face values, scores.
    std::vector<QuoteLayout> more_quotes;
};

/// Reads a mapping file. `origin` is named in errors. Errors: invalid_argument for bad TOML, for a
/// key that means nothing, a value of the wrong type, and a required field that is absent.
[[nodiscard]] Result<Layout> parse_layout(std::string_view toml, std::string_view origin);

/// The layouts that come with the program, by name.
[[nodiscard]] const std::vector<Layout>& shipped_layouts();

/// A shipped layout by its name, else a mapping file by its path. Errors: not_found, naming those
/// that exist; those of parse_layout.
[[nodiscard]] Result<Layout> find_layout(const std::string& name_or_file);

/// Of the shipped layouts that find what they need in both headers, the one with the folder's name,
/// else the one that asks for most columns; those with `by_name_only` need the name. An absent file
/// has an empty header. Errors: not_found.
[[nodiscard]] Result<Layout> detect_layout(const std::string& folder,
                                           const std::vector<std::string>& events_header,
                                           const std::vector<std::string>& quotes_header);

}  // namespace seatsync::source_csv
