# cmake -DOUTPUT=file.cpp -DFILES=a.toml;b.toml -P embed_layouts.cmake
set(entries "")
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME)
  file(READ "${file}" text)
  string(APPEND entries "    {\"layouts/${name}\", R\"toml(${text})toml\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "#include <string_view>
#include <utility>
#include <vector>

namespace seatsync::source_csv::detail {
extern const std::vector<std::pair<std::string_view, std::string_view>> kLayoutFiles;
const std::vector<std::pair<std::string_view, std::string_view>> kLayoutFiles = {
${entries}};
}  // namespace seatsync::source_csv::detail
")
