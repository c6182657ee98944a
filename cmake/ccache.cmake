# A second build of the same sources should cost seconds: ccache serves where it is installed. With a
# precompiled header it wants to be told that macros defined on the command line are taken care of.
find_program(SEATSYNC_CCACHE ccache)
if(SEATSYNC_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER "${SEATSYNC_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros "${SEATSYNC_CCACHE}")
endif()
