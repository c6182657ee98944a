#include "adapters/source_csv/fields.hpp"

#include <algorithm>

namespace seatsync::source_csv {

Field::Field(const FieldSpec& spec, const std::vector<std::string>& header) : spec_(spec) {
    for (const auto& name : spec.columns) {
        const auto found = std::find(header.begin(), header.end(), name);
        if (found == header.end())
            continue;
        columns_.push_back(static_cast<std::size_t>(found - header.begin()));
        names_.push_back(name);
    }
}

RowResult<std::string_view> Field::text(const Record& record) const {
    for (const std::size_t column : columns_) {
        const std::string_view raw = trimmed(record.fields[column]);
        if (is_missing(raw))
            continue;
        SEATSYNC_TRY(const auto whole, parsed(raw, read_text));
        const auto text = spec_.first_bytes == 0 ? whole : whole.substr(0, spec_.first_bytes);
        if (spec_.words.empty())
            return text;
        const auto word = spec_.words.find(std::string(text));
        if (word != spec_.words.end())
            return std::string_view(word->second);
    }
    return std::string_view(spec_.otherwise);
}

RowProblem Field::problem(std::string_view value, std::string reason) const {
    return {.column = names_.empty() ? std::string() : names_.front(),
            .value = std::string(value.substr(0, 100)),
            .reason = std::move(reason)};
}

}  // namespace seatsync::source_csv
