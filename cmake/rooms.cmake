# seatsync_room(<path under src> SOURCES a.cpp … [DEPENDS seatsync::x …] [LINK lib …] [PRIVATE_LINK lib …]
#               [HEADERS name] [OPTIONS option …])
#
# One room = one folder = one static library `seatsync_<room>` with the alias `seatsync::<room>`.
# Files named *_test.cpp and *_proptest.cpp in the folder, or one folder below, join the unit test
# program of the room; files named *_bench.cpp its benchmark; each *_fuzz.cpp is a fuzzer. A room needs
# no further line for any of them. HEADERS: see precompiled.cmake; `none` for a room whose libraries demand
# options that the parsed headers do not have.
function(seatsync_room path)
  cmake_parse_arguments(ROOM "" "HEADERS" "SOURCES;DEPENDS;LINK;PRIVATE_LINK;OPTIONS" ${ARGN})
  get_filename_component(name "${path}" NAME)
  set(target "seatsync_${name}")
  add_library(${target} STATIC ${ROOM_SOURCES})
  add_library(seatsync::${name} ALIAS ${target})
  target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}/src")
  target_link_libraries(${target}
    PUBLIC ${ROOM_DEPENDS} ${ROOM_LINK}
    PRIVATE seatsync_warnings ${ROOM_PRIVATE_LINK})
  target_compile_options(${target} PRIVATE ${ROOM_OPTIONS})
  if(NOT ROOM_HEADERS)
    set(ROOM_HEADERS program)
  endif()
  if(NOT ROOM_HEADERS STREQUAL "none")
    seatsync_use_headers(${target} ${ROOM_HEADERS})
  endif()

  if(SEATSYNC_TESTS)
    file(GLOB tests CONFIGURE_DEPENDS "*_test.cpp" "*_proptest.cpp" "*/*_test.cpp" "*/*_proptest.cpp")
    if(tests)
      set_property(GLOBAL APPEND PROPERTY SEATSYNC_TESTED_ROOMS ${name})
      set_property(GLOBAL PROPERTY SEATSYNC_TESTS_OF_${name} "${tests}")
    endif()
  endif()
  file(GLOB fuzzers CONFIGURE_DEPENDS "*_fuzz.cpp")
  foreach(fuzzer IN LISTS fuzzers)
    set_property(GLOBAL APPEND PROPERTY SEATSYNC_FUZZERS "${name}:${fuzzer}")
  endforeach()
  if(SEATSYNC_BENCHMARKS)
    file(GLOB benches CONFIGURE_DEPENDS "*_bench.cpp")
    if(benches)
      add_executable(${target}_bench EXCLUDE_FROM_ALL ${benches})
      target_include_directories(${target}_bench PRIVATE "${PROJECT_SOURCE_DIR}")  # for testing/
      target_link_libraries(${target}_bench PRIVATE seatsync::${name} seatsync_warnings
        benchmark::benchmark benchmark::benchmark_main)
      seatsync_use_headers(${target}_bench program)
      set_property(GLOBAL APPEND PROPERTY SEATSYNC_BENCHES ${target}_bench)
    endif()
  endif()
endfunction()
