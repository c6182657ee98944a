# Texts that are part of the program.
#
# embed_texts(OUTPUT file.cpp NAMESPACE seatsync::x NAME kFiles FILES a.toml…) writes a source that
# defines `NAMESPACE::detail::NAME`, a vector of (path in the project, text), when a file changes.
set(EMBED_TEXTS_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")

function(embed_texts)
  cmake_parse_arguments(EMBED "" "OUTPUT;NAMESPACE;NAME" "FILES" ${ARGN})
  add_custom_command(
    OUTPUT "${EMBED_OUTPUT}"
    COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${EMBED_OUTPUT}" "-DNAMESPACE=${EMBED_NAMESPACE}"
      "-DNAME=${EMBED_NAME}" "-DROOT=${PROJECT_SOURCE_DIR}" "-DFILES=${EMBED_FILES}"
      -P "${EMBED_TEXTS_SCRIPT}"
    DEPENDS ${EMBED_FILES} "${EMBED_TEXTS_SCRIPT}"
    VERBATIM)
endfunction()

if(NOT CMAKE_SCRIPT_MODE_FILE)
  return()
endif()

set(entries "")
foreach(file IN LISTS FILES)
  file(RELATIVE_PATH name "${ROOT}" "${file}")
  file(READ "${file}" text)
  string(APPEND entries "    {\"${name}\", R\"toml(${text})toml\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "#include <string_view>
#include <utility>
#include <vector>

namespace ${NAMESPACE}::detail {
extern const std::vector<std::pair<std::string_view, std::string_view>> ${NAME};
const std::vector<std::pair<std::string_view, std::string_view>> ${NAME} = {
${entries}};
}  // namespace ${NAMESPACE}::detail
")
