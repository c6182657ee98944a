# embed_migrations(<target> <room> <constant> <folder>)
#
# Compiles every NNNN_name.sql of the folder into the target as `seatsync::<room>::<constant>`, a
# std::span<const app::Migration> that the room's migrations.hpp declares, in order, each with its
# SHA-256: the program needs no file beside it to open a database.
function(embed_migrations target room constant folder)
  file(GLOB files CONFIGURE_DEPENDS "${folder}/*.sql")
  list(SORT files)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})
  set(entries "")
  set(expected 1)
  foreach(file IN LISTS files)
    get_filename_component(name "${file}" NAME_WE)
    if(NOT name MATCHES "^([0-9][0-9][0-9][0-9])_[a-z0-9_]+$")
      message(FATAL_ERROR "${file}: a migration is named NNNN_what_it_does.sql")
    endif()
    math(EXPR version "1${CMAKE_MATCH_1} - 10000")
    if(NOT version EQUAL expected)
      message(FATAL_ERROR "${file}: migration ${expected} is missing or there twice")
    endif()
    math(EXPR expected "${expected} + 1")
    file(READ "${file}" sql)
    file(SHA256 "${file}" checksum)
    string(APPEND entries
      "    {.version = ${version}, .name = \"${name}\", .checksum = \"${checksum}\", .sql = R\"sql(${sql})sql\"},\n")
  endforeach()
  set(output "${CMAKE_CURRENT_BINARY_DIR}/embedded_${constant}.cpp")
  file(CONFIGURE OUTPUT "${output}" @ONLY CONTENT
"#include \"adapters/${room}/migrations.hpp\"\n
namespace seatsync::${room} {\n
namespace {
constexpr app::Migration kAll[] = {
@entries@};
}  // namespace\n
const std::span<const app::Migration> ${constant} = kAll;\n
}  // namespace seatsync::${room}\n")
  target_sources(${target} PRIVATE "${output}")
endfunction()
