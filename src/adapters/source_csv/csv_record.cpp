#include "adapters/source_csv/csv_record.hpp"

#include <algorithm>

namespace seatsync::source_csv {

namespace {

constexpr char kQuote = '"';

std::size_t without_carriage_return(std::string_view text) {
    return text.ends_with('\r') ? text.size() - 1 : text.size();
}

RecordExtent ended_at(std::string_view buffer, std::size_t line_feed, std::size_t lines) {
    return {.text = without_carriage_return(buffer.substr(0, line_feed)),
            .consumed = line_feed + 1,
            .lines = lines,
            .quoted = false,
            .unclosed = false};
}

enum class Place { field_begin, plain, quoted, after_mark };

/// Where the next character stands. A mark opens a field only at its beginning; a doubled mark
/// inside closes and opens again at once.
Place after(Place place, char c) {
    if (place == Place::quoted)
        return c == kQuote ? Place::after_mark : Place::quoted;
    if (c == ',')
        return Place::field_begin;
    const bool opens = c == kQuote && place != Place::plain;
    return opens ? Place::quoted : Place::plain;
}

/// Follows the marks, since a line feed between two of them belongs to the field.
std::optional<RecordExtent> find_quoted_record(std::string_view buffer, bool at_end) {
    Place place = Place::field_begin;
    std::size_t lines = 0;
    for (std::size_t i = 0; i < buffer.size(); ++i) {
        if (buffer[i] == '\n')
            ++lines;
        if (buffer[i] == '\n' && place != Place::quoted) {
            auto extent = ended_at(buffer, i, lines);
            extent.quoted = true;
            return extent;
        }
        place = after(place, buffer[i]);
    }
    if (!at_end)
        return std::nullopt;
    return RecordExtent{.text = without_carriage_return(buffer),
                        .consumed = buffer.size(),
                        .lines = lines,
                        .quoted = true,
                        .unclosed = place == Place::quoted};
}

/// Takes a quoted field from the front of `rest`, which begins with its mark; what is left begins
/// with a comma or is empty, else the record is wrong.
std::string_view take_quoted(std::string_view& rest, std::string& unescaped) {
    const std::size_t from = unescaped.size();
    std::size_t i = 1;
    for (; i < rest.size(); ++i) {
        if (rest[i] == kQuote) {
            if (i + 1 >= rest.size() || rest[i + 1] != kQuote)
                break;
            ++i;
        }
        unescaped.push_back(rest[i]);
    }
    rest.remove_prefix(std::min(i + 1, rest.size()));
    return std::string_view(unescaped).substr(from);
}

std::string_view take_plain(std::string_view& rest) {
    const std::string_view field = rest.substr(0, rest.find(','));
    rest.remove_prefix(field.size());
    return field;
}

}  // namespace

std::optional<RecordExtent> find_record(std::string_view buffer, bool at_end) {
    if (buffer.empty())
        return std::nullopt;
    const std::size_t line_feed = buffer.find('\n');
    if (buffer.substr(0, line_feed).find(kQuote) != std::string_view::npos)
        return find_quoted_record(buffer, at_end);
    if (line_feed != std::string_view::npos)
        return ended_at(buffer, line_feed, 1);
    if (!at_end)
        return std::nullopt;
    return RecordExtent{.text = without_carriage_return(buffer), .consumed = buffer.size()};
}

void split_record(std::string_view text, bool quoted, Record& record) {
    record.fields.clear();
    record.unescaped.clear();
    record.problem.clear();
    if (quoted)
        record.unescaped.reserve(text.size());  // No growth later: views point into it.
    std::string_view rest = text;
    while (true) {
        const bool in_marks = quoted && rest.starts_with(kQuote);
        record.fields.push_back(in_marks ? take_quoted(rest, record.unescaped) : take_plain(rest));
        if (rest.empty())
            return;
        if (rest.front() != ',') {
            record.problem = "text follows a closing quotation mark";
            return;
        }
        rest.remove_prefix(1);
    }
}

}  // namespace seatsync::source_csv
