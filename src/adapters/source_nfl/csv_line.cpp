#include "adapters/source_nfl/csv_line.hpp"

namespace seatsync::source_nfl {

namespace {

/// Takes a quoted field off the line, from behind its first mark to behind its last.
std::optional<std::string> take_quoted(std::string_view& line) {
    std::string field;
    while (true) {
        const std::size_t mark = line.find('"');
        if (mark == line.npos)
            return std::nullopt;
        field += line.substr(0, mark);
        line.remove_prefix(mark + 1);
        if (!line.starts_with('"'))
            return field;
        field += '"';
        line.remove_prefix(1);
    }
}

std::string take_plain(std::string_view& line) {
    const std::string field(line.substr(0, line.find(',')));
    line.remove_prefix(field.size());
    return field;
}

}  // namespace

std::optional<std::string_view> take_line(std::string_view& text) {
    if (text.empty())
        return std::nullopt;
    bool quoted = false;
    std::size_t end = 0;
    while (end < text.size() && (quoted || text[end] != '\n'))
        quoted ^= text[end++] == '"';
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end < text.size() ? end + 1 : end);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

std::optional<std::vector<std::string>> split_line(std::string_view line) {
    std::vector<std::string> fields;
    while (true) {
        const bool quoted = line.starts_with('"');
        if (quoted)
            line.remove_prefix(1);
        auto field = quoted ? take_quoted(line) : take_plain(line);
        if (!field || (!line.empty() && line.front() != ','))
            return std::nullopt;
        fields.push_back(*std::move(field));
        if (line.empty())
            return fields;
        line.remove_prefix(1);
    }
}

}  // namespace seatsync::source_nfl
