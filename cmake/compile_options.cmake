set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# Paths inside the binaries are relative to the source tree: builds of two checkouts are alike.
add_compile_options("-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=")

# Same inputs, same bits: the compiler may not fuse a multiplication and an addition on one
# machine and keep them apart on another.
add_compile_options(-ffp-contract=off)

if(SEATSYNC_SANITIZE)
  add_compile_options(-fsanitize=${SEATSYNC_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${SEATSYNC_SANITIZE})
endif()

add_library(seatsync_warnings INTERFACE)
target_compile_options(seatsync_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual -Wconversion
  -Wsign-conversion -Wdouble-promotion -Wformat=2 -Wimplicit-fallthrough -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 sees overlapping copies inside its own std::string (PR 105651), and copies of impossible
  # lengths where its headers were precompiled.
  target_compile_options(seatsync_warnings INTERFACE -Wno-restrict -Wno-stringop-overflow)
endif()
# seatsync_false_lengths(<source>…): in these sources GCC 12 sees reads and writes beyond a std::string that
# are not there, and says so by other warnings.
function(seatsync_false_lengths)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set_source_files_properties(${ARGN} PROPERTIES
      COMPILE_OPTIONS "-Wno-array-bounds;-Wno-stringop-overread")
  endif()
endfunction()
if(SEATSYNC_SANITIZE)
  # Instrumented code makes GCC 12 warn of its own library (uninitialised reads inside optional and
  # variant, overflows inside string); what is wrong in ours, the plain build refuses.
  target_compile_options(seatsync_warnings INTERFACE -Wno-error)
endif()

# Tests are compiled more often than they are run: less optimisation.
set(SEATSYNC_TEST_OPTIONS "$<$<CONFIG:Release>:-O1>")
