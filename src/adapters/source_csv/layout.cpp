#include "adapters/source_csv/layout.hpp"

#include "base/invariant.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace seatsync::source_csv {

namespace detail {
/// Name and text of each file in layouts/, put in at build time.
extern const std::vector<std::pair<std::string_view, std::string_view>> kLayoutFiles;
}  // namespace detail

namespace {

/// Reads one table of a mapping file and remembers the first thing that is wrong with it. Keys that
/// nobody asked for are wrong too: they are mostly misspelt.
class TableReader {
  public:
    TableReader(const toml::table* table, std::string path, std::string& problem)
        : table_(table), path_(std::move(path)), problem_(problem) {}

    void text(const char* key, std::string& out) {
        if (const auto* node = find(key))
            take(node->value<std::string>(), key, "a text", out);
    }

    void flag(const char* key, bool& out) {
        const auto* node = find(key);
        if (node != nullptr && !node->is_boolean())
            complain(key, "should be true or false");
        else if (node != nullptr)
            out = node->value_or(false);
    }

    void count(const char* key, std::size_t& out) {
        const auto* node = find(key);
        const auto value =
            node == nullptr ? std::optional<std::int64_t>() : node->value_exact<std::int64_t>();
        if (node != nullptr && (!value || *value <= 0))
            complain(key, "should be a whole number above 0");
        else if (value)
            out = static_cast<std::size_t>(*value);
    }

    void texts(const char* key, std::vector<std::string>& out) {
        if (const auto* node = find(key))
            read_texts(*node, key, out);
    }

    void field(const char* key, FieldSpec& out) {
        const auto* node = find(key);
        if (node == nullptr)
            return;
        if (node->is_array())
            read_texts(*node, key, out.columns);
        else if (const auto* table = node->as_table())
            read_spec(*table, key, out);
        else
            take(node->value<std::string>(), key, "a text, a list of columns or a table",
                 out.otherwise);
    }

    TableReader table(const char* key) {
        const auto* node = find(key);
        if (node != nullptr && !node->is_table())
            complain(key, "should be a table");
        return {node == nullptr ? nullptr : node->as_table(), place(key), problem_};
    }

    /// The tables of a list of tables; none when the key is absent.
    std::vector<TableReader> tables(const char* key) {
        std::vector<TableReader> all;
        const auto* node = find(key);
        if (node != nullptr && !node->is_array_of_tables())
            complain(key, "should be a list of tables");
        else if (node != nullptr)
            for (const auto& item : *node->as_array())
                all.emplace_back(item.as_table(), place(key), problem_);
        return all;
    }

    void finish() {
        if (table_ == nullptr)
            return;
        for (const auto& [key, node] : *table_)
            if (std::find(asked_.begin(), asked_.end(), key.str()) == asked_.end())
                complain(std::string(key.str()), "is no key of a layout");
    }

  private:
    const toml::node* find(const char* key) {
        asked_.emplace_back(key);
        return table_ == nullptr ? nullptr : table_->get(key);
    }

    void read_texts(const toml::node& node, const char* key, std::vector<std::string>& out) {
        const auto* list = node.as_array();
        if (list == nullptr)
            return complain(key, "should be a list of texts");
        for (const auto& item : *list) {
            std::string text;
            take(item.value<std::string>(), key, "a list of texts", text);
            out.push_back(std::move(text));
        }
    }

    void read_spec(const toml::table& table, const char* key, FieldSpec& out) {
        TableReader spec(&table, place(key), problem_);
        spec.texts("columns", out.columns);
        spec.text("otherwise", out.otherwise);
        spec.words(out.words);
        spec.count("first_bytes", out.first_bytes);
        std::string valid_from;
        spec.text("valid_from", valid_from);
        if (!valid_from.empty())
            spec.instant("valid_from", valid_from, out.valid_from);
        spec.finish();
    }

    void words(std::map<std::string, std::string>& out) {
        const auto* node = find("words");
        const auto* table = node == nullptr ? nullptr : node->as_table();
        if (node != nullptr && table == nullptr)
            return complain("words", "should be a table");
        if (table == nullptr)
            return;
        for (const auto& [word, meaning] : *table)
            take(meaning.value<std::string>(), "words", "a table of texts",
                 out[std::string(word.str())]);
    }

    void instant(const char* key, const std::string& text, std::optional<domain::Instant>& out) {
        const auto parsed = domain::parse_instant(text);
        if (parsed)
            out = *parsed;
        else
            complain(key, parsed.error().detail);
    }

    void take(std::optional<std::string> value, const char* key, const char* wanted,
              std::string& out) {
        if (value)
            out = std::move(*value);
        else
            complain(key, std::string("should be ") + wanted);
    }

    [[nodiscard]] std::string place(const std::string& key) const {
        return path_.empty() ? key : path_ + "." + key;
    }

    void complain(const std::string& key, const std::string& what) {
        if (problem_.empty())
            problem_ = place(key) + " " + what;
    }

    const toml::table* table_;
    std::string path_;
    std::string& problem_;
    std::vector<std::string> asked_;
};

void read_record(TableReader record, RecordLayout& out) {
    record.field("wins", out.wins);
    record.field("losses", out.losses);
    record.field("wins_last10", out.wins_last10);
    record.field("elo", out.elo);
    record.finish();
}

void read_events(TableReader events, EventLayout& out) {
    events.texts("files", out.files);
    const std::pair<const char*, FieldSpec*> fields[] = {
        {"id", &out.id},
        {"league", &out.league},
        {"season", &out.season},
        {"category", &out.category},
        {"title", &out.title},
        {"home", &out.home},
        {"away", &out.away},
        {"venue", &out.venue},
        {"city", &out.city},
        {"capacity", &out.capacity},
        {"zone", &out.zone},
        {"start", &out.start},
        {"start_date", &out.start_date},
        {"start_time_local", &out.start_time_local},
        {"start_tbd", &out.start_tbd},
        {"received", &out.received},
        {"home_score", &out.home_score},
        {"away_score", &out.away_score},
        {"promotion", &out.promotion},
    };
    for (const auto& [key, field] : fields)
        events.field(key, *field);
    read_record(events.table("home_record"), out.home_record);
    read_record(events.table("away_record"), out.away_record);
    events.finish();
}

void read_quotes(TableReader quotes, QuoteLayout& out) {
    quotes.texts("files", out.files);
    const std::pair<const char*, FieldSpec*> fields[] = {
        {"event", &out.event},
        {"observed", &out.observed},
        {"market", &out.market},
        {"zone", &out.zone},
        {"kind", &out.kind},
        {"currency", &out.currency},
        {"get_in", &out.get_in},
        {"median", &out.median},
        {"average", &out.average},
        {"highest", &out.highest},
        {"listings", &out.listings},
        {"tickets", &out.tickets},
        {"popularity", &out.popularity},
    };
    for (const auto& [key, field] : fields)
        quotes.field(key, *field);
    read_record(quotes.table("home_record"), out.home_record);
    quotes.flag("only_changes", out.only_changes);
    quotes.finish();
}

bool tells_quotes(const QuoteLayout& quotes) {
    const bool names_series = !quotes.market.empty() && !quotes.kind.empty();
    return names_series && !quotes.files.empty() && !quotes.event.empty() &&
           !quotes.observed.empty() && !quotes.currency.empty();
}

/// The key of a required field that is absent; empty when none is.
std::string absent_field(const Layout& layout) {
    if (layout.name.empty())
        return "name";
    const std::pair<const char*, bool> required[] = {
        {"events.files", layout.events.files.empty()},
        {"events.id", layout.events.id.empty()},
        {"events.start", layout.events.start.empty() && layout.events.start_date.empty()},
        {"quotes.files", layout.quotes.files.empty()},
        {"quotes.event", layout.quotes.event.empty()},
        {"quotes.observed", layout.quotes.observed.empty()},
        {"quotes.market", layout.quotes.market.empty()},
        {"quotes.kind", layout.quotes.kind.empty()},
        {"quotes.currency", layout.quotes.currency.empty()},
        {"quotes.get_in", layout.quotes.get_in.empty()},
    };
    for (const auto& [key, absent] : required)
        if (absent)
            return key;
    if (!std::all_of(layout.more_quotes.begin(), layout.more_quotes.end(), tells_quotes))
        return "more_quotes: files, event, observed, market, kind and currency of each";
    return {};
}

bool has_all(const std::vector<std::string>& header, const std::vector<std::string>& columns) {
    return std::all_of(columns.begin(), columns.end(), [&](const std::string& column) {
        return std::find(header.begin(), header.end(), column) != header.end();
    });
}

bool has_any(const std::vector<std::string>& header, const FieldSpec& field) {
    return std::any_of(field.columns.begin(), field.columns.end(), [&](const std::string& column) {
        return std::find(header.begin(), header.end(), column) != header.end();
    });
}

bool knows(const Layout& layout, const std::vector<std::string>& events_header,
           const std::vector<std::string>& quotes_header) {
    if (!has_all(events_header, layout.detect_events) ||
        !has_all(quotes_header, layout.detect_quotes))
        return false;
    const bool reads_events = events_header.empty() || has_any(events_header, layout.events.id);
    const auto& quotes = layout.quotes;
    const bool reads_quotes = quotes_header.empty() || (has_any(quotes_header, quotes.event) &&
                                                        has_any(quotes_header, quotes.observed) &&
                                                        has_any(quotes_header, quotes.get_in));
    return reads_events && reads_quotes;
}

std::size_t columns_asked(const Layout& layout) {
    return layout.detect_events.size() + layout.detect_quotes.size();
}

std::vector<Layout> parse_shipped() {
    std::vector<Layout> layouts;
    for (const auto& [name, text] : detail::kLayoutFiles) {
        auto layout = parse_layout(text, name);
        SEATSYNC_INVARIANT(layout.has_value());
        layouts.push_back(*std::move(layout));
    }
    return layouts;
}

std::string shipped_names() {
    std::vector<std::string> names;
    for (const auto& layout : shipped_layouts())
        names.push_back(layout.name);
    return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

Result<Layout> parse_layout(std::string_view toml, std::string_view origin) {
    toml::table root;
    try {
        root = toml::parse(toml);
    } catch (const toml::parse_error& error) {
        return fail(
            ErrorCode::invalid_argument,
            fmt::format("{}: line {}: {}", origin, error.source().begin.line, error.description()));
    }
    Layout layout;
    std::string problem;
    TableReader top(&root, "", problem);
    top.text("name", layout.name);
    top.text("description", layout.description);
    top.text("namespace", layout.name_space);
    auto detect = top.table("detect");
    detect.texts("events", layout.detect_events);
    detect.texts("quotes", layout.detect_quotes);
    detect.flag("by_name_only", layout.by_name_only);
    detect.finish();
    read_events(top.table("events"), layout.events);
    read_quotes(top.table("quotes"), layout.quotes);
    for (const TableReader& more : top.tables("more_quotes"))
        read_quotes(more, layout.more_quotes.emplace_back());
    top.finish();
    if (problem.empty())
        if (const auto key = absent_field(layout); !key.empty())
            problem = key + " is required";
    if (!problem.empty())
        return fail(ErrorCode::invalid_argument, fmt::format("{}: {}", origin, problem));
    return layout;
}

const std::vector<Layout>& shipped_layouts() {
    static const std::vector<Layout> layouts = parse_shipped();
    return layouts;
}

Result<Layout> find_layout(const std::string& name_or_file) {
    for (const auto& layout : shipped_layouts())
        if (layout.name == name_or_file)
            return layout;
    std::ifstream file(name_or_file, std::ios::binary);
    if (!file)
        return fail(ErrorCode::not_found,
                    fmt::format("'{}' is neither a mapping file nor a layout that comes with the "
                                "program ({})",
                                name_or_file, shipped_names()));
    std::ostringstream text;
    text << file.rdbuf();
    return parse_layout(text.str(), name_or_file);
}

Result<Layout> detect_layout(const std::string& folder,
                             const std::vector<std::string>& events_header,
                             const std::vector<std::string>& quotes_header) {
    const Layout* best = nullptr;
    for (const auto& layout : shipped_layouts()) {
        if (!knows(layout, events_header, quotes_header))
            continue;
        if (layout.name == folder)
            return layout;
        if (!layout.by_name_only &&
            (best == nullptr || columns_asked(layout) > columns_asked(*best)))
            best = &layout;
    }
    if (best == nullptr)
        return fail(
            ErrorCode::not_found,
            fmt::format("no layout knows these columns: {}; name one with --layout ({})",
                        fmt::join(quotes_header.empty() ? events_header : quotes_header, ","),
                        shipped_names()));
    return *best;
}

}  // namespace seatsync::source_csv
