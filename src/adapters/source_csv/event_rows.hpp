#pragma once

#include "adapters/source_csv/fields.hpp"
#include "adapters/source_csv/layout.hpp"
#include "domain/observation.hpp"

#include <optional>
#include <string>
#include <vector>

namespace seatsync::source_csv {

/// What one row of an event file says.
struct EventRow {
    std::string raw_id;                  ///< As the file writes it.
    std::optional<domain::Event> event;  ///< Nothing when the start is not told.
    std::vector<domain::TeamRecord> records;
    std::optional<domain::GameResult> result;
    std::optional<domain::Reading> promotion;
};

/// The standings of one team, bound to a header.
class RecordFields {
  public:
    RecordFields(const RecordLayout& layout, const std::vector<std::string>& header);

    /// Nothing when no number is told. `team` and the two times are filled in by the caller.
    [[nodiscard]] RowResult<std::optional<domain::TeamRecord>> read(const Record& record) const;

  private:
    Field wins_, losses_, wins_last10_, elo_;
    bool told_;  ///< Some column of the header tells a standing.
};

/// Reads rows into events. Pure.
///
/// An event is taken as known since 1970 unless the row says when it was announced. Standings
/// "before the game" are known from its start, the result four hours later, a promotion with the
/// event.
class EventRows {
  public:
    /// `columns_are_quotes`: the header is that of a quote file whose rows repeat their event; a
    /// bare date is then no start. `league`, if not empty, stands in for the layout's.
    EventRows(const EventLayout& layout, const std::vector<std::string>& header,
              std::string name_space, std::string league, bool columns_are_quotes);

    [[nodiscard]] RowResult<EventRow> read(const Record& record) const;
    /// A league is told by a column, the layout or the caller.
    [[nodiscard]] bool knows_league() const { return knows_league_; }

  private:
    [[nodiscard]] RowResult<domain::Zone> zone_of(const Record& record) const;
    [[nodiscard]] RowResult<void> read_start(const Record& record, EventRow& row,
                                             domain::Event& event) const;
    [[nodiscard]] RowResult<void> read_start_date(const Record& record, std::string_view text,
                                                  domain::Event& event) const;
    [[nodiscard]] RowResult<void> read_names(const Record& record, domain::Event& event) const;
    [[nodiscard]] RowResult<void> read_records(const Record& record, EventRow& row) const;
    [[nodiscard]] RowResult<void> read_result(const Record& record, EventRow& row) const;
    [[nodiscard]] RowResult<void> read_promotion(const Record& record, EventRow& row) const;

    std::string name_space_;
    std::string league_given_;
    bool dates_count_;
    bool knows_league_;
    Field id_, league_, season_, category_, title_, home_, away_;
    Field venue_, city_, capacity_, zone_;
    Field start_, start_date_, start_time_local_, start_tbd_, received_;
    Field home_score_, away_score_, promotion_;
    RecordFields home_record_, away_record_;
};

}  // namespace seatsync::source_csv
