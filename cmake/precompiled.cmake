# Library headers that most sources include, parsed once for the program and once for the tests (which
# are compiled with other options) instead of once for each source. Only GCC's builds do so: under clang
# (preset `fuzz`) every source and header still has to include what it uses.
set(SEATSYNC_COMMON_HEADERS
  <boost/json.hpp> <boost/system/result.hpp> <fmt/format.h> <simdjson.h>
  <algorithm> <array> <charconv> <chrono> <cmath> <cstdint> <functional> <map> <memory> <mutex>
  <optional> <set> <span> <string> <string_view> <thread> <utility> <variant> <vector>)

# What these libraries define on the command line, for targets that do not link them: with other
# definitions the compiler does not take the parsed headers.
add_library(seatsync_header_definitions INTERFACE)
foreach(library IN ITEMS fmt::fmt simdjson::simdjson Boost::json Boost::container)
  target_compile_definitions(seatsync_header_definitions INTERFACE
    $<TARGET_PROPERTY:${library},INTERFACE_COMPILE_DEFINITIONS>)
endforeach()

# ccache tells two sources apart when the preprocessor leaves the parsed headers in place.
set(SEATSYNC_HEADER_OPTIONS -fpch-preprocess -Winvalid-pch)

# seatsync_parse_headers(<name> HEADERS <header>… [OPTIONS option…] [LINK library…])
#
# The target seatsync_<name>_headers parses the headers, with the options.
function(seatsync_parse_headers name)
  cmake_parse_arguments(PARSE "" "" "HEADERS;OPTIONS;LINK" ${ARGN})
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    return()
  endif()
  set(target seatsync_${name}_headers)
  set(source "${PROJECT_BINARY_DIR}/headers_alone.cpp")
  file(CONFIGURE OUTPUT "${source}" CONTENT "")
  add_library(${target} OBJECT "${source}")
  target_link_libraries(${target} PRIVATE seatsync_header_definitions seatsync_warnings
    Threads::Threads ${PARSE_LINK})
  target_compile_options(${target} PRIVATE ${SEATSYNC_HEADER_OPTIONS} ${PARSE_OPTIONS})
  target_precompile_headers(${target} PRIVATE ${PARSE_HEADERS})
endfunction()

# seatsync_use_headers(<target> <name>): the target takes what seatsync_<name>_headers parsed; it must
# be compiled with the same options, and must define what the headers' libraries define.
function(seatsync_use_headers target name)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_link_libraries(${target} PRIVATE seatsync_header_definitions)
    target_compile_options(${target} PRIVATE ${SEATSYNC_HEADER_OPTIONS})
    target_precompile_headers(${target} REUSE_FROM seatsync_${name}_headers)
  endif()
endfunction()

seatsync_parse_headers(program HEADERS ${SEATSYNC_COMMON_HEADERS})
